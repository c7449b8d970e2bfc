import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openForBuild } from '../../../src/warehouse/database.js';
import { parquetPath } from '../../../src/ingest/staged.js';
import { csv, type Cells } from '../helpers/files.js';
import { modelled, rawRows, stageNamed } from '../helpers/modelled.js';
import { stageFiles, type Staged } from '../helpers/staging.js';

const FAMILY = 'asc_wds_extract';

/** A worker with nothing wrong and little said. */
const WORKER: Cells = {
  period: 'M202604',
  establishmentid: '9001',
  workerid: '700001',
  lapermission: '1',
  emplstat: '190',
  mainjrid: '8',
  salaryint: '252',
  hrlyrate: '12.71',
};

const workersOf = (...changes: readonly Cells[]): string =>
  csv(
    changes.map((change, index) => ({ ...WORKER, workerid: `70000${index}`, ...change })),
    undefined,
    '|',
  );

const leaversOf = (...changes: readonly Cells[]): string =>
  csv(
    changes.map((change) => ({
      ...WORKER,
      deletedate: '14/03/2026',
      reason: 'retired',
      ...change,
    })),
    undefined,
    '|',
  );

/** Everything that staging wrote of some files: the bytes, and each value as text. */
async function written({ workspace, staging }: Staged): Promise<string> {
  const paths = [...staging.staged.values()].map(({ batch }) => parquetPath(workspace, batch));
  const database = await openForBuild();
  try {
    const texts = await Promise.all(
      paths.map(async (path) => {
        const rows = await database.rows(
          `select cast(staged as varchar) as text from read_parquet('${path}') as staged`,
        );
        return [readFileSync(path, 'latin1'), ...rows.map((row) => String(row['text']))].join('\n');
      }),
    );
    return texts.join('\n');
  } finally {
    database.close();
  }
}

describe('the worker file of the analysis extract', () => {
  it('reads yes, no and not known as each question codes them', async () => {
    const staged = await stageFiles(
      workersOf(
        {
          zerohours: '1',
          isbritish: '1',
          apprentice: '1',
          disabled: '1',
          gender: '1',
          startsec: '2011',
        },
        {
          zerohours: '0',
          isbritish: '0',
          apprentice: '2',
          disabled: '0',
          gender: '2',
          startsec: '-2',
        },
        {
          zerohours: '-2',
          isbritish: '2',
          apprentice: '3',
          disabled: '2',
          gender: '3',
          startsec: '-1',
        },
        {
          zerohours: '-1',
          isbritish: '-1',
          apprentice: '-1',
          disabled: '-2',
          gender: '-1',
          startsec: '',
        },
      ),
    );
    const rows = await rawRows(
      staged,
      FAMILY,
      `select zero_hours_code, is_british_code, apprentice_code, disabled_code, gender_code, sector_start_year,
        list_sort(list_transform(missing, lambda each: each.reason)) as reasons, findings
      from raw.asc_wds_extract_worker order by record_number`,
    );
    const [silent, unknown] = ['not_answered', 'not_known'];
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['1', '1', '1', '1', '1', 2011, null, null],
      ['0', '0', '2', '0', '2', null, [unknown], null],
      [null, null, null, '2', null, null, [silent, unknown, unknown, unknown, unknown], null],
      [null, null, null, null, null, null, [silent, silent, silent, silent, unknown], null],
    ]);
  });

  it('takes minus one as not known in the year of entry, where it stands for the answer No', async () => {
    const staged = await stageFiles(workersOf({ yearofentry: '-1' }, { yearofentry: '-2' }));
    const rows = await rawRows(
      staged,
      FAMILY,
      'select entry_year, missing[1].reason as reason from raw.asc_wds_extract_worker order by record_number',
    );
    expect(rows).toEqual([
      { entry_year: null, reason: 'not_known' },
      { entry_year: null, reason: 'not_answered' },
    ]);
  });

  it('keeps a true none and the reason of what is missing', async () => {
    const staged = await stageFiles(
      workersOf({ dayssick: '0', conthrs: '0' }, { dayssick: '-2', conthrs: '-1' }),
    );
    const rows = await rawRows(
      staged,
      FAMILY,
      'select sickness_days, contracted_hours, len(missing) as gaps from raw.asc_wds_extract_worker order by record_number',
    );
    expect(rows.map((row) => [Number(row['sickness_days']), row['gaps']])).toEqual([
      [0, null],
      [0, 2],
    ]);
    expect(rows[1]).toMatchObject({ sickness_days: null, contracted_hours: null });
  });

  it('gives contracts, sources and roles the codes that the bulk upload has', async () => {
    const staged = await stageFiles(
      workersOf(
        { emplstat: '190', scerec: '210', mainjrid: '8' },
        { emplstat: '191', scerec: '214', mainjrid: '22' },
        { emplstat: '192', scerec: '227', mainjrid: '41' },
        { emplstat: '193', scerec: '225', mainjrid: '14' },
        { emplstat: '196', scerec: '-1', mainjrid: '33' },
        { emplstat: '-1', scerec: '', mainjrid: '-1' },
      ),
    );
    const [rows = []] = await modelled(staged, FAMILY, [
      `select employment_status_code, recruitment_source_code, main_job_role_code, given_job_role_code
      from staging.stg_asc_wds_extract__worker order by record_number`,
    ]);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['1', '1', '8', '8'],
      ['2', '5', '27', '22'],
      ['3', '18', '40', '41'],
      ['4', null, '42', '14'],
      ['7', null, null, '33'],
      [null, null, null, null],
    ]);
  });

  it('sets aside a worker whose contract or role has no such code, and no one else', async () => {
    const staged = await stageFiles(
      workersOf({}, { emplstat: '194' }, { mainjrid: '88' }, { age: '7' }, { gender: '9' }),
    );
    const rows = await rawRows(
      staged,
      FAMILY,
      'select row_state, findings[1].column_name as at from raw.asc_wds_extract_worker order by record_number',
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['kept', null],
      ['quarantined', 'emplstat'],
      ['quarantined', 'mainjrid'],
      ['kept', 'age'],
      ['kept', 'gender'],
    ]);
  });

  it('has pay by the hour only of the hourly paid and by the year only of the salaried', async () => {
    const staged = await stageFiles(
      workersOf(
        { salaryint: '252', hrlyrate: '12.71', salary: '24000' },
        { salaryint: '250', hrlyrate: '12.71', salary: '24000' },
        { salaryint: '-2', hrlyrate: '12.71', salary: '24000' },
      ),
    );
    const [rows = []] = await modelled(staged, FAMILY, [
      `select pay_interval, cast(hourly_rate_gbp_hour as double) as hourly, cast(salary_gbp_year as double) as yearly
      from staging.stg_asc_wds_extract__worker order by record_number`,
    ]);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['hourly', 12.71, null],
      ['annual', null, 24000],
      [null, null, null],
    ]);
  });

  it('carries whether the workplace lets the council see it', async () => {
    const staged = await stageFiles(workersOf({ lapermission: '1' }, { lapermission: '0' }));
    const [rows = []] = await modelled(staged, FAMILY, [
      'select is_shared_with_la from staging.stg_asc_wds_extract__worker order by record_number',
    ]);
    expect(rows.map((row) => row['is_shared_with_la'])).toEqual([true, false]);
  });

  it('keeps nothing that names a worker or draws a circle round a home', async () => {
    const secret = {
      workerid: '70008642',
      wrkglbid: 'AB54A98CEB1F0AD2D6E1A3C5F0A1B2C3',
      homelauthid: '33377',
      homeparliamentaryconstituency: 'Wittlesham East',
      distwrkk: '77.31',
    };
    const staged = await stageFiles(workersOf({ ...secret, homeregionid: '8', homecssrid: '905' }));
    const text = await written(staged);
    for (const value of Object.values(secret)) expect(text).not.toContain(value);
    expect(text).not.toContain('wrkglbid');
    expect(text).not.toContain('worker_global_id');
    expect(text).toContain('home_cssr_code');
    expect(text).toContain('905');
  });
});

describe('the leaver file of the analysis extract', () => {
  it('is told from the worker file, and knows the same worker by the same key', async () => {
    const staged = await stageNamed(
      { name: 'workers.csv', bytes: workersOf({ workerid: '123' }, { workerid: '456' }) },
      { name: 'leavers.csv', bytes: leaversOf({ workerid: '456' }) },
    );
    const [workers = [], leavers = []] = await modelled(staged, FAMILY, [
      'select worker_key from staging.stg_asc_wds_extract__worker order by record_number',
      'select worker_key, cast(record_removed_date as varchar) as removed, leaving_reason, is_shared_with_la from staging.stg_asc_wds_extract__leaver',
    ]);
    expect(workers).toHaveLength(2);
    expect(leavers).toEqual([
      {
        worker_key: workers[1]?.['worker_key'],
        removed: '2026-03-14',
        leaving_reason: 'retired',
        is_shared_with_la: true,
      },
    ]);
    expect(workers[0]?.['worker_key']).not.toBe(workers[1]?.['worker_key']);
  });

  it("drops the reason in the provider's own words", async () => {
    const staged = await stageFiles(leaversOf({ reasonother: 'moved in with her sister' }));
    expect(await written(staged)).not.toContain('sister');
  });
});
