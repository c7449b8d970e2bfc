import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explanationText } from '../../src/explore/explain/index.js';
import { openReadOnly, type Row } from '../../src/warehouse/database.js';
import { temporaryFolder } from '../helpers/run-cli.js';
import { explained, WRENFOLD } from './explain-workspace.js';
import { movedWorkspace } from './moved-workspace.js';

const folder = temporaryFolder();
let dir = '';

beforeAll(async () => {
  dir = await movedWorkspace(folder.path);
});

afterAll(() => {
  folder.remove();
});

async function rowsOf(file: string, sql: string): Promise<Row[]> {
  const database = await openReadOnly(join(dir, 'data', 'warehouse', 'published', file));
  try {
    return await database.rows(sql);
  } finally {
    database.close();
  }
}

/** What the text says under a heading, without its line ends. */
async function said(heading: string, metric = 'vacancy_rate'): Promise<string> {
  const text = explanationText(await explained(dir, metric), { contributors: 0 });
  const [, after = ''] = text.split(`\n${heading}\n`);
  return (after.split('\n\n')[0] ?? '').replace(/\s+/g, ' ').trim();
}

describe('a rate weighted to the register', () => {
  it('is that of all: homes 4 x 4 and home care 1 + 1, of 6 x 20 posts, 15%, where the returns alone give 10%', async () => {
    const { figure, weighted } = await explained(dir, 'vacancy_rate');
    expect(figure.value).toBe(0.1);
    expect(weighted).toMatchObject({
      value: 0.15,
      register_locations: 6,
      returned_locations: 3,
      largest_weight: 4,
    });
    expect(await said('Weighted to the CQC register')).toBe(
      '15.0%, beside 10.0% unweighted. Returns weighted to the CQC register by council, care ' +
        'setting and beds. Of 6 locations 3 count here; in the stratum where fewest do, each stands for 4.0.',
    );
  });

  it('is not there of a larger area of which a council has no register', async () => {
    const { weighted } = await explained(dir, 'vacancy_rate', { area: 'X47000009' });
    expect(weighted).toBeNull();
  });

  it('is not there of one job role, nor of another measure', async () => {
    expect((await explained(dir, 'vacancy_rate', { role: '8' })).weighted).toBeNull();
    expect((await explained(dir, 'share_below_floor', { role: '8' })).weighted).toBeNull();
  });
});

describe('why a rate moved', () => {
  it('is told by setting and by provider, and who does not share is not named', async () => {
    expect(await said('Why it moved')).toBe(
      'Since April 2025: -6.25 points, from 16.25% to 10.00%. ' +
        'By care setting: -1.88 points mix, -4.38 points within. ' +
        'Home care, supported living and extra care: -0.73 points mix, -4.38 points within ' +
        'Care homes without nursing: -1.15 points mix, 0.00 points within ' +
        'By job role: 0.00 points mix, -6.25 points within. ' +
        'Care worker: 0.00 points mix, -6.25 points within ' +
        'By provider: elm (left): -4.22 points, 68% ' +
        'alder: +3.07 points, -49% birch: -1.93 points, 31% ' +
        'providers that have not agreed to share (1): -3.18 points, 51%',
    );
  });

  it('is not told of one setting, nor of a month without a year before', async () => {
    const flags = { setting: 'care_home' };
    expect((await explained(dir, 'vacancy_rate', flags)).movement).toBeNull();
    expect((await explained(dir, 'vacancy_rate', { period: '2025-04' })).movement).toBeNull();
  });

  it('adds up to the difference of the two figures, of every rate', async () => {
    const rows = await rowsOf(
      'carecount.duckdb',
      `with figure as (
        select * from metrics.measure
        where period_type = 'month' and care_setting = 'all' and job_role = 'all' and sector = 'all'
      )
      select movement.metric_id, movement.change, (now.value - before.value)::double as difference,
        sum(movement.mix_change + movement.within_change) as terms
      from comparison.movement
      inner join figure as now
        on movement.metric_id = now.metric_id and movement.area_code = now.area_code
        and movement.period = now.period
      inner join figure as before
        on movement.metric_id = before.metric_id and movement.area_code = before.area_code
        and movement.previous_period = before.period
      group by movement.metric_id, movement.area_code, movement.dimension, movement.change, difference`,
    );
    expect(rows.map((row) => row['metric_id'])).toEqual(
      expect.arrayContaining(['vacancy_rate', 'turnover_rate']),
    );
    for (const row of rows) {
      expect(row['terms']).toBeCloseTo(Number(row['change']), 12);
      expect(row['change']).toBeCloseTo(Number(row['difference']), 7);
    }
  });
});

describe('the public file', () => {
  it('has none of it', async () => {
    const tables = await rowsOf(
      'carecount-public.duckdb',
      `select table_name from duckdb_tables()
      where table_name in ('weighted_estimate', 'movement', 'provider_movement')`,
    );
    expect(tables).toEqual([]);
  });
});

it('says nothing of a council without returns', async () => {
  const { weighted, movement } = await explained(dir, 'vacancy_rate', { area: WRENFOLD });
  expect([weighted, movement]).toEqual([null, null]);
});
