import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageDir } from '../src/config.js';
import { packsSection } from './packs.js';
import { peersSection } from './peers.js';
import {
  modelsSection,
  nightlySection,
  postcodesSection,
  smallSection,
  stagingSection,
  type SectionOptions,
} from './sections.js';
import { markdown, type Section } from './table.js';
import { workbookSection } from './xlsx-read.js';

const SECTIONS: Readonly<Record<string, (options: SectionOptions) => Promise<Section>>> = {
  staging: stagingSection,
  small: smallSection,
  postcodes: postcodesSection,
  models: modelsSection,
  peers: peersSection,
  nightly: nightlySection,
  packs: packsSection,
  workbook: workbookSection,
};

const README = join(packageDir, 'bench', 'README.md');
const END = '<!-- end of results -->';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const names = values.only === undefined ? Object.keys(SECTIONS) : [values.only];
const problems = [
  Number.isInteger(rounds) && rounds > 0 ? undefined : '--rounds: expected a whole number from 1.',
  names.every((name) => name in SECTIONS)
    ? undefined
    : `--only: expected one of ${Object.keys(SECTIONS).join(', ')}.`,
].filter((problem) => problem !== undefined);

if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exitCode = 2;
} else {
  const reports = await measureAll();
  process.stdout.write(`${[...reports.values()].join('\n')}`);
  if (values.write) {
    const text = readFileSync(README, 'utf8');
    writeFileSync(README, [...reports].reduce(withReport, text));
  }
}

/** The page with the report of a section in place of the one before it. */
function withReport(text: string, [name, report]: readonly [string, string]): string {
  const mark = `<!-- ${name} -->`;
  const old = new RegExp(`${mark}\n[^]*?(?=<!-- )`);
  const own = `${mark}\n\n${report}\n`;
  return old.test(text) ? text.replace(old, () => own) : text.replace(END, () => `${own}${END}`);
}

/** The report of each section that is wanted, by its name. */
async function measureAll(): Promise<Map<string, string>> {
  const root = mkdtempSync(join(tmpdir(), 'carecount-bench-'));
  const removeAll = (): void => rmSync(root, { recursive: true, force: true });
  process.once('SIGINT', () => {
    removeAll();
    process.exit(130);
  });
  const reports = new Map<string, string>();
  try {
    for (const name of names) {
      const dir = join(root, name);
      mkdirSync(dir);
      const progress = (message: string): void => {
        process.stderr.write(`${name}: ${message}\n`);
      };
      const section = await SECTIONS[name]?.({ dir, rounds, progress });
      if (section !== undefined) reports.set(name, markdown(section, measuredWords()));
      rmSync(dir, { recursive: true, force: true });
    }
  } finally {
    removeAll();
  }
  return reports;
}

function measuredWords(): string {
  const gib = Math.round(totalmem() / 1024 ** 3);
  const day = new Date().toISOString().slice(0, 10);
  return `Measured ${day}: ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${gib} GiB, Node ${process.version.slice(1)}, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}.`;
}
