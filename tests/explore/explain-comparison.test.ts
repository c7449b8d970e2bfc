import { onTestFinished, describe, expect, it } from 'vitest';
import { comparisonOf } from '../../src/explore/explain/comparators.js';
import {
  comparisonLines,
  ordinal,
  placeWords,
} from '../../src/explore/explain/comparison-lines.js';
import type { Resolved } from '../../src/explore/explain/request.js';
import type { Comparison, Explanation, Figure } from '../../src/explore/explain/schema.js';
import { loadModels } from '../../src/transform/index.js';
import { createMacros } from '../../src/transform/reference.js';
import { openForBuild, type Database } from '../../src/warehouse/database.js';

/** Five councils of a region, by the value of one rate; e's may not be published. */
const VALUES = { a: 0.0712, b: 0.0708, c: 0.09, d: 0.05, e: 0.3 };

const RESOLVED: Resolved = {
  metric: {
    metric_id: 'post_rate',
    title: 'Posts',
    unit: 'rate',
    kind: 'ratio',
    decimals: 1,
    good_direction: 'lower',
    definition: 'Invented.',
    source: 'A test',
    caveats: 'None.',
    minimum_base: 50,
    no_change_band: 0.005,
    numerator_label: null,
    denominator_label: null,
  },
  asked: {
    period: '2026-04-01',
    period_type: 'month',
    first_month: '2026-04-01',
    last_month: '2026-04-01',
    area_code: 'a',
    area_name: 'A',
    area_type: 'council',
    care_setting: 'all',
    care_setting_label: 'All care settings',
    job_role: 'all',
    job_role_label: 'All job roles',
    sector: 'all',
  },
};

async function seeded(): Promise<Database> {
  const database = await openForBuild();
  onTestFinished(() => {
    database.close();
  });
  const councils = Object.keys(VALUES);
  const measures = [
    ...Object.entries(VALUES).map(([area, value]) => ({ area, value, period: '2026-04-01' })),
    { area: 'a', value: 0.0733, period: '2026-03-01' },
    { area: 'a', value: 0.0912, period: '2025-04-01' },
  ].map(
    ({ area, value, period }) =>
      `('post_rate', date '${period}', 'month', '${area}', 'council', ${value}, '${area === 'e' ? 'suppressed' : 'ok'}')`,
  );
  const published = [
    "('post_rate', 'E92000001', '2023-24', date '2024-03-31', 'all sectors', '2025-07', true, 0.083)",
    "('post_rate', 'E92000001', '2024-25', date '2025-03-31', 'all sectors', '2025-07', false, 0.07)",
    "('post_rate', 'E92000001', '2024-25', date '2025-03-31', 'all sectors', '2026-01', true, 0.071)",
    "('post_rate', 'E92000001', '2024-25', date '2025-03-31', 'independent sector', '2025-07', true, 0.08)",
    "('post_rate', 'E92000001', '2026-27', date '2027-03-31', 'all sectors', '2027-07', true, 0.01)",
    "('post_rate', 'r', '2024-25', date '2025-03-31', 'all sectors', '2025-07', true, 0.066)",
    "('post_rate', 'other', '2024-25', date '2025-03-31', 'all sectors', '2025-07', true, 0.5)",
    "('next_rate', 'a', '2024-25', date '2025-03-31', 'all sectors', '2025-07', true, 0.5)",
    "('children_post_rate', 'a', '30 September 2024', date '2024-09-30', 'social workers', 'DfE 2024', true, 0.175)",
  ];
  await database.run(`create schema metrics; create schema core; create schema reference;
    create table metrics.measure as
    select *, 'all' as care_setting, 'all' as job_role, 'all' as sector, 'all' as cut, 9 as base_workplaces
    from (values ${measures.join(', ')})
        as m(metric_id, period, period_type, area_code, area_type, value, status);
    create table core.dim_area as select * from (values ${councils.map((code) => `('${code}', '${code.toUpperCase()}', 'council')`).join(', ')},
        ('r', 'The Region', 'region'), ('other', 'Other Region', 'region'),
        ('E92000001', 'England', 'country')) as a(area_code, area_name, area_type);
    alter table core.dim_area add valid_from date; alter table core.dim_area add valid_to date;
    create table core.bridge_area as
    select area_code, area_code as ancestor_area_code, area_type as ancestor_area_type from core.dim_area where area_type = 'council';
    create table reference.area_member as select area_code, 'r' as parent_area_code
    from core.dim_area where area_type = 'council';
    create table reference.published_metric as select
        'children_post_rate' as metric_id, 'Posts with children' as title, 'post_rate' as beside_metric_id;
    create table core.fct_published_figure as
    select *, 'all' as care_setting, 'all' as job_role, '1dp' as rounding, 'A paper' as source
    from (values ${published.join(', ')})
        as p(metric_id, area_code, period, period_end, population, edition, is_latest_edition, value)`);
  await compare(database);
  return database;
}

/** Builds what the models of the schema `comparison` make of the measures. */
async function compare(database: Database): Promise<void> {
  const { unit, kind, decimals, good_direction: direction, no_change_band: band } = RESOLVED.metric;
  await database.run(`create schema comparison;
    create table metrics.metric as select 'post_rate' as metric_id, '${unit}' as unit, '${kind}' as kind,
        ${decimals} as decimals, '${direction}' as good_direction, ${band} as no_change_band,
        'primary' as disclosure;
    create table reference.disclosure_profile as select 5 as round_counts_to;
    create table reference.area_neighbour as select 'a' as area_code, unnest(['d', 'e']) as neighbour_area_code`);
  await createMacros(database);
  for (const name of ['int_figure', 'int_wider_place', 'area', 'change']) {
    const model = loadModels().find(({ id }) => id === `comparison.${name}`);
    await database.run(`create table comparison.${name} as ${model?.sql ?? ''}`);
  }
}

async function compared(
  area = 'a',
  wanted: { all?: boolean; edition?: string } = {},
): Promise<Comparison> {
  const database = await seeded();
  const resolved = { ...RESOLVED, asked: { ...RESOLVED.asked, area_code: area } };
  const figure = { value: 0.0712 } as Figure;
  return comparisonOf(database, resolved, figure, { all: false, ...wanted });
}

describe('the councils', () => {
  it('share a rank where they print the same: 7.12% and 7.08% are 7.1%', async () => {
    const { peers } = await compared();
    expect(peers).toMatchObject({ rank: 2, sharing_rank: 2, ranked_count: 4 });
  });

  it('have the median of the others, without one that may not be published', async () => {
    const { peers } = await compared();
    expect(peers).toMatchObject({ median: 0.071, median_shown: '7.1%', other_count: 3 });
  });

  it('give no rank to a council whose own figure may not be published', async () => {
    const { peers } = await compared('e');
    expect(peers).toMatchObject({ rank: null, sharing_rank: null, other_count: 4 });
  });

  it('that the workspace names as neighbours stand on their own, d at 5.0% without e', async () => {
    const { neighbours } = await compared();
    expect(neighbours).toMatchObject({ median: 0.05, other_count: 1, rank: 2, ranked_count: 2 });
    expect((await compared('b')).neighbours).toBeNull();
  });

  it('are placed in words', () => {
    const place = (rank: number, sharing: number, all: number, direction = 'higher'): string => {
      const middle = { other_count: all - 1, median: null, median_shown: null };
      return placeWords({ rank, sharing_rank: sharing, ranked_count: all, ...middle }, direction);
    };
    expect(place(1, 1, 4)).toBe('highest of 4');
    expect(place(2, 2, 4)).toBe('joint 2nd highest of 4');
    expect(place(3, 2, 4)).toBe('joint lowest of 4');
    expect(place(2, 1, 4, 'lower')).toBe('2nd lowest of 4');
    expect(place(4, 1, 4, 'lower')).toBe('highest of 4');
    expect(place(1, 4, 4)).toBe('the same as all 4');
    expect(place(1, 1, 1)).toBe('the only one');
    expect([1, 2, 3, 4, 11, 12, 13, 21, 112].map(ordinal).join(' ')).toBe(
      '1st 2nd 3rd 4th 11th 12th 13th 21st 112th',
    );
  });
});

describe('earlier months', () => {
  it('say the change between what is printed, and whether it is material', async () => {
    const { month_before: month, year_before: year } = await compared();
    expect(month).toMatchObject({
      shown: '7.3%',
      change_words: 'down 0.2 points, no material change',
    });
    expect(year).toMatchObject({ shown: '9.1%', change_words: 'down 2.0 points' });
  });
});

describe('what others have published', () => {
  const shown = ({ published }: Comparison) =>
    published
      .filter((each) => each.metric_id === 'post_rate')
      .map((each) => [each.area_name, each.period, each.population, each.edition, each.shown]);

  it('is the latest period in its latest edition, by population, of the region and England', async () => {
    expect(shown(await compared())).toEqual([
      ['The Region', '2024-25', 'all sectors', '2025-07', '6.6%'],
      ['England', '2024-25', 'all sectors', '2026-01', '7.1%'],
      ['England', '2024-25', 'independent sector', '2025-07', '8.0%'],
    ]);
  });

  it('is every period and edition on request, each on its own', async () => {
    const rows = shown(await compared('a', { all: true }));
    expect(rows).toHaveLength(5);
    expect(rows).toContainEqual(['England', '2023-24', 'all sectors', '2025-07', '8.3%']);
  });

  it('is the edition that is asked for, with an earlier figure of the same year', async () => {
    expect(shown(await compared('a', { edition: '2025-07' }))).toEqual([
      ['The Region', '2024-25', 'all sectors', '2025-07', '6.6%'],
      ['England', '2024-25', 'all sectors', '2025-07', '7.0%'],
      ['England', '2024-25', 'independent sector', '2025-07', '8.0%'],
    ]);
  });

  it('names the editions there are where another is asked for', async () => {
    await expect(compared('a', { edition: '2025-08' })).rejects.toThrow(
      '--edition: expected one of DfE 2024, 2026-01, 2025-07; got "2025-08". Leave --edition out for the latest.',
    );
  });

  it('has a figure of another workforce beside it, with its own title, after all others', async () => {
    const { published } = await compared();
    expect(published.at(-1)).toMatchObject({
      metric_id: 'children_post_rate',
      title: 'Posts with children',
      area_name: 'A',
      shown: '17.5%',
    });
  });

  it('stands under a heading of its own in words', async () => {
    const comparison = await compared();
    const lines = comparisonLines({ ...RESOLVED, comparison } as Explanation);
    const heading = lines.indexOf(
      '  Published of another workforce, not to be compared with the above:',
    );
    expect(
      lines
        .slice(heading + 1)
        .join(' ')
        .replace(/\s+/g, ' '),
    ).toBe(
      ' Posts with children, A, 30 September 2024, social workers: 17.5% (edition DfE 2024; A paper)',
    );
    expect(lines.slice(0, heading).join(' ')).not.toContain('children');
  });
});
