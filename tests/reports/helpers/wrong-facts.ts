import type { Table } from '../../../src/reports/briefing.js';
import { flat } from './read-papers.js';
import type { ShownTable } from './read-papers.js';
import type { ReadSheet } from './read-workbook.js';

/** A fact as pack.json has it. */
export interface PackFact {
  readonly id: string;
  readonly metric_id: string;
  readonly unit: string;
  readonly area_code: string;
  readonly period: string;
  readonly care_setting?: string | undefined;
  readonly text: string;
  readonly value?: number | undefined;
}

/** Every cell that is not as expected, with its caption, row and column, and tables that are not there. */
export function wrongCells(
  expected: ReadonlyMap<string, ShownTable>,
  shown: ReadonlyMap<string, ShownTable>,
): string[] {
  return [...new Set([...expected.keys(), ...shown.keys()])].flatMap((caption) => {
    const [wanted, found] = [expected.get(caption), shown.get(caption)];
    if (wanted === undefined || found === undefined) {
      return [`${caption}: ${wanted === undefined ? 'not expected' : 'not there'}`];
    }
    const rows = Math.max(wanted.length, found.length);
    return Array.from({ length: rows }, (_, row) =>
      wrongInRow(wanted[row] ?? [], found[row] ?? []).map(
        (words) => `${caption}: row ${row}, ${words}`,
      ),
    ).flat();
  });
}

function wrongInRow(
  wanted: readonly (readonly string[])[],
  found: readonly (readonly string[])[],
): string[] {
  const cells = Math.max(wanted.length, found.length);
  return Array.from({ length: cells }, (_, column) => column).flatMap((column) => {
    const [one, other] = [wanted, found].map((row) => row[column]?.join(' / ') ?? 'no cell');
    return one === other ? [] : [`column ${column}: expected ${one}; got ${other}`];
  });
}

const FIGURE = /^([−+]?£?[\d,]+(\.\d+)?%?( \[[a-z]+\])?|\[[a-z]+\])$/;

/**
 * The rows of tables whose figures do not stand, in order and as words of their own, on one line of
 * a text that is laid out as its pages are; each line that has the figures of a row is used once.
 */
export function wrongLines(expected: ReadonlyMap<string, ShownTable>, layout: string): string[] {
  const lines = layout.split('\n');
  return [...expected].flatMap(([caption, [, ...rows]]) => {
    const start = lines.findIndex((line) => flat(line).startsWith(caption.split(': ')[0] + ':'));
    if (start < 0) return [`${caption}: not there`];
    let at = start;
    return rows.flatMap((cells) => {
      const figures = cells.slice(1).flatMap(([text = '']) => (FIGURE.test(text) ? [text] : []));
      const [head = ''] = cells[0]?.[0]?.split(' ') ?? [];
      const found = lines.findIndex((line, index) => index > at && hasRow(line, head, figures));
      const near = found >= 0 && found - at < LONGEST_ROW;
      at = near ? found : at;
      return near ? [] : [`${caption}: ${cells[0]?.[0] ?? ''}: expected ${figures.join(' ')}`];
    });
  });
}

/** So many lines a row may take, with a head that is repeated on a new page. */
const LONGEST_ROW = 20;

function hasRow(line: string, head: string, figures: readonly string[]): boolean {
  const words = ` ${flat(line)} `;
  if (!words.startsWith(` ${head} `)) return false;
  let from = head.length + 1;
  return figures.every((figure) => {
    const at = words.indexOf(` ${figure} `, from);
    from = at + figure.length + 1;
    return at >= 0;
  });
}

/** The sentences that no paragraph says in whole words. */
export function notSaid(sentences: readonly string[], paragraphs: readonly string[]): string[] {
  const all = paragraphs.map((text) => ` ${text} `);
  return sentences.filter((text) => !all.some((each) => each.includes(` ${flat(text)} `)));
}

/** The figures of a table that do not stand in their row and column of a worksheet. */
export function wrongInSheet(
  { name, rows }: ReadSheet,
  table: Table,
  facts: ReadonlyMap<string, PackFact>,
): string[] {
  const body = rows.slice(-table.rows.length);
  const heads = rows.at(-table.rows.length - 1)?.map((cell) => String(cell?.value ?? '')) ?? [];
  const columns = placesOf(table, heads);
  return table.rows.flatMap(({ cells }, row) =>
    cells.flatMap(({ fact }, index) => {
      if (fact === undefined) return [];
      const wanted = sheetText(facts.get(fact.id));
      const found = body[row]?.[columns[index] ?? -1]?.value;
      const text = typeof found === 'number' ? found.toFixed(6) : String(found);
      return text === wanted ? [] : [`${name}: ${fact.id}: expected ${wanted}; got ${text}`];
    }),
  );
}

/** Where the columns of a table stand in a sheet, which may have more of them. */
function placesOf({ columns }: Table, heads: readonly string[]): number[] {
  let at = 0;
  return columns.map(
    ({ label }) => (at = heads.findIndex((head, index) => index > at && head.startsWith(label))),
  );
}

function sheetText(fact: PackFact | undefined): string {
  if (fact?.value === undefined) return fact?.text ?? 'not in pack.json';
  return (fact.unit === 'rate' ? fact.value / 100 : fact.value).toFixed(6);
}

type CsvRow = Readonly<{ [column: string]: string }>;

/** The cells of a table that its CSV file has otherwise than pack.json has their facts. */
export function wrongInTableCsv(
  records: readonly CsvRow[],
  table: Table,
  facts: ReadonlyMap<string, PackFact>,
): string[] {
  return table.rows.flatMap(({ cells }, row) =>
    cells.flatMap(({ fact }, column) => {
      if (fact === undefined) return [];
      const found = records.find(
        (each) =>
          each['row_number'] === String(row + 1) && each['column_number'] === String(column + 1),
      );
      const same = found?.['text'] === facts.get(fact.id)?.text;
      return same && hasFact(found, facts.get(fact.id)) ? [] : [`${table.id}: ${fact.id}`];
    }),
  );
}

/** The facts of a chart's table that its CSV file does not have. */
export function wrongInChartCsv(
  records: readonly CsvRow[],
  table: Table,
  facts: ReadonlyMap<string, PackFact>,
): string[] {
  return table.rows
    .flatMap(({ cells }) => cells.flatMap(({ fact }) => fact?.id ?? []))
    .filter((id) => !records.some((each) => hasFact(each, facts.get(id))))
    .map((id) => `${table.id}: ${id}`);
}

function hasFact(record: CsvRow | undefined, fact: PackFact | undefined): boolean {
  if (record === undefined || fact === undefined) return false;
  const value = record['value'] === '' ? undefined : Number(record['value']);
  return (
    record['metric_id'] === fact.metric_id &&
    record['area_code'] === fact.area_code &&
    record['period'] === fact.period &&
    record['care_setting'] === (fact.care_setting ?? 'all') &&
    value === fact.value
  );
}
