import { describe, expect, it } from 'vitest';
import { combineHeader, findTable } from '../../../src/ingest/layout/find-table.js';
import { contractsOf, type ContractText } from '../helpers/contracts.js';

type Row = readonly string[];

const rowsOf = (...rows: readonly Row[]) =>
  rows.map((cells, index) => ({ line: index + 1, cells }));

function find(rows: readonly Row[], ...contracts: readonly ContractText[]) {
  return findTable('', rowsOf(...rows), contractsOf(...(contracts.length > 0 ? contracts : [{}])));
}

const HEADER = ['HOME', 'BEDS'];

describe('findTable', () => {
  it('finds a header in the first row', () => {
    expect(find([HEADER]).tables).toMatchObject([{ headerAt: 0, headings: HEADER, score: 2 }]);
  });

  it('finds a header under a title and a preamble', () => {
    const above = [['Beds in April'], ['', 'as at 30 April 2026'], ['Beds']];
    expect(find([...above, HEADER, ['H1', '3']]).tables).toMatchObject([{ headerAt: 3 }]);
  });

  it('takes the first of two headers', () => {
    expect(find([HEADER, ['H1', '3'], HEADER]).tables).toMatchObject([{ headerAt: 0 }]);
  });

  it.each([
    ['another case', ['home', 'Beds']],
    ['spaces around and within', ['  HOME ', 'BEDS']],
    ['a line break', ['HOME\n', '\nBEDS']],
    ['a hard space', ['HOME\u00a0', 'BEDS']],
    ['the mark of a note', ['HOME [note 1]', 'BEDS [Note 12]']],
    ['columns that are not known', ['x', 'HOME', '', 'BEDS']],
  ])('knows a heading in %s', (_, header) => {
    expect(find([header]).tables).toHaveLength(1);
  });

  it('knows a column by an alias, and by an expression', () => {
    const columns = `
  - { name: HOME, aliases: [Care home], as: home_id, type: id, description: The home }
  - { name: BEDS, name_matches: '^beds .* 20\\d\\d$', as: bed_count, type: integer, description: Beds }`;
    expect(find([['care  home', 'Beds at 31 March 2026']], { columns }).tables).toHaveLength(1);
    expect(find([['care home', 'Beds']], { columns }).tables).toHaveLength(1);
    expect(find([['care home', 'Beds at 31 March']], { columns }).tables).toHaveLength(0);
  });

  it('looks as far down as the contract says, and no further', () => {
    const rows = [...Array.from({ length: 3 }, () => ['Title']), HEADER];
    const within = (count: number) => ({ rest: `layout: { header: { within: ${count} } }` });
    expect(find(rows, within(4)).tables).toHaveLength(1);
    expect(find(rows, within(3)).tables).toHaveLength(0);
  });

  it('takes the contract of which more telling columns are there', () => {
    const more = `
  - { name: ROOMS, as: room_count, type: integer, description: Rooms }`;
    const rooms = { id: 'rooms', recognise: '[HOME, BEDS, ROOMS]', more };
    for (const contracts of [
      [{}, rooms],
      [rooms, {}],
    ]) {
      expect(find([['HOME', 'BEDS', 'ROOMS']], ...contracts).tables).toMatchObject([
        { contract: { id: 'rooms' }, score: 3 },
      ]);
      expect(find([HEADER], ...contracts).tables).toMatchObject([{ contract: { id: 'beds' } }]);
    }
  });

  it('takes one of two telling columns for enough, and asks for either where neither is there', () => {
    const rooms = `
  - { name: ROOMS, as: room_count, type: integer, description: Rooms }`;
    const contract = { recognise: "[HOME, 'BEDS|ROOMS']", more: rooms };
    expect(find([['HOME', 'ROOMS']], contract).tables).toMatchObject([{ score: 2 }]);
    expect(find([['HOME', 'BEDS']], contract).tables).toMatchObject([{ score: 2 }]);
    expect(find([['HOME', 'x']], contract).nearest).toMatchObject({ missing: ['BEDS or ROOMS'] });
  });

  it('looks only on the sheets that a contract names, any of them by a pattern', () => {
    const contracts = contractsOf({
      rest: "layout: { sheets: ['Beds *', Data], ignore_sheets: ['Beds (old)'] }",
    });
    const on = (sheet: string) => findTable(sheet, rowsOf(HEADER), contracts).tables.length;
    expect(['Beds April', 'data', ' Data '].map(on)).toEqual([1, 1, 1]);
    expect(['Beds', 'Data 2', 'Beds (old)', 'Notes'].map(on)).toEqual([0, 0, 0, 0]);
  });

  it('needs a column to become rows where the contract has such columns', () => {
    const unpivot = {
      recognise: '[HOME]',
      rest: "layout: { unpivot: '^beds in (?<month>.*)$' }",
    };
    expect(find([['HOME', 'Beds in April']], unpivot).tables).toHaveLength(1);
    expect(find([['HOME', 'Beds']], unpivot).tables).toHaveLength(0);
  });

  it('tells what comes nearest where there is none: what it lacks, and what it has instead', () => {
    const more = `
  - { name: TOWN, as: town, type: text, description: The town }`;
    const { tables, nearest } = find(
      [['Title'], ['HOME', 'BADS', 'TOWN', 'BATHS']],
      { more },
      { id: 'rooms', recognise: '[HOME, ROOMS, TOWN, FLOOR]', columns: roomsColumns },
    );
    expect(tables).toEqual([]);
    expect(nearest).toMatchObject({
      contract: { id: 'rooms' },
      missing: ['ROOMS', 'FLOOR'],
      unknown: ['BADS', 'BATHS'],
    });
  });

  it('tells nothing where no heading of any contract is there', () => {
    expect(find([['a', 'b']]).nearest).toBeUndefined();
    expect(find([]).tables).toEqual([]);
  });
});

const roomsColumns = ['HOME', 'ROOMS', 'TOWN', 'FLOOR']
  .map(
    (name) =>
      `\n  - { name: ${name}, as: ${name.toLowerCase()}, type: text, description: Invented }`,
  )
  .join('');

describe('findTable, with tables side by side', () => {
  const beside = { rest: 'layout: { side_by_side: true }' };

  it('finds each that is parted from the next by a column without a heading', () => {
    const { tables } = find([['HOME', 'BEDS', '', 'Home', 'Beds', '', 'other']], beside);
    expect(tables.map(({ headings }) => headings)).toEqual([
      ['HOME', 'BEDS', '', '', '', '', ''],
      ['', '', '', 'Home', 'Beds', '', ''],
    ]);
  });

  it('finds none that is torn in two by such a column', () => {
    expect(find([['HOME', '', 'BEDS']], beside).tables).toEqual([]);
  });
});

describe('combineHeader', () => {
  const layoutOf = (header: string) => contractsOf({ rest: `layout: { header: ${header} }` })[0];
  const combine = (header: string, ...rows: readonly Row[]) => {
    const contract = layoutOf(header);
    if (contract === undefined) throw new Error('no contract');
    return combineHeader(rowsOf(...rows), contract);
  };

  it('joins the rows of a stacked header from above', () => {
    expect(combine('{ rows: 2 }', ['', 'Beds', 'Beds'], ['Home', '2025', '2026'])).toEqual([
      'Home',
      'Beds | 2025',
      'Beds | 2026',
    ]);
  });

  it('says once what stands in one row and again in the one below, as in merged cells', () => {
    expect(combine('{ rows: 2 }', ['Home', 'Beds'], ['Home', '2026'])).toEqual([
      'Home',
      'Beds | 2026',
    ]);
  });

  it('fills a heading to the right where the contract says so, but not the lowest row', () => {
    const rows = [
      ['', 'Beds', '', '', 'Rooms'],
      ['', '2025', '', '2026', ''],
      ['Home', 'all', 'free', 'all', 'all'],
    ];
    expect(combine('{ rows: 3, fill: right }', ...rows)).toEqual([
      'Home',
      'Beds | 2025 | all',
      'Beds | 2025 | free',
      'Beds | 2026 | all',
      'Rooms | 2026 | all',
    ]);
    expect(combine('{ rows: 3 }', ...rows)).toEqual([
      'Home',
      'Beds | 2025 | all',
      'free',
      '2026 | all',
      'Rooms | all',
    ]);
  });

  it('fills nothing over a column that has no heading of its own', () => {
    expect(combine('{ rows: 2, fill: right }', ['', 'Beds', ''], ['Home', '2026', ''])).toEqual([
      'Home',
      'Beds | 2026',
      '',
    ]);
  });

  it('names the first columns that have no heading, where others can be unpivoted', () => {
    const contract = layoutOf(
      '{ rows: 2, unnamed: [HOME, BEDS] }, unpivot: "^(?<year>20..) . (?<what>.+)$"',
    );
    if (contract === undefined) throw new Error('no contract');
    const combined = (...rows: readonly Row[]) => combineHeader(rowsOf(...rows), contract);
    expect(combined(['', '', '2026'], ['', 'Rooms', 'Beds'])).toEqual([
      'HOME',
      'Rooms',
      '2026 | Beds',
    ]);
    expect(combined(['', '', 'Title'], ['', '', 'Beds'])).toEqual(['', '', 'Title | Beds']);
  });

  it('joins with what the contract says, and leaves one row as it is', () => {
    expect(combine("{ rows: 2, join: ' ' }", ['Beds'], ['2026'])).toEqual(['Beds 2026']);
    expect(combine('{ rows: 1 }', [' Home ', 'Beds [note 2]', ''])).toEqual(['Home', 'Beds', '']);
  });
});
