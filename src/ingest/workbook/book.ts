import type { Workbook, Worksheet } from 'exceljs';
import { addTitle } from './text.js';

/** The number that a workbook has for the paper. */
export const A4 = 9;

/** A workbook with the properties that assistive technology reads out. */
export async function newWorkbook(title: string, now: Date): Promise<Workbook> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  Object.assign(workbook, {
    creator: 'Carecount',
    lastModifiedBy: 'Carecount',
    title,
    subject: 'Adult social care workforce',
    language: 'en-GB',
    created: now,
    modified: now,
  });
  return workbook;
}

/** A sheet that prints on A4, as wide as the page; with its title, where it is given one, in the first row. */
export function addSheet(
  workbook: Workbook,
  name: string,
  orientation: 'portrait' | 'landscape',
  title?: string,
): Worksheet {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'normal', showGridLines: false }],
    pageSetup: {
      paperSize: A4,
      orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
  });
  if (title !== undefined) addTitle(sheet, title);
  return sheet;
}

/** A workbook's bytes. */
export async function bytesOf(workbook: Workbook): Promise<Buffer> {
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
