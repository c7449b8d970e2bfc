import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { soak } from './soak/soak.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    scale: { type: 'string', default: '0.02' },
  },
});
const dir = mkdtempSync(join(tmpdir(), 'carecount-soak-'));
try {
  process.stdout.write(`Seed ${values.seed}: give it as --seed to see the same moments again.\n`);
  const { kills, survived, faults, isEqual } = await soak({
    dir,
    kills: Number(values.kills),
    seed: Number(values.seed),
    scale: Number(values.scale),
    say: (line) => process.stdout.write(`${line}\n`),
  });
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  const words = isEqual ? 'equals' : 'DIFFERS FROM';
  process.stdout.write(
    `${kills} runs killed, ${survived} ended first, ${faults.length} faults. What is published in the end ${words} that of runs never killed.\n`,
  );
  process.exitCode = faults.length === 0 && isEqual ? 0 : 1;
} finally {
  rmSync(dir, { recursive: true, force: true });
}
