import type { Block, Column } from '../warehouse/cells.js';
import type { RowWriter } from './rows.js';
import { cellText, isNumeric } from './text-formats.js';

export interface TableStyle {
  /** On a terminal a null is the word, dimmed; elsewhere it is empty. */
  readonly isTerminal: boolean;
  readonly isColoured?: boolean;
}

/** Rows that decide the widths: the rest of a long result comes as it is read. */
const WIDTH_ROWS = 1000;

const GAP = '  ';
const DIM = '\u001b[2m';
const PLAIN = '\u001b[0m';

interface Field {
  readonly text: string;
  readonly isNull: boolean;
}

/** Writes a table for reading: aligned columns, numbers to the right, one line a row. */
export function tableWriter(style: TableStyle): RowWriter {
  return async (rows, output) => {
    const { columns } = rows;
    const waiting: Field[][] = [];
    let widths: number[] | undefined;
    const settle = async (): Promise<void> => {
      if (widths !== undefined) return;
      widths = widthsOf(columns, waiting);
      await output.write(header(columns, widths));
    };
    for await (const block of rows.blocks()) {
      waiting.push(...fieldsOf(block, columns, style));
      if (waiting.length < WIDTH_ROWS) continue;
      await settle();
      await output.write(tableLines(waiting.splice(0), columns, widths ?? [], style));
    }
    await settle();
    await output.write(tableLines(waiting, columns, widths ?? [], style));
  };
}

function fieldsOf(block: Block, columns: readonly Column[], { isTerminal }: TableStyle): Field[][] {
  const cells = columns.map((_, index) => block.cells(index));
  return Array.from({ length: block.rowCount }, (_, row) =>
    columns.map((column, index) => {
      const cell = cells[index]?.[row] ?? null;
      const isNull = cell === null;
      const text = isNull ? (isTerminal ? 'null' : '') : printable(cellText(cell, column), column);
      return { text, isNull };
    }),
  );
}

/** A column of a plan is a drawing of many lines; elsewhere a line end would break the row. */
function printable(text: string, { name }: Column): string {
  const visible = text.replace(
    // eslint-disable-next-line no-control-regex -- they would drive the terminal
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return name === 'explain_value' ? visible : visible.replaceAll('\n', '\\n');
}

function widthsOf(columns: readonly Column[], rows: readonly Field[][]): number[] {
  return columns.map(({ name }, index) =>
    rows.reduce((widest, row) => Math.max(widest, width(row[index]?.text ?? '')), width(name)),
  );
}

function width(text: string): number {
  return text.includes('\n')
    ? Math.max(...text.split('\n').map((line) => line.length))
    : [...text].length;
}

function header(columns: readonly Column[], widths: readonly number[]): string {
  const names = columns.map((column, index) =>
    padded(printable(column.name, column), widths[index] ?? 0, isNumeric(column)),
  );
  const rule = widths.map((each) => '-'.repeat(each));
  return `${names.join(GAP).trimEnd()}\n${rule.join(GAP)}\n`;
}

function tableLines(
  rows: readonly Field[][],
  columns: readonly Column[],
  widths: readonly number[],
  style: TableStyle,
): string {
  return rows
    .map((row) => {
      const fields = row.map(({ text, isNull }, index) => {
        const column = columns[index];
        const field = padded(text, widths[index] ?? 0, column !== undefined && isNumeric(column));
        return isNull && style.isColoured === true ? `${DIM}${field}${PLAIN}` : field;
      });
      return `${fields.join(GAP).trimEnd()}\n`;
    })
    .join('');
}

function padded(text: string, size: number, toRight: boolean): string {
  const blanks = ' '.repeat(Math.max(0, size - width(text)));
  return toRight ? blanks + text : text + blanks;
}
