import { describe, expect, it } from 'vitest';
import {
  mayHaveMoved,
  NOT_A_CODE,
  NOT_A_NUMBER,
  NOT_KNOWN,
  PERSONAL,
  shownCell,
} from '../../../src/ingest/quarantine/shown-cell.js';
import { CONTRACTS } from '../helpers/staging.js';

const fault = (column: string, rule = 'code_unknown') => ({ column, rule, message: '' });

describe('shownCell', () => {
  const contract = CONTRACTS.find(({ id }) => id === 'asc_wds_worker');
  if (contract === undefined) throw new Error('no such contract');

  it.each([
    ['LOCALESTID', 'Quern/House-1', 'Quern/House-1'],
    ['LOCALESTID', 'Zeb Quillfeather', PERSONAL],
    ['STATUS', 'update', 'update'],
    ['EMPLSTATUS', '9', '9'],
    ['EMPLSTATUS', 'Quillemina Vexley', NOT_A_CODE],
    ['CONTHOURS', '37,5', '37,5'],
    ['CONTHOURS', 'Quillemina', NOT_A_NUMBER],
    ['STARTDATE', '31/02/2020', '31/02/2020'],
    ['NINUMBER', 'QQ123456C', PERSONAL],
    ['DOB', '17/03/1971', PERSONAL],
    ['POSTCODE', 'QV7 9ZQ', PERSONAL],
    ['UNIQUEWORKERID', 'w1', PERSONAL],
    ['QUALACH01NOTES', 'a note', PERSONAL],
    ['QUALACH01', '31;2020', '31;2020'],
    ['SCQUAL', 'QQ 12 34 56 C', PERSONAL],
    ['SURNAME', 'Vexley', NOT_KNOWN],
    ['', 'Vexley', NOT_KNOWN],
    ['DOB', '  ', ''],
  ])('of %s with "%s" is "%s"', (heading, cell, shown) => {
    expect(shownCell(contract, heading, cell)).toBe(shown);
  });
});

describe('mayHaveMoved', () => {
  it.each([
    [[fault('', 'cell_count')], true],
    [[fault('A'), fault('B'), fault('C')], true],
    [[fault('A'), fault('B')], false],
    [[fault('A'), fault('B'), fault('C', 'required')], false],
  ])('for %j is %s', (faults, moved) => {
    expect(mayHaveMoved(faults)).toBe(moved);
  });
});
