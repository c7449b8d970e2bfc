import { describe, expect, it } from 'vitest';
import { WORKER, type Cells } from '../helpers/files.js';
import { rulesBroken, rulesOf } from '../helpers/rules.js';
import { RETURNS, stagedOnce } from '../helpers/staging.js';

/** A record, the rules it breaks, and a cell that a breach empties. */
type Case = readonly [change: Cells, rules: readonly string[], emptied?: string];

const ADULT = { DOB: '01/05/1980' };
const HOURLY = { SALARYINT: '3' };
const ANNUAL = { SALARYINT: '1' };
const NURSE = { MAINJOBROLE: '16' };

// The return describes April 2026: its as-at date is 30 April.
const cases: Record<string, readonly Case[]> = {
  'pay and how it is given': [
    [{ ...HOURLY, HOURLYRATE: '12.71' }, []],
    [{ ...ANNUAL, HOURLYRATE: '12.71' }, ['hourly_rate_not_hourly'], 'hourly_rate_gbp_hour'],
    [{ SALARYINT: '', HOURLYRATE: '12.71' }, ['hourly_rate_not_hourly'], 'hourly_rate_gbp_hour'],
    [{ SALARYINT: '999', HOURLYRATE: '12.71' }, ['hourly_rate_not_hourly'], 'hourly_rate_gbp_hour'],
    [{ SALARYINT: '7', HOURLYRATE: '12.71', SALARY: '1' }, ['code_unknown']],
    [{ ...ANNUAL, SALARY: '26000' }, []],
    [{ ...HOURLY, SALARY: '26000' }, ['salary_not_annual'], 'salary_gbp_year'],
    [{ SALARYINT: '', SALARY: '26000' }, ['salary_not_annual'], 'salary_gbp_year'],
    [{ ...ANNUAL, SALARY: '26000.5' }, ['number_format'], 'salary_gbp_year'],
  ],
  hours: [
    [{ CONTHOURS: '37.5' }, []],
    [{ CONTHOURS: '37.25' }, ['contracted_hours_halves'], 'contracted_hours'],
    [{ CONTHOURS: '75' }, []],
    [{ EMPLSTATUS: '2', ZEROHRCONT: '2', CONTHOURS: '20' }, []],
    [{ EMPLSTATUS: '3', CONTHOURS: '20' }, ['contracted_hours_not_asked'], 'contracted_hours'],
    [{ EMPLSTATUS: '4', CONTHOURS: '20' }, ['contracted_hours_not_asked'], 'contracted_hours'],
    [{ EMPLSTATUS: '7', CONTHOURS: '20' }, ['contracted_hours_not_asked'], 'contracted_hours'],
    [{ ZEROHRCONT: '1', CONTHOURS: '0.5' }, ['contracted_hours_not_asked'], 'contracted_hours'],
    [{ ZEROHRCONT: '1', CONTHOURS: '0' }, []],
    [{ ZEROHRCONT: '1', AVGHOURS: '20.5' }, []],
    [{ ZEROHRCONT: '1', AVGHOURS: '20.1' }, ['average_hours_halves'], 'average_hours'],
    [{ ZEROHRCONT: '2', AVGHOURS: '20' }, ['average_hours_not_asked'], 'average_hours'],
    [{ EMPLSTATUS: '2', AVGHOURS: '20' }, ['average_hours_not_asked'], 'average_hours'],
    [{ EMPLSTATUS: '4', AVGHOURS: '20' }, []],
    [{ ZEROHRCONT: 'Y', AVGHOURS: '20' }, ['code_unknown']],
  ],
  sickness: [
    [{ DAYSSICK: '0' }, []],
    [{ DAYSSICK: '3.5' }, []],
    [{ DAYSSICK: '366' }, []],
    [{ DAYSSICK: '3.25' }, ['sickness_days_halves'], 'sickness_days'],
  ],
  'citizenship and coming to the United Kingdom': [
    [{ NATIONALITY: '826', BRITISHCITIZENSHIP: '' }, []],
    [{ NATIONALITY: '356', BRITISHCITIZENSHIP: '2' }, []],
    [
      { NATIONALITY: '826', BRITISHCITIZENSHIP: '1' },
      ['citizenship_of_british'],
      'british_citizenship_code',
    ],
    [{ COUNTRYOFBIRTH: '356', YEAROFENTRY: '2020' }, []],
    [{ COUNTRYOFBIRTH: '998', YEAROFENTRY: '2020' }, []],
    [{ COUNTRYOFBIRTH: '826', YEAROFENTRY: '2020' }, ['entry_year_not_asked'], 'entry_year'],
    [{ COUNTRYOFBIRTH: '', YEAROFENTRY: '2020' }, ['entry_year_not_asked'], 'entry_year'],
    [{ COUNTRYOFBIRTH: '356', YEAROFENTRY: '2026' }, []],
    [{ COUNTRYOFBIRTH: '356', YEAROFENTRY: '2027' }, ['entry_year_impossible'], 'entry_year'],
    [{ ...ADULT, COUNTRYOFBIRTH: '356', YEAROFENTRY: '1980' }, []],
    [
      { ...ADULT, COUNTRYOFBIRTH: '356', YEAROFENTRY: '1979' },
      ['entry_year_impossible'],
      'entry_year',
    ],
    [{ DOB: '01/05/2019', COUNTRYOFBIRTH: '356', YEAROFENTRY: '1979' }, ['age_range']],
    [{ NATIONALITY: '356', HANDCVISA: '1', INOUTUK: '2' }, []],
    [{ NATIONALITY: '826', HANDCVISA: '2' }, ['visa_of_british'], 'health_and_care_visa_code'],
    [
      { NATIONALITY: '356', BRITISHCITIZENSHIP: '1', HANDCVISA: '1' },
      ['visa_of_british'],
      'health_and_care_visa_code',
    ],
    [
      { HANDCVISA: '2', INOUTUK: '1' },
      ['recruited_where_not_asked'],
      'recruited_in_or_outside_uk_code',
    ],
    [
      { HANDCVISA: '', INOUTUK: '999' },
      ['recruited_where_not_asked'],
      'recruited_in_or_outside_uk_code',
    ],
  ],
  'when the work began': [
    [{ STARTDATE: '30/04/2026' }, []],
    [{ STARTDATE: '01/05/2026' }, ['start_date_in_future'], 'start_date'],
    [{ ...ADULT, STARTDATE: '01/05/1994' }, []],
    [{ ...ADULT, STARTDATE: '30/04/1994' }, ['start_date_too_young'], 'start_date'],
    [{ DOB: '01/05/2019', STARTDATE: '30/04/1994' }, ['age_range']],
    [{ COUNTRYOFBIRTH: '356', YEAROFENTRY: '2020', STARTDATE: '01/01/2020' }, []],
    [
      { COUNTRYOFBIRTH: '356', YEAROFENTRY: '2020', STARTDATE: '31/12/2019' },
      ['start_date_before_entry'],
      'start_date',
    ],
    [{ STARTDATE: '01/01/2020', STARTINSECT: '2020' }, []],
    [
      { STARTDATE: '01/01/2020', STARTINSECT: '2021' },
      ['sector_start_after_start'],
      'sector_start_year',
    ],
    [{ STARTINSECT: '2026' }, []],
    [{ STARTINSECT: '2027' }, ['sector_start_after_start'], 'sector_start_year'],
    [{ ...ADULT, STARTINSECT: '1994' }, []],
    [{ ...ADULT, STARTINSECT: '1993' }, ['sector_start_too_young'], 'sector_start_year'],
  ],
  'what only some jobs are asked': [
    [{ ...NURSE, NMCREG: '1', NURSESPEC: '1;8' }, []],
    [{ ...NURSE, NURSESPEC: '9' }, ['code_unknown'], 'nurse_specialisms'],
    [{ NMCREG: '1' }, ['nmc_registration_not_nurse'], 'nmc_registration_code'],
    [{ NURSESPEC: '1' }, ['nurse_specialism_not_nurse'], 'nurse_specialisms'],
    [{ MAINJOBROLE: '6', AMHP: '2' }, []],
    [
      { AMHP: '999' },
      ['mental_health_professional_not_social_worker'],
      'approved_mental_health_professional_code',
    ],
    [{ MAINJOBROLE: '23', MAINJRDESC: 'Story reader' }, []],
    [{ MAINJOBROLE: '23' }, ['job_text_missing']],
    [{ MAINJOBROLE: '27' }, ['job_text_missing']],
    [{ MAINJOBROLE: '27', MAINJRDESC: 'r'.repeat(120) }, []],
    [{ MAINJOBROLE: '27', MAINJRDESC: 'r'.repeat(121) }, ['text_length']],
  ],
  'qualifications and certificates': [
    [{ SCQUAL: '1;3' }, []],
    [{ SCQUAL: '1;0' }, []],
    [{ SCQUAL: '1;8' }, []],
    [{ SCQUAL: '1;999' }, []],
    [{ SCQUAL: '2' }, []],
    [{ SCQUAL: '999' }, []],
    [{ SCQUAL: '1;9' }, ['social_care_qualification_format'], 'social_care_qualification'],
    [{ SCQUAL: '1' }, ['social_care_qualification_format'], 'social_care_qualification'],
    [{ SCQUAL: '3' }, ['social_care_qualification_format'], 'social_care_qualification'],
    [{ NONSCQUAL: '1' }, []],
    [{ NONSCQUAL: '1;2' }, []],
    [{ NONSCQUAL: '2;2' }, ['other_qualification_format'], 'other_qualification'],
    [{ L2CARECERT: '1;2024' }, []],
    [{ L2CARECERT: '1;2026' }, []],
    [{ L2CARECERT: '3' }, []],
    [{ L2CARECERT: '1;2023' }, ['level_2_certificate_format'], 'level_2_care_certificate'],
    [{ L2CARECERT: '1;2027' }, ['level_2_certificate_format'], 'level_2_care_certificate'],
    [{ L2CARECERT: '1' }, ['level_2_certificate_format'], 'level_2_care_certificate'],
  ],
  ids: [
    [{ UNIQUEWORKERID: 'w'.repeat(49) }, []],
    [{ UNIQUEWORKERID: 'w'.repeat(50) }, ['worker_id_length']],
    [{ LOCALESTID: 'h'.repeat(50) }, ['id_length']],
    [{ DISPLAYID: 'd'.repeat(50) }, ['display_id_length']],
    [{ DISPLAYID: '' }, ['required']],
    [{ STATUS: 'NEW', TRANSFERSTAFFRECORD: 'H2' }, ['transfer_needs_update']],
    [{ STATUS: 'UPDATE', TRANSFERSTAFFRECORD: 'H2' }, []],
  ],
};

describe('the rules of a worker record', () => {
  const all = Object.values(cases).flat();
  const changes = new Map(all.map(([change]) => [change, { DISPLAYID: 'Staff 1', ...change }]));
  const wrong = all.reduce<Cells>((cells, [change]) => ({ ...cells, ...change }), WORKER);
  const silent = ['NOCHANGE', 'UNCHECKED', 'DELETE'].map((status) => ({
    ...wrong,
    LOCALESTID: 'H1',
    UNIQUEWORKERID: 'w1',
    STATUS: status,
  }));
  const rowOf = stagedOnce('worker', [...changes.values(), ...silent], RETURNS);

  for (const [about, given] of Object.entries(cases)) {
    for (const [change, rules, emptied] of given) {
      it(`about ${about}: ${JSON.stringify(change)} breaks ${rules.join(', ') || 'none'}`, () => {
        const row = rowOf(changes.get(change) ?? {});
        expect(rulesBroken(row)).toEqual(rules);
        expect(row['row_state']).toBe('kept');
        if (emptied !== undefined) expect(row[emptied]).toBeNull();
      });
    }
  }

  it.each(silent)('are not asked of STATUS $STATUS', (change) => {
    expect(rowOf(change)).toMatchObject({ row_state: 'kept', findings: null });
  });

  it('each have a case of their own', () => {
    const tested = new Set(all.flatMap(([, rules]) => rules));
    expect(rulesOf('asc_wds_worker').filter(({ id }) => !tested.has(id))).toEqual([]);
  });
});

describe('a rule about a column that a file does not have', () => {
  const alone = { MAINJOBROLE: '23' };
  const rowOf = stagedOnce('worker', [alone], RETURNS);

  it('says nothing', () => {
    expect(rowOf(alone)).toMatchObject({ row_state: 'kept', findings: null });
  });
});
