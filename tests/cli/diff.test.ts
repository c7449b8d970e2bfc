import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '../../src/config.js';
import { silentLog } from '../../src/log.js';
import { nightly } from '../../src/nightly.js';
import { carecount, temporaryFolder } from '../helpers/run-cli.js';
import { deliver, smallWorkspace } from '../helpers/small-workspace.js';
import { workers, workplaces } from '../ingest/helpers/files.js';

const folder = temporaryFolder();
const dir = smallWorkspace(join(folder.path, 'workspace'));
const runs: string[] = [];

const OTTERMERE = 'X06000091';
const APRIL = '2026-04';
const LOCATIONS: Record<string, string> = {
  alder: '1-000000011',
  birch: '1-000000012',
  cedar: '1-000000013',
  dale: '1-000000014',
};

type Figure = Record<string, string | number | null>;
interface Diff {
  has_causes: boolean;
  rule_changes: string[];
  summary: Figure[];
  figures: Figure[];
  figure_count: number;
}

const send = (who: string, staff: number, vacancies: number, postcode: string, as = ''): void => {
  const people = Array.from({ length: staff }, (_, index) => ({ UNIQUEWORKERID: `w${index}` }));
  deliver(dir, `${who}/${APRIL}/workers${as}.csv`, workers(...people));
  const home = {
    TOTALPERMTEMP: String(staff),
    VACANCIES: `${vacancies};0`,
    POSTCODE: postcode,
    LOCATIONID: LOCATIONS[who] ?? '',
  };
  deliver(dir, `${who}/${APRIL}/workplaces${as}.csv`, workplaces(home));
};
const build = async (day: number): Promise<void> => {
  const now = () => new Date(`2026-05-${String(day).padStart(2, '0')}T02:00:00.000Z`);
  const result = await nightly({
    workspace: openWorkspace(dir),
    log: silentLog,
    until: 'build',
    now,
  });
  expect(result).toMatchObject({ outcome: 'published', failures: [] });
  runs.push(result.run_id);
};
const run = (...args: string[]) => carecount(['--workspace', dir, 'diff', ...args]);
const diff = (from: number, to: number, ...flags: string[]): Diff =>
  JSON.parse(run(runs[from] ?? '', runs[to] ?? '', '--format', 'json', ...flags).stdout) as Diff;
const vacancyRate = (from: number, to: number): Figure => {
  const { figures } = diff(from, to, '--metric', 'vacancy_rate', '--area', OTTERMERE);
  const [figure] = figures.filter(({ care_setting: setting, job_role: role, sector }) =>
    [setting, role, sector].every((each) => each === 'all'),
  );
  return figure ?? {};
};
const partsOf = (figure: Figure, part: string): (number | null)[] =>
  ['new_return', 'correction', 'rule_change'].map((cause) => figure[`${cause}_${part}`] as number);

beforeAll(async () => {
  send('alder', 9, 1, 'QX1 1AA');
  send('birch', 4, 2, 'QX1 1AA');
  send('cedar', 3, 1, 'QX2 1AA');
  await build(1);
  send('dale', 6, 0, 'QX1 1AA');
  await build(2);
  send('birch', 5, 1, 'QX1 1AA', ' corrected');
  await build(3);
  const postcodes = join(dir, 'reference', 'postcodes.csv');
  writeFileSync(postcodes, readFileSync(postcodes, 'utf8').replace('X06000092', OTTERMERE));
  await build(4);
});

afterAll(() => {
  folder.remove();
});

describe('carecount diff', () => {
  it('tells a new return: 3 of 16 posts become 3 of 22', () => {
    const figure = vacancyRate(0, 1);
    expect(figure).toMatchObject({ old_value: 3 / 16, old_denominator: 16, new_denominator: 22 });
    expect(partsOf(figure, 'numerator')).toEqual([0, 0, 0]);
    expect(partsOf(figure, 'denominator')).toEqual([6, 0, 0]);
    expect(figure['new_return_value']).toBeCloseTo(3 / 22 - 3 / 16, 7);
    expect(partsOf(figure, 'workplaces')).toEqual([1, 0, 0]);
  });

  it('tells a correction: two vacancies of four staff become one of five', () => {
    const figure = vacancyRate(1, 2);
    expect(partsOf(figure, 'numerator')).toEqual([0, -1, 0]);
    expect(partsOf(figure, 'denominator')).toEqual([0, 0, 0]);
    expect(figure['correction_value']).toBeCloseTo(2 / 22 - 3 / 22, 7);
    expect(diff(1, 2).rule_changes).toEqual([]);
  });

  it('tells a rule change: the same bytes count in another area', () => {
    const figure = vacancyRate(2, 3);
    expect(partsOf(figure, 'numerator')).toEqual([0, 0, 1]);
    expect(partsOf(figure, 'denominator')).toEqual([0, 0, 4]);
    expect(diff(2, 3).rule_changes).toEqual(['workspace/reference/postcodes.csv changed']);
  });

  it('parts one figure among all three', () => {
    const figure = vacancyRate(0, 3);
    expect(figure).toMatchObject({ old_numerator: 3, new_numerator: 3, new_denominator: 26 });
    expect(partsOf(figure, 'numerator')).toEqual([0, -1, 1]);
    expect(partsOf(figure, 'denominator')).toEqual([6, 0, 4]);
    const values = partsOf(figure, 'value').reduce((sum: number, each) => sum + (each ?? 0), 0);
    expect(values).toBeCloseTo(3 / 26 - 3 / 16, 7);
  });

  it.each([
    [0, 1],
    [1, 2],
    [2, 3],
    [0, 3],
    [3, 0],
  ])('adds up for every count and both parts of every rate, run %i to run %i', (from, to) => {
    const { figures } = diff(from, to, '--limit', '0');
    const rates = figures.filter(({ kind }) => kind === 'ratio');
    const counts = figures.filter(({ kind }) => kind === 'count');
    expect(rates.length).toBeGreaterThan(0);
    if (from === 0) expect(counts.length).toBeGreaterThan(0);
    const changeOf = (figure: Figure, part: string): number =>
      Number(figure[`new_${part}`] ?? 0) - Number(figure[`old_${part}`] ?? 0);
    const sumOf = (figure: Figure, part: string): number =>
      partsOf(figure, part).reduce((sum: number, each) => sum + Number(each), 0);
    for (const figure of [...rates, ...counts])
      expect([figure, sumOf(figure, 'numerator')]).toEqual([figure, changeOf(figure, 'numerator')]);
    for (const figure of rates)
      expect([figure, sumOf(figure, 'denominator')]).toEqual([
        figure,
        changeOf(figure, 'denominator'),
      ]);
  });

  it('tells what appeared and what disappeared, and the other way round the other way', () => {
    const types = (from: number, to: number) =>
      diff(from, to, '--area', 'X06000092', '--metric', 'returned_workplaces').figures.map(
        (figure) => [
          figure['change_type'],
          figure['value_change'],
          figure['rule_change_numerator'],
        ],
      );
    expect(types(0, 3)).toEqual([['disappeared', -1, -1]]);
    expect(types(3, 0)).toEqual([['appeared', 1, 1]]);
  });

  it('takes the published run and the one before it, or so much of an id as is unique', () => {
    const [first = '', second = ''] = runs;
    expect(run().stdout).toContain(`Run ${runs[2]} to run ${runs[3]}.`);
    const some = run(first.slice(0, 8), second.slice(0, 8));
    expect(some.stdout).toContain(`Run ${first} to run ${second}.`);
  });

  it('begins with how many moved by metric, and says that the list was cut', () => {
    const { code, stdout } = run(runs[0] ?? '', runs[3] ?? '', '--limit', '2');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /metric +moved +appeared +disappeared +by new returns +by corrections +by rule changes/,
    );
    expect(stdout).toMatch(/\nvacancy_rate +\d+ +\d+ +\d+ +\d+ +\d+ +\d+\n/);
    expect(stdout).toMatch(/\n2 of \d+ figures\. Use --limit 0 for all\.\n$/);
    const rates = run(runs[0] ?? '', runs[1] ?? '', '--metric', 'vacancy_rate').stdout;
    expect(rates).toMatch(
      /18\.75% +13\.64% +-5\.11 points +-5\.11 points new returns of 1 workplace\n/,
    );
  });

  it('writes every figure as CSV, with the parts of each cause', () => {
    const { stdout } = run('--format', 'csv', '--metric', 'vacancy_rate', '--period', APRIL);
    const [header = '', ...rows] = stdout.trim().split(/\r?\n/);
    expect(header).toContain('new_return_numerator');
    expect(rows).toHaveLength(diff(2, 3, '--metric', 'vacancy_rate').figure_count);
  });

  it('has nothing to tell of a month without figures', () => {
    expect(run('--period', '2020-01').stdout).toContain('No figure moved.');
  });

  it.each([
    [['9999'], /run "9999": expected a kept run.*got none of that name\. Kept are 2026/],
    [['2026'], /got 4: 2026.*/],
    [['--metric', 'vacancy'], /--metric: expected one of .*; got "vacancy"/],
    [['--format', 'pdf'], /--format: expected one of table, csv, json, xlsx; got "pdf"/],
  ])('refuses %j in words', (flags, words) => {
    const { code, stderr } = run(...flags);
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
  });

  it('says so where a run kept no contributions', () => {
    rmSync(join(dir, 'data', 'warehouse', 'runs', runs[0] ?? '', 'contribution'), {
      recursive: true,
    });
    const { stdout } = run(runs[0] ?? '', runs[1] ?? '');
    expect(stdout).toContain('Causes are not known');
    expect(diff(0, 1).figures[0]).toMatchObject({ new_return_numerator: null });
  });
});
