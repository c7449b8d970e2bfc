import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import { homeRow, inForce, NOCHANGE, staffRow } from './helpers/rows.js';

const bench = openBench();

const MARCH = { period: '2026-03-01' };
const MAY = { period: '2026-05-01' };
const GONE = { status: 'DELETE', is_data: false };

describe('core.int_worker_record', () => {
  /** Worker files are deliveries 2, 4 and 6 of March, April and May; 1, 3 and 5 are the workplace files. */
  const built = async (
    workers: object[],
    homes: object[] = [1, 3, 5].map((id) => homeRow(id, 1)),
  ) =>
    bench.build('core.int_worker_record', {
      'core.int_delivery': [inForce(2, MARCH), inForce(4), inForce(6, MAY)],
      'core.int_return': [MARCH, {}, MAY].map((month, index) => ({
        source_id: 'returns',
        submitter: 'alder',
        period: '2026-04-01',
        ...month,
        workplace_delivery_id: index * 2 + 1,
        worker_delivery_id: index * 2 + 2,
      })),
      'staging.stg_asc_wds__worker': workers,
      'staging.stg_asc_wds__workplace': homes,
    });
  const reasons = async (workers: object[], homes?: object[]) =>
    pick(await built(workers, homes), 'record_number', 'exclusion_reason', 'is_supplied');

  it('takes a record that carries values for a worker with those values', async () => {
    expect(await built([staffRow(4, 7)])).toMatchObject([
      { exclusion_reason: null, is_supplied: true, values_delivery_id: 4, values_record_number: 7 },
    ]);
  });

  it('counts a quarantined record as supplied, since one bad cell must not unbalance a workplace', async () => {
    expect(await reasons([staffRow(4, 1, { row_state: 'quarantined' })])).toEqual([
      [1, 'quarantined', true],
    ]);
  });

  it('counts a record that says the worker is gone for nobody', async () => {
    expect(await reasons([staffRow(4, 1, GONE)])).toEqual([[1, 'deleted', false]]);
  });

  it('counts a worker who is in the file twice once, by the first record', async () => {
    expect(
      await reasons(
        [
          staffRow(4, 2, { worker_key: 'same' }),
          staffRow(4, 5, { worker_key: 'same' }),
          staffRow(4, 9, { worker_key: 'same', local_establishment_id: 'H2' }),
        ],
        [homeRow(3, 1), homeRow(3, 2, { local_establishment_id: 'H2' })],
      ),
    ).toEqual([
      [2, null, true],
      [5, 'duplicate_worker', false],
      [9, null, true],
    ]);
  });

  it('leaves out a worker whose workplace is not in the same return', async () => {
    expect(await reasons([staffRow(4, 1, { local_establishment_id: 'H9' })])).toEqual([
      [1, 'workplace_missing', false],
    ]);
  });

  it('leaves out a worker whose workplace was itself set aside, by whichever of the two is at fault', async () => {
    const workers = [staffRow(4, 1), staffRow(4, 2, { row_state: 'quarantined' })];
    const aside = homeRow(3, 1, { row_state: 'quarantined' });
    expect(await reasons(workers, [aside])).toEqual([
      [1, 'workplace_quarantined', false],
      [2, 'quarantined', false],
    ]);
    expect(await reasons(workers, [aside, homeRow(3, 2)])).toEqual([
      [1, null, true],
      [2, 'quarantined', true],
    ]);
  });

  it('names a workplace missing before the fault of the record itself', async () => {
    const lost = staffRow(4, 1, { local_establishment_id: 'H9', row_state: 'quarantined' });
    expect(await reasons([lost])).toEqual([[1, 'workplace_missing', false]]);
  });

  it('keeps the values given while the workplace was set aside', async () => {
    const rows = await built(
      [
        staffRow(2, 1, { worker_key: 'w', ...MARCH }),
        staffRow(4, 1, { worker_key: 'w', ...NOCHANGE }),
      ],
      [homeRow(1, 1, { row_state: 'quarantined' }), homeRow(3, 1)],
    );
    expect(pick(rows, 'exclusion_reason', 'values_delivery_id')).toEqual([
      ['workplace_quarantined', 2],
      [null, 2],
    ]);
  });

  it('names no workplace missing where no workplace file came', async () => {
    const rows = await bench.build('core.int_worker_record', {
      'core.int_delivery': [inForce(4)],
      'staging.stg_asc_wds__worker': [staffRow(4, 1)],
    });
    expect(pick(rows, 'exclusion_reason')).toEqual([[null]]);
  });

  it('leaves out what is not in force, and what names no workplace', async () => {
    expect(
      await reasons([
        staffRow(8, 1),
        staffRow(4, 2, { local_establishment_id: null }),
        staffRow(4, 3),
      ]),
    ).toEqual([[3, null, true]]);
  });

  it('follows a chain of NOCHANGE back to the values that were last given', async () => {
    const rows = await built([
      staffRow(2, 5, { worker_key: 'w', ...MARCH }),
      staffRow(4, 1, { worker_key: 'w', ...NOCHANGE }),
      staffRow(6, 2, { worker_key: 'w', ...MAY, status: 'UNCHECKED', is_data: false }),
    ]);
    expect(pick(rows, 'delivery_id', 'values_delivery_id', 'values_record_number')).toEqual([
      [2, 2, 5],
      [4, 2, 5],
      [6, 2, 5],
    ]);
  });

  it('takes the values from before a gap where the worker comes back unchanged', async () => {
    const rows = await built([
      staffRow(2, 1, { worker_key: 'w', ...MARCH }),
      staffRow(6, 1, { worker_key: 'w', ...MAY, ...NOCHANGE }),
    ]);
    expect(pick(rows, 'delivery_id', 'values_delivery_id')).toEqual([
      [2, 2],
      [6, 2],
    ]);
  });

  it('knows no values that come later, from another submitter, or from another workplace', async () => {
    const homes = [homeRow(3, 1), homeRow(3, 2, { local_establishment_id: 'H2' }), homeRow(5, 1)];
    expect(
      await reasons(
        [
          staffRow(4, 1, { worker_key: 'w', ...NOCHANGE }),
          staffRow(4, 2, { worker_key: 'w', local_establishment_id: 'H2' }),
          staffRow(6, 1, { worker_key: 'w', ...MAY }),
        ],
        homes,
      ),
    ).toEqual([
      [1, 'no_earlier_values', true],
      [2, null, true],
      [1, null, true],
    ]);
  });

  it('knows no values of a row that was quarantined when it gave them', async () => {
    const rows = await built([
      staffRow(2, 1, { worker_key: 'w', ...MARCH, row_state: 'quarantined' }),
      staffRow(4, 1, { worker_key: 'w', ...NOCHANGE }),
    ]);
    expect(pick(rows, 'exclusion_reason')).toEqual([['quarantined'], ['no_earlier_values']]);
  });

  it('has no record of a worker who is not in the next file', async () => {
    const rows = await built([staffRow(2, 1, MARCH), staffRow(2, 2, MARCH), staffRow(4, 2)]);
    expect(pick(rows, 'delivery_id', 'worker_key')).toEqual([
      [2, 'k1'],
      [2, 'k2'],
      [4, 'k2'],
    ]);
  });

  it('takes the good record of a worker whose first record is quarantined', async () => {
    expect(
      await reasons([
        staffRow(4, 1, { worker_key: 'w', row_state: 'quarantined' }),
        staffRow(4, 2, { worker_key: 'w' }),
      ]),
    ).toContainEqual([2, null, true]);
  });
});

describe('core.int_workplace_record', () => {
  const built = async (...homes: object[]) =>
    bench.build('core.int_workplace_record', {
      'core.int_delivery': [inForce(1, MARCH), inForce(3), inForce(5, MAY)],
      'staging.stg_asc_wds__workplace': homes,
    });

  it('repeats the values last given where nothing changed, and says of when they are', async () => {
    const rows = await built(
      homeRow(1, 1, { ...MARCH, stated_staff_count: 9, vacancy_counts: [1, 2] }),
      homeRow(3, 4, NOCHANGE),
      homeRow(5, 1, { ...MAY, workplace_name: 'Quern Lodge', stated_staff_count: null }),
    );
    expect(
      pick(
        rows,
        'delivery_id',
        'record_number',
        'values_period',
        'workplace_name',
        'stated_staff_count',
        'vacancy_counts',
      ),
    ).toEqual([
      [1, 1, '2026-03-01', 'Quern House', 9, [1, 2]],
      [3, 4, '2026-03-01', 'Quern House', 9, [1, 2]],
      [5, 1, '2026-05-01', 'Quern Lodge', null, null],
    ]);
  });

  it('keeps the first of two records of one workplace', async () => {
    const rows = await built(
      homeRow(3, 2, { workplace_name: 'first' }),
      homeRow(3, 7, { workplace_name: 'second' }),
    );
    expect(pick(rows, 'record_number', 'workplace_name')).toEqual([[2, 'first']]);
  });

  it('leaves out what is deleted, quarantined, not in force, or unchanged from nothing', async () => {
    expect(
      await built(
        homeRow(3, 1, { ...GONE, local_establishment_id: 'A' }),
        homeRow(3, 2, { row_state: 'quarantined', local_establishment_id: 'B' }),
        homeRow(7, 3, { local_establishment_id: 'C' }),
        homeRow(3, 4, { ...NOCHANGE, local_establishment_id: 'D' }),
      ),
    ).toEqual([]);
  });

  it('tells the workplaces of two submitters with one id apart', async () => {
    const rows = await bench.build('core.int_workplace_record', {
      'core.int_delivery': [inForce(1), inForce(3, { submitter: 'birch' })],
      'staging.stg_asc_wds__workplace': [
        homeRow(1, 1),
        homeRow(3, 1, { submitter: 'birch', workplace_name: 'Birch House' }),
      ],
    });
    expect(pick(rows, 'submitter', 'workplace_name')).toEqual([
      ['alder', 'Quern House'],
      ['birch', 'Birch House'],
    ]);
  });
});
