import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/ingest/index.js';
import { rereadRows } from '../../../src/ingest/quarantine/reread.js';
import { workers } from '../helpers/files.js';
import { CONTRACTS, rowsOf, stageFiles } from '../helpers/staging.js';

const WORKER = contractOf('asc_wds_worker');

function contractOf(id: string): Contract {
  const contract = CONTRACTS.find((each) => each.id === id);
  if (contract === undefined) throw new Error(`no contract ${id}`);
  return contract;
}

async function workbook(): Promise<Buffer> {
  const book = new exceljs.Workbook();
  book.addWorksheet('Notes').addRow(['Read this first']);
  const sheet = book.addWorksheet('Staff');
  sheet.addRow(['Our return']);
  for (const line of workers({}, { MAINJOBROLE: '99' }).trim().split('\n')) {
    sheet.addRow(line.split(','));
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('rereadRows', () => {
  it('gives rows of a text as they stand, whatever parts its cells and its lines', async () => {
    const text = workers({}, { MAINJOBROLE: '99' }).replaceAll(',', ';').replaceAll('\n', '\r\n');
    const [table] = await rereadRows(Buffer.from(text), WORKER, [{ sheet: '', line: 3 }]);
    expect(table?.headings).toContain('MAINJOBROLE');
    expect(table?.rows).toMatchObject([{ line: 3, cells: ['HOME1', 'w1', 'UPDATE', '1', '99'] }]);
  });

  it('gives rows of the sheet that is meant, under the header wherever it stands', async () => {
    const tables = await rereadRows(await workbook(), WORKER, [{ sheet: 'Staff', line: 4 }]);
    expect(tables).toHaveLength(1);
    expect(tables[0]?.headings[0]).toBe('LOCALESTID');
    expect(tables[0]?.rows.map(({ cells }) => cells[4])).toEqual(['99']);
  });

  it('finds the record at the line that its finding names, after a blank first line too', async () => {
    const text = `\n${workers({}, { MAINJOBROLE: '99' })}`;
    const staged = await stageFiles(text);
    const [record] = await rowsOf(
      staged,
      "select coalesce(line, record_number + 1) as line from raw.record where row_state = 'quarantined'",
    );
    expect(record?.['line']).toBe(4);
    const [table] = await rereadRows(Buffer.from(text), WORKER, [{ sheet: '', line: 4 }]);
    expect(table?.rows[0]?.cells).toContain('99');
  });
});
