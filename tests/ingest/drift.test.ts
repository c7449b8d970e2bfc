import { describe, expect, it } from 'vitest';
import { headerDrift } from '../../src/ingest/drift.js';
import { contractsOf } from './helpers/contracts.js';
import { WORKER, WORKER_HEADER } from './helpers/files.js';
import { RETURNS } from './helpers/staging.js';

const [worker] = RETURNS.filter(({ id }) => id === 'asc_wds_worker');

/** The notes on a worker header. */
function notesOn(header: readonly string[], alsoUnknown: readonly string[] = []) {
  if (worker === undefined) throw new Error('no contract');
  const { variant, notes } = headerDrift(worker, header, alsoUnknown);
  return { variant, notes: notes.map(({ rule, column, detail }) => [rule, column, detail]) };
}

const without = (...names: string[]) => WORKER_HEADER.filter((name) => !names.includes(name));
const renamed = (from: string, to: string) =>
  WORKER_HEADER.map((name) => (name === from ? to : name));

describe('headerDrift', () => {
  it('has nothing to say of a header that was published', () => {
    expect(notesOn(WORKER_HEADER)).toEqual({ variant: '2026', notes: [] });
  });

  it('names a column that is new', () => {
    expect(notesOn([...WORKER_HEADER, 'Robots'])).toEqual({
      variant: null,
      notes: [['column_unknown', 'Robots', null]],
    });
  });

  it('names a column that has gone', () => {
    expect(notesOn(without('GENDER'))).toEqual({
      variant: null,
      notes: [['column_missing', 'GENDER', null]],
    });
  });

  it('takes a new column for one that has gone where their names are alike', () => {
    expect(notesOn(renamed('ETHNICITY', 'ETHNICITIES')).notes).toEqual([
      ['column_renamed', 'ETHNICITIES', 'ETHNICITY'],
    ]);
  });

  it('takes no new column for one that is there', () => {
    expect(notesOn([...WORKER_HEADER, 'ETHNICITIES']).notes).toEqual([
      ['column_unknown', 'ETHNICITIES', null],
    ]);
  });

  it('takes no two new columns for the same one', () => {
    expect(notesOn([...without('GENDER'), 'GENDERS', 'GENDERR']).notes).toEqual([
      ['column_renamed', 'GENDERS', 'GENDER'],
      ['column_unknown', 'GENDERR', null],
    ]);
  });

  it('names up to five that have gone, and counts them beyond', () => {
    const five = ['GENDER', 'DOB', 'SALARY', 'AMHP', 'NMCREG'];
    expect(notesOn(without(...five)).notes).toHaveLength(5);
    const [note, ...others] = notesOn(without(...five, 'DAYSSICK')).notes;
    expect(note).toEqual(['columns_missing', '', expect.stringMatching(/^6 of \d+$/)]);
    expect(others).toEqual([]);
    expect(notesOn(Object.keys(WORKER)).notes.map(([rule]) => rule)).toEqual(['columns_missing']);
  });

  it('tells of what the reader found under no heading', () => {
    expect(notesOn(WORKER_HEADER, ['column AT']).notes).toEqual([
      ['column_unknown', 'column AT', null],
    ]);
  });

  it('misses only what is required where no layout is known, and no virtual column', () => {
    const [contract] = contractsOf({
      more: `
  - { name: TOWN, as: town, type: text, description: The town }
  - { name: '@sheet', as: sheet_name, type: text, required: true, description: The sheet }`,
    });
    if (contract === undefined) throw new Error('no contract');
    expect(headerDrift(contract, ['HOME', 'BEDS']).notes).toEqual([]);
    expect(headerDrift(contract, ['BEDS']).notes).toEqual([
      { rule: 'column_missing', column: 'HOME', detail: null },
    ]);
  });
});
