import { describe, expect, it } from 'vitest';
import { tempWorkspace } from '../helpers/workspace.js';
import { csv, WORKER, workers, workplaces } from './helpers/files.js';
import { workbookOf } from './helpers/workbooks.js';
import {
  arrive,
  PLAIN_RETURNS,
  rowsOf,
  stageAgain,
  stageReturns,
  type Arrival,
} from './helpers/staging.js';

const A = workers({});
const B = workers({ UNIQUEWORKERID: 'w2' });

async function deliveries(...arrivals: Arrival[]) {
  return rowsOf(
    await stageReturns(...arrivals),
    'select outcome, dataset_id, is_duplicate from raw.delivery order by delivery_id',
  );
}

describe('registerDeliveries', () => {
  it('takes the same bytes again for the same month for a duplicate', async () => {
    const rows = await deliveries(
      { bytes: A },
      { bytes: A },
      { bytes: A, period: '2026-03' },
      { bytes: A, submitter: 'birch' },
    );
    expect(rows.map((row) => row['is_duplicate'])).toEqual([false, true, false, false]);
  });

  it('takes a return to earlier bytes for news', async () => {
    const rows = await deliveries({ bytes: A }, { bytes: B }, { bytes: A });
    expect(rows.map((row) => row['is_duplicate'])).toEqual([false, false, false]);
  });

  it('tells a workplace file from a worker file of the same month', async () => {
    const rows = await deliveries({ bytes: A }, { bytes: workplaces({}) }, { bytes: A });
    expect(rows.map((row) => [row['dataset_id'], row['is_duplicate']])).toEqual([
      ['asc_wds_worker', false],
      ['asc_wds_workplace', false],
      ['asc_wds_worker', true],
    ]);
  });

  it('says what became of each file, in words for one that was not read', async () => {
    const workspace = tempWorkspace();
    const arrived = arrive(workspace, [
      { bytes: A },
      { bytes: 'A,B\n1,2\n' },
      { bytes: '' },
      { bytes: B },
    ]);
    const misfit = arrived.map((each, index) =>
      index === 3 ? { ...each, fits_pattern: false } : each,
    );
    const rows = await rowsOf(
      await stageAgain(workspace, misfit, PLAIN_RETURNS),
      'select outcome, reason from raw.delivery order by delivery_id',
    );
    expect(rows).toEqual([
      { outcome: 'ready', reason: null },
      {
        outcome: 'unrecognised',
        reason: expect.stringContaining('The file is none we know') as string,
      },
      { outcome: 'rejected', reason: expect.stringContaining('The file is empty') as string },
      {
        outcome: 'unrecognised',
        reason: expect.stringContaining('Move it into its folder.') as string,
      },
    ]);
  });

  it.each([
    ['2026-05', 'ready'],
    ['2026-06', 'rejected'],
    ['2031-01', 'rejected'],
  ])('takes a file that arrived in May 2026 under %s for %s', async (period, outcome) => {
    const [row] = await rowsOf(
      await stageReturns({ bytes: A, period }),
      'select outcome, reason from raw.delivery',
    );
    expect(row?.['outcome']).toBe(outcome);
    if (outcome === 'rejected')
      expect(row?.['reason']).toContain(`under ${period}, a month that had not begun`);
  });

  it('shows the records of ready files only, each delivery of the same bytes with its own', async () => {
    const rows = await rowsOf(
      await stageReturns(
        { bytes: A },
        { bytes: A },
        { bytes: A, submitter: 'birch' },
        { bytes: B, period: '2026-03' },
      ),
      'select delivery_id, record_number, period from raw.asc_wds_worker order by all',
    );
    expect(rows).toEqual([
      { delivery_id: 1, record_number: 1, period: '2026-04-01' },
      { delivery_id: 3, record_number: 1, period: '2026-04-01' },
      { delivery_id: 4, record_number: 1, period: '2026-03-01' },
    ]);
  });

  it('counts what is known in kept records with fresh data, and in no others', async () => {
    const rows = await rowsOf(
      await stageReturns(
        workers(
          { UNIQUEWORKERID: 'w1', GENDER: '1' },
          { UNIQUEWORKERID: 'w2', GENDER: '', STATUS: 'new' },
          { UNIQUEWORKERID: 'w3', GENDER: '1', STATUS: 'NOCHANGE' },
          { UNIQUEWORKERID: 'w4', GENDER: '1', MAINJOBROLE: '99' },
        ),
      ),
      "select record_count, heading, known_count from raw.known_share where column_name = 'gender_code'",
    );
    expect(rows).toEqual([{ record_count: 2, heading: 'GENDER', known_count: 1 }]);
  });

  it('keeps what a file said of itself', async () => {
    const rows = await rowsOf(
      await stageReturns(`Title\n${csv([{ ...WORKER, TEA: 'green' }, WORKER]).trimEnd()}`),
      `select
          records, encoding, variant, preamble_rows, header_rows, read_rows, note_rows, footer_rows,
          list_filter(file_notes, lambda note: note.rule <> 'columns_missing') as notes
      from raw.delivery`,
    );
    expect(rows).toEqual([
      {
        records: 2,
        encoding: 'utf-8',
        variant: null,
        preamble_rows: 1,
        header_rows: 1,
        read_rows: 2,
        note_rows: 0,
        footer_rows: 0,
        notes: [
          { rule: 'column_unknown', column_name: 'TEA', detail: null },
          { rule: 'last_line_open', column_name: '', detail: null },
        ],
      },
    ]);
  });

  it('has no note on a file that was refused, nor rows counted', async () => {
    const rows = await rowsOf(
      await stageReturns('A,B\n1,2\n'),
      'select file_notes, read_rows, records from raw.delivery',
    );
    expect(rows).toEqual([{ file_notes: [], read_rows: null, records: null }]);
  });

  it('shows where each record stands, in the file or on its sheet', async () => {
    const book = await workbookOf({
      name: 'Staff',
      rows: [[], Object.keys(WORKER), Object.values(WORKER)],
    });
    const rows = await rowsOf(
      await stageReturns(A, `Title\n\n${A}`, book),
      'select delivery_id, record_number, sheet, line from raw.asc_wds_worker order by all',
    );
    expect(rows).toEqual([
      { delivery_id: 1, record_number: 1, sheet: null, line: null },
      { delivery_id: 2, record_number: 1, sheet: null, line: 4 },
      { delivery_id: 3, record_number: 1, sheet: 'Staff', line: 3 },
    ]);
  });

  it('has an empty view for a dataset of which nothing arrived', async () => {
    const staged = await stageReturns(A);
    expect(await rowsOf(staged, 'select * from raw.asc_wds_workplace')).toEqual([]);
    const columns = async (of: typeof staged) =>
      await rowsOf(
        of,
        "select column_name, data_type from duckdb_columns() where table_name = 'asc_wds_workplace' order by all",
      );
    expect(await columns(staged)).toEqual(await columns(await stageReturns(workplaces({}))));
  });
});
