import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { sqlDir } from '../../../src/warehouse/sql-file.js';
import { WORKPLACE, type Cells } from '../helpers/files.js';
import { rulesBroken, rulesOf } from '../helpers/rules.js';
import { CONTRACTS, RETURNS, stagedOnce } from '../helpers/staging.js';

/** A record, the rules it breaks, and a cell that a breach empties. */
type Case = readonly [change: Cells, rules: readonly string[], emptied?: string];

const NOT_REGISTERED = {
  MAINSERVICE: '6',
  ALLSERVICES: '6',
  REGTYPE: '0',
  PROVNUM: '',
  LOCATIONID: '',
};
const HEAD_OFFICE = { ...NOT_REGISTERED, MAINSERVICE: '72', ALLSERVICES: '72' };
const LEFT = { ALLJOBROLES: '8;4', LEAVERS: '3;1' };

const cases: Record<string, readonly Case[]> = {
  'the kind of employer': [
    [{ ESTTYPE: '8', OTHERTYPE: 'Guild of carers' }, []],
    [{ ESTTYPE: '8' }, ['other_type_missing']],
    [{ ESTTYPE: '6', OTHERTYPE: 'Guild' }, ['other_type_not_asked']],
    [{ ESTTYPE: '8', OTHERTYPE: 'g'.repeat(240) }, []],
    [{ ESTTYPE: '8', OTHERTYPE: 'g'.repeat(241) }, ['text_length']],
    [{ ESTTYPE: '4', OTHERTYPE: 'Guild' }, ['code_unknown'], 'employer_type_code'],
  ],
  registration: [
    [{ REGTYPE: '2' }, []],
    [
      { REGTYPE: '0', PROVNUM: '', LOCATIONID: '' },
      ['registration_mismatch'],
      'registration_type_code',
    ],
    [NOT_REGISTERED, []],
    [
      { ...NOT_REGISTERED, REGTYPE: '2', PROVNUM: '1-000000001', LOCATIONID: '1-000000002' },
      ['registration_mismatch'],
      'registration_type_code',
    ],
    [HEAD_OFFICE, []],
    [{ ...HEAD_OFFICE, REGTYPE: '2', PROVNUM: '1-000000001' }, []],
    [{ PROVNUM: '' }, ['provider_id_missing']],
    [{ PROVNUM: 'soon' }, ['id_format'], 'cqc_provider_id'],
    [{ LOCATIONID: '' }, ['location_id_missing']],
    [{ ...NOT_REGISTERED, PROVNUM: '1-000000001' }, ['provider_id_not_asked'], 'cqc_provider_id'],
    [
      { ...NOT_REGISTERED, LOCATIONID: '1-000000002' },
      ['location_id_not_asked'],
      'cqc_location_id',
    ],
    [{ REGTYPE: '' }, ['required']],
    [{ MAINSERVICE: '99' }, ['code_unknown']],
    [
      { ...NOT_REGISTERED, ALLJOBROLES: '8;4', VACANCIES: '0;1' },
      ['manager_vacancy_not_registered'],
    ],
    [{ ...NOT_REGISTERED, ALLJOBROLES: '8;4', VACANCIES: '1;999' }, []],
    [{ ALLJOBROLES: '8;4', VACANCIES: '0;1' }, []],
  ],
  'services, capacity and use': [
    [{ ALLSERVICES: '2;0' }, []],
    [{ ALLSERVICES: '6;2' }, []],
    [{ ALLSERVICES: '6' }, ['main_service_not_listed']],
    [{ ALLSERVICES: '2;6;0' }, ['no_others_and_others']],
    [{ ALLSERVICES: '2;3' }, ['code_unknown'], 'all_services'],
    [{ ALLSERVICES: '' }, ['required']],
    [{ CAPACITY: '30', UTILISATION: '28' }, []],
    [{ ALLSERVICES: '2;0', CAPACITY: '30' }, []],
    [{ ALLSERVICES: '2;6', CAPACITY: '30;', UTILISATION: ';7' }, []],
    [{ ALLSERVICES: '2;6', CAPACITY: '30' }, ['capacity_length'], 'capacities'],
    [{ CAPACITY: '30;4' }, ['capacity_length'], 'capacities'],
    [{ UTILISATION: '30;4' }, ['utilisation_length'], 'utilisations'],
    [{ CAPACITY: '9998' }, []],
    [{ CAPACITY: '9999' }, ['capacity_format'], 'capacities'],
    [{ CAPACITY: 'thirty' }, ['capacity_format'], 'capacities'],
    [{ UTILISATION: '28.5' }, ['utilisation_format'], 'utilisations'],
    [{ MAINSERVICE: '8', ALLSERVICES: '8', CAPACITY: '30' }, ['capacity_not_asked']],
    [{ MAINSERVICE: '8', ALLSERVICES: '8', UTILISATION: '30' }, []],
    [{ ALLSERVICES: '2;15', UTILISATION: '28;3' }, ['utilisation_not_asked']],
    [{ SERVICEDESC: 's'.repeat(120) }, []],
    [{ SERVICEDESC: 's'.repeat(121) }, ['service_text_length']],
  ],
  'the people served': [
    [{ SERVICEUSERS: '1;25' }, []],
    [{ SERVICEUSERS: '1;24' }, ['code_unknown'], 'service_users'],
    [{ SERVICEUSERS: '1;3', OTHERUSERDESC: ';Retired pilots' }, []],
    [{ SERVICEUSERS: '9' }, ['other_user_text_missing']],
    [{ SERVICEUSERS: '1;21', OTHERUSERDESC: 'Retired pilots' }, ['other_user_text_count']],
    [{ SERVICEUSERS: '21', OTHERUSERDESC: 'p'.repeat(120) }, []],
    [{ SERVICEUSERS: '21', OTHERUSERDESC: 'p'.repeat(121) }, ['other_user_text_length']],
  ],
  'staff and leavers': [
    [{ TOTALPERMTEMP: '1' }, []],
    [{ TOTALPERMTEMP: '0' }, ['no_staff']],
    [{ ...HEAD_OFFICE, TOTALPERMTEMP: '0' }, []],
    [{ TOTALPERMTEMP: '' }, ['required']],
    [{ ...LEFT, REASONS: '1;5', REASONNOS: '3;1' }, []],
    [
      { ...LEFT, REASONS: '1;5', REASONNOS: '3;2' },
      ['reasons_not_leavers'],
      'leaving_reason_counts',
    ],
    [
      { ...LEFT, REASONS: '1;5', REASONNOS: '3;0' },
      ['reasons_not_leavers'],
      'leaving_reason_counts',
    ],
    [{ ...LEFT, REASONS: '1;5', REASONNOS: '4' }, ['list_length'], 'leaving_reason_counts'],
    [{ ...LEFT, REASONS: '1;5' }, ['reason_counts_missing']],
    [{ ALLJOBROLES: '8;4', LEAVERS: '0;0', REASONS: '1', REASONNOS: '4' }, []],
    [{ ALLJOBROLES: '8;4', LEAVERS: '999;3', REASONS: '1', REASONNOS: '4' }, []],
    [{ ALLJOBROLES: '8;4', LEAVERS: '3', REASONS: '1', REASONNOS: '4' }, ['list_length']],
  ],
  'what is said of the workplace': [
    [{ ESTNAME: 'q'.repeat(120) }, []],
    [{ ESTNAME: 'q'.repeat(121) }, ['text_length'], 'workplace_name'],
    [{ ADDRESS1: 'a'.repeat(41) }, ['text_length']],
    [{ ADDRESS1: '' }, ['required']],
    [{ POSTCODE: '' }, ['required']],
    [{ LOCALESTID: 'h'.repeat(49) }, []],
    [{ LOCALESTID: 'h'.repeat(50) }, ['id_length']],
    [{ CWPUSE: '1;1;10' }, []],
    [{ CWPUSE: '2' }, []],
    [{ CWPUSE: '999' }, []],
    [{ CWPUSE: '1;11' }, ['pathway_use_format'], 'care_workforce_pathway_use'],
    [{ SLEEPINS: '1', SLEEPINPAY: '2' }, []],
    [{ SLEEPINS: '2', SLEEPINPAY: '2' }, ['sleep_in_pay_not_asked'], 'sleep_in_pay_code'],
  ],
};

describe('the rules of a workplace record', () => {
  const all = Object.values(cases).flat();
  const wrong = all.reduce<Cells>((cells, [change]) => ({ ...cells, ...change }), WORKPLACE);
  const silent = ['NOCHANGE', 'UNCHECKED', 'DELETE'].map((status) => ({
    ...wrong,
    LOCALESTID: 'H1',
    STATUS: status,
  }));
  const rowOf = stagedOnce('workplace', [...all.map(([change]) => change), ...silent], RETURNS);

  for (const [about, given] of Object.entries(cases)) {
    for (const [change, rules, emptied] of given) {
      it(`about ${about}: ${JSON.stringify(change)} breaks ${rules.join(', ') || 'none'}`, () => {
        const row = rowOf(change);
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
    expect(rulesOf('asc_wds_workplace').filter(({ id }) => !tested.has(id))).toEqual([]);
  });
});

describe('the lists of services in the rules of a workplace', () => {
  const services = Papa.parse<Record<string, string>>(
    readFileSync(join(sqlDir, 'reference', 'main_service.csv'), 'utf8'),
    { header: true, skipEmptyLines: true },
  ).data;
  const listed = (id: string) => {
    const { when = '' } = rulesOf('asc_wds_workplace').find((rule) => rule.id === id) ?? {};
    const [, list = ''] = /\[('[\d', ]+')\]/.exec(when) ?? [];
    return list.replaceAll("'", '').split(', ');
  };
  const codes = services.map((row) => row['main_service_code'] ?? '');

  it('are those that the CQC regulates', () => {
    const regulated = services.filter((row) => row['is_cqc_regulated'] === 'true');
    expect(listed('registration_mismatch')).toEqual(
      regulated.map((row) => row['main_service_code']),
    );
  });

  it('are services that there are', () => {
    expect(codes).toEqual(expect.arrayContaining(listed('capacity_not_asked')));
    expect(codes).toEqual(expect.arrayContaining(listed('utilisation_not_asked')));
    const workplace = CONTRACTS.find(({ id }) => id === 'asc_wds_workplace');
    const all = workplace?.columns.find((column) => column.as === 'all_services');
    expect(all).toMatchObject({ codes: ['0', ...codes] });
  });
});
