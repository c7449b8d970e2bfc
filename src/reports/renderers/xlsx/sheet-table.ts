import type { Cell, Column, Table, TableRow } from '../../briefing.js';
import { UNIT_WORDS } from '../../csv.js';
import type { Fact } from '../../facts/fact.js';
import { toSteps } from '../../facts/figure.js';
import type { Publishable, Unit } from '../../facts/figure.js';
import { oneLine } from '../../one-line.js';
import { rowHeading } from '../../row-heading.js';
import { cellValue, countValue, figureValue, isMark, rangeIn, textValue } from './sheet-value.js';
import type { SheetValue } from './sheet-value.js';

/** A table with one header row, plain values and no empty cell. */
export interface SheetTable {
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SheetValue[])[];
}

export interface SheetColumn {
  readonly name: string;
  readonly align: 'text' | 'number';
}

/** A column of a sheet and how to find its value in a row of the table. */
interface Part extends SheetColumn {
  value(row: TableRow): SheetValue;
}

/** @source Excel specifications and limits, Microsoft support: characters of a table's column name. */
const NAME_CHARACTERS = 255;

/** Sets out a table so that each fact, range, base and remark has a column of its own. */
export function sheetTable(table: Table): SheetTable {
  const units = table.columns.map((_, index) => unitsOf(table.rows.map((row) => row.cells[index])));
  const mixed = units.some((found) => found.size > 1);
  const parts = [
    ...headerParts(table, mixed),
    ...table.columns.flatMap((column, index) =>
      columnParts(column, index, table.rows, mixed ? null : onlyOne(units[index])),
    ),
  ];
  const names = uniqueNames(parts.map(({ name }) => name));
  return {
    columns: parts.map(({ align }, index) => ({ name: names[index] ?? '', align })),
    rows:
      table.rows.length === 0
        ? [parts.map((_, index) => textValue(index === 0 ? 'No figures' : '[x]'))]
        : table.rows.map((row) => parts.map((part) => part.value(row))),
  };
}

function headerParts(table: Table, mixed: boolean): Part[] {
  const name = rowHeading(table);
  const parts: Part[] = [{ name, align: 'text', value: (row) => textValue(row.header) }];
  if (table.rows.some(({ detail }) => detail !== undefined)) {
    parts.push({
      name: `${name}: remark`,
      align: 'text',
      value: ({ detail }) => textValue(detail ?? ''),
    });
  }
  if (mixed) {
    parts.push({
      name: 'Unit',
      align: 'text',
      value: ({ cells }) => textValue([...unitsOf(cells)].map(unitWords).join(', ')),
    });
  }
  return parts;
}

function columnParts(
  column: Column,
  index: number,
  rows: readonly TableRow[],
  unit: Unit | null,
): Part[] {
  const part = (name: string, align: Column['align'], value: (cell: Cell) => SheetValue): Part => ({
    name,
    align,
    value: (row) => value(row.cells[index] ?? { text: '' }),
  });
  const cells = rows.flatMap((row) => row.cells[index] ?? []);
  const { name, remark } = namesOf(column, cells);
  if (areRanges(cells)) {
    return [
      part(`${name}: from`, 'number', (cell) => rangeIn(cell.text)?.[0] ?? withoutFigure(cell)),
      part(`${name}: to`, 'number', (cell) => rangeIn(cell.text)?.[1] ?? withoutFigure(cell)),
    ];
  }
  const suffix = unit === null ? '' : ` (${unitWords(unit)})`;
  return [
    part(`${name}${suffix}`, column.align, (cell) => cellValue(cell, column.align)),
    ...(cells.some(showsBase)
      ? [
          part(`${name}: workers`, 'number', (cell) => baseValue(cell, 'workers')),
          part(`${name}: workplaces`, 'number', (cell) => baseValue(cell, 'workplaces')),
        ]
      : []),
    ...(cells.some(showsRange)
      ? [
          part(`${name}: range from`, 'number', (cell) => rangeValue(cell, 'low')),
          part(`${name}: range to`, 'number', (cell) => rangeValue(cell, 'high')),
        ]
      : []),
    ...(cells.some((cell) => remarks(cell) !== '') ? [part(remark, 'text', remarkValue)] : []),
  ];
}

/** Whether each cell is a range of its own, or says why there is none. */
function areRanges(cells: readonly Cell[]): boolean {
  const ranges = cells.filter(({ text }) => rangeIn(text) !== null);
  return ranges.length > 0 && cells.every((cell) => ranges.includes(cell) || isMark(cell.text));
}

/** What a column and its remarks are called: "March 2026" and "March 2026: movement since". */
function namesOf({ label, detail }: Column, cells: readonly Cell[]) {
  if (detail?.startsWith('and ') === true) {
    return { name: label, remark: `${label}: ${detail.slice('and '.length)}` };
  }
  const published = cells.some(({ fact }) => fact?.kind === 'published');
  return {
    name: detail === undefined ? label : `${label}, ${detail}`,
    remark: `${label}: ${published ? 'period and edition' : 'remark'}`,
  };
}

const BASE_LINE = /^[\d,]+\u00a0(worker|workplace)/;
const RANGE_LINE = /^range /;

function showsBase({ detail = [] }: Cell): boolean {
  return detail.some((line) => BASE_LINE.test(line));
}

function showsRange({ detail = [] }: Cell): boolean {
  return detail.some((line) => RANGE_LINE.test(line));
}

/** The smaller lines of a cell that no other column has. */
function remarks({ detail = [] }: Cell): string {
  return detail.filter((line) => !BASE_LINE.test(line) && !RANGE_LINE.test(line)).join('; ');
}

function remarkValue(cell: Cell): SheetValue {
  const text = remarks(cell);
  return text === '' ? withoutFigure(cell) : textValue(text);
}

function baseValue(cell: Cell, of: 'workers' | 'workplaces'): SheetValue {
  const figure = shownFigure(cell);
  if (figure === null) return withoutFigure(cell);
  return showsBase(cell) ? countValue(figure.base[of]) : textValue('[z]');
}

function rangeValue(cell: Cell, end: 'low' | 'high'): SheetValue {
  const figure = shownFigure(cell);
  if (figure === null) return withoutFigure(cell);
  if (figure.interval === null || !showsRange(cell)) return textValue('[z]');
  const steps = toSteps(figure.interval[end], figure.unit, figure.decimals);
  return figureValue({ ...figure, steps, mark: '' });
}

function shownFigure({ fact }: Cell): Publishable | null {
  return fact?.figure.kind === 'publishable' ? fact.figure : null;
}

/** The shorthand of a cell that has no figure, or that there is nothing to say. */
function withoutFigure({ text, fact }: Cell): SheetValue {
  if (fact !== undefined && fact.figure.kind !== 'publishable') return figureValue(fact.figure);
  return textValue(isMark(text) ? text : '[z]');
}

function unitsOf(cells: readonly (Cell | undefined)[]): Set<Unit> {
  const facts = cells.flatMap((cell): Fact[] => (cell?.fact === undefined ? [] : [cell.fact]));
  return new Set(facts.map(({ metric }) => metric.unit));
}

function onlyOne(units: ReadonlySet<Unit> | undefined): Unit | null {
  return [...(units ?? [])][0] ?? null;
}

function unitWords(unit: Unit): string {
  return UNIT_WORDS[unit];
}

/** Names as a table may have them: on one line, not too long, each once whatever its capitals. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const short = oneLine(name).slice(0, NAME_CHARACTERS - 5) || 'Column';
    let unique = short;
    for (let count = 2; taken.has(unique.toLowerCase()); count++) unique = `${short} (${count})`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
