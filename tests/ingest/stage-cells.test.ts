import { describe, expect, it } from 'vitest';
import type { Cells } from './helpers/files.js';
import { stagedOnce } from './helpers/staging.js';

type Finding = readonly [column: string, rule: string, severity: string];
type Case = readonly [change: Cells, finding: Finding, as: string];

const found = (row: Record<string, unknown>) =>
  ((row['findings'] ?? []) as { column_name: string; rule: string; severity: string }[]).map(
    (each) => [each.column_name, each.rule, each.severity],
  );

const error = (column: string, rule: string): Finding => [column, rule, 'error'];
const warning = (column: string, rule: string): Finding => [column, rule, 'warning'];

describe('a fault in a cell of a worker', () => {
  const cases: Case[] = [
    [{ GENDER: '9' }, error('GENDER', 'code_unknown'), 'gender_code'],
    [{ ETHNICITY: '48' }, error('ETHNICITY', 'code_unknown'), 'ethnicity_code'],
    [{ HOURLYRATE: '£12.21' }, error('HOURLYRATE', 'number_format'), 'hourly_rate_gbp_hour'],
    [{ HOURLYRATE: '12,21' }, error('HOURLYRATE', 'number_format'), 'hourly_rate_gbp_hour'],
    [{ HOURLYRATE: '12.215' }, error('HOURLYRATE', 'number_format'), 'hourly_rate_gbp_hour'],
    [{ HOURLYRATE: '0' }, error('HOURLYRATE', 'number_range'), 'hourly_rate_gbp_hour'],
    [{ HOURLYRATE: '-12.21' }, error('HOURLYRATE', 'number_range'), 'hourly_rate_gbp_hour'],
    [{ HOURLYRATE: '9999.01' }, error('HOURLYRATE', 'number_range'), 'hourly_rate_gbp_hour'],
    [{ SALARY: '24000.50' }, error('SALARY', 'number_format'), 'salary_gbp_year'],
    [{ SALARY: '12345678901' }, error('SALARY', 'number_range'), 'salary_gbp_year'],
    [{ NATIONALITY: '3' }, error('NATIONALITY', 'number_range'), 'nationality_code'],
    [{ DAYSSICK: '366.5' }, warning('DAYSSICK', 'number_range'), 'sickness_days'],
    [{ CONTHOURS: '75.5' }, warning('CONTHOURS', 'number_range'), 'contracted_hours'],
    [{ CONTHOURS: 'full time' }, warning('CONTHOURS', 'number_format'), 'contracted_hours'],
    [{ STARTDATE: '2025-04-01' }, warning('STARTDATE', 'date_format'), 'start_date'],
    [{ STARTDATE: '29/02/2025' }, warning('STARTDATE', 'date_format'), 'start_date'],
    [{ STARTDATE: '31/04/2025' }, warning('STARTDATE', 'date_format'), 'start_date'],
    [{ STARTDATE: '04/13/2025' }, warning('STARTDATE', 'date_format'), 'start_date'],
    [{ DOB: 'May 1980' }, warning('DOB', 'date_format'), 'age_years'],
    [{ DOB: '01/05/2012' }, warning('DOB', 'age_range'), 'age_years'],
    [{ DOB: '30/04/1925' }, warning('DOB', 'age_range'), 'age_years'],
    [{ POSTCODE: 'XX1' }, error('POSTCODE', 'postcode_format'), 'home_postcode_sector'],
    [{ POSTCODE: 'XX1-1AA' }, error('POSTCODE', 'postcode_format'), 'home_postcode_sector'],
  ];
  const rowOf = stagedOnce(
    'worker',
    cases.map(([change]) => Object.assign(change, { RECSOURCE: '2' })),
  );

  it.each(cases)('%o costs the cell and keeps the row', (change, finding, as) => {
    const row = rowOf(change);
    expect(row).toMatchObject({ row_state: 'kept', [as]: null, recruitment_source_code: '2' });
    expect(found(row)).toEqual([finding]);
  });
});

describe('a National Insurance number', () => {
  const wrong: Cells[] = ['12345', 'AB1234567C', 'QQ12345', 'AB 12 34 56 CD', '1B123456C'].map(
    (text) => ({
      NINUMBER: text,
    }),
  );
  const right: Cells[] = ['ZZ123456C', 'zz 12 34 56 c', 'ZZ123456'].map((text) => ({
    NINUMBER: text,
  }));
  const rowOf = stagedOnce('worker', [...wrong, ...right]);

  it.each(wrong)('that is none is said to be none, and is not kept: $NINUMBER', (change) => {
    const row = rowOf(change);
    expect(found(row)).toEqual([error('NINUMBER', 'ni_number_format')]);
    expect(JSON.stringify(row)).not.toContain(change['NINUMBER']);
  });

  it.each(right)('that is one is not kept either: $NINUMBER', (change) => {
    const row = rowOf(change);
    expect(row['findings']).toBeNull();
    expect(JSON.stringify(row).toLowerCase()).not.toContain(change['NINUMBER']?.toLowerCase());
  });
});

describe('a row with more than one fault', () => {
  const four = { HOURLYRATE: 'lots', GENDER: 'x', DOB: 'x', EMPLSTATUS: '9' };
  const secret = {
    GENDER: 'g'.repeat(50),
    HOURLYRATE: 'h1',
    STARTDATE: 'd1',
    POSTCODE: 'p1',
    NINUMBER: 'n1',
    SALARY: 's1',
  };
  const rowOf = stagedOnce('worker', [four, secret]);

  it('names them all, in the order of the contract', () => {
    expect(found(rowOf(four))).toEqual([
      warning('DOB', 'date_format'),
      error('GENDER', 'code_unknown'),
      error('EMPLSTATUS', 'code_unknown'),
      error('HOURLYRATE', 'number_format'),
    ]);
  });

  it('shows no value that may be more than a code', () => {
    const findings = rowOf(secret)['findings'] as { column_name: string; value: string | null }[];
    expect(findings.map((each) => [each.column_name, each.value])).toEqual([
      ['NINUMBER', null],
      ['POSTCODE', null],
      ['GENDER', null],
      ['STARTDATE', null],
      ['SALARY', null],
      ['HOURLYRATE', null],
    ]);
  });
});

describe('a fault in what identifies a worker', () => {
  const cases: (readonly [change: Cells, finding: Finding])[] = [
    [{ LOCALESTID: '' }, error('LOCALESTID', 'required')],
    [{ UNIQUEWORKERID: '  ' }, error('UNIQUEWORKERID', 'required')],
    [{ EMPLSTATUS: '' }, error('EMPLSTATUS', 'required')],
    [{ EMPLSTATUS: '5' }, error('EMPLSTATUS', 'code_unknown')],
    [{ MAINJOBROLE: '' }, error('MAINJOBROLE', 'required')],
    [{ MAINJOBROLE: '99' }, error('MAINJOBROLE', 'code_unknown')],
    [{ STATUS: 'CHGSUB' }, error('STATUS', 'code_unknown')],
    [{ STATUS: '' }, error('STATUS', 'required')],
  ];
  const lowerCase = { STATUS: ' update ' };
  const rowOf = stagedOnce('worker', [...cases.map(([change]) => change), lowerCase]);

  it.each(cases)('%o quarantines the row', (change, finding) => {
    const row = rowOf(change);
    expect(row['row_state']).toBe('quarantined');
    expect(found(row)).toEqual([finding]);
  });

  it('is not the case of a STATUS', () => {
    expect(rowOf(lowerCase)).toMatchObject({
      row_state: 'kept',
      status: 'UPDATE',
      is_data: true,
      findings: null,
    });
  });
});

describe('a record that carries no values', () => {
  const silent: Cells[] = ['NOCHANGE', 'UNCHECKED', 'DELETE'].map((status) => ({
    STATUS: status,
    EMPLSTATUS: '',
    MAINJOBROLE: '99',
    GENDER: '3',
    HOURLYRATE: 'x',
    DOB: 'x',
  }));
  const nameless = { STATUS: 'NOCHANGE', UNIQUEWORKERID: '' };
  const blank = {
    LOCALESTID: '',
    UNIQUEWORKERID: '  ',
    STATUS: '',
    EMPLSTATUS: '',
    MAINJOBROLE: '',
  };
  const rowOf = stagedOnce('worker', [...silent, nameless, blank]);

  it.each(silent)('of STATUS $STATUS is not looked at beyond its ids', (change) => {
    expect(rowOf(change)).toMatchObject({
      row_state: 'kept',
      is_data: false,
      findings: null,
      missing: null,
      status: change['STATUS'],
      worker_key: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      gender_code: null,
      employment_status_code: null,
    });
  });

  it('of STATUS NOCHANGE still needs its ids', () => {
    expect(found(rowOf(nameless))).toEqual([error('UNIQUEWORKERID', 'required')]);
  });

  it('is blank where every cell is empty or spaces, which is no other fault', () => {
    expect(rowOf(blank)).toMatchObject({ row_state: 'blank', is_data: false, worker_key: null });
    expect(found(rowOf(blank)).filter(([, rule]) => rule !== 'blank_record')).toEqual([]);
  });

  it('is told to the provider as a blank record, as the wording of the rule promises', () => {
    expect(found(rowOf(blank)).map(([, rule]) => rule)).toEqual(['blank_record']);
  });
});

describe('a fault in a cell of a workplace', () => {
  const cases: Case[] = [
    [{ VACANCIES: '1' }, error('VACANCIES', 'list_length'), 'vacancy_counts'],
    [{ VACANCIES: '1;0;2' }, error('VACANCIES', 'list_length'), 'vacancy_counts'],
    [{ VACANCIES: '1;some' }, error('VACANCIES', 'list_format'), 'vacancy_counts'],
    [{ VACANCIES: '1;' }, error('VACANCIES', 'list_format'), 'vacancy_counts'],
    [{ VACANCIES: '1;-2' }, error('VACANCIES', 'list_format'), 'vacancy_counts'],
    [{ VACANCIES: '1;1.5' }, error('VACANCIES', 'list_format'), 'vacancy_counts'],
    [{ VACANCIES: '1;1e1' }, error('VACANCIES', 'list_format'), 'vacancy_counts'],
    [{ VACANCIES: '1;1000' }, error('VACANCIES', 'list_format'), 'vacancy_counts'],
    [{ ALLJOBROLES: '8;77' }, error('ALLJOBROLES', 'code_unknown'), 'vacancy_counts'],
    [{ ALLJOBROLES: '', VACANCIES: '3' }, error('VACANCIES', 'list_length'), 'vacancy_counts'],
    [{ POSTCODE: 'nowhere' }, error('POSTCODE', 'postcode_format'), 'postcode'],
    [{ MAINSERVICE: '3' }, error('MAINSERVICE', 'code_unknown'), 'main_service_code'],
    [{ TOTALPERMTEMP: '1000' }, error('TOTALPERMTEMP', 'number_range'), 'stated_staff_count'],
    [{ TOTALPERMTEMP: 'ten' }, error('TOTALPERMTEMP', 'number_format'), 'stated_staff_count'],
    [{ PERMLA: 'yes' }, error('PERMLA', 'code_unknown'), 'la_sharing_code'],
    [{ HOLIDAY: '367' }, warning('HOLIDAY', 'number_range'), 'holiday_days'],
  ];
  const badIds: Cells[] = [{ PROVNUM: '1-123' }, { PROVNUM: 'ask the office' }];
  const nameless = { LOCALESTID: '' };
  const rowOf = stagedOnce('workplace', [
    ...cases.map(([change]) => Object.assign(change, { ESTTYPE: '6' })),
    ...badIds,
    nameless,
  ]);

  it.each(cases)('%o costs the cell and keeps the row', (change, finding, as) => {
    const row = rowOf(change);
    expect(row).toMatchObject({ row_state: 'kept', [as]: null, employer_type_code: '6' });
    expect(found(row)).toEqual([finding]);
  });

  it.each(badIds)('is said of a CQC id that is none: $PROVNUM', (change) => {
    expect(found(rowOf(change))).toEqual([error('PROVNUM', 'id_format')]);
  });

  it.each(badIds)('sets a CQC id that is none to not known: $PROVNUM', (change) => {
    expect(rowOf(change)['cqc_provider_id']).toBeNull();
  });

  it('quarantines a workplace without an id', () => {
    expect(rowOf(nameless)).toMatchObject({ row_state: 'quarantined' });
  });
});
