import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Briefing, Table } from '../../../src/reports/briefing.js';
import { tablesOf } from '../../../src/reports/briefing.js';
import { writePacks } from '../../../src/reports/index.js';
import { columnWidths, fitOf } from '../../../src/reports/renderers/docx/column-widths.js';
import { paperData } from '../../../src/reports/renderers/pdf/paper-data.js';
import { packOptions, tempFolder } from '../helpers/packs.js';
import { SEED_AREAS, seedDatabase, seedMeasures } from '../helpers/seed.js';

const dir = tempFolder();
const PLACES = ['Northumbershire', 'Great Wrendle and Tolcaster', 'Wolverstoneham', 'Eskerby'];
const AREAS = [
  ...SEED_AREAS.filter(({ type }) => type !== 'council'),
  ...Array.from({ length: 30 }, (_, index) => ({
    code: `X060001${String(index).padStart(2, '0')}`,
    name: `${PLACES[index % 4] ?? ''} ${index + 1}`,
    type: 'council',
  })),
];

let overview: Briefing;

beforeAll(async () => {
  const measures = seedMeasures('2026-04', AREAS).filter(({ metric }) => metric === 'vacancy_rate');
  await seedDatabase(join(dir, 'public.duckdb'), measures, AREAS);
  const { faults } = await writePacks(packOptions(dir, { areas: ['X47000001'] }), ({ paper }) => {
    overview = paper;
    return Promise.resolve({ files: new Map([['pack.json', '{}']]), faults: [] });
  });
  expect(faults).toEqual([]);
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

function byMonth(): Table {
  const table = tablesOf(overview).find(({ id }) => id === 'table-vacancy-areas');
  if (table === undefined) throw new Error('no table of areas by month');
  return table;
}

describe('the overview of a partnership of thirty councils', () => {
  it('has a row for each council and a column for each month', () => {
    const { columns, rows } = byMonth();
    expect(rows.map(({ header }) => header)).toHaveLength(30);
    expect(columns.map(({ label }) => label)).toHaveLength(13);
    expect([columns[0]?.label, columns[12]?.label]).toEqual(['Apr 2025', 'Apr 2026']);
    const [row] = rows;
    const facts = row?.cells.map(({ fact }) => fact);
    expect(facts?.map((fact) => fact?.area.name)).toEqual(Array(13).fill(row?.header));
  });

  it('breaks no word of its tables in the PDF', () => {
    const { sections, appendices } = paperData({ briefing: overview, charts: new Map() });
    const words = JSON.stringify([sections, appendices]);
    expect(words).toContain('Northumbershire 1');
    expect(words).not.toContain('\u200b');
  });

  it('has room for each word of its tables in Word, on A4 between wide margins', () => {
    const width = 9026;
    for (const table of tablesOf(overview)) {
      const fit = fitOf(table, width);
      const widths = columnWidths(table, width, fit);
      const texts = [
        ...table.rows.map(({ header, cells }) => [header, ...cells.map(({ text }) => text)]),
        ['', ...table.columns.map(({ label }) => label)],
      ];
      for (const row of texts) {
        row.forEach((text, index) => {
          const longest = Math.max(...text.split(' ').map((word) => word.length));
          const room = (widths[index] ?? 0) - fit.beside;
          expect(room / fit.letter, `${table.id}: ${text}`).toBeGreaterThanOrEqual(longest);
        });
      }
    }
  });
});
