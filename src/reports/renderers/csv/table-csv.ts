import type { Cell, Table } from '../../briefing.js';
import { FACT_COLUMNS, csvText, factRow } from '../../csv.js';
import { toSteps } from '../../facts/figure.js';
import { oneLine } from '../../one-line.js';

/** The columns of a table's CSV file: where a figure stands in the table, the figure, its words. */
export const TABLE_COLUMNS: readonly string[] = [
  'row_number',
  'column_number',
  'row_label',
  'column_label',
  ...FACT_COLUMNS,
  'range_low',
  'range_high',
  'text',
  'remark',
];

/** A table with one row for each of its cells, row by row. */
export function tableCsv({ columns, rows }: Table): string {
  const records = rows.flatMap(({ header, cells }, row) =>
    cells.map((cell, index) => {
      const { label = '', detail } = columns[index] ?? {};
      return [
        String(row + 1),
        String(index + 1),
        header,
        detail === undefined ? label : `${label}, ${detail}`,
        ...(cell.fact === undefined ? withoutFact(cell) : factRow(cell.fact)),
        ...range(cell),
        cell.text,
        (cell.detail ?? []).join('; '),
      ].map(oneLine);
    }),
  );
  return csvText([TABLE_COLUMNS, ...records]);
}

const NUMBER = /^£?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?%?$/;

/** A cell that shows no fact of its own: its number where it is one, and nothing of an origin. */
function withoutFact({ text }: Cell): string[] {
  const found = NUMBER.exec(text);
  const value = found === null ? '' : `${(found[1] ?? '').replaceAll(',', '')}${found[2] ?? ''}`;
  return FACT_COLUMNS.map((name) => (name === 'value' ? value : ''));
}

/** The ends of the likely range in display units, where the cell has one. */
function range({ fact }: Cell): [string, string] {
  if (fact?.figure.kind !== 'publishable' || fact.figure.interval === null) return ['', ''];
  const { unit, decimals, interval } = fact.figure;
  const end = (value: number): string =>
    (toSteps(value, unit, decimals) / 10 ** decimals).toFixed(decimals);
  return [end(interval.low), end(interval.high)];
}
