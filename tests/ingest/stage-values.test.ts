import { describe, expect, it } from 'vitest';
import { workers, workplaces } from './helpers/files.js';
import { record, records, stageFiles } from './helpers/staging.js';

describe('a value that is not known', () => {
  it.each([
    ['GENDER', '3', 'gender_code'],
    ['ETHNICITY', '99', 'ethnicity_code'],
    ['NATIONALITY', '998', 'nationality_code'],
    ['DISABLED', '3', 'disabled_code'],
    ['RECSOURCE', '16', 'recruitment_source_code'],
    ['STARTINSECT', '999', 'sector_start_year'],
    ['DAYSSICK', '999', 'sickness_days'],
    ['CONTHOURS', '999', 'contracted_hours'],
    ['SALARYINT', '999', 'salary_interval_code'],
    ['CWPCATEGORY', '998', 'care_workforce_pathway_code'],
  ])('%s %s is listed, is no fault and is no number', async (column, text, as) => {
    const row = await record(workers({ [column]: text }));
    expect(row).toMatchObject({ [as]: null, not_known: [as], findings: null });
  });

  it('differs by column: 999 is a country, and not known where hours are asked', async () => {
    const row = await record(workers({ NATIONALITY: '999', AVGHOURS: '999' }));
    expect(row).toMatchObject({ nationality_code: 999, average_hours: null, not_known: ['average_hours'] });
  });

  it('is not the same as one that was not answered', async () => {
    const row = await record(workers({ GENDER: '', CONTHOURS: '  ' }));
    expect(row).toMatchObject({ gender_code: null, contracted_hours: null, not_known: null, findings: null });
  });

  it.each(['unknown', '999'])('may be a word: sick pay "%s"', async (text) => {
    const row = await record(workplaces({ SICKPAY: text }), 'workplace');
    expect(row['not_known']).toEqual(text === 'unknown' ? ['sick_pay_code'] : null);
  });

  it('is a single 999 for a whole list, and an item where it stands inside one', async () => {
    const [whole, inside] = await records(
      await stageFiles(workplaces({ VACANCIES: '999' }, { LOCALESTID: 'HOME2', VACANCIES: '999;2' })),
      'workplace',
    );
    expect(whole).toMatchObject({ vacancy_counts: null, not_known: ['vacancy_counts'], findings: null });
    expect(inside).toMatchObject({ vacancy_counts: [999, 2], not_known: null, findings: null });
  });
});

describe('a value that is known', () => {
  it('keeps a true zero', async () => {
    const row = await record(workers({ DAYSSICK: '0', CONTHOURS: '0.0', DISABLED: '0' }));
    expect(row).toMatchObject({ sickness_days: 0, contracted_hours: 0, disabled_code: '0', not_known: null });
  });

  it.each([
    ['', '0', [0]],
    ['', '999', null],
    ['8;4', '0;0', [0, 0]],
    ['8;4', ' 1 ; 2 ', [1, 2]],
    ['8', '7', [7]],
  ])('job roles "%s" with vacancies "%s" are %o', async (roles, counts, expected) => {
    const row = await record(workplaces({ ALLJOBROLES: roles, VACANCIES: counts }), 'workplace');
    expect(row).toMatchObject({ vacancy_counts: expected, findings: null });
  });

  it.each([
    ['30/04/1966', 60],
    ['01/05/1966', 59],
    ['29/02/2008', 18],
    ['30/04/2012', 14],
    ['01/05/1925', 100],
    ['1/5/1990', 35],
  ])('born on %s is %i on the last day of April 2026', async (birth, age) => {
    expect(await record(workers({ DOB: birth }))).toMatchObject({ age_years: age, findings: null });
  });

  it('has its age on the date its own file describes, in one batch with others', async () => {
    const text = workers({ DOB: '15/03/2000' });
    const rows = await records(
      await stageFiles({ bytes: text, period: '2026-02' }, { bytes: `${text}\n`, period: '2026-03' }),
    );
    expect(rows.map((row) => row['age_years'])).toEqual([25, 26]);
  });

  it('born on a leap day is a year older on the last day of a February', async () => {
    const text = workers({ DOB: '29/02/2004' });
    const rows = await records(
      await stageFiles(
        { bytes: text, period: '2024-02' },
        { bytes: text, period: '2024-01' },
        { bytes: text, period: '2025-03' },
      ),
    );
    expect(rows.map((row) => row['age_years'])).toEqual([20, 19, 21]);
  });

  it.each([
    ['ab1 2cd', 'AB1 2'],
    ['SW1A1AA', 'SW1A 1'],
    [' W1 1AA ', 'W1 1'],
  ])('keeps a home postcode %s to its sector', async (text, sector) => {
    expect(await record(workers({ POSTCODE: text }))).toMatchObject({ home_postcode_sector: sector, findings: null });
  });

  it("keeps a workplace's postcode whole, in one form", async () => {
    expect(await record(workplaces({ POSTCODE: 'ab12cd' }), 'workplace')).toMatchObject({ postcode: 'AB1 2CD' });
  });

  it('loses the white space inside an id, as the service does', async () => {
    const row = await record(workplaces({ LOCALESTID: ' HO ME\t1 ' }), 'workplace');
    expect(row['local_establishment_id']).toBe('HOME1');
  });

  it('of a numbered group is a list without the empty ones', async () => {
    const row = await record(
      workers({ QUALACH01: '1;2019', QUALACH01NOTES: 'secret', QUALACH02: '', QUALACH03: '20;2024', QUALACH04: '7' }),
    );
    expect(row['qualifications']).toEqual(['1;2019', '20;2024', '7']);
    expect(JSON.stringify(row)).not.toContain('secret');
  });

  it('pays to the penny', async () => {
    const row = await record(workers({ SALARYINT: '3', HOURLYRATE: '12.60', CONTHOURS: '37.5' }));
    expect(row).toMatchObject({ hourly_rate_gbp_hour: 12.6, contracted_hours: 37.5, findings: null });
  });

  it.fails('has no year of two digits', async () => {
    const row = await record(workers({ STARTDATE: '01/04/19' }));
    expect(row).toMatchObject({ start_date: null, findings: [{ rule: 'date_format' }] });
  });

  it.fails('is not a number that only rounding makes whole', async () => {
    const row = await record(workers({ SALARY: '24000.00001' }));
    expect(row['salary_gbp_year']).toBeNull();
  });
});
