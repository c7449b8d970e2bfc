import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReadOnly, type Database } from '../../src/warehouse/database.js';
import { lastingDir, removeDir } from '../helpers/workspace.js';
import { CASES } from './benchmark-cases.js';
import { councilOf, homesWorkspace } from './benchmark-workspace.js';

const dir = lastingDir();
let published: Database;

beforeAll(async () => {
  published = await openReadOnly(await homesWorkspace(dir, CASES));
});

afterAll(() => {
  published.close();
  removeDir(dir);
});

describe('a workplace as the national service benchmarks it', () => {
  const named = CASES.map((each, index) => {
    const ours = each.ours === null ? 'none' : String(each.ours);
    return [`${each.of}: ${each.service} there, ${each.metric} ${ours} here`, each, index] as const;
  });

  it.each(named)('%s', async (_, { metric, role = 'all', ours, why = {} }, index) => {
    const area = councilOf(index);
    const measures = await published.rows(
      `select value::double as value, status from metrics.measure
      where metric_id = $metric and area_code = $area and job_role = $role
          and period = '2026-04-01' and period_type = 'month'
          and care_setting = 'all' and sector = 'all' and cut = 'all'`,
      { metric, area, role },
    );
    expect(measures.map(({ value }) => value)).toEqual([ours]);
    const homes = await published.rows(
      `select columns('exclusion_reason$') from core.fct_workplace_month where area_code = $area`,
      { area },
    );
    expect(homes).toMatchObject([why]);
  });
});
