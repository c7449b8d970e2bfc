import { beforeAll, describe, expect, it } from 'vitest';
import type { Briefing, Table } from '../../../../src/reports/briefing.js';
import { packJson } from '../../../../src/reports/pack-json.js';
import { tableList } from '../../../../src/reports/renderers/table-list.js';
import { renderXlsx } from '../../../../src/reports/renderers/xlsx/render-xlsx.js';
import { HAND_TABLE, handBriefing } from '../../helpers/hand-briefing.js';
import { readWorkbook } from '../../helpers/read-workbook.js';
import type { ReadBook } from '../../helpers/read-workbook.js';
import { seededBriefings } from '../../helpers/seeded-briefings.js';
import { SENTINEL, SENTINEL_COUNT } from '../../helpers/seed.js';
import { workbookFaults } from '../../helpers/workbook-lint.js';

const AREAS = ['X10000001', 'X06000003', 'X47000001', 'X07000001'];

async function workbookOf(briefing: Briefing): Promise<Uint8Array> {
  const files = await renderXlsx({ briefing, charts: new Map() });
  return files.get('briefing.xlsx') as Uint8Array;
}

const plain = workbookOf(handBriefing()).then(readWorkbook);

function cellsOf(book: ReadBook, sheet: string): (string | number | undefined)[][] {
  const rows = book.sheets.find(({ name }) => name === sheet)?.rows ?? [];
  return rows.map((row) => row.map((cell) => cell?.value));
}

describe('renderXlsx', () => {
  it('sets out a table with a column for each fact, base, range and remark', async () => {
    const book = await plain;
    expect(cellsOf(book, 'Table 1')).toEqual([
      ['Table 1: Main figures, Northmoor, April 2026 [note 1]'],
      ['This worksheet contains one table.'],
      [
        'Shorthand: [c] confidential, so withheld; [u] low reliability, as it rests on few workers; [x] not available; [z] not applicable.',
      ],
      ['Notes are in the worksheet Notes.'],
      ['Source: providers’ returns, run run-1; Invented.'],
      ['Back to the contents'],
      [
        'Measure',
        'Measure: remark',
        'Unit',
        'April 2026, Northmoor',
        'April 2026, Northmoor: workers',
        'April 2026, Northmoor: workplaces',
        'April 2026, Northmoor: range from',
        'April 2026, Northmoor: range to',
        'March 2026',
        'March 2026: movement since',
        'England, as published',
        'England: period and edition',
      ],
      [
        ...['Vacancy rate', 'lower is better', 'per cent', 0.079, 1240, 45, 0.072, 0.084],
        ...[0.08, 'change not stated', 0.07, '2024-25; all sectors, July 2025 edition'],
      ],
      [
        ...['Median hourly pay', '[z]', 'pounds an hour', '[c]', '[c]', '[c]', '[c]', '[c]'],
        ...[12.6, 'rose 35p (2.9%) (better)', '[x]', '[x]'],
      ],
    ]);
  });

  it('shows each number just as the paper does', async () => {
    const book = await plain;
    const rows = book.sheets.find(({ name }) => name === 'Table 1')?.rows.slice(-2) ?? [];
    const shown = rows.flat().filter((cell) => typeof cell?.value === 'number');
    expect(shown.map((cell) => cell?.format)).toEqual([
      '0.0%',
      '#,##0',
      '#,##0',
      '0.0%',
      '0.0%',
      '0%" [u]"',
      '0.0%',
      '"£"#,##0.00',
    ]);
  });

  it('names the unit in the header where a column has one', async () => {
    const book = await plain;
    expect(cellsOf(book, 'Figure 1').slice(-3)).toEqual([
      ['Area', 'Vacancy rate (per cent)', 'Workers'],
      ['Northmoor', 0.079, 1240],
      ['Saltness', '[c]', '[c]'],
    ]);
  });

  it('makes two numbers of a range and one of a negative figure', async () => {
    const table: Table = {
      ...HAND_TABLE,
      columns: [
        { label: 'Likely range', align: 'number' },
        { label: 'Change', align: 'number' },
      ],
      rows: [
        { header: 'Northmoor', cells: [{ text: '7.2% to 7.9%' }, { text: '-0.5%' }] },
        { header: 'Saltness', cells: [{ text: '[c]' }, { text: '2026' }] },
      ],
    };
    const book = await readWorkbook(await workbookOf(handBriefing({}, table)));
    expect(cellsOf(book, 'Table 1').slice(-3)).toEqual([
      ['Item', 'Likely range: from', 'Likely range: to', 'Change'],
      ['Northmoor', 0.072, 0.079, -0.005],
      ['Saltness', '[c]', '[c]', 2026],
    ]);
  });

  it('prints the words of a demonstration and of an internal paper on every sheet', async () => {
    const briefing = handBriefing({ audience: 'internal', demonstration: 'Demonstration' });
    const book = await readWorkbook(await workbookOf(briefing));
    for (const { name } of book.sheets) {
      const lines = cellsOf(book, name).map(([first]) => first);
      expect(lines).toEqual(
        expect.arrayContaining(['Demonstration.', 'Internal: not for publication.']),
      );
    }
  });

  it('leaves what an officer has to fill visible on the cover', async () => {
    const book = await plain;
    expect(cellsOf(book, 'Cover')).toContainEqual([
      'Committee: [Committee name: officer to complete]',
    ]);
  });

  it('keeps text from data as text, on its line and within its cell', async () => {
    const hostile = [
      '=cmd|’/c calc’!A0',
      '@SUM(1)',
      '"><img src=x onerror=alert(1)>',
      'a\u202eb\nc',
    ];
    const long = 'Great Wrendle and Tolcaster '.repeat(20);
    const rows = [...hostile, long].map((header) => ({ header, cells: [{ text: header }] }));
    const columns = [...hostile, long, long].map((label) => ({ label, align: 'text' as const }));
    const table = { ...HAND_TABLE, caption: long, columns: columns.slice(0, 1), rows };
    const wide = {
      ...table,
      columns,
      rows: [{ header: 'x', cells: columns.map(() => ({ text: '-' })) }],
    };
    for (const each of [table, wide]) {
      expect(await workbookFaults(await workbookOf(handBriefing({ title: long }, each)))).toEqual(
        [],
      );
    }
    const book = await readWorkbook(await workbookOf(handBriefing({}, table)));
    expect(cellsOf(book, 'Table 1').slice(-5)).toEqual(
      [...hostile.slice(0, 3), 'ab c', long.trim()].map((text) => [text, text]),
    );
  });

  it('says that there is nothing where a table has no rows and a paper no table', async () => {
    const none = { ...HAND_TABLE, rows: [] };
    const book = await readWorkbook(await workbookOf(handBriefing({}, none)));
    expect(cellsOf(book, 'Table 1').at(-1)).toEqual(['No figures', '[x]', '[x]', '[x]']);
    expect(await workbookFaults(await workbookOf(handBriefing({ sections: [] })))).toEqual([]);
  });

  it('gives equal bytes for an equal briefing', async () => {
    const [one, two] = [await workbookOf(handBriefing()), await workbookOf(handBriefing())];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });
});

describe('the workbook of a seeded briefing', () => {
  let briefings: Map<string, Briefing>;
  beforeAll(async () => {
    briefings = await seededBriefings(AREAS);
  });

  it.each(AREAS)('of %s keeps the rules for accessible spreadsheets', async (code) => {
    expect(await workbookFaults(await workbookOf(briefings.get(code) as Briefing))).toEqual([]);
  });

  it('has the figures of pack.json, each in its row', async () => {
    const briefing = briefings.get('X10000001') as Briefing;
    const book = await readWorkbook(await workbookOf(briefing));
    const pack = JSON.parse(packJson(briefing)) as {
      facts: { id: string; unit: string; text: string; value?: number }[];
    };
    const facts = new Map(pack.facts.map((each) => [each.id, each]));
    let compared = 0;
    for (const { name, table } of tableList(briefing)) {
      const rows = cellsOf(book, name).slice(-table.rows.length);
      table.rows.forEach(({ header, cells }, index) => {
        expect(rows[index]?.[0]).toBe(header);
        const numbers = rows[index]?.map((each) =>
          typeof each === 'number' ? each.toFixed(6) : each,
        );
        for (const { fact } of cells) {
          if (fact === undefined) continue;
          const { unit, value, text } = facts.get(fact.id) ?? {
            unit: '',
            text: 'not in pack.json',
          };
          const stored = unit === 'rate' ? (value ?? 0) / 100 : value;
          expect(numbers, `${name} ${fact.id}`).toContain(
            value === undefined ? text : stored?.toFixed(6),
          );
          compared += 1;
        }
      });
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('holds nothing of a withheld figure', async () => {
    const book = await readWorkbook(await workbookOf(briefings.get('X06000003') as Briefing));
    const all = JSON.stringify(book.sheets.map(({ rows }) => rows));
    expect(all).not.toContain(String(SENTINEL).slice(2, 7));
    expect(all).not.toContain(String(SENTINEL_COUNT));
  });
});
