import { beforeEach, describe, expect, it } from 'vitest';
import { isRepeated, type Contract } from '../../../src/ingest/contract/index.js';
import { headerDrift } from '../../../src/ingest/drift.js';
import { headingsOf, type Headings } from '../../../src/ingest/layout/heading.js';
import { contractsOf } from '../helpers/contracts.js';

let contract: Contract;
let headings: Headings;

beforeEach(() => {
  const [made] = contractsOf({
    rest: String.raw`layout: { ignore_columns: 'st\d\d|\w+_savedate' }`,
    more: `
  - { name: home_savedate, as: saved_date, type: date, description: When the home was saved }`,
  });
  if (made === undefined) throw new Error('no contract');
  contract = made;
  headings = headingsOf(contract);
});

describe('columns that a contract ignores', () => {
  it.each(['st01', 'ST01', ' st01 ', 'beds_savedate'])(
    'are known without being read: %s',
    (heading) => {
      expect(headings.isKnown(heading)).toBe(true);
      expect(headings.columnOf(heading)).toBeUndefined();
      expect(headings.isOfGroup(heading)).toBe(false);
    },
  );

  it.each(['st1', 'st011', 'last01', 'savedate'])('are matched whole: %s is none', (heading) => {
    expect(headings.isKnown(heading)).toBe(false);
  });

  it('are still read where the contract names one of them', () => {
    expect(headings.columnOf('HOME_SAVEDATE')?.as).toBe('saved_date');
  });

  it('are not told of, unlike a column that is new', () => {
    const header = ['HOME', 'BEDS', 'st01', 'st02', 'beds_savedate', 'orchard'];
    expect(headerDrift(contract, header).notes).toEqual([
      { rule: 'column_unknown', column: 'orchard', detail: null },
    ]);
  });
});

describe('a numbered group of columns', () => {
  it('is told by the whole of a heading, in any case, with the number of each', () => {
    const [grown] = contractsOf({
      more: String.raw`
  - { repeat: 'tree(\d\d)', as: trees, type: text, description: The trees of the home }`,
    });
    const [group] = grown?.columns.filter(isRepeated) ?? [];
    if (grown === undefined || group === undefined) throw new Error('no group');
    const known = headingsOf(grown);
    expect(known.isOfGroup(' Tree04 [note 2]')).toBe(true);
    expect(known.numberInGroup(group, ' Tree04 [note 2]')).toBe(4);
    for (const heading of ['tree4', 'tree041', 'street04']) {
      expect(known.inGroup(group, heading)).toBeNull();
      expect(known.numberInGroup(group, heading)).toBeUndefined();
    }
    expect(known.numberInGroup(group, 'tree00')).toBeUndefined();
  });
});
