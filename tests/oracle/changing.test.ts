import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir, type Workspace } from '../../src/config.js';
import { tempDir } from '../helpers/workspace.js';
import {
  changingWorkspace,
  CORRECTED,
  LISTED,
  postcodeIn,
  type Home,
} from './changing-workspace.js';
import { differences, fewOfEach } from './compare.js';
import { computeOracle } from './oracle.js';
import { publish } from './publish.js';
import { publishedMeasures, publishedRows } from './published.js';

const homesIn = (...areas: string[]): Home[] =>
  areas.map((area) => ({ postcode: postcodeIn(area) }));

/** Publishes homes, and gives the months in which each area that has ended has a figure, as `03 04`. */
async function published(homes: readonly Home[]) {
  const workspace = changingWorkspace(tempDir(), homes);
  await publish(workspace);
  const rows = await publishedRows(
    workspace,
    'internal',
    `select area_code, string_agg(strftime(period, '%m'), ' ' order by period) as months
    from metrics.measure
    inner join core.dim_area using (area_code)
    where valid_to is not null
        and metric_id = 'returned_workplaces' and period_type = 'month'
    group by all order by all`,
  );
  return {
    workspace,
    ended: Object.fromEntries(rows.map((row) => [String(row['area_code']), row['months']])),
  };
}

/** The areas of a seed: some of all that a directory can list, each by one home or two. */
function homesOf(seed: number): Home[] {
  let state = seed;
  const below = (limit: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  const months = [
    undefined,
    undefined,
    ['2026-01'],
    ['2026-01', '2026-06'],
    ['2026-03', '2026-05'],
  ];
  return LISTED.filter(() => below(5) < 3).map((area) => {
    const own = months[below(months.length)];
    const postcode = below(12) === 0 ? CORRECTED : postcodeIn(area);
    return { postcode, ...(own === undefined ? {} : { months: own }) };
  });
}

/** The two queries that the guide gives: areas as they are now, and as they were then. */
function queriesOfGuide(): [now: string, then: string] {
  const guide = readFileSync(join(packageDir, 'docs', 'data.md'), 'utf8');
  const [now = '', then = ''] = (/```sql\n(.*?)```/s.exec(guide)?.[1] ?? '').split(';');
  return [now, then];
}

/** What of a query lies in a month: the names of the areas. */
async function namesIn(workspace: Workspace, month: string, query: string): Promise<unknown[]> {
  const rows = await publishedRows(
    workspace,
    'public',
    `select area_name from (${query}) where period = date '${month}-01' order by all`,
  );
  return rows.map((row) => row['area_name']);
}

const VACANCIES_OF_COUNTY = `
select numerator::integer as numerator, denominator::integer as denominator, base_workplaces
from metrics.measure
where area_code = 'X10000001' and metric_id = 'vacancy_rate' and period = '2026-03-01'
    and period_type = 'month'
    and care_setting = 'all' and job_role = 'all' and sector = 'all'`;

describe('areas that change in the middle of the months', () => {
  it.each([11, 13, 17])('are measured as the oracle measures them: seed %i', async (seed) => {
    const { workspace } = await published(homesOf(seed));
    const oracle = computeOracle(workspace);
    const found = differences(oracle.measures, await publishedMeasures(workspace));
    expect(fewOfEach(found)).toEqual([]);
  });

  it('have figures of then, for a split, mergers and two changes in a row', async () => {
    const { workspace, ended } = await published([
      ...homesIn('X07000001', 'X07000003', 'X07000004', 'X06000004', 'X06000006', 'X06000008'),
      { postcode: CORRECTED },
      ...homesIn('X07000005', 'X07000006', 'X07000008', 'X07000009', 'X07000010', 'X06000012'),
    ]);
    expect(ended).toEqual({
      X06000003: '01 02 03',
      X06000004: '01 02 03',
      X06000006: '01 02',
      X06000007: '03 04',
      X06000008: '01 02 03 04',
      X06000012: '01 02 03',
      X07000001: '01 02 03',
      X07000003: '01 02 03',
      X07000004: '01 02 03',
      X07000005: '01 02 03',
      X07000006: '01 02 03',
      X07000008: '01',
      X10000001: '01 02 03',
    });
    expect(await publishedRows(workspace, 'internal', VACANCIES_OF_COUNTY)).toEqual([
      { numerator: 1 + 2 + 3, denominator: 5 + 7 + 9, base_workplaces: 3 },
    ]);
    const [now, then] = queriesOfGuide();
    const present = [
      ...['Ash Birch and Shore', 'Cress and Dill', 'Fern', 'Marsh and Fen', 'Near Border'],
      ...['Steady', 'Wold'],
    ];
    expect(await namesIn(workspace, '2026-01', now)).toEqual(present);
    expect(await namesIn(workspace, '2026-06', now)).toEqual(present);
    expect(await namesIn(workspace, '2026-01', then)).toEqual([
      'Ash',
      'Birch',
      'Cress',
      'Dill',
      'Elder',
      'Fern',
      'Old County',
      'Steady',
    ]);
    expect(await namesIn(workspace, '2026-06', then)).toEqual(present);
  });

  it('have no figure of then where a workplace of theirs may be missing', async () => {
    const { ended } = await published([
      ...homesIn('X06000001', 'X06000002'),
      ...homesIn('X06000003', 'X06000004', 'X06000005'),
      ...homesIn('X10000002', 'X06000010', 'X06000011'),
      ...homesIn('X06000012', 'X06000013'),
      { postcode: postcodeIn('X06000008'), months: ['2026-03'] },
      ...homesIn('X06000007'),
    ]);
    const cameOfOneDistrict = { X07000003: '01 02 03' };
    const carriedUpToTheirEnd = { X06000006: '01 02', X06000007: '03 04', X06000008: '03 04' };
    expect(ended).toEqual({ ...cameOfOneDistrict, ...carriedUpToTheirEnd });
  });

  it('have the county of a split where only the present codes are listed', async () => {
    const { ended } = await published(homesIn('X06000001', 'X06000002'));
    expect(ended).toEqual({ X07000003: '01 02 03', X10000001: '01 02 03' });
  });
});
