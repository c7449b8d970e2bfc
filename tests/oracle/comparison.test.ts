import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '../../src/config.js';
import { literal, type Row } from '../../src/warehouse/database.js';
import { demoWorkspace } from '../helpers/demo-workspace.js';
import { groupBy } from './group-by.js';
import { publishedRows } from './published.js';

const workspace = openWorkspace(demoWorkspace());
const inPublic = (sql: string): Promise<Row[]> => publishedRows(workspace, 'public', sql);
const inInternal = (sql: string): Promise<Row[]> => publishedRows(workspace, 'internal', sql);

const SAME_FIGURE = `now.metric_id = before.metric_id and now.period_type = before.period_type
    and now.area_code = before.area_code and now.care_setting = before.care_setting
    and now.job_role = before.job_role and now.sector = before.sector and now.cut = before.cut`;

describe('comparison.change of the public file', () => {
  it('is the difference of the two figures of that file, for each pair of figures a month or a year apart', async () => {
    const [row] = await inPublic(`with expected as (
        select now.*, before.period as previous_period, now.value - before.value as difference, against
        from metrics.measure as now
        cross join (values ('month_before'), ('year_before')) as step(against)
        inner join metrics.measure as before on ${SAME_FIGURE}
        where now.period - if(against = 'month_before', interval 1 month, interval 12 month) = before.period
    )
    select count(*) as pairs, count(expected.difference) as changes,
        count(*) filter (where change.metric_id is null) as missing,
        count(*) filter (where change.change is distinct from expected.difference) as wrong,
        (select count(*) from comparison.change) as change_rows
    from expected
    left join comparison.change as change
        using (metric_id, period, period_type, area_code, care_setting, job_role, sector, cut, against)`);

    expect(row).toMatchObject({ missing: 0, wrong: 0 });
    expect(row?.['pairs']).toBe(row?.['change_rows']);
    expect(Number(row?.['changes'])).toBeGreaterThan(100_000);
  });
});

describe('comparison.like_for_like', () => {
  it('is the plain figure and change where the same workplaces stand in both months', async () => {
    const [row] = await inInternal(`select count(*) as checked,
        count(*) filter (
            where abs(same.value - now.value) > 0.00000001
                or abs(same.previous_value - before.value) > 0.00000001
        ) as wrong
    from comparison.like_for_like as same
    inner join metrics.measure as now
        on same.metric_id = now.metric_id and same.period = now.period
        and same.area_code = now.area_code and same.care_setting = now.care_setting
    inner join metrics.measure as before on ${SAME_FIGURE}
        and before.period = same.period
            - if(same.against = 'month_before', interval 1 month, interval 12 month)
    where now.period_type = 'month' and now.job_role = 'all' and now.sector = 'all' and now.cut = 'all'
        and same.workplace_count = now.base_workplaces
        and same.workplace_count = before.base_workplaces and same.value is not null`);

    expect(row?.['wrong']).toBe(0);
    expect(Number(row?.['checked'])).toBeGreaterThan(1000);
  });

  it('is what the contributions of the workplaces in both months add up to, one after another', async () => {
    const dir = join(workspace.publishedLink, 'contribution', 'measure.parquet');
    const contributions = await inInternal(`select period, workplace_id, area_code, care_setting,
        sum(numerator)::double as numerator, sum(denominator)::double as denominator
    from ${literal(dir)} where metric_id = 'vacancy_rate' group by all`);
    const bridge = await inInternal('select area_code, ancestor_area_code from core.bridge_area');
    const rows = await inInternal(`select * replace (
        value::double as value, previous_value::double as previous_value
    ) from comparison.like_for_like
    where metric_id = 'vacancy_rate' and care_setting = 'all' and value is not null`);

    expect(rows.length).toBeGreaterThan(90);
    for (const row of rows) {
      const own = new Set(
        bridge
          .filter((each) => each['ancestor_area_code'] === row['area_code'])
          .map((each) => each['area_code']),
      );
      const sums = sameWorkplaces(
        contributions.filter((each) => own.has(each['area_code'])),
        String(row['period']),
        row['against'] === 'month_before' ? 1 : 12,
      );
      expect(sums.count).toBe(row['workplace_count']);
      expect(row['value']).toBeCloseTo(sums.now, 7);
      expect(row['previous_value']).toBeCloseTo(sums.before, 7);
    }
  });
});

/** The rates of the workplaces that are there in a month and some months before it, by adding up. */
function sameWorkplaces(rows: readonly Row[], period: string, months: number) {
  const before = new Date(`${period}T00:00:00Z`);
  before.setUTCMonth(before.getUTCMonth() - months);
  const key = (row: Row): string =>
    [row['workplace_id'], row['area_code'], row['care_setting']].join(' ');
  const ofMonth = (day: string): Map<string, Row> =>
    new Map(rows.filter((row) => row['period'] === day).map((row) => [key(row), row]));
  const earlier = ofMonth(before.toISOString().slice(0, 10));
  const later = ofMonth(period);
  const same = [...later.keys()].filter((each) => earlier.has(each));
  const rate = (of: Map<string, Row>): number => {
    const total = (name: string): number =>
      same.reduce((sum, each) => sum + Number(of.get(each)?.[name]), 0);
    return total('numerator') / total('denominator');
  };
  return { count: same.length, now: rate(later), before: rate(earlier) };
}

const METRICS = ['vacancy_rate', 'turnover_rate', 'hourly_pay_median', 'filled_posts'];

describe('comparison.area of the public file', () => {
  let figures: Row[];
  let standings: Map<string, Row>;

  beforeAll(async () => {
    const those = `metric_id in (${METRICS.map(literal).join(', ')}) and area_type in ('council', 'district')`;
    figures = await inPublic(`select * exclude (value), value::double as value, good_direction
    from metrics.measure inner join (select metric_id, good_direction from metrics.metric) using (metric_id)
    where ${those}`);
    const rows = await inPublic(`select * replace (
        mean::double as mean, median::double as median, lower_quartile::double as lower_quartile
    ) from comparison.area where ${those}`);
    standings = new Map(rows.map((row) => [keyOf(row), row]));
  });

  it('is what ordering the published figures of the others by hand gives', () => {
    let checked = 0;
    for (const group of groupBy(figures, lineOf).values()) {
      for (const own of group) {
        const expected = standing(own, group);
        if (expected === null) {
          expect(standings.has(keyOf(own))).toBe(false);
          continue;
        }
        checked += 1;
        const found = standings.get(keyOf(own));
        expect(found).toMatchObject({ other_count: expected.others, rank: expected.rank });
        for (const name of ['mean', 'median', 'lower_quartile'] as const) {
          if (expected[name] === null) expect(found?.[name]).toBeNull();
          else expect(found?.[name]).toBeCloseTo(expected[name], 6);
        }
      }
    }
    expect(checked).toBe(standings.size);
    expect(checked).toBeGreaterThan(1000);
  });
});

const DIMENSIONS = [
  'metric_id',
  'period',
  'period_type',
  'care_setting',
  'job_role',
  'sector',
  'cut',
];

function lineOf(row: Row): string {
  return [...DIMENSIONS, 'area_type'].map((name) => row[name]).join(' ');
}

function keyOf(row: Row): string {
  return `${lineOf(row)} ${String(row['area_code'])}`;
}

/** Where a figure stands in its line; null where neither it nor another has a value. */
function standing(own: Row, line: readonly Row[]) {
  const valueOf = (row: Row): number | null => row['value'] as number | null;
  const others = line
    .filter((each) => each !== own)
    .flatMap((each) => valueOf(each) ?? [])
    .sort((a, b) => a - b);
  const value = valueOf(own);
  if (value === null && others.length === 0) return null;
  const direction = String(own['good_direction']);
  const isBetter = (other: number): boolean =>
    direction === 'lower' ? other < Number(value) : other > Number(value);
  const isRanked = value !== null && others.length > 0 && direction !== 'neither';
  return {
    others: others.length,
    mean: others.length === 0 ? null : others.reduce((a, b) => a + b, 0) / others.length,
    median: between(others, 0.5),
    lower_quartile: between(others, 0.25),
    rank: isRanked ? others.filter(isBetter).length + 1 : null,
  };
}

/** A quantile of sorted values, between two of them in proportion. */
function between(sorted: readonly number[], share: number): number | null {
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (place - Math.floor(place));
}

describe('comparison.provider_benchmark', () => {
  it('sets a provider beside the figure of its care setting in its council', async () => {
    const [row] = await inInternal(`select count(*) as checked,
        count(*) filter (
            where abs(own.group_value - measure.value) > 0.00000001
                or own.group_workplaces <> measure.base_workplaces
                or own.group_organisations <> measure.base_organisations
                or own.group_workers <> measure.base_workers
        ) as wrong,
        count(distinct own.metric_id) as metrics
    from comparison.provider_benchmark as own
    inner join metrics.measure as measure
        on own.metric_id = measure.metric_id and own.period = measure.period
        and own.area_code = measure.area_code and own.care_setting = measure.care_setting
        and own.job_role = measure.job_role
    where measure.period_type = 'month' and measure.sector = 'all' and measure.cut = 'all'
        and own.group_value is not null`);

    expect(row).toMatchObject({ wrong: 0, metrics: 6 });
    expect(Number(row?.['checked'])).toBeGreaterThan(500);
  });

  it('has every organisation whose workplaces all agreed to share, and no other', async () => {
    const every = join(workspace.publishedLink, 'contribution', 'workplace.parquet');
    const asked = await inInternal(`select submitter, bool_and(has_sharing_consent) as has_agreed
    from ${literal(every)}
    where period = (select max(period) from ${literal(every)})
    group by submitter having bool_or(exclusion_reason is null) order by submitter`);
    const shown = await inInternal(
      'select distinct organisation_id from comparison.provider_benchmark order by all',
    );
    const agreed = asked.filter((row) => row['has_agreed'] === true);

    expect(agreed.length).toBeLessThan(asked.length);
    expect(shown.map((row) => row['organisation_id'])).toEqual(
      agreed.map((row) => row['submitter']),
    );
  });
});
