import type { Cell, Table, TableRow } from '../../briefing.js';
import { rowHeading } from '../../row-heading.js';
import { breakable, columnWidths, fitOf, linesIn } from './column-widths.js';
import type { Fit } from './column-widths.js';

/** A row or a header of more lines is too tall to be kept on one page or repeated on each. */
const TALL = 20;

/** A table of no more lines is kept on one page: about a third of it. */
const SHORT = 18;

/** The space about a row, in lines. */
const ROW_SPACE = 0.5;

/** A table as the template takes it. Where cells have smaller lines all columns start at the left. */
export function tableData(table: Table, caption: string) {
  const fit = fitOf(table);
  const [first = 0, ...widths] = columnWidths(table, fit);
  const detailed = table.rows.some((row) => row.cells.some((cell) => cell.detail !== undefined));
  const columns = table.columns.map(({ label, detail, align }, index) => ({
    ...entry(label, detail, widths[index] ?? 0, fit),
    right: align === 'number' && !detailed,
  }));
  const rows = table.rows.map((row) => rowData(row, [first, ...widths], fit));
  const header = Math.max(0, ...columns.map(({ lines }) => lines));
  const lines = rows.map((row) => row.lines + ROW_SPACE).reduce((sum, each) => sum + each, header);
  return {
    caption,
    ...fit,
    rowHead: breakable(rowHeading(table), first, fit),
    detailed,
    widths: [first, ...widths],
    together: lines <= SHORT,
    tallHeader: header > TALL,
    tallRows: rows.some((row) => row.lines > TALL),
    columns,
    rows,
  };
}

function rowData({ header, detail, cells }: TableRow, widths: readonly number[], fit: Fit) {
  const name = entry(header, detail, widths[0] ?? 0, fit);
  const figures = cells.map((cell, index) => cellData(cell, widths[index + 1] ?? 0, fit));
  return {
    header: name.label,
    detail: name.detail,
    cells: figures,
    lines: Math.max(name.lines, ...figures.map(({ lines }) => lines)),
  };
}

function entry(label: string, detail: string | undefined, width: number, fit: Fit) {
  const details = detail === undefined ? [] : [detail];
  return {
    label: breakable(label, width, fit),
    detail: detail === undefined ? null : breakable(detail, width, fit),
    lines: linesOf([label, ...details], width, fit),
  };
}

function cellData({ text, detail = [], spark = [] }: Cell, width: number, fit: Fit) {
  return {
    text: breakable(text, width, fit),
    detail: detail.map((line) => breakable(line, width, fit)),
    spark,
    lines: linesOf([text, ...detail], width, fit) + (spark.length > 0 ? 1 : 0),
  };
}

function linesOf(texts: readonly string[], width: number, fit: Fit): number {
  return texts.reduce((sum, text) => sum + linesIn(text, width, fit), 0);
}
