import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageDir } from '../src/config.js';
import { coverageTables } from './intervals/tables.js';

const BEGIN = '<!-- begin: npm run simulate -- --write -->';
const END = '<!-- end -->';

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    seed: { type: 'string', default: '5' },
    samples: { type: 'string', default: '8000' },
  },
});
const samples = Number(values.samples);
const tables = coverageTables(
  { rateSamples: samples, paySamples: samples / 2, seed: Number(values.seed) },
  (line) => process.stderr.write(`${line}\n`),
);
if (values.write) {
  const path = join(packageDir, 'docs/uncertainty.md');
  const text = readFileSync(path, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${path}: no markers`);
  writeFileSync(path, `${before}${BEGIN}\n\n${tables}\n\n${END}${after}`);
} else {
  process.stdout.write(`${tables}\n`);
}
