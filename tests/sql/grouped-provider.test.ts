import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import { inForce, workplaceMonth } from './helpers/rows.js';

const bench = openBench();

interface Case {
  readonly posts: number;
  readonly isHome?: boolean;
  /** Beds, or people employed, of this location and of the other of its provider. */
  readonly own: number | null;
  readonly other: number | null;
}

const place = (id: string, change: object = {}) => ({
  location_id: id,
  provider_id: 'P1',
  is_registered: true,
  is_care_home: true,
  ...change,
});
const post = (id: string, location: string, count: number | null) => ({
  period: '2026-04-01',
  workplace_id: id,
  cqc_location_id: location,
  filled_post_count: count,
});
const people = (location: string, count: number, change: object = {}) => ({
  delivery_id: 5,
  record_number: Number(location.slice(-1)),
  row_state: 'kept',
  is_latest: true,
  location_id: location,
  employed_people_count: count,
  ...change,
});

/** The rule that one workplace of a provider with two locations is found by. */
async function ruleOf({ posts, isHome = true, own, other }: Case, given: object = {}) {
  const rows = await bench.build('core.int_grouped_provider', {
    'core.int_workplace_post': [post('alder/H1', 'L1', posts)],
    'core.dim_cqc_location': [
      place('L1', { is_care_home: isHome, bed_count: isHome ? own : null }),
      place('L2', { is_care_home: isHome, bed_count: isHome ? other : null }),
    ],
    'core.int_delivery': [inForce(5, { dataset_id: 'cqc_pir' })],
    'staging.stg_cqc__provider_return': isHome
      ? []
      : [
          ...(own === null ? [] : [people('L1', own)]),
          ...(other === null ? [] : [people('L2', other)]),
        ],
    ...given,
  });
  return rows.find((row) => row['workplace_id'] === 'alder/H1')?.['rule'];
}

describe('core.int_grouped_provider', () => {
  it.each([
    [24, 6, 100, null],
    [25, 6, 100, 'times_beds'],
    [39, 10, 100, null],
    [40, 10, 100, 'times_beds'],
    [59, 16, 4, null],
    [60, 16, 4, 'times_provider_beds'],
    [60, null, 4, 'times_provider_beds'],
    [60, null, null, null],
  ])(
    'of %i posts in a home of %s beds, the other of %s, finds %s',
    async (posts, own, other, rule) => {
      expect(await ruleOf({ posts, own, other })).toBe(rule);
    },
  );

  it.each([
    [49, 10, 10, null],
    [50, 20, 30, 'times_people'],
    [50, 21, 30, null],
    [50, 21, 12, 'times_provider_people'],
    [50, 21, 13, null],
    [50, null, 1, null],
    [50, 21, null, null],
  ])(
    'of %i posts in another service of %s people, the other of %s, finds %s',
    async (posts, own, other, rule) => {
      expect(await ruleOf({ posts, own, other, isHome: false })).toBe(rule);
    },
  );

  const large = { posts: 90, own: 10, other: 10 };

  it('finds nothing where the provider has one location, or another that returns too', async () => {
    const one = { 'core.dim_cqc_location': [place('L1', { bed_count: 10 })] };
    expect(await ruleOf(large, one)).toBeNull();
    const left = {
      'core.dim_cqc_location': [
        place('L1', { bed_count: 10 }),
        place('L2', { bed_count: 10, is_registered: false }),
      ],
    };
    expect(await ruleOf(large, left)).toBeNull();
    const both = {
      'core.int_workplace_post': [post('alder/H1', 'L1', 90), post('birch/H2', 'L2', 12)],
    };
    expect(await ruleOf(large, both)).toBeNull();
  });

  it('does not let a duplicate of the location count for another that returns', async () => {
    const twice = {
      'core.int_workplace_post': [post('alder/H1', 'L1', 90), post('birch/H2', 'L1', 12)],
      'core.int_workplace_exclusion': [
        {
          period: '2026-04-01',
          workplace_id: 'birch/H2',
          exclusion_reason: 'duplicate_location',
        },
      ],
    };
    expect(await ruleOf(large, twice)).toBe('times_beds');
  });

  it('does not assess a workplace of no register, or without posts', async () => {
    expect(await ruleOf(large, { 'core.dim_cqc_location': [] })).toBeUndefined();
    const none = { 'core.int_workplace_post': [post('alder/H1', 'L1', null)] };
    expect(await ruleOf(large, none)).toBeUndefined();
  });

  it('takes the mean of what a location has said, and nothing that is not in force', async () => {
    const said = {
      'staging.stg_cqc__provider_return': [
        people('L1', 10),
        people('L1', 30, { record_number: 7 }),
        people('L1', 900, { delivery_id: 6 }),
        people('L1', 900, { record_number: 8, is_latest: false }),
      ],
    };
    expect(await ruleOf({ posts: 50, own: null, other: null, isHome: false }, said)).toBe(
      'times_people',
    );
  });
});

describe('ops.grouped_provider', () => {
  it('lists each workplace once, from when to when, and whether it still is so', async () => {
    const month = (id: string, period: string, grouped: string) =>
      workplaceMonth({
        workplace_id: id,
        period,
        grouped_provider: grouped,
        filled_post_count: Number(period.slice(5, 7)) * 10,
      });
    const rows = await bench.build('ops.grouped_provider', {
      'core.fct_workplace_month': [
        month('a', '2026-02-01', 'times_beds'),
        month('a', '2026-03-01', 'times_provider_beds'),
        month('a', '2026-04-01', 'no'),
        month('b', '2026-03-01', 'no'),
        month('b', '2026-04-01', 'times_people'),
        month('b', '2026-05-01', 'not_assessed'),
        month('c', '2026-04-01', 'no'),
        month('d', '2026-04-01', 'not_assessed'),
      ],
    });
    expect(
      pick(
        rows,
        'workplace_id',
        'rule',
        'first_period',
        'last_period',
        'filled_post_count',
        'is_open',
      ),
    ).toEqual([
      ['a', 'times_provider_beds', '2026-02-01', '2026-03-01', 30, false],
      ['b', 'times_people', '2026-04-01', '2026-04-01', 40, true],
    ]);
  });
});
