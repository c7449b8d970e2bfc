import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/ingest/readers/decode.js';
import { readDelimited } from '../../../src/ingest/readers/delimited.js';
import { formatOf } from '../../../src/ingest/readers/format.js';
import { collect, walk } from './helpers.js';

const DIR = join(import.meta.dirname, '../../../../shared/realdata');
const isHere = existsSync(DIR);
if (!isHere) console.warn('The real public files are not here: their tests are skipped.');
const load = (name: string) => readFileSync(join(DIR, name));

describe('real public files', () => {
  it.skipIf(!isHere)(
    'ASCOF as ODS: 29 sheets, table 6a clean under the header on row 5',
    async () => {
      const bytes = load('ascof_2024_25.ods');
      expect(formatOf(bytes).format).toBe('ods');
      const sheets = await walk(bytes, 'ods');
      expect(sheets).toHaveLength(29);
      const rows = sheets.find(({ name }) => name === 'Table_6a')?.rows ?? [];
      expect(rows.find(({ line }) => line === 5)?.cells.slice(0, 3)).toEqual([
        'Local authority code',
        'Local authority',
        'ONS area code',
      ]);
      const figures = rows.filter(({ line }) => line > 5).flatMap(({ cells }) => cells.slice(3));
      expect(figures).toContain('34.3');
      expect(figures.filter((cell) => !/^(\d+(\.\d)?|\[[cxz]\]|)$/.test(cell))).toEqual([]);
    },
  );

  it.skipIf(!isHere)('NHS beds: the bands over the header reach over their columns', async () => {
    const bytes = load('nhs_kh03_beds_q2_2020_21.xlsx');
    expect(formatOf(bytes).format).toBe('xlsx');
    const [sheet] = await walk(bytes);
    const row = (line: number) => sheet?.rows.find((each) => each.line === line)?.cells ?? [];
    const bands = row(14);
    expect(bands.slice(6, 11)).toEqual(Array(5).fill('Available'));
    expect(bands.slice(12, 17)).toEqual(Array(5).fill('Occupied'));
    expect(bands.slice(18, 23)).toEqual(Array(5).fill('% Occupied'));
    expect([bands[11], bands[17]]).toEqual(['', '']);
    expect(row(15).filter((cell) => cell === 'Total ')).not.toHaveLength(0);
    const rates = (sheet?.rows ?? [])
      .filter(({ line }) => line > 17)
      .flatMap(({ cells }) => cells.slice(18, 23));
    expect(rates.filter((cell) => cell === '-')).toHaveLength(398);
    expect(rates.filter((cell) => !/^(-|[01](\.\d+)?|)$/.test(cell))).toEqual([]);
  });

  it.skipIf(!isHere)('deferred payments: windows-1252 from line 68 on', async () => {
    const { encoding, text } = decode(load('pss_deferred_payments_2015_16_cp1252.csv'));
    expect(encoding).toBe('windows-1252');
    const rows = await collect(readDelimited(text, ',').rows);
    expect(rows).toHaveLength(5601);
    expect(rows.some(({ cells }) => cells.some((cell) => cell.includes('£')))).toBe(true);
  });

  it.skipIf(!isHere)('unit costs: line breaks within the header, by physical line', async () => {
    const { encoding, text } = decode(load('pss_unit_costs_2008_09.csv'));
    expect(encoding).toBe('utf-8 with BOM');
    const rows = await collect(readDelimited(text, ',').rows);
    const lines = Buffer.from(text)
      .toString('utf8')
      .split(/\r\n|\n|\r/);
    for (const { line, cells } of rows) {
      const start = (cells[0] ?? '').split(/[\r\n]/)[0] ?? '';
      expect(lines[line - 1]).toContain(start.replaceAll('"', '""'));
    }
    expect(Math.max(...rows.map(({ cells }) => cells.length))).toBe(193);
  });
});
