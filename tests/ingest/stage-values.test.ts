import { describe, expect, it } from 'vitest';
import { workers, type Cells } from './helpers/files.js';
import { records, stagedOnce, stageFiles } from './helpers/staging.js';

describe('a value of a worker that is not known', () => {
  const cases: (readonly [change: Cells, as: string])[] = [
    [{ GENDER: '3' }, 'gender_code'],
    [{ ETHNICITY: '99' }, 'ethnicity_code'],
    [{ NATIONALITY: '998' }, 'nationality_code'],
    [{ DISABLED: '3' }, 'disabled_code'],
    [{ RECSOURCE: '16' }, 'recruitment_source_code'],
    [{ STARTINSECT: '999' }, 'sector_start_year'],
    [{ DAYSSICK: '999' }, 'sickness_days'],
    [{ CONTHOURS: '999' }, 'contracted_hours'],
    [{ SALARYINT: '999' }, 'salary_interval_code'],
    [{ CWPCATEGORY: '998' }, 'care_workforce_pathway_code'],
  ];
  const byColumn = { NATIONALITY: '999', AVGHOURS: '999' };
  const unanswered = { GENDER: '', CONTHOURS: '  ' };
  const zero = { DAYSSICK: '0', CONTHOURS: '0.0', DISABLED: '0' };
  const rowOf = stagedOnce('worker', [
    ...cases.map(([change]) => change),
    byColumn,
    unanswered,
    zero,
  ]);

  it.each(cases)('is listed, is no fault and is no value: %o', (change, as) => {
    expect(rowOf(change)).toMatchObject({ [as]: null, not_known: [as], findings: null });
  });

  it('differs by column: 999 is a country, and not known where hours are asked', () => {
    expect(rowOf(byColumn)).toMatchObject({
      nationality_code: 999,
      average_hours: null,
      not_known: ['average_hours'],
    });
  });

  it('is not one that was not answered', () => {
    expect(rowOf(unanswered)).toMatchObject({
      gender_code: null,
      contracted_hours: null,
      not_known: null,
      findings: null,
    });
  });

  it('is not a true zero', () => {
    expect(rowOf(zero)).toMatchObject({
      sickness_days: 0,
      contracted_hours: 0,
      disabled_code: '0',
      not_known: null,
    });
  });
});

describe('a value of a worker that is known', () => {
  const ages: (readonly [change: Cells, age: number])[] = [
    [{ DOB: '30/04/1966' }, 60],
    [{ DOB: '01/05/1966' }, 59],
    [{ DOB: '29/02/2008' }, 18],
    [{ DOB: '30/04/2012' }, 14],
    [{ DOB: '01/05/1925' }, 100],
    [{ DOB: '1/5/1990' }, 35],
  ];
  const homes: (readonly [change: Cells, sector: string])[] = [
    [{ POSTCODE: 'ab1 2cd' }, 'AB1 2'],
    [{ POSTCODE: 'SW1A1AA' }, 'SW1A 1'],
    [{ POSTCODE: ' W1 1AA ' }, 'W1 1'],
  ];
  const group = {
    QUALACH01: '1;2019',
    QUALACH01NOTES: 'hush hush',
    QUALACH02: '',
    QUALACH03: '20;2024',
    QUALACH04: '7',
  };
  const pay = { SALARYINT: '3', HOURLYRATE: '12.60', CONTHOURS: '37.5' };
  const shortYear = { STARTDATE: '01/04/19' };
  const nearlyWhole = { SALARY: '24000.00001' };
  const rowOf = stagedOnce('worker', [
    ...ages.map(([change]) => change),
    ...homes.map(([change]) => change),
    group,
    pay,
    shortYear,
    nearlyWhole,
  ]);

  it.each(ages)('%o is %i on the last day of April 2026', (change, age) => {
    expect(rowOf(change)).toMatchObject({ age_years: age, findings: null });
  });

  it.each(homes)('%o is kept to its sector %s', (change, sector) => {
    expect(rowOf(change)).toMatchObject({ home_postcode_sector: sector, findings: null });
  });

  it('of a numbered group is a list without the empty ones and without the notes', () => {
    const row = rowOf(group);
    expect(row['qualifications']).toEqual(['1;2019', '20;2024', '7']);
    expect(JSON.stringify(row)).not.toContain('hush');
  });

  it('is pay to the penny and hours to the half', () => {
    expect(rowOf(pay)).toMatchObject({
      hourly_rate_gbp_hour: 12.6,
      contracted_hours: 37.5,
      findings: null,
    });
  });

  it('has no year of two digits', () => {
    expect(rowOf(shortYear)).toMatchObject({
      start_date: null,
      findings: [{ rule: 'date_format' }],
    });
  });

  it('is no whole number that only rounding makes whole', () => {
    expect(rowOf(nearlyWhole)['salary_gbp_year']).toBeNull();
  });

  it('has its age on the date its own file describes, in one batch with others', async () => {
    const bytes = workers({ DOB: '29/02/2004' });
    const rows = await records(
      await stageFiles(
        { bytes, period: '2024-02' },
        { bytes, period: '2024-01' },
        { bytes, period: '2025-03' },
      ),
    );
    expect(rows.map((row) => row['age_years'])).toEqual([20, 19, 21]);
  });

  it('is a year older only in March where a leap-day birthday meets a common year', async () => {
    const [row] = await records(
      await stageFiles({ bytes: workers({ DOB: '29/02/2004' }), period: '2025-02' }),
    );
    expect(row?.['age_years']).toBe(20);
  });
});

describe('a value of a workplace', () => {
  const counts: (readonly [change: Cells, counts: (number | null)[] | null])[] = [
    [{ ALLJOBROLES: '', VACANCIES: '0' }, [0]],
    [{ ALLJOBROLES: '8;4', VACANCIES: '0;0' }, [0, 0]],
    [{ ALLJOBROLES: '8;4', VACANCIES: ' 1 ; 2 ' }, [1, 2]],
    [{ ALLJOBROLES: '8', VACANCIES: '7' }, [7]],
    [{ ALLJOBROLES: '8;4', VACANCIES: '999;2' }, [999, 2]],
    [{ ALLJOBROLES: '8;4', VACANCIES: '' }, null],
  ];
  const notKnown = [{ VACANCIES: '999' }, { ALLJOBROLES: '', VACANCIES: '999' }];
  const sickPay: (readonly [change: Cells, markers: string[] | null])[] = [
    [{ SICKPAY: 'unknown' }, ['sick_pay_code']],
    [{ SICKPAY: '999' }, null],
  ];
  const place = { LOCALESTID: ' HO ME\t1 ', POSTCODE: 'ab12cd' };
  const hardSpace = { LOCALESTID: 'HO\u00a0ME1\u00a0' };
  const rowOf = stagedOnce('workplace', [
    ...counts.map(([change]) => change),
    ...notKnown,
    ...sickPay.map(([change]) => change),
    place,
    hardSpace,
  ]);

  it.each(counts)('%o counts %o', (change, expected) => {
    expect(rowOf(change)).toMatchObject({
      vacancy_counts: expected,
      not_known: null,
      findings: null,
    });
  });

  it.each(notKnown)('is not known for the whole list where it is a single 999: %o', (change) => {
    expect(rowOf(change)).toMatchObject({
      vacancy_counts: null,
      not_known: ['vacancy_counts'],
      findings: null,
    });
  });

  it.each(sickPay)('%o has the markers %o', (change, markers) => {
    expect(rowOf(change)).toMatchObject({ sick_pay_code: null, not_known: markers });
  });

  it('is an id without its white space, as the service has it, and a postcode in one form', () => {
    expect(rowOf(place)).toMatchObject({ local_establishment_id: 'HOME1', postcode: 'AB1 2CD' });
  });

  it('is an id without the hard spaces that a spreadsheet leaves', () => {
    expect(rowOf(hardSpace)).toMatchObject({ local_establishment_id: 'HOME1' });
  });
});
