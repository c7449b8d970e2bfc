import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, type Cells } from '../helpers/files.js';
import { compileStaging } from '../../../src/ingest/compile.js';
import { openForBuild } from '../../../src/warehouse/database.js';
import { modelled, rawRows, stageNamed } from '../helpers/modelled.js';
import { CONTRACTS, refusal, stageFiles } from '../helpers/staging.js';

const ITEMS = [
  'emp',
  'strt',
  'stop',
  'vacy',
  'perm',
  'temp',
  'pool',
  'agcy',
  'oth',
  'work',
  'flag',
];
const FAMILY = 'asc_wds_extract';
const ROLES = `select * from staging.stg_asc_wds_extract__workplace_role order by record_number, cast(job_role_code as integer)`;

/** A workplace with nothing wrong that answers every question with "none". */
const WORKPLACE: Cells = {
  period: 'M202604',
  establishmentid: '9001',
  nmdsid: 'X900001',
  esttype: '6',
  mainstid: '8',
  regtype: '2',
  lapermission: '1',
  cqcpermission: '1',
  establishmentname: 'Quern House',
  postcode: 'ZZ1 1AA',
  totalstaff: '12',
  wkrrecs: '12',
  totalstarters: '0',
  totalleavers: '0',
  totalvacancies: '0',
};

function role(code: string, given: Partial<Record<string, string>>): Cells {
  const usual: Record<string, string> = { strt: '-1', stop: '-1', vacy: '-1' };
  return Object.fromEntries(
    ITEMS.map((item) => [`jr${code}${item}`, given[item] ?? usual[item] ?? '0']),
  );
}

function extract(...changes: readonly Cells[]): string {
  return csv(
    changes.map((change) => ({ ...WORKPLACE, ...change })),
    undefined,
    '|',
  );
}

describe('the workplace file of the analysis extract', () => {
  it('is recognised with bars and with commas, in any case', async () => {
    const bar = extract(role('08', { emp: '7' }));
    const staged = await stageFiles(
      { bytes: bar, submitter: 'a' },
      { bytes: bar.replaceAll('|', ','), submitter: 'b' },
      { bytes: bar.replace(/^.*/, (header) => header.toUpperCase()), submitter: 'c' },
    );
    const rows = await rawRows(
      staged,
      FAMILY,
      'select establishment_id, job_roles from raw.asc_wds_extract_workplace order by delivery_id',
    );
    expect(rows.map((row) => row['establishment_id'])).toEqual(['9001', '9001', '9001']);
    expect(new Set(rows.map((row) => JSON.stringify(row['job_roles']))).size).toBe(1);
  });

  it('says its month itself where its path does not', async () => {
    const staged = await stageNamed({ name: 'w.csv', bytes: extract({}), arrived: '2026-06' });
    const rows = await rawRows(
      staged,
      FAMILY,
      'select cast(period as varchar) as period, cast(as_at_date as varchar) as as_at from raw.delivery',
    );
    expect(rows).toEqual([{ period: '2026-04-01', as_at: '2026-04-30' }]);
  });

  it('does not report the columns of its hundreds that nothing reads, and reports a new one', async () => {
    const bytes = extract({
      st01flag: '1',
      st01cap: '20',
      st01util: '19',
      ut46flag: '1',
      tr01flag: '0',
      tr01latestdate: '',
      lapermission_changedate: '01/02/2026',
      lapermission_savedate: '01/02/2026',
      cwannual_leave: '28',
      version: '1',
      orchard: 'x',
    });
    const [row] = await rawRows(
      await stageFiles(bytes),
      FAMILY,
      'select file_notes from raw.delivery',
    );
    expect(row?.['file_notes']).toEqual([
      { rule: 'column_unknown', column_name: 'orchard', detail: null },
    ]);
  });

  it('tells not answered, not known and none apart by column', async () => {
    const staged = await stageFiles(
      extract(
        {
          totalstarters: '0',
          totalleavers: '-1',
          totalvacancies: '-2',
          totalstaff: '-1',
          cssr: '-1',
        },
        {
          totalstarters: '4',
          totalleavers: '',
          totalvacancies: '0',
          totalstaff: '999',
          parentpermission: '3',
        },
      ),
    );
    const [rows = []] = await modelled(staged, FAMILY, [
      `select starter_count, starter_answer, leaver_count, leaver_answer, vacancy_count, vacancy_answer,
        stated_staff_count, cssr_code from staging.stg_asc_wds_extract__workplace order by record_number`,
    ]);
    expect(rows.map((row) => Object.values(row))).toEqual([
      [0, 'given', null, 'not_answered', null, 'not_known', null, null],
      [4, 'given', null, 'not_given', 0, 'given', null, null],
    ]);
  });

  it('carries whether the workplace lets the council see it', async () => {
    const staged = await stageFiles(
      extract(
        { lapermission: '1' },
        { lapermission: '0' },
        { lapermission: '-1' },
        { lapermission: '' },
      ),
    );
    const [rows = [], roles = []] = await modelled(staged, FAMILY, [
      'select is_shared_with_la as yes, len(findings) as faults from staging.stg_asc_wds_extract__workplace order by record_number',
      `describe ${ROLES}`,
    ]);
    expect(rows.map((row) => row['yes'])).toEqual([true, false, null, null]);
    expect(rows.map((row) => row['faults'])).toEqual([null, null, null, 1]);
    expect(roles.map((row) => row['column_name'])).toContain('is_shared_with_la');
  });

  it('keeps the postcode of the workplace and not its address', async () => {
    const staged = await stageFiles(extract({ address: '1 Nowhere Lane' }));
    const [row] = await rawRows(staged, FAMILY, 'select * from raw.asc_wds_extract_workplace');
    expect(row).toMatchObject({ postcode: 'ZZ1 1AA' });
    expect(
      JSON.stringify(row, (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    ).not.toContain('Nowhere Lane');
  });

  it('is not recognised without its telling columns, and says which is missing', async () => {
    const staged = await stageFiles(extract({}).replace('mainstid', 'mainsvc'));
    expect(refusal(staged).reason).toContain('asc_wds_extract_workplace');
    expect(refusal(staged).reason).toContain('mainstid');
  });
});

describe('the counts by job role of the analysis extract', () => {
  it('take -1 as none where the workplace gave its total, and else as the total says', async () => {
    const careWorker = role('08', { strt: '-1', stop: '-1', vacy: '-1', emp: '5' });
    const staged = await stageFiles(
      extract({ ...careWorker, totalstarters: '3', totalleavers: '-1', totalvacancies: '-2' }),
    );
    const [rows = []] = await modelled(staged, FAMILY, [ROLES]);
    expect(rows).toMatchObject([
      {
        job_role_code: '8',
        employee_count: 5,
        starter_count: 0,
        starter_source: 'none_by_total',
        leaver_count: null,
        leaver_source: 'not_answered',
        vacancy_count: null,
        vacancy_source: 'not_known',
      },
    ]);
  });

  it('keep what was given, a true none included, and take 999 as not known', async () => {
    const staged = await stageFiles(
      extract({
        ...role('08', { strt: '02', stop: '0', vacy: '999' }),
        totalstarters: '2',
        totalvacancies: '999',
      }),
    );
    const [rows = []] = await modelled(staged, FAMILY, [ROLES]);
    expect(rows).toMatchObject([
      {
        starter_count: 2,
        starter_source: 'given',
        leaver_count: 0,
        leaver_source: 'given',
        vacancy_count: null,
        vacancy_source: 'not_known',
      },
    ]);
  });

  it('never hold the totals 28 to 32, which stand in a model of their own', async () => {
    const staged = await stageFiles(
      extract({
        ...role('08', { emp: '5', vacy: '2' }),
        ...role('04', { emp: '1', vacy: '1' }),
        ...role('28', { emp: '6', vacy: '3' }),
        ...role('29', { emp: '5', vacy: '2' }),
        ...role('30', { emp: '1', vacy: '1' }),
        ...role('31', { emp: '0', vacy: '-1' }),
        ...role('32', { emp: '0', vacy: '-1' }),
        totalvacancies: '3',
      }),
    );
    const [rows = [], groups = [], sums = []] = await modelled(staged, FAMILY, [
      ROLES,
      'select job_role_group, employee_count, vacancy_count from staging.stg_asc_wds_extract__workplace_role_group order by employee_count desc, job_role_group',
      'select sum(vacancy_count)::integer as vacancies from staging.stg_asc_wds_extract__workplace_role',
    ]);
    expect(rows.map((row) => row['job_role_code'])).toEqual(['4', '8']);
    expect(groups.map((row) => Object.values(row))).toEqual([
      ['all', 6, 3],
      ['direct_care', 5, 2],
      ['managers', 1, 1],
      ['other', 0, 0],
      ['regulated_professions', 0, 0],
    ]);
    expect(sums).toEqual([{ vacancies: 3 }]);
  });

  it('stand under the role that took the place of a retired one, and personal assistants under none', async () => {
    const staged = await stageFiles(
      extract({
        ...role('22', { emp: '2', vacy: '1' }),
        ...role('27', { emp: '3', vacy: '-1' }),
        ...role('41', { emp: '4', vacy: '4' }),
        ...role('12', { emp: '1', vacy: '999' }),
        ...role('21', { emp: '1', vacy: '2' }),
        ...role('33', { emp: '9', vacy: '9' }),
        totalvacancies: '7',
      }),
    );
    const [rows = []] = await modelled(staged, FAMILY, [ROLES]);
    expect(
      rows.map((row) => [
        row['job_role_code'],
        row['employee_count'],
        row['vacancy_count'],
        row['vacancy_source'],
        row['given_job_role_codes'],
      ]),
    ).toEqual([
      ['27', 5, 1, 'given+none_by_total', ['22', '27']],
      ['40', 4, 4, 'given', ['41']],
      ['42', 2, 2, 'given+not_known', ['12', '21']],
    ]);
  });

  it('come back as the numbers that were written, whatever block of roles the file has', async () => {
    const code = fc.integer({ min: 1, max: 59 }).map((number) => String(number).padStart(2, '0'));
    const count = fc.option(fc.integer({ min: -2, max: 99_999 }), { nil: null });
    const block = fc.uniqueArray(fc.tuple(code, fc.tuple(...ITEMS.map(() => count))), {
      minLength: 1,
      maxLength: 8,
      selector: ([each]) => each,
    });
    const contract = CONTRACTS.find(({ id }) => id === 'asc_wds_extract_workplace');
    const database = await openForBuild();
    try {
      await fc.assert(
        fc.asyncProperty(block, async (roles) => {
          const cells = roles.flatMap(([each, counts]) =>
            ITEMS.map((item, index) => [`jr${each}${item}`, String(counts[index] ?? '')] as const),
          );
          const header = ['establishmentid', ...cells.map(([name]) => name)];
          const values = ['9001', ...cells.map(([, value]) => value)].map(
            (value, index) => `'${value}' as c${index}`,
          );
          const csvRow = `select 0 as file_index, date '2026-04-30' as as_at_date, null as sheet, null as line, null::varchar as row_fault, ${values.join(', ')}`;
          const sql = contract === undefined ? '' : compileStaging(contract, header);
          const [row] = await database.rows(
            `with csv as (${csvRow}) ${sql.replace(/^with /, ', ')}`,
          );
          const expected = roles
            .filter(([, counts]) => counts.some((each) => each !== null))
            .map(([each, counts]) => ({
              code: each,
              ...Object.fromEntries(ITEMS.map((item, index) => [item, counts[index] ?? null])),
            }));
          expect(row?.['row_state']).toBe('kept');
          expect(row?.['job_roles']).toEqual(expected);
        }),
        { numRuns: 30 },
      );
    } finally {
      database.close();
    }
  });
});
