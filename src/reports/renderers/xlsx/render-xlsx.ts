import type { Workbook } from 'exceljs';
import type { Briefing } from '../../briefing.js';
import type { Files } from '../../pack-files.js';
import { oneLine } from '../../one-line.js';
import type { PackParts } from '../pack-parts.js';
import { tableList } from '../table-list.js';
import { contentsPage, coverPage, notesPage } from './front-pages.js';
import { noteList } from './note-list.js';
import type { SheetPage } from './page.js';
import { tablePage } from './table-pages.js';
import { tidyWorkbook } from './tidy-workbook.js';
import { writePage } from './write-page.js';

/** The file is packed once, when it has been tidied. */
const UNPACKED = { zip: { compression: 'STORE' } } as const;

/**
 * The tables of a briefing as a workbook that keeps the rules for accessible spreadsheets.
 * @source Analysis Function, Making spreadsheets accessible: checklist of the basics
 */
export async function renderXlsx({ briefing }: PackParts): Promise<Files> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  describe(workbook, briefing);
  pagesOf(briefing).forEach((page) => writePage(workbook, page));
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer(UNPACKED));
  return new Map([[`${briefing.fileStem}.xlsx`, await tidyWorkbook(bytes, briefing.asAt)]]);
}

/** The worksheets in order: cover, contents, notes and one for each table. */
function pagesOf(briefing: Briefing): SheetPage[] {
  const tables = tableList(briefing);
  const notes = noteList(tables);
  return [
    coverPage(briefing),
    contentsPage(tables, briefing),
    notesPage(notes, briefing),
    ...tables.map((table) => tablePage(table, notes, briefing)),
  ];
}

function describe(
  workbook: Workbook,
  { title, partnership, asAt, run, demonstration }: Briefing,
): void {
  const day = new Date(`${asAt}T00:00:00Z`);
  workbook.title = oneLine(title);
  workbook.subject = 'Adult social care workforce';
  workbook.description = demonstration ?? '';
  workbook.creator = oneLine(partnership.name);
  workbook.lastModifiedBy = `Carecount ${run.programVersion}`;
  // The type leaves out the language, which exceljs does write.
  Object.assign(workbook, { language: 'en-GB' });
  workbook.created = day;
  workbook.modified = day;
  workbook.views = [
    {
      x: 0,
      y: 0,
      width: 24_000,
      height: 14_000,
      firstSheet: 0,
      activeTab: 0,
      visibility: 'visible',
    },
  ];
}
