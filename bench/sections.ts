import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateDemo } from '../examples/demo/generate.js';
import { measureCommand, measureVariant, type Sample } from './child.js';
import { writePostcodeFile } from './postcode-rows.js';
import { NATIONAL, writeNation } from './national-rows.js';
import { median, ratioOf, type Line, type Section } from './table.js';
import { SMALL_RETURN, writeSmallReturns, writeWorkerFile } from './worker-rows.js';

/** Where a section works, and how often. */
export interface SectionOptions {
  /** An empty folder of its own. */
  readonly dir: string;
  readonly rounds: number;
  readonly progress: (message: string) => void;
}

const ROWS = 1_000_000;
const SOME_FILES = 500;
/** @source the ONS postcode directory of 2024 has 2.7 million postcodes, ended ones included. */
const POSTCODES = 2_700_000;
const MONTHS = [1, 3];

/** A large file, against DuckDB's bare load of it. */
export async function stagingSection(options: SectionOptions): Promise<Section> {
  const { dir } = options;
  const large = makeLargeFile(options);
  const { bare, ours } = await inRounds(options, {
    bare: () => measureVariant('bare', large, dir),
    ours: () => measureVariant('stage', large, dir),
  });
  const ratio = ratioOf(ours, bare);
  return {
    title: `One worker file of ${thousands(ROWS)} rows x 44 columns`,
    lines: [
      line('bare `read_csv`, all text, into a table of a database file', bare, { ratio: 1 }),
      line('staging: landed bytes to Parquet and manifest', ours, {
        ratio,
        target: { words: 'at most 0.8', isMet: ratio <= 0.8 },
      }),
      part('landing before it: hash, write, fsync', ours, 'landing'),
    ],
  };
}

/** Many small files, against one file of the same rows. */
export async function smallSection(options: SectionOptions): Promise<Section> {
  const { dir, progress } = options;
  const large = makeLargeFile(options);
  const small = join(dir, 'small');
  const some = join(dir, 'some');
  progress(`writing ${thousands(ROWS / SMALL_RETURN)} small returns`);
  writeSmallReturns(small, ROWS);
  writeSmallReturns(some, SOME_FILES * SMALL_RETURN);
  const { one, many, each } = await inRounds(options, {
    one: () => measureVariant('stage', large, dir),
    many: () => measureVariant('stage', small, dir),
    each: () => measureVariant('bare-each', some, dir),
  });
  const scale = ROWS / SMALL_RETURN / SOME_FILES;
  const scaled = each.map((sample) => ({ ...sample, seconds: sample.seconds * scale }));
  const ratio = ratioOf(many, one);
  return {
    title: `${thousands(ROWS / SMALL_RETURN)} returns of ${SMALL_RETURN} rows`,
    lines: [
      line('staging one file of the same rows', one, { ratio: 1 }),
      line('staging the small returns', many, {
        ratio,
        target: { words: 'at most 3', isMet: ratio <= 3 },
      }),
      part('landing before it: hash, write, fsync of each', many, 'landing'),
      line(
        `DuckDB alone, \`insert from read_csv\` of each (${SOME_FILES} files, x ${scale})`,
        scaled,
        {
          ratio: ratioOf(scaled, one),
        },
      ),
    ],
  };
}

/** A postcode directory, of which ten of fifty columns are wanted. */
export async function postcodesSection(options: SectionOptions): Promise<Section> {
  const { dir, progress } = options;
  const folder = join(dir, 'postcodes', 'ons', '2026-04');
  progress(`writing a directory of ${thousands(POSTCODES)} postcodes`);
  mkdirSync(folder, { recursive: true });
  writePostcodeFile(join(folder, 'onspd.csv'), POSTCODES);
  const { ours } = await inRounds(options, {
    ours: () => measureVariant('stage', join(dir, 'postcodes'), dir),
  });
  const seconds = median(ours.map((sample) => sample.seconds));
  return {
    title: `A postcode directory of ${thousands(POSTCODES)} rows x 53 columns, 1.5 GB`,
    lines: [
      line('staging: landed bytes to Parquet and manifest', ours, {
        target: { words: 'under 10 s', isMet: seconds < 10 },
      }),
      part('landing before it: hash, write, fsync', ours, 'landing'),
    ],
  };
}

/** How the models grow with the months of a nation's returns. */
export async function modelsSection(options: SectionOptions): Promise<Section> {
  const { dir, progress } = options;
  const lines: Line[] = [];
  let yardstick: readonly Sample[] | undefined;
  for (const months of MONTHS) {
    const workspace = join(dir, `nation-${months}`);
    progress(`writing ${months} months of a nation`);
    writeNation(workspace, months);
    const { ours } = await inRounds(options, {
      ours: () => measureVariant('models', workspace, dir),
    });
    rmSync(workspace, { recursive: true });
    yardstick ??= ours;
    lines.push(...modelLines(months, ours, yardstick));
  }
  const { workplaces, workers } = NATIONAL;
  return {
    title: `All models and measures: ${thousands(workplaces)} workplaces, ${thousands(workers)} workers a month`,
    lines,
  };
}

function modelLines(months: number, ours: readonly Sample[], yardstick: readonly Sample[]): Line[] {
  const peak = median(ours.map((sample) => sample.peakMb));
  const share = median(ours.map(({ seconds, parts }) => (parts['own'] ?? 0) / seconds));
  return [
    line(`${months} ${months === 1 ? 'month' : 'months'}`, ours, {
      ratio: ratioOf(ours, yardstick),
      target: { words: 'under 6 GB', isMet: peak < 6000 },
    }),
    part('of which models', ours, 'build'),
    measuresLine(months, ours),
    {
      ...part(`our own work: ${(share * 100).toFixed(1)} %`, ours, 'own'),
      target: { words: 'under 10 %', isMet: share < 0.1 },
    },
  ];
}

/** The measures of a month are to be made within a minute. */
function measuresLine(months: number, ours: readonly Sample[]): Line {
  const measures = part('of which measures', ours, 'measure');
  if (months > 1) return measures;
  return { ...measures, target: { words: 'under 60 s', isMet: measures.seconds < 60 } };
}

/** The demo's night, as cron would start it. */
export async function nightlySection(options: SectionOptions): Promise<Section> {
  const { dir, progress } = options;
  const made = join(dir, 'made');
  const workspace = join(dir, 'workspace');
  progress('making the demo');
  await generateDemo({ dir: made });
  const fresh = (): void => {
    rmSync(workspace, { recursive: true, force: true });
    cpSync(made, workspace, { recursive: true, preserveTimestamps: true });
  };
  const files = readdirSync(join(made, 'data', 'inbox'), {
    recursive: true,
    withFileTypes: true,
  }).filter((entry) => entry.isFile()).length;
  const { whole, idle, version, parts } = await inRounds(options, {
    whole: () => {
      fresh();
      return measureCommand('--workspace', workspace, 'nightly', '--quiet');
    },
    idle: () => measureCommand('--workspace', workspace, 'nightly', '--quiet'),
    version: () => measureCommand('--version'),
    parts: () => {
      fresh();
      return measureVariant('nightly', workspace, dir);
    },
  });
  const limit = (samples: readonly Sample[], seconds: number): NonNullable<Line['target']> => ({
    words: `under ${seconds} s`,
    isMet: median(samples.map((sample) => sample.seconds)) < seconds,
  });
  return {
    title: `The demo's night: ${thousands(files)} files`,
    lines: [
      line('`carecount nightly`, everything new', whole, { target: limit(whole, 20) }),
      ...stepNames(parts).map((name) => stepLine(name, parts)),
      line('`carecount nightly`, nothing new', idle, { target: limit(idle, 1) }),
      line('`carecount --version`', version, { target: limit(version, 0.25) }),
    ],
  };
}

function makeLargeFile({ dir, progress }: SectionOptions): string {
  const folder = join(dir, 'large', 'provider', '2026-04');
  progress(`writing a worker file of ${thousands(ROWS)} rows`);
  mkdirSync(folder, { recursive: true });
  writeWorkerFile(join(folder, 'worker.csv'), ROWS);
  return join(dir, 'large');
}

/** Measures each in turn, round by round, so that a noisy minute falls on all of them. */
export async function inRounds<Name extends string>(
  { rounds, progress }: SectionOptions,
  variants: Readonly<Record<Name, () => Promise<Sample>>>,
): Promise<Record<Name, Sample[]>> {
  const entries = Object.entries<() => Promise<Sample>>(variants);
  const samples: Record<string, Sample[]> = {};
  for (let round = 1; round <= rounds; round++) {
    for (const [name, measure] of entries) {
      const sample = await measure();
      (samples[name] ??= []).push(sample);
      progress(`round ${round} of ${rounds}, ${name}: ${sample.seconds.toFixed(2)} s`);
    }
  }
  return samples;
}

/** A line of the table: the medians of its rounds. */
export function line(
  what: string,
  samples: readonly Sample[],
  more: Pick<Line, 'ratio' | 'target'>,
): Line {
  return {
    what,
    seconds: median(samples.map((sample) => sample.seconds)),
    peakMb: median(samples.map((sample) => sample.peakMb)),
    ...more,
  };
}

function part(what: string, samples: readonly Sample[], name: string): Line {
  return { what, seconds: median(samples.map((sample) => sample.parts[name] ?? 0)) };
}

/** The measures of four councils are to be made in five seconds, all months together. */
function stepLine(name: string, samples: readonly Sample[]): Line {
  const step = part(`of which ${name}`, samples, name);
  if (name !== 'measure') return step;
  return { ...step, target: { words: 'under 5 s', isMet: step.seconds < 5 } };
}

/** The steps that take long enough to be worth a line. */
function stepNames([first]: readonly Sample[]): string[] {
  return Object.entries(first?.parts ?? {})
    .filter(([, seconds]) => seconds >= 0.05)
    .map(([name]) => name);
}

/** @example thousands(1000) // '1,000' */
export function thousands(count: number): string {
  return count.toLocaleString('en-GB');
}
