import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateDemo } from '../../../examples/demo/generate.js';
import {
  OLD_WORKPLACE_COLUMNS,
  WORKPLACE_COLUMNS,
  workerColumns,
} from '../../../examples/demo/headers.js';
import { plantedSchema, type Planted } from '../../../examples/demo/planted.js';
import { raggedRecords, readInbox, snapshotOf, type Month } from './inbox.js';
import { naiveFindings } from './naive.js';

const SCALE = 0.1;
const dirs: string[] = [];
let dir = '';
let planted: Planted;
let rejected: ReadonlySet<string>;
let months: Month[];

function freshDir(): string {
  const made = mkdtempSync(join(tmpdir(), 'carecount-demo-'));
  dirs.push(made);
  return made;
}

beforeAll(async () => {
  dir = freshDir();
  planted = await generateDemo({ dir, scale: SCALE });
  months = readInbox(join(dir, 'data', 'inbox'), planted);
  rejected = new Set(
    planted.deliveries.filter(({ state }) => state === 'rejected').map(({ path }) => path),
  );
});

afterAll(() => {
  for (const each of dirs) rmSync(each, { recursive: true, force: true });
});

describe('generateDemo', () => {
  it('writes the same bytes and times for the same seed', async () => {
    const other = freshDir();
    await generateDemo({ dir: other, scale: SCALE });
    for (const folder of ['inbox', 'registers']) {
      const files = (root: string) => snapshotOf(join(root, 'data', folder));
      expect(files(dir).size).toBeGreaterThan(1);
      expect(files(other)).toEqual(files(dir));
    }
    const text = (root: string) => readFileSync(join(root, 'data', 'planted.json'), 'utf8');
    expect(text(other)).toBe(text(dir));
  });

  it('writes other returns for another seed', async () => {
    const other = freshDir();
    const again = await generateDemo({ dir: other, scale: SCALE, seed: 7 });
    expect(again.totals).not.toEqual(planted.totals);
  });

  it('leaves a file alone that is already there, and removes none', async () => {
    const other = freshDir();
    await generateDemo({ dir: other, scale: SCALE });
    const extra = join(other, 'data', 'inbox', 'somebody-else.csv');
    writeFileSync(extra, 'a,b\n');
    const before = snapshotOf(join(other, 'data', 'inbox'));
    await generateDemo({ dir: other, scale: SCALE });
    expect(snapshotOf(join(other, 'data', 'inbox'))).toEqual(before);
  });

  it('copies the settings and the reference files', () => {
    for (const name of ['areas', 'area_members', 'postcodes']) {
      expect(existsSync(join(dir, 'reference', `${name}.csv`))).toBe(true);
    }
    expect(readFileSync(join(dir, 'carecount.yaml'), 'utf8')).toContain('demonstration: true');
  });

  it('refuses a workspace with real data', async () => {
    const other = freshDir();
    const real = readFileSync(join(dir, 'carecount.yaml'), 'utf8').replace(
      'demonstration: true',
      'demonstration: false',
    );
    writeFileSync(join(other, 'carecount.yaml'), real);
    await expect(generateDemo({ dir: other, scale: SCALE })).rejects.toThrow('real data');
    expect(existsSync(join(other, 'data'))).toBe(false);
  });
});

describe('the returns', () => {
  it('have a header the service accepts', () => {
    const flags = [false, true];
    const accepted = new Set([
      WORKPLACE_COLUMNS.join(','),
      OLD_WORKPLACE_COLUMNS.join(','),
      ...flags.flatMap((hasNewId) =>
        flags.flatMap((hasTransfer) =>
          flags.map((hasFourthQualification) =>
            workerColumns({ hasNewId, hasTransfer, hasFourthQualification }).join(','),
          ),
        ),
      ),
    ]);
    expect(WORKPLACE_COLUMNS).toHaveLength(44);
    expect(OLD_WORKPLACE_COLUMNS).toHaveLength(37);
    expect(
      workerColumns({ hasNewId: true, hasTransfer: true, hasFourthQualification: false }),
    ).toHaveLength(46);
    for (const { workplaces, workers } of months) {
      for (const file of [workplaces, workers]) {
        if (file !== undefined) expect(accepted).toContain(file.header.join(','));
      }
    }
  });

  it('hold the findings planted and no other', () => {
    const postcodes = new Set(
      readFileSync(join(dir, 'reference', 'postcodes.csv'), 'utf8')
        .split('\n')
        .map((line) => line.split(',')[0] ?? ''),
    );
    const expected = planted.findings
      .filter(({ path }) => !rejected.has(path))
      .map(({ path, record, column, rule }) => `${path} ${record} ${column} ${rule}`)
      .sort();
    expect(naiveFindings(months, postcodes)).toEqual(expected);
  });

  it('have a cell too many or too few in exactly the records of rejected files where it is planted', () => {
    const inbox = join(dir, 'data', 'inbox');
    const ragged = planted.findings.filter(({ rule }) => rule === 'cell_count');
    const paths = new Set(ragged.map(({ path }) => path));
    expect(paths.size).toBe(2);
    for (const path of paths) {
      expect(rejected).toContain(path);
      const records = ragged.filter((each) => each.path === path).map(({ record }) => record);
      expect(raggedRecords(inbox, path)).toEqual(records);
    }
  });

  it('say NOCHANGE only of what an earlier file told in full', () => {
    const told = new Set<string>();
    for (const { organisation, workers } of months) {
      for (const row of workers?.records ?? []) {
        const name = `${organisation} ${row.LOCALESTID ?? ''} ${row.UNIQUEWORKERID ?? ''}`;
        if (/nochange|unchecked/i.test(row.STATUS ?? '')) expect(told).toContain(name);
        else told.add(name);
      }
    }
  });

  it('give as many reasons as leavers where they give any', () => {
    const sum = (list = '') => list.split(';').reduce((total, each) => total + Number(each), 0);
    for (const { workplaces } of months) {
      const given = workplaces?.records.filter(({ REASONNOS }) => REASONNOS !== '') ?? [];
      const withWrongLeavers = planted.findings.filter(({ column }) => column === 'LEAVERS');
      for (const row of given) {
        const isPlanted = withWrongLeavers.some(({ path }) => path === workplaces?.path);
        if (!isPlanted) expect(sum(row.REASONNOS)).toBe(sum(row.LEAVERS));
      }
    }
  });

  it('spike at the National Living Wage', () => {
    const rates = months
      .filter(({ month }) => month === '2026-04')
      .flatMap(({ workers }) => workers?.records ?? [])
      .filter((row) => row.MAINJOBROLE === '8' && row.SALARYINT === '3')
      .map((row) => row.HOURLYRATE);
    const atFloor = rates.filter((rate) => rate === '12.71').length / rates.length;
    expect(rates.length).toBeGreaterThan(200);
    expect(atFloor).toBeGreaterThan(0.12);
    expect(atFloor).toBeLessThan(0.35);
  });
});

describe('planted.json', () => {
  it('keeps to its schema and names files that exist', () => {
    const text = readFileSync(join(dir, 'data', 'planted.json'), 'utf8');
    expect(plantedSchema.parse(JSON.parse(text))).toEqual(planted);
    for (const { path } of [...planted.deliveries, ...planted.findings]) {
      expect(existsSync(join(dir, 'data', 'inbox', path))).toBe(true);
    }
  });

  it('plants every state, and a warning for exactly the files with findings', () => {
    const count = (state: string) =>
      planted.deliveries.filter((each) => each.state === state).length;
    expect(count('rejected')).toBe(4);
    expect(count('unrecognised')).toBe(2);
    expect(count('duplicate')).toBe(3);
    expect(count('superseded')).toBe(3);
    const accepted = planted.findings.filter(({ path }) => !rejected.has(path));
    expect(count('accepted_with_warnings')).toBe(new Set(accepted.map(({ path }) => path)).size);
    expect(planted.findings.length).toBeGreaterThan(80);
  });

  it('counts the records of the files in force', () => {
    const records = (kind: 'workers' | 'workplaces') =>
      months.reduce((sum, each) => sum + (each[kind]?.records.length ?? 0), 0);
    expect(planted.totals.worker_rows).toBe(records('workers'));
    expect(planted.totals.workplace_rows).toBe(records('workplaces'));
  });
});

describe('the invented places', () => {
  it('have area codes that begin with X and postcode areas that do not exist', () => {
    const lines = (name: string) =>
      readFileSync(join(dir, 'reference', name), 'utf8')
        .trim()
        .split('\n')
        .slice(1);
    for (const line of lines('areas.csv')) expect(line).toMatch(/^X\d{8},/);
    for (const line of lines('area_members.csv')) expect(line).toMatch(/^X\d{8},X\d{8}$/);
    for (const line of lines('postcodes.csv')) {
      expect(line).toMatch(/^(QX|QZ|XZ)\d{1,2} \d[A-Z]{2},X\d{8}$/);
    }
  });
});
