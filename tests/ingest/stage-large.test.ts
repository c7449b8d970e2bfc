import { describe, expect, it } from 'vitest';
import { workers, type Cells } from './helpers/files.js';
import { rowsOf, stageFiles } from './helpers/staging.js';

/** Enough for several of the database's reading buffers, so that its threads share the file. */
const RECORDS = 60_000;

describe('stage, with a large file', () => {
  it('keeps every record in its place where values have line breaks in them', async () => {
    const changes: Cells[] = Array.from({ length: RECORDS }, (_, index) => ({
      UNIQUEWORKERID: `W${index}`,
      DISPLAYID: index % 3 === 0 ? 'first line\nsecond, "quoted" line\n' : 'one line',
      CONTHOURS: String(index % 75),
    }));
    const staged = await stageFiles({ bytes: workers(...changes) });
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
