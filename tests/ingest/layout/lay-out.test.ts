import { describe, expect, it } from 'vitest';
import { columnLetters } from '../../../src/ingest/layout/lay-out.js';
import { contractsOf, type ContractText } from '../helpers/contracts.js';
import { ready, recordsOf, refused } from '../helpers/looked.js';
import { day, workbookOf, type SheetContent } from '../helpers/workbooks.js';

/** Reads a text under one invented contract. */
async function read(text: string | Uint8Array, contract: ContractText) {
  const file = await ready(text, contractsOf(contract));
  const records = recordsOf(file);
  return {
    tally: file.tally,
    notes: file.notes,
    records,
    cells: records.map(({ cells }) => cells),
  };
}

async function readSheet(sheet: SheetContent, contract: ContractText) {
  return read(await workbookOf(sheet), contract);
}

const H1 = { HOME: 'H1', BEDS: '3' };
const H2 = { HOME: 'H2', BEDS: '4' };

describe('a table below a title', () => {
  it('is read, and what stands above it is counted', async () => {
    const { cells, tally } = await read('Beds in April\nInvented\n\nHOME,BEDS\nH1,3\nH2,4\n', {});
    expect(cells).toEqual([H1, H2]);
    expect(tally).toEqual({ preamble: 2, header: 1, read: 2, note: 0, footer: 0 });
  });

  it('may have rows between its header and its records, which are counted with the preamble', async () => {
    const { cells, tally } = await read('HOME,BEDS\n(id),(number)\n1,2\nH1,3\n', {
      rest: 'layout: { skip_after_header: 2 }',
    });
    expect(cells).toEqual([H1]);
    expect(tally).toEqual({ preamble: 2, header: 1, read: 1, note: 0, footer: 0 });
  });
});

describe('a table with a footer', () => {
  const ends = { rest: 'layout: { ends_at: blank_row }' };

  it('ends at the first blank row, and what follows is counted', async () => {
    const { cells, tally } = await read('HOME,BEDS\nH1,3\nH2,4\n\nNotes\nH3,9\n', ends);
    expect(cells).toEqual([H1, H2]);
    expect(tally).toEqual({ preamble: 0, header: 1, read: 2, note: 0, footer: 2 });
  });

  it('does not end at a blank row between its header and its records', async () => {
    const { cells } = await read('HOME,BEDS\n\nH1,3\n\nNotes\n', ends);
    expect(cells).toEqual([H1]);
  });

  it('does not end at a blank row unless the contract says so', async () => {
    const { cells } = await read('HOME,BEDS\nH1,3\n\nH2,4\n', {});
    expect(cells).toEqual([H1, H2]);
  });

  it('does not end within a cell of several lines', async () => {
    const { cells } = await read('HOME,BEDS\n"H1\n\n",3\nH2,4\n\nNotes\n', ends);
    expect(cells.map(({ BEDS }) => BEDS)).toEqual(['3', '4']);
  });

  it('ends at the first blank row of a sheet, one after a cell of several lines too', async () => {
    const rows = [['HOME', 'BEDS'], ['H1', 3], ['H2\nupstairs\n', 4], [], ['Notes', 'x']];
    const { cells, tally } = await readSheet({ rows }, ends);
    expect(cells.map(({ BEDS }) => BEDS)).toEqual(['3', '4']);
    expect(tally).toMatchObject({ read: 2, footer: 1 });
  });
});

describe('rows of a table that are no records', () => {
  const kinds = {
    more: `
  - { name: '@row_kind', as: row_kind, type: text, description: What the row is }`,
    rest: `layout:
  rows:
    - { column: HOME, matches: '^(total|all homes)$', is: total }
    - { column: HOME, matches: '^(source|note)', is: note }`,
  };

  it('are kept and marked where the contract calls them totals', async () => {
    const { cells, tally } = await read('HOME,BEDS\nH1,3\nTotal,7\n', kinds);
    expect(cells).toEqual([H1, { HOME: 'Total', BEDS: '7', '@row_kind': 'total' }]);
    expect(tally).toMatchObject({ read: 2, note: 0 });
  });

  it('are left out and counted where it calls them notes, however wide they are', async () => {
    const { cells, tally } = await read('HOME,BEDS\nH1,3\nSource: invented\nNote 1,a,b\n', kinds);
    expect(cells).toEqual([H1]);
    expect(tally).toMatchObject({ read: 1, note: 2 });
  });

  it('are left out and counted where they say the header again', async () => {
    for (const text of [
      'HOME,BEDS\nH1,3\nHOME,BEDS\nH2,4\n',
      'x\nHOME,BEDS\nH1,3\n Home ,beds\nH2,4\n',
    ]) {
      const { cells, tally } = await read(text, {});
      expect(cells).toEqual([H1, H2]);
      expect(tally).toMatchObject({ read: 2, note: 1 });
    }
  });

  it('are left out and counted where they have nothing under a known heading', async () => {
    const { cells, tally } = await read('Title\nHOME,BEDS,x\nH1,3,\n,,remark\nH2,4,\n', {});
    expect(cells).toEqual([H1, H2]);
    expect(tally).toMatchObject({ read: 2, note: 1 });
  });
});

describe('tables side by side', () => {
  const beside = { rest: 'layout: { side_by_side: true }' };
  const rows = [
    ['North', '', '', 'South'],
    ['HOME', 'BEDS', '', 'HOME', 'BEDS'],
    ['H1', 3, '', 'H2', 4],
    ['H3', 5],
  ];

  it('are each read, and a row that one of them lacks is not one of its records', async () => {
    const { cells } = await readSheet({ rows }, beside);
    expect(cells).toEqual([H1, { HOME: 'H3', BEDS: '5' }, H2]);
  });

  it('have each row counted once', async () => {
    const { tally } = await readSheet({ rows }, beside);
    expect(tally).toEqual({ preamble: 1, header: 1, read: 2, note: 0, footer: 0 });
  });

  it('have each row counted as read where any of them has a record in it', async () => {
    const longerSouth = [...rows.slice(0, 3), ['', '', '', 'H3', 5]];
    const { tally, cells } = await readSheet({ rows: longerSouth }, beside);
    expect(cells).toHaveLength(3);
    expect(tally).toMatchObject({ read: 2, note: 0 });
  });

  it('have each heading that is not known named', async () => {
    const other = [
      ['HOME', 'BEDS', '', 'HOME', 'BEDS', 'Cook'],
      ['H1', 3, '', 'H2', 4, 'x'],
    ];
    const { notes } = await readSheet({ rows: other }, beside);
    expect(notes).toEqual([{ rule: 'column_unknown', column: 'Cook', detail: null }]);
  });
});

describe('a stacked header', () => {
  const stacked = {
    recognise: '[HOME, "Beds | all"]',
    columns: `
  - { name: HOME, as: home_id, type: id, description: The home }
  - { name: 'Beds | all', as: bed_count, type: integer, description: Beds }
  - { name: 'Beds | free', as: free_count, type: integer, description: Free beds }`,
    rest: 'layout: { header: { rows: 2, fill: right } }',
  };

  it('is read from a text, each heading once over its columns', async () => {
    const { cells, tally } = await read(',Beds,\nHOME,all,free\nH1,3,1\n', stacked);
    expect(cells).toEqual([{ HOME: 'H1', 'Beds | all': '3', 'Beds | free': '1' }]);
    expect(tally).toMatchObject({ preamble: 0, header: 2, read: 1 });
  });

  it('is read from a sheet with merged cells, down and across', async () => {
    const rows = [
      ['HOME', 'Beds', ''],
      ['', 'all', 'free'],
      ['H1', 3, 1],
    ];
    const { cells } = await readSheet({ rows, merges: ['A1:A2', 'B1:C1'] }, stacked);
    expect(cells).toEqual([{ HOME: 'H1', 'Beds | all': '3', 'Beds | free': '1' }]);
  });
});

describe('columns that become rows', () => {
  const unpivot = {
    recognise: '[HOME]',
    columns: `
  - { name: HOME, as: home_id, type: id, description: The home }
  - { name: '@month', as: month, type: text, description: The month }
  - { name: '@kind', as: kind, type: text, description: Beds or rooms }
  - { name: '@value', as: value, type: integer, description: How many }`,
    rest: "layout: { unpivot: '^(?<kind>beds|rooms) in (?<month>\\w+)$' }",
  };

  it('give a record for each, with what their heading says', async () => {
    const { cells, records, tally } = await read(
      'HOME,Beds in April,Rooms in May,other\nH1,3,2,x\nH2,,5,x\n',
      unpivot,
    );
    expect(cells).toEqual([
      { HOME: 'H1', '@kind': 'Beds', '@month': 'April', '@value': '3' },
      { HOME: 'H1', '@kind': 'Rooms', '@month': 'May', '@value': '2' },
      { HOME: 'H2', '@kind': 'Beds', '@month': 'April' },
      { HOME: 'H2', '@kind': 'Rooms', '@month': 'May', '@value': '5' },
    ]);
    expect(records.map(({ line }) => line)).toEqual([2, 2, 3, 3]);
    expect(tally).toMatchObject({ header: 1, read: 2 });
  });

  it('are not those that the contract names', async () => {
    const named = {
      ...unpivot,
      more: `
  - { name: 'Beds in total', as: total_count, type: integer, description: All }`,
    };
    const { cells } = await read('HOME,Beds in April,Beds in total\nH1,3,9\n', named);
    expect(cells).toEqual([
      { HOME: 'H1', '@kind': 'Beds', '@month': 'April', '@value': '3', 'Beds in total': '9' },
    ]);
  });

  it('give one record at fault for a row of another width', async () => {
    const { records } = await read('HOME,Beds in April,Rooms in May\nH1,3\n', unpivot);
    expect(records.map(({ fault, cells }) => [fault, cells])).toEqual([
      ['cell_count', { HOME: 'H1' }],
    ]);
  });
});

describe('a row of another width', () => {
  const pad = { rest: 'layout: { ragged: pad }' };

  it('is at fault in a text', async () => {
    const { records } = await read('HOME,BEDS\nH1,3\nH2\nH3,1,2\n', {});
    expect(records.map(({ fault }) => fault)).toEqual(['', 'cell_count', 'cell_count']);
  });

  it('is read as far as it goes where the contract says so', async () => {
    const { records } = await read('HOME,BEDS\nH1\nH2,4,\n', pad);
    expect(records.map(({ fault, cells }) => [fault, cells])).toEqual([
      ['', { HOME: 'H1' }],
      ['', H2],
    ]);
  });

  it('is none in a sheet, where each cell stands under its heading', async () => {
    const { records } = await readSheet({ rows: [['HOME', 'BEDS'], ['H1'], ['H2', 4]] }, {});
    expect(records.map(({ fault, cells }) => [fault, cells])).toEqual([
      ['', { HOME: 'H1' }],
      ['', H2],
    ]);
  });
});

describe('cells under no heading', () => {
  it('are told of by the letters of their column, and not read', async () => {
    const rows = [
      ['HOME', 'BEDS'],
      ['H1', 3, '', 'a remark'],
    ];
    const { cells, notes } = await readSheet({ rows }, {});
    expect(cells).toEqual([H1]);
    expect(notes).toEqual([{ rule: 'column_unknown', column: 'column D', detail: null }]);
  });

  it('are told of once, however many there are', async () => {
    const rows = [['HOME', 'BEDS'], ...Array.from({ length: 9 }, () => ['H1', 3, 'x'])];
    expect((await readSheet({ rows }, {})).notes).toHaveLength(1);
  });
});

describe('columnLetters', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [16383, 'XFD'],
  ])('calls column %i %s', (at, letters) => {
    expect(columnLetters(at)).toBe(letters);
  });
});

describe('what stands around a table', () => {
  const context = (items: string) => ({
    more: `
  - { name: '@period', as: month, type: text, description: The month }`,
    rest: `layout: { context: [${items}] }`,
  });
  const table = [
    ['HOME', 'BEDS'],
    ['H1', 3],
  ];
  const periodIn = async (contract: ContractText, ...sheets: readonly SheetContent[]) => {
    const { cells } = await read(await workbookOf(...sheets), contract);
    return cells[0]?.['@period'];
  };

  it('is told by part of the name of its sheet', async () => {
    const bySheet = context("{ name: '@period', sheet: '(\\w+ 20\\d\\d)' }");
    expect(await periodIn(bySheet, { name: 'Beds April 2026', rows: table })).toBe('April 2026');
    expect(await periodIn(bySheet, { name: 'Beds', rows: table })).toBeUndefined();
  });

  it('is told by the words of a cell above it', async () => {
    const byCell = context("{ name: '@period', cell_matches: 'as at (.*)$' }");
    const rows = [['Beds'], ['', 'Invented, as at April 2026 '], ...table];
    expect(await periodIn(byCell, { rows })).toBe('April 2026');
    expect(await periodIn(byCell, { rows: [...table, ['as at May 2026', 1]] })).toBeUndefined();
  });

  it('is told by the first filled cell to the right of a label', async () => {
    const byLabel = context("{ name: '@period', label: '^period:?$' }");
    const rows = [['Period:', '', day('2026-04-01')], ...table];
    expect(await periodIn(byLabel, { rows })).toBe('2026-04-01');
    expect(await periodIn(byLabel, { rows: [['Period:'], ...table] })).toBeUndefined();
  });

  it('is told by a label on a cover sheet that comes before', async () => {
    const onCover = context(
      "{ name: '@period', label: '^month$', on: Cover, matches: '20\\d\\d-\\d\\d' }",
    );
    const cover = {
      name: 'cover',
      rows: [['Return of beds'], ['Month', 'the month of 2026-04, all homes']],
    };
    expect(await periodIn(onCover, cover, { name: 'Data', rows: table })).toBe('2026-04');
  });

  it('is told in a text as well', async () => {
    const byLabel = context("{ name: '@period', label: '^period$' }");
    const { cells } = await read('Period,April 2026\nHOME,BEDS\nH1,3\n', byLabel);
    expect(cells).toEqual([{ ...H1, '@period': 'April 2026' }]);
  });

  it('is each its own for the tables of several sheets', async () => {
    const bySheet = context("{ name: '@period', sheet: '.*' }");
    const book = await workbookOf({ name: 'April', rows: table }, { name: 'May', rows: table });
    const { records } = await read(book, bySheet);
    expect(records.map(({ sheet, cells }) => [sheet, cells['@period']])).toEqual([
      ['April', 'April'],
      ['May', 'May'],
    ]);
  });

  it('may be the name of its sheet as it stands', async () => {
    const named = {
      more: `
  - { name: '@sheet', as: sheet_name, type: text, description: The sheet }`,
    };
    const { cells } = await read(await workbookOf({ name: 'May', rows: table }), named);
    expect(cells).toEqual([{ ...H1, '@sheet': 'May' }]);
  });
});

describe('a table without a record', () => {
  it.each([
    ['a header alone', 'Beds\nHOME,BEDS\n'],
    ['a header and its units', 'HOME,BEDS\n(id),(n)\n'],
  ])('is refused: %s', async (_, text) => {
    const contracts = contractsOf({ rest: 'layout: { skip_after_header: 1 }' });
    expect(await refused(text, contracts)).toMatchObject({
      outcome: 'rejected',
      datasetId: 'beds',
      reason: 'The file has a header and no records: expected at least one.',
    });
  });
});
