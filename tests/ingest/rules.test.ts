import { describe, expect, it } from 'vitest';
import { rejectionOf } from '../helpers/workspace.js';
import { contractsOf, type ContractText } from './helpers/contracts.js';
import { rowsOf, stageUnder } from './helpers/staging.js';

const ROOMS = `
  - { name: ROOMS, as: room_count, type: integer, not_known: ['999'], description: Rooms }`;
const rule = (more: string) => ({
  more: ROOMS,
  rest: `rules: [{ id: more_beds_than_rooms, when: 'bed_count > room_count', column: BEDS, message: 'More beds than rooms.', ${more} }]`,
});

/** The staged rows of one text under one invented contract. */
async function staged(contract: ContractText, text: string) {
  const rows = await rowsOf(
    await stageUnder(contractsOf(contract), text),
    'select * from raw.beds order by record_number',
  );
  return rows.map(({ home_id, bed_count, room_count, row_state, findings }) => ({
    home_id,
    bed_count,
    room_count,
    row_state,
    findings,
  }));
}

const TEXT = 'HOME,BEDS,ROOMS\nH1,3,2\nH2,2,2\nH3,3,\nH4,3,999\nH5,x,2\n';
const finding = (severity: string) => [
  { column_name: 'BEDS', rule: 'more_beds_than_rooms', severity, value: null },
];

describe('a rule of a contract', () => {
  it.each([
    ['row', 'error', 'quarantined', 3],
    ['cell', 'error', 'kept', null],
    ['none', 'warning', 'kept', 3],
  ])('of scope %s is a finding (%s), and its row is %s', async (scope, severity, state, beds) => {
    const [broken] = await staged(rule(`scope: ${scope}, severity: ${severity}`), TEXT);
    expect(broken).toEqual({
      home_id: 'H1',
      bed_count: beds,
      room_count: 2,
      row_state: state,
      findings: finding(severity),
    });
  });

  it('only warns and costs nothing where it does not say otherwise', async () => {
    const [broken] = await staged(rule(''), TEXT);
    expect(broken).toMatchObject({ row_state: 'kept', bed_count: 3, findings: finding('warning') });
  });

  it('is not broken where it holds, and not where a value is missing, not known or wrong', async () => {
    const [, ...others] = await staged(rule('scope: row'), TEXT);
    expect(others.map(({ row_state: state }) => state)).toEqual(['kept', 'kept', 'kept', 'kept']);
    expect(others.map(({ findings }) => findings)).toEqual([
      null,
      null,
      null,
      [{ column_name: 'BEDS', rule: 'number_format', severity: 'error', value: null }],
    ]);
  });

  it('is looked at only in rows that carry fresh data', async () => {
    const ofFresh = {
      ...rule('scope: row'),
      rest: `${rule('scope: row').rest}\ndata_rows: { column: HOME, values: [FRESH] }`,
    };
    const rows = await staged(ofFresh, 'HOME,BEDS,ROOMS\nFRESH,3,2\nOLD,3,2\n');
    expect(rows.map(({ row_state: state }) => state)).toEqual(['quarantined', 'kept']);
  });

  it('tells each of several that are broken, and one of scope row decides', async () => {
    const two = {
      rest: `rules:
  - { id: even_only, when: 'bed_count % 2 = 1', column: BEDS, scope: cell, message: Odd. }
  - { id: not_h1, when: "home_id = 'H1'", column: HOME, scope: row, message: H1. }`,
    };
    const [row] = await rowsOf(
      await stageUnder(contractsOf(two), 'HOME,BEDS\nH1,3\n'),
      'select row_state, bed_count, list_transform(findings, lambda each: each.rule) as rules from raw.beds',
    );
    expect(row).toEqual({
      row_state: 'quarantined',
      bed_count: null,
      rules: ['even_only', 'not_h1'],
    });
  });

  it('is looked at in a workbook and below a title as well', async () => {
    const [broken] = await staged(rule('scope: row'), `Title\n${TEXT}`);
    expect(broken).toMatchObject({ row_state: 'quarantined', findings: finding('warning') });
  });

  it('has its words and its national code kept with the dataset', async () => {
    const under = await stageUnder(contractsOf(rule("national_code: '1234'")), TEXT);
    expect(await rowsOf(under, 'select * from raw.rule')).toEqual([
      {
        dataset_id: 'beds',
        rule: 'more_beds_than_rooms',
        column_name: 'BEDS',
        message: 'More beds than rooms.',
        national_code: '1234',
      },
    ]);
  });
});

describe('the words of a contract for a general rule', () => {
  it('are kept with the dataset, of no column', async () => {
    const worded = { rest: 'wording: { number_format: Write how many beds. }' };
    const under = await stageUnder(contractsOf(worded), TEXT);
    expect(await rowsOf(under, 'select * from raw.rule')).toEqual([
      {
        dataset_id: 'beds',
        rule: 'number_format',
        column_name: null,
        message: 'Write how many beds.',
        national_code: null,
      },
    ]);
  });

  it("cannot be those of one of the contract's own rules, which has its own", () => {
    const { rest } = rule('scope: row');
    expect(() =>
      contractsOf({ rest: `${rest}\nwording: { more_beds_than_rooms: Again. }` }),
    ).toThrow(/wording: expected general rules alone; got "more_beds_than_rooms"/);
  });
});

describe('a rule of a contract that cannot be run', () => {
  const badRule = (when: string) => ({
    rest: `rules:
  - { id: sound, when: 'bed_count > 9', column: BEDS, message: x }
  - { id: bad_one, when: ${JSON.stringify(when)}, column: BEDS, message: x }`,
  });

  it.each([
    ['does not parse', 'bed_count >'],
    ['names a column that is not there', 'beds > 3'],
    ['calls what is not there', 'is_odd(bed_count)'],
    ['names a column as the file does', 'HOME_BEDS > 3'],
  ])('fails before any file is read where its SQL %s', async (_, when) => {
    const error = await rejectionOf(stageUnder(contractsOf(badRule(when)), TEXT));
    expect(error).toMatchObject({ code: 'CC-CFG-005' });
    expect((error as Error).message).toContain('contract-0.yaml');
    expect((error as Error).message).toContain('bad_one');
    expect((error as Error).message).not.toContain('sound');
  });
});
