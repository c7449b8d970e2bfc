import exceljs from 'exceljs';

/** What a test puts into a cell. */
export type CellContent = string | number | boolean | Date | null | { readonly error: string };

/** One sheet of a workbook that a test makes. */
export interface SheetContent {
  readonly name?: string;
  readonly rows: readonly (readonly CellContent[])[];
  /** Blocks of merged cells, such as `B1:C1`. */
  readonly merges?: readonly string[];
  readonly isHidden?: boolean;
}

/** A workbook of sheets in the order given. */
export async function workbookOf(...sheets: readonly SheetContent[]): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  sheets.forEach(({ name, rows, merges = [], isHidden = false }, index) => {
    const sheet = workbook.addWorksheet(name ?? `Sheet${index + 1}`);
    if (isHidden) sheet.state = 'hidden';
    rows.forEach((cells, row) => {
      cells.forEach((content, column) => {
        if (content === null || content === '') return;
        const cell = sheet.getCell(row + 1, column + 1);
        cell.value = typeof content === 'object' && 'error' in content ? errorOf(content) : content;
        if (content instanceof Date) cell.numFmt = 'dd/mm/yyyy';
      });
    });
    for (const block of merges) sheet.mergeCells(block);
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function errorOf({ error }: { readonly error: string }): exceljs.CellErrorValue {
  return { error: error as exceljs.CellErrorValue['error'] };
}

/** A day as a spreadsheet holds it. */
export function day(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`);
}
