import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import { returnMonth, workerRecord, workplaceRecord } from './helpers/rows.js';

const bench = openBench();

interface Home {
  readonly stated: number | null;
  readonly recorded?: number;
  readonly beds?: number | null;
  readonly service?: string;
  readonly location?: string;
}

/** April's posts of homes of one return, H101 the first. */
async function posts(homes: readonly Home[], given: Record<string, readonly object[]> = {}) {
  const idOf = (at: number): string => `H${101 + at}`;
  return bench.build('core.int_workplace_post', {
    'core.int_return_month': [returnMonth()],
    'core.int_workplace_record': homes.map(({ stated, beds, service, location }, at) =>
      workplaceRecord({
        local_establishment_id: idOf(at),
        stated_staff_count: stated,
        bed_count: beds ?? null,
        main_service_code: service ?? '2',
        cqc_location_id: location ?? null,
      }),
    ),
    'core.int_worker_record': homes.flatMap(({ stated, recorded = stated ?? 0 }, at) =>
      Array.from({ length: recorded }, (_, index) =>
        workerRecord(at * 1000 + index, { local_establishment_id: idOf(at) }),
      ),
    ),
    ...given,
  });
}

describe('core.int_workplace_post', () => {
  it.each([
    [10, 10, 10, 'agreed'],
    [3, 3, 3, 'agreed'],
    [2, 2, null, 'too_few'],
    [14, 10, 12, 'mean_of_two'],
    [10, 14, 12, 'mean_of_two'],
    [15, 10, null, 'not_reconciled'],
    [11, 10, 10.5, 'mean_of_two'],
    [105, 95, null, 'not_reconciled'],
    [104, 95, 99.5, 'mean_of_two'],
    [3, 2, null, 'too_few'],
    [5, 0, null, 'too_few'],
    [0, 0, null, 'not_reconciled'],
    [null, 10, null, 'not_reconciled'],
  ])(
    'reconciles %s stated and %i recorded staff to %s posts: %s',
    async (stated, recorded, count, source) => {
      const rows = await posts([{ stated, recorded }]);
      expect(pick(rows, 'filled_post_count', 'filled_post_source', 'worker_record_count')).toEqual([
        [count, source, recorded],
      ]);
    },
  );

  it('counts a worker record that was set aside, and none that stands for nobody', async () => {
    const rows = await posts([{ stated: 10, recorded: 0 }], {
      'core.int_worker_record': [
        workerRecord(1, { local_establishment_id: 'H101', exclusion_reason: 'quarantined' }),
        workerRecord(2, { local_establishment_id: 'H101', is_supplied: false }),
      ],
    });
    expect(pick(rows, 'worker_record_count')).toEqual([[1]]);
  });

  it.each([
    [0, null, 'staff_out_of_range'],
    [1, 1, null],
    [3000, 3000, null],
    [3001, null, 'staff_out_of_range'],
    [null, null, null],
  ])('takes a total of %s staff for %s: %s', async (stated, clean, rule) => {
    const rows = await posts([{ stated, recorded: 0 }]);
    expect(pick(rows, 'stated_staff_clean_count', 'stated_staff_rule')).toEqual([[clean, rule]]);
  });

  it.each([
    [0, null, 'beds_out_of_range'],
    [1, 1, null],
    [500, 500, null],
    [501, null, 'beds_out_of_range'],
    [null, null, null],
  ])('takes %s beds for %s: %s', async (beds, clean, rule) => {
    const rows = await posts([{ stated: 10, beds }]);
    expect(pick(rows, 'bed_count', 'bed_clean_count', 'bed_rule')).toEqual([[beds, clean, rule]]);
  });

  it('has the beds of the register before those of the return, and says which', async () => {
    const rows = await posts(
      [
        { stated: 10, beds: 8, location: '1-1' },
        { stated: 10, beds: 8, location: '1-2' },
        { stated: 10, service: '8', location: '1-1' },
      ],
      { 'core.dim_cqc_location': [{ location_id: '1-1', bed_count: 12 }] },
    );
    expect(pick(rows, 'bed_count', 'bed_source')).toEqual([
      [12, 'register'],
      [8, 'return'],
      [null, null],
    ]);
  });
});
