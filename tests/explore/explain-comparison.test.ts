import { onTestFinished, describe, expect, it } from 'vitest';
import { comparisonOf } from '../../src/explore/explain/comparators.js';
import { ordinal, placeWords } from '../../src/explore/explain/comparison-lines.js';
import type { Resolved } from '../../src/explore/explain/request.js';
import type { Comparison, Figure } from '../../src/explore/explain/schema.js';
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
    "('post_rate', 'E92000001', '2023-24', date '2024-03-31', 'all sectors', '2025-07', 0.083)",
    "('post_rate', 'E92000001', '2024-25', date '2025-03-31', 'all sectors', '2025-07', 0.07)",
    "('post_rate', 'E92000001', '2024-25', date '2025-03-31', 'all sectors', '2026-01', 0.071)",
    "('post_rate', 'E92000001', '2024-25', date '2025-03-31', 'independent sector', '2025-07', 0.08)",
    "('post_rate', 'E92000001', '2026-27', date '2027-03-31', 'all sectors', '2027-07', 0.01)",
    "('post_rate', 'r', '2024-25', date '2025-03-31', 'all sectors', '2025-07', 0.066)",
    "('post_rate', 'other', '2024-25', date '2025-03-31', 'all sectors', '2025-07', 0.5)",
    "('next_rate', 'a', '2024-25', date '2025-03-31', 'all sectors', '2025-07', 0.5)",
  ];
  await database.run(`create schema metrics; create schema core; create schema reference;
    create table metrics.measure as
    select *, 'all' as care_setting, 'all' as job_role, 'all' as sector, 'all' as cut
    from (values ${measures.join(', ')})
        as m(metric_id, period, period_type, area_code, area_type, value, status);
    create table core.dim_area as select * from (values ${councils.map((code) => `('${code}', '${code.toUpperCase()}', 'council')`).join(', ')},
        ('r', 'The Region', 'region'), ('other', 'Other Region', 'region'),
        ('E92000001', 'England', 'country')) as a(area_code, area_name, area_type);
    create table core.bridge_area as select area_code, area_code as ancestor_area_code
    from core.dim_area where area_type = 'council';
    create table reference.area_member as select area_code, 'r' as parent_area_code
    from core.dim_area where area_type = 'council';
    create table core.fct_published_figure as
    select *, 'all' as care_setting, 'all' as job_role, '1dp' as rounding, 'A paper' as source
    from (values ${published.join(', ')})
        as p(metric_id, area_code, period, period_end, population, edition, value)`);
  return database;
}

async function compared(area = 'a', all = false): Promise<Comparison> {
  const database = await seeded();
  const resolved = { ...RESOLVED, asked: { ...RESOLVED.asked, area_code: area } };
  const figure = { value: 0.0712 } as Figure;
  return comparisonOf(database, resolved, figure, all);
}

describe('the councils', () => {
  it('share a rank where they print the same: 7.12% and 7.08% are 7.1%', async () => {
    const { councils } = await compared();
    expect(councils).toMatchObject({ rank: 2, sharing_rank: 2, ranked_count: 4 });
  });

  it('have the median of the others, without one that may not be published', async () => {
    const { councils } = await compared();
    expect(councils).toMatchObject({ median: 0.0708, median_shown: '7.1%', other_count: 3 });
  });

  it('give no rank to a council whose own figure may not be published', async () => {
    const { councils } = await compared('e');
    expect(councils).toMatchObject({ rank: null, sharing_rank: null, other_count: 4 });
  });

  it('are placed in words', () => {
    const place = (rank: number, sharing: number, all: number): string =>
      placeWords({
        rank,
        sharing_rank: sharing,
        ranked_count: all,
        other_count: all - 1,
        median: null,
        median_shown: null,
      });
    expect(place(1, 1, 4)).toBe('highest of 4');
    expect(place(2, 2, 4)).toBe('joint 2nd highest of 4');
    expect(place(3, 2, 4)).toBe('joint lowest of 4');
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
  it('is the latest period in its latest edition, by population, of the region and England', async () => {
    const { published } = await compared();
    expect(
      published.map((each) => [each.area_name, each.period, each.population, each.edition]),
    ).toEqual([
      ['The Region', '2024-25', 'all sectors', '2025-07'],
      ['England', '2024-25', 'all sectors', '2026-01'],
      ['England', '2024-25', 'independent sector', '2025-07'],
    ]);
  });

  it('is every edition on request, each on its own', async () => {
    const { published } = await compared('a', true);
    expect(published).toHaveLength(5);
    expect(published.map(({ shown }) => shown)).toContain('8.3%');
  });
});
