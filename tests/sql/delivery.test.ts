import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import { inForce, rawRecord, setting } from './helpers/rows.js';

const bench = openBench();

const DATASETS = [
  { dataset_id: 'asc_wds_worker', reject_above_bad_share: 0.1, reject_from_bad_rows: 2 },
  { dataset_id: 'asc_wds_workplace', reject_above_bad_share: 0.5, reject_from_bad_rows: 2 },
];

function arrived(id: number, change: object = {}): object {
  const delivery = {
    delivery_id: id,
    source_id: 'returns',
    submitter: 'alder',
    period: '2026-04-01',
    dataset_id: 'asc_wds_worker',
    outcome: 'ready',
    is_duplicate: false,
    ...change,
  };
  const { source_id: source, submitter, period, dataset_id: dataset } = delivery;
  return { slot: [source, submitter, period, dataset].join(), ...delivery };
}

const workerRows = (delivery: number, kept: number, quarantined: number, blank = 0) =>
  [
    ...Array<string>(kept).fill('kept'),
    ...Array<string>(quarantined).fill('quarantined'),
    ...Array<string>(blank).fill('blank'),
  ].map((state, index) => rawRecord(delivery, index + 1, { row_state: state }));

describe('core.int_delivery', () => {
  const built = (
    deliveries: object[],
    rows: object[] = deliveries.map((_, index) => rawRecord(index + 1, 1)),
  ) =>
    bench.build('core.int_delivery', {
      'raw.delivery': deliveries,
      'raw.dataset': DATASETS,
      'raw.record': rows,
    });
  const force = async (...deliveries: object[]) =>
    pick(await built(deliveries), 'is_in_force').flat();

  it('lets the last of the same source, submitter, month and dataset hold', async () => {
    expect(
      await force(
        arrived(1),
        arrived(2, { submitter: 'birch' }),
        arrived(3, { period: '2026-03-01' }),
        arrived(4, { dataset_id: 'asc_wds_workplace' }),
        arrived(5, { source_id: 'other' }),
        arrived(6),
      ),
    ).toEqual([false, true, true, true, true, true]);
  });

  it('lets files of different slots hold beside each other, whoever sent them', async () => {
    expect(await force(arrived(1, { slot: 'a.csv' }), arrived(2, { slot: 'b.csv' }))).toEqual([
      true,
      true,
    ]);
  });

  it('lets the earlier one go on holding where a duplicate of it comes', async () => {
    expect(await force(arrived(1), arrived(2, { is_duplicate: true }))).toEqual([true, false]);
  });

  it('lets the last hold where a correction was taken back: A, B, A again', async () => {
    expect(await force(arrived(1), arrived(2), arrived(3))).toEqual([false, false, true]);
  });

  it('lets the earlier one go on holding where a later one is rejected or not recognised', async () => {
    expect(
      await force(
        arrived(1),
        arrived(2, { outcome: 'rejected' }),
        arrived(3, { outcome: 'unrecognised', dataset_id: null }),
      ),
    ).toEqual([true, false, false]);
  });

  it.each([
    [9, 1, 0, 'ready'],
    [18, 2, 0, 'ready'],
    [17, 2, 0, 'rejected'],
    [18, 2, 5, 'ready'],
    [17, 2, 5, 'rejected'],
    [0, 1, 0, 'rejected'],
    [5, 1, 0, 'ready'],
    [0, 0, 3, 'rejected'],
  ])(
    'with %i rows kept, %i quarantined and %i blank is %s',
    async (kept, quarantined, blank, state) => {
      const [row] = await built([arrived(1)], workerRows(1, kept, quarantined, blank));
      expect(row).toMatchObject({
        file_state: state,
        record_count: kept + quarantined + blank,
        kept_count: kept,
        quarantined_count: quarantined,
        blank_count: blank,
      });
    },
  );

  it.each([
    [
      [7, 3, 0],
      '3 of 10 records cannot be used: more than 10% of the file. Mend them and send the file again.',
    ],
    [
      [7, 3, 5],
      '3 of 10 records cannot be used: more than 10% of the file. Mend them and send the file again.',
    ],
    [[0, 1, 5], 'Not one record of the file can be used. Mend them and send the file again.'],
    [[0, 0, 5], 'No record of the file has a value. Fill it in and send it again.'],
    [[5, 1, 5], null],
  ] as const)(
    'says in words why a file of records kept, quarantined and blank %j is rejected: %s',
    async ([kept, quarantined, blank], reason) => {
      const [row] = await built([arrived(1)], workerRows(1, kept, quarantined, blank));
      expect(row?.['reason']).toBe(reason);
    },
  );

  it('keeps the reason of a file that was not read', async () => {
    const [row] = await built(
      [arrived(1, { outcome: 'rejected', reason: 'The file is empty.' })],
      [],
    );
    expect(row).toMatchObject({
      file_state: 'rejected',
      reason: 'The file is empty.',
      record_count: 0,
    });
  });
});

describe('core.int_return', () => {
  it('is a month with both files in force', async () => {
    const rows = await bench.build('core.int_return', {
      'core.int_delivery': [
        inForce(1, { dataset_id: 'asc_wds_workplace', period: '2024-02-01' }),
        inForce(2, { period: '2024-02-01' }),
        inForce(3, { submitter: 'birch' }),
        inForce(4, { submitter: 'cedar', dataset_id: 'asc_wds_workplace' }),
        inForce(5, { submitter: 'cedar', is_in_force: false }),
        inForce(6, {
          submitter: 'alder',
          dataset_id: 'asc_wds_workplace',
          source_id: 'other',
          period: '2024-02-01',
        }),
      ],
    });
    expect(rows).toEqual([
      {
        source_id: 'returns',
        submitter: 'alder',
        period: '2024-02-01',
        as_at_date: '2024-02-29',
        workplace_delivery_id: 1,
        worker_delivery_id: 2,
        training_delivery_id: null,
      },
    ]);
  });
});

describe('core.int_return_month', () => {
  const returned = (submitter: string, period: string, delivery: number) => ({
    source_id: 'returns',
    submitter,
    period,
    as_at_date: `${period.slice(0, 8)}28`,
    workplace_delivery_id: delivery,
    worker_delivery_id: delivery + 1,
  });
  const months = (stale: number, ...returns: object[]) =>
    bench.build('core.int_return_month', {
      'core.int_return': returns,
      'reference.workspace_setting': setting({ stale_after_months: stale }),
    });

  it('counts a submitter from its last return until it is stale, that month included', async () => {
    const rows = await months(
      2,
      returned('alder', '2025-11-01', 1),
      returned('birch', '2026-03-01', 5),
    );
    expect(pick(rows, 'submitter', 'period', 'return_age_months', 'workplace_delivery_id')).toEqual(
      [
        ['alder', '2025-11-01', 0, 1],
        ['alder', '2025-12-01', 1, 1],
        ['alder', '2026-01-01', 2, 1],
        ['birch', '2026-03-01', 0, 5],
      ],
    );
  });

  it('carries nothing where nothing may be stale', async () => {
    const rows = await months(
      0,
      returned('alder', '2026-01-01', 1),
      returned('birch', '2026-02-01', 5),
    );
    expect(pick(rows, 'submitter', 'period')).toEqual([
      ['alder', '2026-01-01'],
      ['birch', '2026-02-01'],
    ]);
  });

  it('takes a new return at once, with the date that return describes', async () => {
    const rows = await months(
      6,
      returned('alder', '2026-01-01', 1),
      returned('alder', '2026-03-01', 3),
    );
    expect(pick(rows, 'period', 'return_period', 'as_at_date')).toEqual([
      ['2026-01-01', '2026-01-01', '2026-01-28'],
      ['2026-02-01', '2026-01-01', '2026-01-28'],
      ['2026-03-01', '2026-03-01', '2026-03-28'],
    ]);
  });

  it('is empty where there is no return', async () => {
    expect(await months(6)).toEqual([]);
  });
});

describe('ops.delivery', () => {
  it('gives each delivery one state', async () => {
    const deliveries = [1, 2, 3, 4, 5, 6].map((id) =>
      arrived(id, { path: `${id}.csv`, variant: '2026' }),
    );
    const rows = await bench.build('ops.delivery', {
      'raw.delivery': deliveries,
      'raw.dataset': DATASETS,
      'core.int_delivery': [
        inForce(1),
        inForce(2),
        inForce(3, { is_in_force: false }),
        inForce(4, { file_state: 'rejected', is_in_force: false, reason: 'Why.' }),
        inForce(5, { file_state: 'duplicate', is_in_force: false }),
        inForce(6, { file_state: 'unrecognised', is_in_force: false }),
      ],
      'ops.finding': [{ delivery_id: 2 }, { delivery_id: 2 }, { delivery_id: 4 }],
    });
    expect(pick(rows, 'state', 'finding_count', 'reason')).toEqual([
      ['accepted', 0, null],
      ['accepted_with_warnings', 2, null],
      ['superseded', 0, null],
      ['rejected', 1, 'Why.'],
      ['duplicate', 0, null],
      ['unrecognised', 0, null],
    ]);
    expect(rows[0]).toMatchObject({ path: '1.csv', header_variant: '2026' });
  });
});

describe('check_records_in_equal_records_out', () => {
  it('fails for a file of which a record was lost', async () => {
    const rows = await bench.check('check_records_in_equal_records_out', {
      'raw.delivery': [
        arrived(1, { records: 3, read_rows: 3 }),
        arrived(2, { records: 3, read_rows: 3 }),
        arrived(3, { records: 9, is_duplicate: true }),
      ],
      'core.int_delivery': [
        inForce(1, { kept_count: 1, quarantined_count: 1, blank_count: 1 }),
        inForce(2, { kept_count: 1, quarantined_count: 1, blank_count: 0 }),
        inForce(3, { kept_count: 0, quarantined_count: 0, blank_count: 0 }),
      ],
    });
    expect(rows).toEqual([
      { delivery_id: 2, rows_read: 3, records_read: 3, records_accounted_for: 2 },
    ]);
  });
});
