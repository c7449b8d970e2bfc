import { exactNumber, type Block, type Cell, type Column } from '../warehouse/cells.js';
import type { RowWriter } from './rows.js';

/** A cell as people read it; null is the empty text. */
export function cellText(cell: Cell, column: Column): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return JSON.stringify(cell);
  if (column.kind === 'timestamp') return String(cell).replace('T', ' ');
  return String(cell);
}

/** A cell as JSON: a decimal or a large integer is a number only where no digit is lost. */
function cellJson(cell: Cell, column: Column): string {
  if (typeof cell === 'bigint') return `"${cell}"`;
  if (typeof cell === 'number' && !Number.isFinite(cell)) return `"${cell}"`;
  if (column.kind === 'decimal' && typeof cell === 'string') {
    return JSON.stringify(exactNumber(cell));
  }
  return JSON.stringify(cell);
}

const FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;

/**
 * Keeps a spreadsheet from running a text as a formula, by an apostrophe before it. A text that is
 * just a number, such as the code -1, is left as it is.
 * @example withoutFormula('=1+1') // "'=1+1"
 */
function withoutFormula(text: string): string {
  return FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** Writes CSV by RFC 4180: CRLF, quotes only where needed, formulas in text columns disarmed. */
export const writeCsv: RowWriter = async (rows, output) => {
  const { columns } = rows;
  await output.write(csvLine(columns.map(({ name }) => withoutFormula(name))));
  for await (const block of rows.blocks()) {
    const texts = texted(block, columns, (text, { kind }) =>
      kind === 'text' || kind === 'nested' || kind === 'other' ? withoutFormula(text) : text,
    );
    await output.write(
      lines(block.rowCount, (row) => csvLine(texts.map((column) => column[row] ?? ''))),
    );
  }
};

function csvLine(fields: readonly string[]): string {
  const [only] = fields;
  if (fields.length === 1 && only === '') return '""\r\n';
  return `${fields.map(csvField).join(',')}\r\n`;
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Writes one JSON array of objects. */
export const writeJson: RowWriter = async (rows, output) => {
  await output.write('[');
  let isFirst = true;
  for await (const block of rows.blocks()) {
    const objects = jsonObjects(block, rows.columns);
    await output.write(`${isFirst ? '\n' : ',\n'}  ${objects.join(',\n  ')}`);
    isFirst = false;
  }
  await output.write(isFirst ? ']\n' : '\n]\n');
};

/** Writes one JSON object a line. */
export const writeJsonLines: RowWriter = async (rows, output) => {
  for await (const block of rows.blocks()) {
    await output.write(`${jsonObjects(block, rows.columns).join('\n')}\n`);
  }
};

function jsonObjects(block: Block, columns: readonly Column[]): string[] {
  const cells = columns.map((_, index) => block.cells(index));
  const keys = columns.map(({ name }) => `${JSON.stringify(name)}:`);
  return Array.from({ length: block.rowCount }, (_, row) => {
    const fields = columns.map(
      (column, index) => (keys[index] ?? '') + cellJson(cells[index]?.[row] ?? null, column),
    );
    return `{${fields.join(',')}}`;
  });
}

/** Writes a Markdown table, numbers to the right. */
export const writeMarkdown: RowWriter = async (rows, output) => {
  const { columns } = rows;
  await output.write(markdownLine(columns.map(({ name }) => escaped(name))));
  await output.write(markdownLine(columns.map((column) => (isNumeric(column) ? '---:' : '---'))));
  for await (const block of rows.blocks()) {
    const texts = texted(block, columns, escaped);
    await output.write(
      lines(block.rowCount, (row) => markdownLine(texts.map((column) => column[row] ?? ''))),
    );
  }
};

/** True for what stands to the right in a table. */
export function isNumeric({ kind }: Column): boolean {
  return kind === 'integer' || kind === 'decimal' || kind === 'float';
}

function markdownLine(fields: readonly string[]): string {
  return `| ${fields.join(' | ')} |\n`;
}

function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replace(/\r\n?|\n/g, '<br>');
}

/** The texts of a block, column by column. */
function texted(
  block: Block,
  columns: readonly Column[],
  finish: (text: string, column: Column) => string = (text) => text,
): string[][] {
  return columns.map((column, index) =>
    block.cells(index).map((cell) => finish(cellText(cell, column), column)),
  );
}

function lines(count: number, line: (row: number) => string): string {
  let text = '';
  for (let row = 0; row < count; row++) text += line(row);
  return text;
}
