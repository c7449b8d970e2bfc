import type { DataValidation, Workbook, Worksheet } from 'exceljs';
import {
  addHeading,
  addLines,
  addSheet,
  addTable,
  bytesOf,
  FONT,
  newWorkbook,
  styleCell,
} from '../workbook/index.js';
import { choiceText, roleChoices, serviceChoices } from './choices.js';
import { messages, returnColumns, type ListRanges, type ReturnColumn } from './return-columns.js';

/** A workplace that is already known, to save typing. */
export interface KnownWorkplace {
  readonly reference: string;
  readonly name: string;
  readonly postcode: string;
  readonly serviceCode: string;
}

/** What a return is made out for. */
export interface ReturnRequest {
  readonly organisation?: string;
  /** `yyyy-mm` */
  readonly month?: string;
  /** Who answers questions, and where the return is to be sent. */
  readonly contact: string;
  readonly workplaces: readonly KnownWorkplace[];
  readonly now: Date;
}

/** Rows that are ready to be filled in; more where more workplaces are known. */
const PREPARED_ROWS = 200;
const TITLE = 'Monthly workforce return';
const YES_NO = ['Yes', 'No'];
const COVER_LABELS = 18;
const COVER_VALUES = 60;

/** Makes the workbook of the council's own monthly return, ready to be filled in. */
export async function returnTemplate(request: ReturnRequest): Promise<Buffer> {
  const services = serviceChoices();
  const roles = roleChoices();
  const lists: ListRanges = {
    services: `Lists!$A$2:$A$${services.length + 1}`,
    roles: `Lists!$B$2:$B$${roles.length + 1}`,
    answers: `Lists!$C$2:$C$${YES_NO.length + 1}`,
  };
  const columns = returnColumns(lists);
  const labels = new Map(services.map((choice) => [choice.code, choiceText(choice)]));
  const workbook = await newWorkbook(TITLE, request.now);
  addCover(workbook, request);
  addHelp(workbook, columns);
  addReturn(workbook, columns, request.workplaces, labels);
  addLists(workbook, [services.map(choiceText), roles.map(choiceText), YES_NO]);
  return bytesOf(workbook);
}

function addCover(workbook: Workbook, { organisation, month, contact }: ReturnRequest): void {
  const sheet = addSheet(workbook, 'Cover', 'portrait', TITLE);
  sheet.columns = [{ width: COVER_LABELS }, { width: COVER_VALUES }];
  const lines: readonly [string, string | Date | null][] = [
    ['Organisation', organisation ?? null],
    ['Month', month === undefined ? null : new Date(`${month}-01T00:00:00Z`)],
    ['Questions to', contact],
  ];
  for (const [label, value] of lines) {
    const row = sheet.addRow([label, value]);
    styleCell(row.getCell(1));
    styleCell(row.getCell(2));
    row.getCell(1).font = { ...FONT, bold: true };
    row.height = 20;
  }
  const monthCell = sheet.getCell('B3');
  monthCell.numFmt = 'mmmm yyyy';
  const example = 'Write the month the return is for, such as April 2026.';
  monthCell.dataValidation = {
    type: 'date',
    operator: 'between',
    allowBlank: true,
    formulae: [new Date(Date.UTC(2015, 0, 1)), new Date(Date.UTC(2099, 11, 31))],
    ...messages('Month', example, example),
  };
  addHeading(sheet, 'What to do');
  addLines(sheet, [
    '1. Check the organisation and the month above.',
    '2. Read the sheet "How to fill in".',
    '3. Fill in the sheet "Return": one row for each job role at each workplace.',
    '4. Save the workbook and send it to the council, as an Excel workbook.',
    'Do not write names of staff, dates of birth or anything else about one person.',
  ]);
}

function addHelp(workbook: Workbook, columns: readonly ReturnColumn[]): void {
  const sheet = addSheet(workbook, 'How to fill in', 'portrait', 'How to fill in the return');
  addLines(sheet, [
    '1. Go to the sheet "Return".',
    '2. Use one row for each job role at each workplace.',
    '3. If a row already names a workplace, choose its first job role in that row.',
    '4. For its next job role, copy the first four cells into a free row.',
    '5. Write 0 where there is nobody. 0 means none.',
    '6. Write the words "not known" where you cannot tell.',
    '7. Leave a cell blank only where you do not answer.',
    '8. Answer for the last day of the month on the cover.',
    '9. Delete the rows of workplaces that you do not answer for.',
  ]);
  addHeading(sheet, 'Each column, with an example');
  addLines(sheet, ['The example is of an invented workplace. Do not send it.']);
  addTable(sheet, {
    name: 'columns_and_example',
    columns: [
      { name: 'Column', width: 25 },
      { name: 'What to write', width: 52 },
      { name: 'Example (invented)', width: 22 },
    ],
    rows: columns.map(({ name, help, example }) => [name, help, example || '(left blank)']),
  });
}

function addReturn(
  workbook: Workbook,
  columns: readonly ReturnColumn[],
  workplaces: readonly KnownWorkplace[],
  services: ReadonlyMap<string, string>,
): void {
  const sheet = addSheet(workbook, 'Return', 'landscape');
  const prepared = Math.max(PREPARED_ROWS, workplaces.length + PREPARED_ROWS / 2);
  const rows = Array.from({ length: prepared }, (_, at) => {
    const known = workplaces[at];
    if (known === undefined) return columns.map(() => null);
    const service = services.get(known.serviceCode) ?? null;
    const filled = [known.reference, known.name, known.postcode, service];
    return columns.map((_column, place) => filled[place] ?? null);
  });
  addTable(sheet, { name: 'workforce_return', columns, rows });
  for (let line = 2; line <= prepared + 1; line++) {
    const row = sheet.getRow(line);
    columns.forEach(({ numFmt }, at) => {
      const cell = row.getCell(at + 1);
      cell.numFmt = numFmt;
      if (numFmt !== '@') cell.alignment = { ...cell.alignment, horizontal: 'right' };
    });
  }
  columns.forEach(({ takes }, at) => {
    const first = sheet.getCell(2, at + 1).address;
    if (takes === undefined) return;
    validate(sheet, `${first}:${sheet.getCell(prepared + 1, at + 1).address}`, takes(first));
  });
  sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: 1, showGridLines: false }];
}

/**
 * Checks a range by one rule, whose formula is that of its first cell. Given cell by cell, the library
 * joins cells in the order of their addresses as text, and A10 comes before A2.
 */
function validate(sheet: Worksheet, range: string, validation: DataValidation): void {
  const { dataValidations } = sheet as Worksheet & { dataValidations: Validations };
  dataValidations.add(range, validation);
}

/** A part of the library that its types leave out. */
interface Validations {
  add(range: string, validation: DataValidation): void;
}

/** Three tables beside each other: what the cells of the return are chosen from. */
function addLists(workbook: Workbook, lists: readonly (readonly string[])[]): void {
  const sheet = addSheet(workbook, 'Lists', 'landscape');
  const columns = [
    { name: 'Main services', width: 60, table: 'main_services' },
    { name: 'Job roles', width: 56, table: 'job_roles' },
    { name: 'Yes or no', width: 12, table: 'answers' },
  ];
  columns.forEach((column, at) => {
    const rows = (lists[at] ?? []).map((text) => [text]);
    addTable(sheet, {
      name: column.table,
      columns: [column],
      rows,
      at: { row: 1, column: at + 1 },
    });
  });
}
