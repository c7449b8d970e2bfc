import { UnreadableWorkbook } from './unreadable-workbook.js';

/** The refusal of a workbook that is cut off or damaged. */
export function damaged(): UnreadableWorkbook {
  return new UnreadableWorkbook(
    'The workbook is cut off or damaged: expected one that opens. Open it in the spreadsheet program, save it again, and send the new copy.',
  );
}

/** The refusal of a workbook that only opens with a password. */
export function passwordProtected(): UnreadableWorkbook {
  return new UnreadableWorkbook(
    'The workbook is protected by a password: expected one that opens without. Take the password off in the spreadsheet program, save it, and send it again.',
  );
}

/** The refusal of a workbook in which no sheet has a cell; it is never an empty success. */
export function empty(sheets: number): UnreadableWorkbook {
  return new UnreadableWorkbook(
    sheets === 0
      ? 'The workbook has no sheet of cells: expected at least one. Open it in the spreadsheet program, check that the table is there, and send it again.'
      : 'No sheet of the workbook has anything in it: expected a header and records. Fill it in, save it, and send it again.',
  );
}
