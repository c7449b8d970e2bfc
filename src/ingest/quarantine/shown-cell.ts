import { isRepeated, type Contract, type NamedColumn } from '../contract/index.js';
import { headingsOf } from '../layout/heading.js';

/** What stands in place of a cell that is not shown. */
export const PERSONAL = '[personal, not shown]';
export const NOT_KNOWN = '[unknown, not shown]';
export const NOT_PLACED = '[misplaced, not shown]';
export const NOT_A_CODE = '[not a code, not shown]';
export const NOT_A_NUMBER = '[not a number, not shown]';

/**
 * A row with so many columns at fault has most likely moved by a cell, and a name or a birth date may
 * stand under a harmless heading.
 */
const FAULTS_OF_A_MOVED_ROW = 3;

/** @source the format of a National Insurance number, HM Revenue and Customs manual NIM39110. */
const NATIONAL_INSURANCE = /\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]?\b/i;
const SHORT_CODE = /^(\d{1,4}|[A-Za-z])$/;
const NUMBER = /^[\d\s.,;:£%+*/()-]{1,24}$/;

/** An id has no space in it; a name in its place has. */
const LOOKS_LIKE_ID = /^\S{1,49}$/;

/** A fault of a record. */
export interface Fault {
  /** The column, as the file names it; '' for the row as a whole. */
  readonly column: string;
  readonly rule: string;
  /** The rule in words. */
  readonly message: string;
}

/** Whether a row's cells may stand under the wrong headings. */
export function mayHaveMoved(faults: readonly Fault[]): boolean {
  const columns = new Set(
    faults.filter(({ rule }) => rule !== 'required').map(({ column }) => column),
  );
  return faults.some(({ rule }) => rule === 'cell_count') || columns.size >= FAULTS_OF_A_MOVED_ROW;
}

/**
 * What of a cell may leave the file: nothing personal, nothing of a column that nobody described,
 * and of coded and numeric columns only what could be a code or a number.
 */
export function shownCell(contract: Contract, heading: string, cell: string): string {
  const text = cell.trim();
  if (text === '') return '';
  const known = headingsOf(contract);
  const column = heading === '' ? undefined : known.columnOf(heading);
  if (column !== undefined) return ofColumn(column, text);
  if (heading === '' || !known.isKnown(heading)) return NOT_KNOWN;
  const group = contract.columns
    .filter(isRepeated)
    .find((each) => known.inGroup(each, heading) !== null);
  if (group !== undefined && group.privacy !== 'none') return PERSONAL;
  return unlessPersonal(text);
}

function ofColumn(column: NamedColumn, text: string): string {
  if (column.privacy !== 'none') return PERSONAL;
  if (isSaid(column, text)) return text;
  switch (column.type) {
    case 'code':
      return SHORT_CODE.test(text) ? text : NOT_A_CODE;
    case 'integer':
    case 'decimal':
    case 'integer_list':
    case 'date':
      return NUMBER.test(text) ? text : NOT_A_NUMBER;
    case 'id':
      return LOOKS_LIKE_ID.test(text) ? unlessPersonal(text) : PERSONAL;
    default:
      return unlessPersonal(text);
  }
}

/** A text that the contract itself names. */
function isSaid({ codes, not_known: notKnown, markers, zero }: NamedColumn, text: string): boolean {
  const said = [...(Array.isArray(codes) ? codes : []), ...notKnown, ...zero];
  return [...said, ...Object.keys(markers)].some(
    (each) => each.toUpperCase() === text.toUpperCase(),
  );
}

function unlessPersonal(text: string): string {
  return NATIONAL_INSURANCE.test(text) ? PERSONAL : text;
}
