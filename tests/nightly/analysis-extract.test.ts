import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '../../src/config.js';
import { silentLog } from '../../src/log.js';
import { nightly } from '../../src/nightly.js';
import { openReadOnly, type Row } from '../../src/warehouse/database.js';
import { temporaryFolder } from '../helpers/run-cli.js';
import { deliver, smallWorkspace } from '../helpers/small-workspace.js';
import { csv, workers, workplaces, type Cells } from '../ingest/helpers/files.js';

const folder = temporaryFolder();
afterAll(() => {
  folder.remove();
});

const OTTERMERE = 'X06000091';
const ALDER = '1-000000002';

/** The columns of one job role; minus one unless said otherwise, as the service writes none. */
function role(code: string, emp: number, counts: Partial<Record<string, number>> = {}): Cells {
  const { work = emp, ...said } = counts;
  const items = { emp, work, strt: -1, stop: -1, vacy: -1, ...said };
  return Object.fromEntries(
    Object.entries(items).map(([item, count]) => [`jr${code}${item}`, String(count)]),
  );
}

/** One care worker's workplace of so many staff, all employed, with so many vacancies and no leavers. */
function home(id: string, staff: number, vacancies: number, change: Cells = {}): Cells {
  return {
    period: 'M202604',
    establishmentid: id,
    orgid: id,
    nmdsid: `X90${id}`,
    esttype: '6',
    mainstid: '8',
    lapermission: '1',
    mupddate: '01/04/2026',
    postcode: 'QX1 1AA',
    totalstaff: String(staff),
    wkrrecs: String(staff),
    totalstarters: '0',
    totalleavers: '0',
    totalvacancies: String(vacancies),
    ...role('08', staff, { vacy: vacancies }),
    ...role('04', 0),
    ...role('25', 0),
    ...role('28', staff, { vacy: vacancies }),
    ...role('29', staff, { vacy: vacancies }),
    ...change,
  };
}

const extract = (...homes: readonly Cells[]): string => csv(homes, undefined, '|');

/** Ten staff, nine of them employed: seven care workers, a manager and another. */
const MIXED = home('9001', 10, 3, {
  totalleavers: '3',
  ...role('08', 7, { work: 8, vacy: 2, stop: 3 }),
  ...role('04', 1),
  ...role('25', 1, { vacy: 1 }),
  ...role('28', 9, { work: 10, vacy: 3, stop: 3 }),
  ...role('29', 7, { work: 8, vacy: 2, stop: 3 }),
});
const NO_CONSENT = home('9003', 6, 1, { lapermission: '0', totalleavers: '-2' });
const AT_ALDER = home('9002', 5, 5, { locationid: ALDER });
const LONG_AGO = home('9004', 20, 20, { mupddate: '01/03/2024' });
const MISMATCHED = home('9005', 8, 4, { wkrrecs: '7' });
const ELSEWHERE = home('9006', 4, 4, { postcode: 'QX2 1AA' });

async function built(name: string, files: Readonly<Record<string, string>>) {
  const dir = smallWorkspace(join(folder.path, name));
  for (const [path, bytes] of Object.entries(files)) deliver(dir, path, bytes);
  const result = await nightly({ workspace: openWorkspace(dir), log: silentLog, until: 'build' });
  expect(result).toMatchObject({ outcome: 'published', failures: [] });
  return async (sql: string): Promise<Row[]> => {
    const database = await openReadOnly(
      join(dir, 'data', 'warehouse', 'published', 'carecount.duckdb'),
    );
    try {
      return await database.rows(sql);
    } finally {
      database.close();
    }
  };
}

type Ask = Awaited<ReturnType<typeof built>>;

async function parts(ask: Ask, metric: string, job: string, period = '2026-04-01') {
  const rows = await ask(`
    select cast(numerator as integer) as numerator, cast(denominator as integer) as denominator
    from metrics.measure
    where metric_id = '${metric}' and area_code = '${OTTERMERE}' and job_role = '${job}'
      and period = '${period}' and care_setting = 'all' and sector = 'all'
      and period_type = 'month' and cut = 'all'`);
  return rows.map((row) => [row['numerator'], row['denominator']]);
}

describe('an analysis extract alone', () => {
  let ask: Ask;
  beforeAll(async () => {
    ask = await built('alone', {
      'benchmarks/2026-04/extract.csv': extract(MIXED, NO_CONSENT, LONG_AGO, MISMATCHED, ELSEWHERE),
    });
  });

  it('has a vacancy rate of 4 in 19: 3 of 9 + 3 posts, and 1 of 6 + 1 that may not be shown', async () => {
    expect(await parts(ask, 'vacancy_rate', 'all')).toEqual([[4, 19]]);
  });

  it('has a turnover of 3 in 9, where one workplace does not know its leavers', async () => {
    expect(await parts(ask, 'turnover_rate', 'all')).toEqual([[3, 9]]);
  });

  it('adds up by job role, minus one under a known total being none', async () => {
    expect(await parts(ask, 'vacancy_rate', '8')).toEqual([[3, 16]]);
    expect(await parts(ask, 'vacancy_rate', '4')).toEqual([[0, 1]]);
    expect(await parts(ask, 'vacancy_rate', '25')).toEqual([[1, 2]]);
    expect(await parts(ask, 'vacancy_rate', '28')).toEqual([]);
  });

  it('shows each workplace that agreed to it, why one counts nowhere, and no other', async () => {
    const rows = await ask(`
      select workplace_id, record_source, vacancy_exclusion_reason
      from core.fct_workplace_month order by workplace_id`);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['analysis_extract/9001', 'analysis_extract', null],
      ['analysis_extract/9004', 'analysis_extract', 'not_amended'],
      ['analysis_extract/9005', 'analysis_extract', 'mismatch_workers'],
      ['analysis_extract/9006', 'analysis_extract', null],
    ]);
    const roles = await ask('select distinct workplace_id from core.fct_workplace_role_month');
    expect(JSON.stringify(roles)).not.toContain('9003');
  });

  it('counts what was left out, those that may not be shown among them', async () => {
    const rows = await ask(
      'select left_out, left_out_of, reason, excluded_count from ops.exclusion order by all',
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['extract_workplace', 'every_measure', 'not_amended', 1],
      ['extract_workplace', 'turnover_rate', 'mismatch_workers', 1],
      ['extract_workplace', 'turnover_rate', 'no_leavers', 1],
      ['extract_workplace', 'vacancy_rate', 'mismatch_workers', 1],
    ]);
  });
});

describe("an analysis extract beside a provider's own return", () => {
  const staff = Array.from({ length: 9 }, (_, index) => ({ UNIQUEWORKERID: `w${index}` }));
  const files = {
    'alder/2026-04/workers.csv': workers(...staff),
    'alder/2026-04/workplaces.csv': workplaces({ PERMLA: '1', LOCATIONID: ALDER }),
  };

  it('gives way to it at one location: 1 of 9 + 1 and 3 of 9 + 3 are 4 in 22', async () => {
    const ask = await built('beside', {
      ...files,
      'benchmarks/2026-04/extract.csv': extract(MIXED, AT_ALDER),
    });
    expect(await parts(ask, 'vacancy_rate', 'all')).toEqual([[4, 22]]);
    const [row] = await ask(
      "select exclusion_reason from core.fct_workplace_month where workplace_id like '%9002'",
    );
    expect(row).toEqual({ exclusion_reason: 'duplicate_location' });
    const found = await ask(`
      select path from ops.finding inner join ops.delivery using (delivery_id)
      where path like 'benchmarks%' and rule = 'manager_missing'`);
    expect(found).toEqual([]);
  });

  it('counts in its own month, to which the return is carried on, and in no other', async () => {
    const ask = await built('later', {
      ...files,
      'alder/2026-06/workers.csv': workers(...staff),
      'alder/2026-06/workplaces.csv': workplaces({ PERMLA: '1', LOCATIONID: ALDER }),
      'benchmarks/2026-05/extract.csv': extract(
        { ...MIXED, period: 'M202605' },
        { ...AT_ALDER, period: 'M202605' },
      ),
    });
    expect(await parts(ask, 'vacancy_rate', 'all', '2026-04-01')).toEqual([[1, 10]]);
    expect(await parts(ask, 'vacancy_rate', 'all', '2026-05-01')).toEqual([[4, 22]]);
    expect(await parts(ask, 'vacancy_rate', 'all', '2026-06-01')).toEqual([[1, 10]]);
  });
});
