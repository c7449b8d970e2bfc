import { describe, expect, it } from 'vitest';
import { LARGE_BYTES } from '../../src/ingest/preflight-large.js';
import { contractsOf } from './helpers/contracts.js';
import { workers, type Cells } from './helpers/files.js';
import { refusal, rowsOf, stageReturns, stageUnder, type Staged } from './helpers/staging.js';

/** Enough for several of the database's reading buffers, so that its threads share the file. */
const RECORDS = 60_000;

describe('stage, with a large file', () => {
  it('keeps every record in its place where values have line breaks in them', async () => {
    const changes: Cells[] = Array.from({ length: RECORDS }, (_, index) => ({
      UNIQUEWORKERID: `W${index}`,
      DISPLAYID: index % 3 === 0 ? 'first line\nsecond, "quoted" line\n' : 'one line',
      CONTHOURS: String(index % 75),
    }));
    const staged = await stageReturns({ bytes: workers(...changes) });
    const [row] = await rowsOf(
      staged,
      `select
          count(*) as record_count,
          count(distinct worker_key) as worker_count,
          count(*) filter (where contracted_hours <> (record_number - 1) % 75) as misplaced_count
      from raw.asc_wds_worker`,
    );
    expect(row).toEqual({ record_count: RECORDS, worker_count: RECORDS, misplaced_count: 0 });
  });
});

describe('stage, with a file too large to be held in memory', () => {
  const PADDING = 'x'.repeat(4000);
  const COUNT = Math.ceil(LARGE_BYTES / PADDING.length) + 1;
  const TEXTS = {
    columns: `
  - { name: HOME, as: home_id, type: id, required: true, scope: row, description: The home }
  - { name: BEDS, as: bed_count, type: integer, description: Beds }
  - { name: REMARK, as: remark, type: text, description: A remark }`,
  };

  /** A file of so many homes, with its rows changed by their number. */
  function fileOf(changed: Readonly<Record<number, string>>, lineEnd = '\n'): Buffer {
    const rows = Array.from(
      { length: COUNT },
      (_, n) => changed[n] ?? `H${n},${n % 90},${PADDING}`,
    );
    return Buffer.from(['HOME,BEDS,REMARK', ...rows, ''].join(lineEnd));
  }

  const summary = async (staged: Staged) =>
    (
      await rowsOf(
        staged,
        `select
            count(*) as record_count,
            count(*) filter (where row_state = 'kept') as kept_count,
            count(*) filter (where row_state = 'kept' and home_id <> 'H' || (record_number - 1))
                as misplaced_count,
            max(line) filter (where row_state = 'quarantined') as bad_line
        from raw.beds`,
      )
    )[0];
  const sound = { record_count: COUNT, kept_count: COUNT, misplaced_count: 0, bad_line: null };
  const LATE = COUNT - 10;

  it.each([
    ['as it is', {}, '\n', sound],
    ['with CRLF', {}, '\r\n', sound],
    [
      'with a row of another width, which alone is set aside',
      { [LATE]: 'H,1' },
      '\n',
      { ...sound, kept_count: COUNT - 1, bad_line: LATE + 2 },
    ],
    [
      'with a line break within quotation marks',
      { [LATE]: `H${LATE},1,"two\nlines"` },
      '\n',
      sound,
    ],
  ])('stages it %s', async (_, changed, lineEnd, expected) => {
    const staged = await stageUnder(contractsOf(TEXTS), fileOf(changed, lineEnd));
    expect(await summary(staged)).toEqual(expected);
  });

  it.each([
    ['a quotation mark that never closes', 'H,1,"open', 'never closes'],
    ['text after a closing quotation mark', 'H,1,"a"b', 'text after a closing quotation mark'],
  ])('refuses it for %s, with the line', async (_, row, reason) => {
    const staged = await stageUnder(contractsOf(TEXTS), fileOf({ [LATE]: row }));
    expect(refusal(staged)).toMatchObject({ outcome: 'rejected' });
    expect(refusal(staged).reason).toContain(reason);
    expect(refusal(staged).reason).toContain(`line ${LATE + 2}`);
  });

  it('passes over its header where that stands in it again', async () => {
    const staged = await stageUnder(contractsOf(TEXTS), fileOf({ [LATE]: 'HOME,BEDS,REMARK' }));
    expect(await summary(staged)).toMatchObject({ record_count: COUNT - 1, bad_line: null });
  });

  it('refuses it where its columns change their order on the way', async () => {
    const staged = await stageUnder(contractsOf(TEXTS), fileOf({ [LATE]: 'HOME,REMARK,BEDS' }));
    expect(refusal(staged).reason).toContain(`Line ${LATE + 2} is a header`);
  });

  it('notes that its last line has no end', async () => {
    const staged = await stageUnder(contractsOf(TEXTS), fileOf({}).subarray(0, -1));
    expect(await rowsOf(staged, 'select file_notes[1].rule as rule from raw.delivery')).toEqual([
      { rule: 'last_line_open' },
    ]);
  });
});
