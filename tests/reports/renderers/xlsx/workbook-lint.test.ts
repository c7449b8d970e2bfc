import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { renderXlsx } from '../../../../src/reports/renderers/xlsx/render-xlsx.js';
import { handBriefing } from '../../helpers/hand-briefing.js';
import { workbookFaults } from '../../helpers/workbook-lint.js';

const TABLE_SHEET = 'xl/worksheets/sheet4.xml';

const rendered = renderXlsx({ briefing: handBriefing(), charts: new Map() });

/** The workbook of the briefing made by hand, with one of its files changed. */
async function broken(path: string, change: (xml: string) => string): Promise<string[]> {
  const zip = await JSZip.loadAsync((await rendered).get('briefing.xlsx') ?? '');
  const before = (await zip.file(path)?.async('string')) ?? '';
  const after = change(before);
  expect(after).not.toBe(before);
  zip.file(path, after);
  return workbookFaults(await zip.generateAsync({ type: 'uint8array' }));
}

describe('workbookFaults', () => {
  it('finds nothing in a workbook that keeps the rules', async () => {
    const bytes = (await rendered).get('briefing.xlsx') as Uint8Array;
    expect(await workbookFaults(bytes)).toEqual([]);
  });

  it.each<[fault: string, path: string, from: string | RegExp, to: string]>([
    ['Table 1: has a gap in column A', TABLE_SHEET, /<row r="3"[^]*?<\/row>/, ''],
    ['Table 1: table table_1_main has an empty cell', TABLE_SHEET, /<row r="8"[^]*?<\/row>/, ''],
    [
      'table name twice',
      'xl/tables/table4.xml',
      /displayName="[^"]*"/,
      'displayName="Table_1_Main"',
    ],
    ['Table 1: has mergeCells', TABLE_SHEET, '</sheetData>', '</sheetData><mergeCells count="1"/>'],
    ['Table 1: has pane', TABLE_SHEET, '<selection', '<pane ySplit="1"/><selection'],
    ['Table 1: hides rows or columns', TABLE_SHEET, '<row r="2"', '<row r="2" hidden="1"'],
    ['a font that is not Arial', 'xl/styles.xml', 'name val="Arial"', 'name val="Wingdings"'],
    ['a fill', 'xl/styles.xml', 'patternType="none"', 'patternType="solid"'],
    ['no language', 'docProps/core.xml', 'en-GB', ''],
    [
      'Table 1: table table_1_main has a filter',
      'xl/tables/table3.xml',
      '<tableColumns',
      '<autoFilter/><tableColumns',
    ],
    [
      'Table 1: table table_1_main has other names than its header',
      'xl/tables/table3.xml',
      'name="Measure"',
      'name="Metric"',
    ],
    [
      'the notes are not those of the markers, in order',
      'xl/sharedStrings.xml',
      '2026 [note 1]',
      '2026',
    ],
    [
      'Table 1: table table_1_main does not explain [c]',
      'xl/sharedStrings.xml',
      '[c] confidential',
      'confidential',
    ],
    [
      'Contents lists other sheets than there are',
      'xl/workbook.xml',
      'name="Figure 1"',
      'name="Table 9"',
    ],
  ])('finds: %s', async (fault, path, from, to) => {
    expect(await broken(path, (xml) => xml.replace(from, to))).toContain(fault);
  });
});
