import { describe, expect, it } from 'vitest';
import { workers, workplaces } from './helpers/files.js';
import { record } from './helpers/staging.js';

type Finding = readonly [column: string, rule: string, severity: string];

const found = (row: Record<string, unknown>) =>
  ((row['findings'] ?? []) as { column_name: string; rule: string; severity: string }[]).map((each) => [
    each.column_name,
    each.rule,
    each.severity,
  ]);

const NI_RULE: Finding = ['NINUMBER', 'ni_number_format', 'error'];

describe('a fault in a cell of a worker', () => {
  it.each<[column: string, text: string, as: string, finding: Finding]>([
    ['GENDER', '9', 'gender_code', ['GENDER', 'code_unknown', 'error']],
    ['ETHNICITY', '48', 'ethnicity_code', ['ETHNICITY', 'code_unknown', 'error']],
    ['HOURLYRATE', '£12.21', 'hourly_rate_gbp_hour', ['HOURLYRATE', 'number_format', 'error']],
    ['HOURLYRATE', '12,21', 'hourly_rate_gbp_hour', ['HOURLYRATE', 'number_format', 'error']],
    ['HOURLYRATE', '12.215', 'hourly_rate_gbp_hour', ['HOURLYRATE', 'number_format', 'error']],
    ['HOURLYRATE', '0', 'hourly_rate_gbp_hour', ['HOURLYRATE', 'number_range', 'error']],
    ['HOURLYRATE', '-12.21', 'hourly_rate_gbp_hour', ['HOURLYRATE', 'number_range', 'error']],
    ['HOURLYRATE', '9999.01', 'hourly_rate_gbp_hour', ['HOURLYRATE', 'number_range', 'error']],
    ['SALARY', '24000.50', 'salary_gbp_year', ['SALARY', 'number_format', 'error']],
    ['SALARY', '12345678901', 'salary_gbp_year', ['SALARY', 'number_format', 'error']],
    ['NATIONALITY', '3', 'nationality_code', ['NATIONALITY', 'number_range', 'error']],
    ['DAYSSICK', '366.5', 'sickness_days', ['DAYSSICK', 'number_range', 'warning']],
    ['CONTHOURS', '75.5', 'contracted_hours', ['CONTHOURS', 'number_range', 'warning']],
    ['CONTHOURS', 'full time', 'contracted_hours', ['CONTHOURS', 'number_format', 'warning']],
    ['STARTDATE', '2025-04-01', 'start_date', ['STARTDATE', 'date_format', 'warning']],
    ['STARTDATE', '29/02/2025', 'start_date', ['STARTDATE', 'date_format', 'warning']],
    ['STARTDATE', '31/04/2025', 'start_date', ['STARTDATE', 'date_format', 'warning']],
    ['STARTDATE', '04/13/2025', 'start_date', ['STARTDATE', 'date_format', 'warning']],
    ['DOB', 'May 1980', 'age_years', ['DOB', 'date_format', 'warning']],
    ['DOB', '01/05/2012', 'age_years', ['DOB', 'age_range', 'warning']],
    ['DOB', '30/04/1925', 'age_years', ['DOB', 'age_range', 'warning']],
    ['POSTCODE', 'XX1', 'home_postcode_sector', ['POSTCODE', 'postcode_format', 'error']],
    ['POSTCODE', 'XX1  1AA', 'home_postcode_sector', ['POSTCODE', 'postcode_format', 'error']],
  ])('%s "%s" costs the cell and keeps the row', async (column, text, as, finding) => {
    const row = await record(workers({ [column]: text, RECSOURCE: '2' }));
    expect(row).toMatchObject({ row_state: 'kept', [as]: null, recruitment_source_code: '2' });
    expect(found(row)).toEqual([finding]);
  });

  it.each(['12345', 'AB1234567C', 'QQ12345', 'AB 12 34 56 CD', '1B123456C'])(
    'says that the NI number "%s" is not one, and keeps nothing of it',
    async (text) => {
      const row = await record(workers({ NINUMBER: text }));
      expect(found(row)).toEqual([NI_RULE]);
      expect(JSON.stringify(row)).not.toContain(text);
    },
  );

  it.each(['ZZ123456C', 'zz 12 34 56 c', 'ZZ123456'])('takes the NI number "%s"', async (text) => {
    const row = await record(workers({ NINUMBER: text }));
    expect(row['findings']).toBeNull();
    expect(JSON.stringify(row).toLowerCase()).not.toContain(text.toLowerCase());
  });

  it('names all that is wrong with a row, in the order of the contract', async () => {
    const row = await record(workers({ HOURLYRATE: 'lots', GENDER: 'x', DOB: 'x', EMPLSTATUS: '9' }));
    expect(found(row)).toEqual([
      ['DOB', 'date_format', 'warning'],
      ['GENDER', 'code_unknown', 'error'],
      ['EMPLSTATUS', 'code_unknown', 'error'],
      ['HOURLYRATE', 'number_format', 'error'],
    ]);
  });

  it('shows the value of a code, forty characters of it, and of nothing else', async () => {
    const row = await record(
      workers({ GENDER: 'g'.repeat(50), HOURLYRATE: 'h1', STARTDATE: 'd1', POSTCODE: 'p1', NINUMBER: 'n1' }),
    );
    const values = (row['findings'] as { column_name: string; value: string | null }[]).map((each) => [
      each.column_name,
      each.value,
    ]);
    expect(values).toEqual([
      ['NINUMBER', null],
      ['POSTCODE', null],
      ['GENDER', 'g'.repeat(40)],
      ['STARTDATE', null],
      ['HOURLYRATE', null],
    ]);
  });
});

describe('a fault in what identifies a worker', () => {
  it.each<[change: Record<string, string>, finding: Finding]>([
    [{ LOCALESTID: '' }, ['LOCALESTID', 'required', 'error']],
    [{ UNIQUEWORKERID: '  ' }, ['UNIQUEWORKERID', 'required', 'error']],
    [{ EMPLSTATUS: '' }, ['EMPLSTATUS', 'required', 'error']],
    [{ EMPLSTATUS: '5' }, ['EMPLSTATUS', 'code_unknown', 'error']],
    [{ MAINJOBROLE: '' }, ['MAINJOBROLE', 'required', 'error']],
    [{ MAINJOBROLE: '99' }, ['MAINJOBROLE', 'code_unknown', 'error']],
    [{ STATUS: 'CHGSUB' }, ['STATUS', 'code_unknown', 'error']],
    [{ STATUS: '' }, ['STATUS', 'required', 'error']],
  ])('%o quarantines the row', async (change, finding) => {
    const row = await record(workers(change));
    expect(row['row_state']).toBe('quarantined');
    expect(found(row)).toEqual([finding]);
  });

  it('takes a STATUS in any case', async () => {
    expect(await record(workers({ STATUS: ' update ' }))).toMatchObject({ status: 'UPDATE', findings: null });
  });
});

describe('a record that carries no values', () => {
  it.each(['NOCHANGE', 'UNCHECKED', 'DELETE'])('of STATUS %s is not looked at beyond its ids', async (status) => {
    const row = await record(
      workers({ STATUS: status, EMPLSTATUS: '', MAINJOBROLE: '99', GENDER: '1', HOURLYRATE: 'x', DOB: 'x' }),
    );
    expect(row).toMatchObject({
      row_state: 'kept',
      findings: null,
      not_known: null,
      status,
      gender_code: null,
      employment_status_code: null,
    });
    expect(row['worker_key']).not.toBeNull();
  });

  it('of STATUS NOCHANGE still needs its ids', async () => {
    const row = await record(workers({ STATUS: 'NOCHANGE', UNIQUEWORKERID: '' }));
    expect(found(row)).toEqual([['UNIQUEWORKERID', 'required', 'error']]);
  });

  it('is blank where every cell is empty or spaces, and has no other fault', async () => {
    const row = await record('LOCALESTID,UNIQUEWORKERID,STATUS,EMPLSTATUS,MAINJOBROLE\n,  ,,"",\n');
    expect(row).toMatchObject({ row_state: 'blank', worker_key: null });
    expect(found(row).filter(([, rule]) => rule !== 'blank_record')).toEqual([]);
  });

  it.fails('is told to the provider as a blank record, as the wording of the rule promises', async () => {
    const row = await record('LOCALESTID,UNIQUEWORKERID,STATUS,EMPLSTATUS,MAINJOBROLE\n,,,,\n');
    expect(found(row).map(([, rule]) => rule)).toEqual(['blank_record']);
  });
});

describe('a fault in a cell of a workplace', () => {
  it.each<[change: Record<string, string>, as: string, finding: Finding]>([
    [{ VACANCIES: '1' }, 'vacancy_counts', ['VACANCIES', 'list_length', 'error']],
    [{ VACANCIES: '1;0;2' }, 'vacancy_counts', ['VACANCIES', 'list_length', 'error']],
    [{ VACANCIES: '1;some' }, 'vacancy_counts', ['VACANCIES', 'list_format', 'error']],
    [{ VACANCIES: '1;' }, 'vacancy_counts', ['VACANCIES', 'list_format', 'error']],
    [{ VACANCIES: '1;-2' }, 'vacancy_counts', ['VACANCIES', 'list_format', 'error']],
    [{ VACANCIES: '1;1000' }, 'vacancy_counts', ['VACANCIES', 'list_format', 'error']],
    [{ ALLJOBROLES: '', VACANCIES: '3' }, 'vacancy_counts', ['VACANCIES', 'list_length', 'error']],
    [{ PROVNUM: '1-123' }, 'cqc_provider_id', ['PROVNUM', 'id_format', 'error']],
    [{ LOCATIONID: 'one' }, 'cqc_location_id', ['LOCATIONID', 'id_format', 'error']],
    [{ POSTCODE: 'nowhere' }, 'postcode', ['POSTCODE', 'postcode_format', 'error']],
    [{ MAINSERVICE: '3' }, 'main_service_code', ['MAINSERVICE', 'code_unknown', 'error']],
    [{ TOTALPERMTEMP: '1000' }, 'stated_staff_count', ['TOTALPERMTEMP', 'number_range', 'error']],
    [{ TOTALPERMTEMP: '1e2x' }, 'stated_staff_count', ['TOTALPERMTEMP', 'number_format', 'error']],
    [{ PERMLA: 'yes' }, 'la_sharing_code', ['PERMLA', 'code_unknown', 'error']],
    [{ HOLIDAY: '367' }, 'holiday_days', ['HOLIDAY', 'number_range', 'warning']],
  ])('%o costs the cell and keeps the row', async (change, as, finding) => {
    const row = await record(workplaces({ ESTTYPE: '6', ...change }), 'workplace');
    expect(row).toMatchObject({ row_state: 'kept', employer_type_code: '6', workplace_name: 'Quern House' });
    expect(found(row)).toEqual([finding]);
    if (finding[1] !== 'id_format') expect(row[as]).toBeNull();
  });

  it.fails('sets a CQC id that is not one to not known', async () => {
    const row = await record(workplaces({ PROVNUM: 'ask the office' }), 'workplace');
    expect(row['cqc_provider_id']).toBeNull();
  });

  it('quarantines a workplace without an id', async () => {
    const row = await record(workplaces({ LOCALESTID: '' }), 'workplace');
    expect(row['row_state']).toBe('quarantined');
  });
});
