import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import { inForce } from './helpers/rows.js';

const bench = openBench();

/** In how many records a column has a value, of how many. */
type Pair = [known: number, records: number];

const MAY = '2026-05-01';
const DATASETS = [
  {
    dataset_id: 'asc_wds_worker',
    one_per: 'submitter_and_period',
    reject_above_bad_share: 0.1,
    reject_from_bad_rows: 5,
    is_row_per_record: true,
  },
  { dataset_id: 'cqc_location', one_per: 'path', is_row_per_record: true },
  { dataset_id: 'wide_table', one_per: 'path', is_row_per_record: false },
];

const arrived = (id: number, change: object = {}) => ({
  delivery_id: id,
  source_id: 'returns',
  submitter: 'alder',
  period: '2026-04-01',
  path: `alder/${id}.csv`,
  dataset_id: 'asc_wds_worker',
  outcome: 'ready',
  is_duplicate: false,
  ...change,
});
const record = (delivery: number, number: number, change: object = {}) => ({
  dataset_id: 'asc_wds_worker',
  delivery_id: delivery,
  record_number: number,
  row_state: 'kept',
  ...change,
});
const fault = (column: string, rule: string, value: string | null = null) => ({
  column_name: column,
  rule,
  severity: 'error',
  value,
});
const holding = (id: number, records: number, change: object = {}) =>
  inForce(id, { record_count: records, blank_count: 0, ...change });

describe('core.int_delivery, of a file of which too much is set aside', () => {
  const rows = Array.from({ length: 10 }, (_, index) =>
    record(1, index + 1, { row_state: index < 5 ? 'quarantined' : 'kept' }),
  );
  const decision = (id: number, action: string, reason: string | null = null) => ({
    decision_id: id,
    action,
    delivery_id: 1,
    reason,
  });
  const state = async (decisions: object[], records = rows) =>
    pick(
      await bench.build('core.int_delivery', {
        'raw.delivery': [arrived(1)],
        'raw.dataset': DATASETS,
        'raw.record': records,
        'raw.decision': decisions,
      }),
      'file_state',
      'is_in_force',
      'decision',
      'decision_reason',
    )[0];

  it('is rejected without a decision, and by one to read it again', async () => {
    expect(await state([])).toEqual(['rejected', false, null, null]);
    expect(await state([decision(1, 'retry')])).toEqual(['rejected', false, 'retry', null]);
  });

  it('holds once it is accepted, until it is to be read and judged again', async () => {
    const accepted = ['ready', true, 'accept', 'checked'];
    const accept = (id: number) => decision(id, 'accept', 'checked');
    const retry = (id: number) => decision(id, 'retry');
    expect(await state([accept(1)])).toEqual(accepted);
    expect(await state([accept(1), retry(2)])).toEqual(['rejected', false, 'retry', null]);
    expect(await state([accept(3), accept(1), retry(2)])).toEqual(accepted);
  });

  it('stays rejected where not one record is left, accepted or not', async () => {
    const none = rows.map((row) => ({ ...row, row_state: 'quarantined' }));
    expect((await state([decision(1, 'accept', 'checked')], none))?.[0]).toBe('rejected');
  });
});

describe('ops.quarantine', () => {
  it('has each record set aside, with all that is wrong with it, and none of what is kept', async () => {
    const delivery = (id: number, state: string, change: object = {}) => ({
      delivery_id: id,
      submitter: 'alder',
      period: '2026-04-01',
      path: `alder/${id}.csv`,
      state,
      ...change,
    });
    const told = (id: number, number: number, column: string) => ({
      delivery_id: id,
      record_number: number,
      column_name: column,
      rule: 'code_unknown',
      severity: 'error',
      message: 'Mend it.',
    });
    const rows = await bench.build('ops.quarantine', {
      'ops.delivery': [
        delivery(1, 'accepted_with_warnings'),
        delivery(2, 'rejected', { replaced_by_delivery_id: 4, member: 'staff.csv' }),
        delivery(3, 'superseded'),
      ],
      'raw.record': [
        record(1, 1),
        record(1, 2, { row_state: 'quarantined' }),
        record(2, 7, { row_state: 'quarantined', sheet: 'Staff', line: 12 }),
        record(3, 1, { row_state: 'quarantined' }),
      ],
      'ops.finding': [told(1, 2, 'STATUS'), told(1, 2, 'EMPLSTATUS'), told(1, 1, 'GENDER')],
    });
    const names = ['delivery_id', 'record_number', 'sheet', 'line', 'file_state', 'is_replaced'];
    expect(pick(rows, ...names)).toEqual([
      [1, 2, null, 3, 'accepted', false],
      [2, 7, 'Staff', 12, 'rejected', true],
    ]);
    expect(pick(rows, 'path').flat()).toEqual(['alder/1.csv', 'alder/2.csv/staff.csv']);
    expect(JSON.stringify(rows[0]?.['reasons'])).toMatch(/EMPLSTATUS.*Mend it\..*STATUS/);
  });
});

describe('ops.drift', () => {
  const share = (delivery: number, known: number, of: number, column = 'gender_code') => ({
    dataset_id: 'asc_wds_worker',
    delivery_id: delivery,
    record_count: of,
    column_name: column,
    heading: 'GENDER',
    known_count: known,
  });
  const drift = async (given: Record<string, object[]>) =>
    pick(
      await bench.build('ops.drift', { 'raw.dataset': DATASETS, ...given }),
      'delivery_id',
      'previous_delivery_id',
      'measure',
      'column_name',
      'previous_value',
      'current_value',
      'is_warning',
    );
  const twoMonths = (before: number, after: number) => ({
    'raw.delivery': [arrived(1), arrived(2, { period: MAY })],
    'core.int_delivery': [holding(1, before), holding(2, after, { period: MAY })],
  });

  it.each([
    [25, 20, false, 'a fall of exactly a fifth'],
    [26, 20, true, 'a fall of more than a fifth'],
    [6, 2, false, 'a fall of four records, however large a share'],
    [6, 1, true, 'a fall of five records'],
    [20, 40, false, 'a rise'],
  ])('from %i records to %i warns: %s (%s)', async (before, after, isWarning) => {
    expect(await drift(twoMonths(before, after))).toEqual([
      [2, 1, 'record_count', '', before, after, isWarning],
    ]);
  });

  it('compares with the latest earlier month in force, not with what was superseded or came later', async () => {
    const rows = await drift({
      'raw.delivery': [1, 2, 3, 4].map((id) => arrived(id)),
      'core.int_delivery': [
        holding(1, 100, { is_in_force: false, period: MAY }),
        holding(2, 50, { period: '2026-03-01' }),
        holding(3, 50, { period: MAY }),
        holding(4, 50, { period: '2026-04-01' }),
      ],
    });
    expect(rows.map((row) => row.slice(0, 2))).toEqual([
      [3, 4],
      [4, 2],
    ]);
  });

  it('compares a publication with the one before at the same path', async () => {
    const register = { dataset_id: 'cqc_location', submitter: 'cqc' };
    const rows = await drift({
      'raw.delivery': [1, 2, 3].map((id) =>
        arrived(id, { ...register, slot: id === 2 ? 'other.csv' : 'register.csv' }),
      ),
      'core.int_delivery': [
        holding(1, 100, { ...register, is_in_force: false }),
        holding(2, 10, register),
        holding(3, 60, register),
      ],
    });
    expect(rows).toEqual([[3, 1, 'record_count', '', 100, 60, true]]);
  });

  const known: { before: Pair; after: Pair; row: unknown[]; why: string }[] = [
    { before: [90, 100], after: [79, 100], row: [0.9, 0.79, false], why: 'as chance may have it' },
    { before: [90, 100], after: [60, 100], row: [0.9, 0.6, true], why: 'beyond chance' },
    { before: [4, 4], after: [0, 4], row: [1, 0, false], why: 'in four records' },
    { before: [900, 1000], after: [805, 1000], row: [], why: 'by less than ten points' },
  ];
  it.each(known)('tells of a column less known $why: $row', async ({ before, after, row }) => {
    const rows = await drift({
      ...twoMonths(before[1], after[1]),
      'raw.known_share': [share(1, ...before), share(2, ...after)],
    });
    expect(rows.filter(([, , measure]) => measure === 'known_share')).toEqual(
      row.length === 0 ? [] : [[2, 1, 'known_share', 'GENDER', ...row]],
    );
  });

  it.each([
    ['2026', '2026', true],
    ['2022', '2026', false],
  ])('tells of a column that is blank throughout, %s to %s: %s', async (before, after, warns) => {
    const rows = await drift({
      ...twoMonths(100, 100),
      'raw.delivery': [
        arrived(1, { variant: before }),
        arrived(2, { period: MAY, variant: after }),
      ],
      'raw.known_share': [share(1, 90, 100), share(2, 0, 100)],
    });
    expect(rows.find(([, , measure]) => measure === 'known_share')?.at(-1)).toBe(warns);
  });

  it('has new columns, and codes that the file before had not', async () => {
    const given = twoMonths(10, 10);
    const notes = [{ rule: 'column_unknown', column_name: 'PET', detail: null }];
    const rows = await bench.build('ops.drift', {
      'raw.dataset': DATASETS,
      ...given,
      'raw.delivery': [arrived(1), arrived(2, { period: MAY, file_notes: notes })],
      'raw.record': [
        record(1, 1, { findings: [fault('GENDER', 'code_unknown', '7')] }),
        record(2, 1, { findings: [fault('GENDER', 'code_unknown', '7')] }),
        record(2, 2, { findings: [fault('GENDER', 'code_unknown', '8')] }),
        record(2, 3, { findings: [fault('STATUS', 'code_unknown')] }),
      ],
    });
    expect(pick(rows, 'delivery_id', 'measure', 'column_name', 'detail')).toEqual([
      [1, 'code_unknown', 'GENDER', '7'],
      [2, 'code_unknown', 'GENDER', '8'],
      [2, 'column_unknown', 'PET', null],
      [2, 'record_count', '', null],
    ]);
  });
});

describe('ops.finding, of a file that has changed', () => {
  it('warns of fewer records and of columns less known, with both figures', async () => {
    const drifted = (measure: string, column: string, before: number, after: number) => ({
      delivery_id: 2,
      measure,
      column_name: column,
      previous_value: before,
      current_value: after,
      is_warning: true,
    });
    const rows = await bench.build('ops.finding', {
      'core.int_delivery': [holding(2, 130)],
      'ops.drift': [
        drifted('record_count', '', 203, 130),
        drifted('known_share', 'GENDER', 0.9, 0.604),
        { ...drifted('known_share', 'DOB', 0.9, 0.7), is_warning: false },
      ],
    });
    expect(pick(rows, 'record_number', 'column_name', 'rule', 'severity', 'value')).toEqual([
      [0, '', 'fewer_records', 'warning', '130 after 203'],
      [0, 'GENDER', 'less_known', 'warning', '60% after 90%'],
    ]);
    expect(rows[0]?.['message']).toContain('(130 after 203)');
  });
});

describe('ops.delivery', () => {
  const built = (deliveries: object[], judged: object[]) =>
    bench.build('ops.delivery', {
      'raw.dataset': DATASETS,
      'raw.delivery': deliveries,
      'core.int_delivery': judged,
    });

  it('says which file stands in the place of another', async () => {
    const rows = await built(
      [
        arrived(1),
        arrived(2, { dataset_id: null, path: 'alder/4.csv' }),
        arrived(3),
        arrived(4),
        arrived(5, { submitter: 'birch' }),
      ],
      [
        holding(1, 1, { is_in_force: false, file_state: 'rejected' }),
        holding(2, 0, { is_in_force: false, file_state: 'unrecognised', dataset_id: null }),
        holding(3, 1, { is_in_force: false }),
        holding(4, 1),
        holding(5, 1, { submitter: 'birch', is_in_force: false, file_state: 'rejected' }),
      ],
    );
    expect(pick(rows, 'delivery_id', 'state', 'replaced_by_delivery_id')).toEqual([
      [1, 'rejected', 4],
      [2, 'unrecognised', 4],
      [3, 'superseded', 4],
      [4, 'accepted', null],
      [5, 'rejected', null],
    ]);
  });

  it('says of no file in force that another has its place, where each month comes at one path', async () => {
    const path = 'alder/workers.csv';
    const may = { period: MAY, path };
    const rows = await built(
      [arrived(1, { path }), arrived(2, may), arrived(3, may)],
      [
        holding(1, 1),
        holding(2, 1, { period: MAY, is_in_force: false }),
        holding(3, 1, { period: MAY }),
      ],
    );
    expect(pick(rows, 'delivery_id', 'state', 'replaced_by_delivery_id')).toEqual([
      [1, 'accepted', null],
      [2, 'superseded', 3],
      [3, 'accepted', null],
    ]);
  });

  it('counts every row of a file that is not blank', async () => {
    const tally = {
      preamble_rows: 2,
      header_rows: 1,
      read_rows: 10,
      note_rows: 3,
      footer_rows: 4,
    };
    const rows = await built([arrived(1, tally), arrived(2)], [holding(1, 10), holding(2, 0)]);
    const names = ['row_count', 'record_row_count', 'note_row_count', 'footer_row_count'];
    expect(pick(rows, ...names)).toEqual([
      [20, 10, 3, 4],
      [null, null, null, null],
    ]);
  });
});

describe('check_records_in_equal_records_out, row by row', () => {
  const failing = async (change: object) => {
    const counts = { kept_count: 4, quarantined_count: 1, blank_count: 1 };
    const rows = await bench.check('check_records_in_equal_records_out', {
      'raw.dataset': DATASETS,
      'raw.delivery': [arrived(1, { records: 6, read_rows: 6, ...change })],
      'core.int_delivery': [inForce(1, counts)],
    });
    return rows.length;
  };

  const cases: { change: object; count: number; why: string }[] = [
    { change: {}, count: 0, why: 'each row is a record' },
    { change: { read_rows: 7 }, count: 1, why: 'a row became no record' },
    { change: { read_rows: 3 }, count: 1, why: 'a row became two records' },
    { change: { dataset_id: 'wide_table', read_rows: 3 }, count: 0, why: 'columns become rows' },
    { change: { dataset_id: 'wide_table', read_rows: 7 }, count: 1, why: 'of those, one is lost' },
    { change: { records: 7, read_rows: 7 }, count: 1, why: 'a record is in no state' },
    { change: { read_rows: null }, count: 1, why: 'nobody counted the rows' },
  ];
  it.each(cases)('finds $count at fault where $why', async ({ change, count }) => {
    expect(await failing(change)).toBe(count);
  });
});
