import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import type { Row } from '../../src/warehouse/database.js';

const bench = openBench();

const DEFAULTS = {
  posts_per_bed_tail: 0.1,
  posts_per_bed_low: 0.75,
  posts_per_bed_high: 2,
  fewest_homes_in_band: 11,
};

interface Home {
  readonly posts: number | null;
  readonly beds: number | null;
}

/** April's homes, H101 the first, all of one care setting. */
async function homes(
  given: readonly Home[],
  thresholds: Partial<typeof DEFAULTS> = {},
  more: Record<string, readonly object[]> = {},
): Promise<Row[]> {
  return bench.build('core.int_posts_per_bed', {
    'reference.cleaning': Object.entries({ ...DEFAULTS, ...thresholds }).map(([name, value]) => ({
      name,
      value,
      source: 'a test',
    })),
    'core.int_workplace_post': given.map(({ posts, beds }, at) => ({
      period: '2026-04-01',
      workplace_id: `H${101 + at}`,
      main_service_code: '2',
      filled_post_count: posts,
      bed_clean_count: beds,
    })),
    ...more,
  });
}

/** Ten ordinary homes of 10 beds with 10 to 19 posts, and one that a test is about. */
const band = (posts: number): Home[] => [
  ...Array.from({ length: 10 }, (_, at) => ({ posts: 10 + at, beds: 10 })),
  { posts, beds: 10 },
];

const last = (rows: readonly Row[]) =>
  pick(
    rows.filter((row) => row['workplace_id'] === 'H111'),
    'filled_post_clean_count',
    'filled_post_rule',
  )[0];

describe('core.int_posts_per_bed', () => {
  it.each([
    [2, 20],
    [1.5, 19],
    [3, 30],
  ])(
    'lowers posts to the most of the band without its tails, at the least to %s a bed',
    async (high, posts) => {
      const rows = await homes(band(60), { posts_per_bed_high: high });
      expect(last(rows)).toEqual([posts, 'posts_per_bed_lowered']);
    },
  );

  it.each([
    [0.75, 10],
    [1.2, 12],
  ])('raises posts to the least of the band, at the least to %s a bed', async (low, posts) => {
    const rows = await homes(band(3), { posts_per_bed_low: low });
    expect(last(rows)).toEqual([posts, 'posts_per_bed_raised']);
  });

  it('leaves a home alone that is within what is permitted', async () => {
    expect(last(await homes(band(15)))).toEqual([15, null]);
  });

  it('keeps ties at the edge of a tail together', async () => {
    const alike = Array.from({ length: 11 }, () => ({ posts: 12, beds: 10 }));
    expect(last(await homes(alike))).toEqual([12, null]);
  });

  it('leaves the homes alone that set the limits, whatever the fraction', async () => {
    const sevenths = Array.from({ length: 11 }, (_, at) => ({ posts: 10 + at, beds: 7 }));
    const rows = await homes(sevenths, { posts_per_bed_tail: 0, posts_per_bed_high: 1 });
    expect(rows.filter((row) => row['filled_post_rule'] !== null)).toEqual([]);
  });

  it('only flags, by the fixed limits, where too few homes are of like size', async () => {
    const few = { fewest_homes_in_band: 12 };
    expect(last(await homes(band(60), few))).toEqual([60, 'posts_per_bed_flagged']);
    expect(last(await homes(band(3), few))).toEqual([3, 'posts_per_bed_flagged']);
    expect(last(await homes(band(20), few))).toEqual([20, null]);
  });

  it.each([
    [2, 3],
    [4, 5],
    [9, 10],
    [14, 15],
    [19, 20],
    [24, 25],
    [49, 50],
  ])('takes %i and %i beds for homes of different size', async (smaller, larger) => {
    const given = Array.from({ length: 11 }, (_, at) => ({
      posts: 10 * larger,
      beds: at < 10 ? smaller : larger,
    }));
    expect(last(await homes(given))).toEqual([10 * larger, 'posts_per_bed_flagged']);
  });

  it('judges no home without beds or posts, nor one that counts in no measure', async () => {
    expect(last(await homes([...band(12).slice(1), { posts: 60, beds: null }]))).toBeUndefined();
    expect(last(await homes([...band(12).slice(1), { posts: null, beds: 10 }]))).toBeUndefined();
    const excluded = {
      'core.int_workplace_exclusion': [
        { period: '2026-04-01', workplace_id: 'H111', exclusion_reason: 'listed' },
      ],
    };
    expect(last(await homes(band(60), {}, excluded))).toBeUndefined();
  });
});
