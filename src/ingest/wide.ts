import { anyOf, cellAt, listOf, wholeNumber, type Compiled, type Context } from './compiled.js';
import type { WideColumn } from './contract/index.js';
import { headingsOf } from './layout/heading.js';
import { literal } from '../warehouse/database.js';

interface WideCell {
  readonly heading: string;
  readonly code: string;
  readonly item: string;
  readonly cell: string;
}

/**
 * A block of columns becomes one list of records, `code` and a whole number for each item, so that a
 * file of hundreds of columns is read once. A record that says nothing is left out of the list.
 */
export function compileWide(column: WideColumn, context: Context): Compiled {
  const cells = wideCells(column, context);
  const codes = [...new Set(cells.map(({ code }) => code))];
  const records = codes.map((code) => {
    const fields = column.items.map((item) => {
      const found = cells.find((each) => each.code === code && each.item === item);
      const value = found === undefined ? 'null::integer' : wholeNumber(found.cell);
      return `${literal(item)}: ${value}`;
    });
    return `{'code': ${literal(code)}, ${fields.join(', ')}}`;
  });
  const says = column.items.map((item) => `item['${item}'] is not null`).join(' or ');
  const type = `struct(code varchar, ${column.items.map((item) => `${item} integer`).join(', ')})[]`;
  const list =
    records.length === 0
      ? `null::${type}`
      : `case when is_data then list_filter([${records.join(', ')}], lambda item: ${says}) end`;
  const faults = cells.map(({ heading, cell }) => ({
    when: `(${cell} is not null and ${wholeNumber(cell)} is null)`,
    finding: `case when ${cell} is not null and ${wholeNumber(cell)} is null then {'column_name': ${literal(heading)}, 'rule': 'number_format', 'severity': 'error', 'value': null::varchar} end`,
  }));
  if (faults.length === 0) return { typed: `${list} as ${column.as}`, output: column.as };
  const flag = `${column.as}__fault`;
  return {
    typed: `${list} as ${column.as}`,
    flagged: `is_data and ${anyOf(faults.map(({ when }) => when))} as ${flag}`,
    judgement: {
      scope: 'cell',
      when: flag,
      findings: `case when ${flag} then ${listOf(faults.map(({ finding }) => finding))} end`,
    },
    output: column.as,
  };
}

function wideCells(column: WideColumn, context: Context): WideCell[] {
  const headings = headingsOf(context.contract);
  return context.header.flatMap((heading, index) => {
    const groups = headings.inGroup(column, heading)?.groups;
    const item = groups?.['item']?.toLowerCase() ?? '';
    if (groups === undefined || !column.items.includes(item)) return [];
    return [{ heading, code: groups['code'] ?? '', item, cell: cellAt(index, context) }];
  });
}
