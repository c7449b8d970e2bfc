import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/warehouse/database.js';
import { openBench } from './helpers/bench.js';

// The public file holds comparison.area and comparison.change whole. They are safe because they are worked out
// from what reference.as_published gives of figures that reference.figure_status lets through, and of nothing else.

const bench = openBench();

const METRIC = {
  metric_id: 'rate',
  kind: 'ratio',
  unit: 'rate',
  decimals: 1,
  disclosure: 'primary',
  good_direction: 'lower',
  no_change_band: 0.005,
};
const AREAS = ['a', 'b', 'c', 'd', 'e'];
const MONTHS = ['2026-03-01', '2026-04-01'];

interface Cell {
  readonly status: string;
  /** In tenths of a per cent, as it is published. */
  readonly tenths: number;
  /** What rounding takes away, in two ways. */
  readonly behind: readonly [number, number];
  /** What stands in its place where it is suppressed, in two ways. */
  readonly hidden: readonly [number, number];
}

const cell: fc.Arbitrary<Cell> = fc.record({
  status: fc.constantFrom('ok', 'ok', 'low_base', 'suppressed', 'not_available'),
  tenths: fc.integer({ min: 0, max: 20 }).map((whole) => whole * 10),
  behind: fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 })),
  hidden: fc.tuple(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 999 })),
});

/** The measures of every area and month, with one of the two values that look the same in public. */
function measures(cells: readonly Cell[], way: 0 | 1): object[] {
  return AREAS.flatMap((area, row) =>
    MONTHS.map((period, column) => {
      const { status, tenths, behind, hidden } = cells[row * MONTHS.length + column] as Cell;
      const isShown = status === 'ok' || status === 'low_base';
      return {
        metric_id: 'rate',
        period,
        period_type: 'month',
        area_code: area,
        area_type: 'council',
        care_setting: 'all',
        job_role: 'all',
        sector: 'all',
        cut: 'all',
        value: isShown ? tenths / 1000 + behind[way] / 10_000 : hidden[way] / 1000,
        status,
      };
    }),
  );
}

async function compared(cells: readonly Cell[], way: 0 | 1): Promise<Row[][]> {
  const common = {
    'metrics.metric': [METRIC],
    'reference.disclosure_profile': [{ round_counts_to: 5 }],
    'core.dim_area': AREAS.map((area_code) => ({ area_code })),
    'core.bridge_area': AREAS.map((code) => ({ area_code: code, ancestor_area_code: code })),
    'reference.area_neighbour': [{ area_code: 'a', neighbour_area_code: 'b' }],
  };
  const figures = await bench.build('comparison.int_figure', {
    ...common,
    'metrics.measure': measures(cells, way),
  });
  const given = { ...common, 'comparison.int_figure': figures };
  return [
    await bench.build('comparison.area', given),
    await bench.build('comparison.change', given),
  ];
}

describe('what the public file holds of comparisons', () => {
  it('is the same whatever stands behind a suppressed figure and whatever rounding took away', async () => {
    const cells = fc.array(cell, { minLength: 10, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(cells, async (drawn) => {
        expect(await compared(drawn, 1)).toEqual(await compared(drawn, 0));
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });

  it('has the published figure of the others, and no rank of a suppressed one', async () => {
    const shown = { status: 'ok', tenths: 80, behind: [3, 0], hidden: [0, 0] } as const;
    const cells: Cell[] = Array.from({ length: 10 }, () => shown);
    cells[1] = { ...shown, status: 'suppressed' };
    const [area = [], change = []] = await compared(cells, 0);
    const april = area.filter(({ period }) => period === '2026-04-01');
    expect(april.map(({ area_code: code, mean, rank }) => [code, mean, rank])).toEqual([
      ['a', 0.08, null],
      ['a', 0.08, null],
      ['b', 0.08, 1],
      ['c', 0.08, 1],
      ['d', 0.08, 1],
      ['e', 0.08, 1],
    ]);
    expect(change.map((row) => [row['area_code'], row['change'], row['status']])).toContainEqual([
      'a',
      null,
      'suppressed',
    ]);
  });
});
