import { html, raw, type Markup } from '../../../markup.js';
import type { Cell, Column, Table, TableRow } from '../../briefing.js';
import { rowHeading } from '../../row-heading.js';
import { sparkHtml } from './spark.js';

/** A table of fewer rows is taken in at a glance. */
const FEWEST_SORTED = 4;

/** A table in a region that scrolls by itself on a narrow screen. */
export function tableHtml(table: Table, number?: number): Markup {
  const caption = number === undefined ? table.caption : `Table ${number}: ${table.caption}`;
  const detailed = table.rows.some((row) => row.cells.some((cell) => cell.detail !== undefined));
  const sortable = !detailed && table.rows.length >= FEWEST_SORTED;
  const width = detailed ? 'wide' : table.columns.length > 3 ? 'middling' : '';
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">
    <table id="${table.id}" class="${[width, sortable ? 'sortable' : ''].join(' ').trim()}">
      <caption>
        <span>${caption}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">${rowHeading(table)}</th>
          ${table.columns.map((column) => columnHtml(column, detailed))}
        </tr>
      </thead>
      <tbody>
        ${table.rows.map((row) => rowHtml(row, table.columns, detailed))}
      </tbody>
    </table>
  </div> `;
}

function columnHtml({ label, detail, align }: Column, detailed: boolean): Markup {
  return html`<th scope="col" ${numeric(align, detailed)}>
    ${label}${detail === undefined ? null : detailHtml(detail)}
  </th>`;
}

function rowHtml(row: TableRow, columns: readonly Column[], detailed: boolean): Markup {
  return html`<tr>
    <th scope="row">${row.header}${row.detail === undefined ? null : detailHtml(row.detail)}</th>
    ${row.cells.map((cell, index) => cellHtml(cell, columns[index]?.align ?? 'text', detailed))}
  </tr> `;
}

function cellHtml(cell: Cell, align: Column['align'], detailed: boolean): Markup {
  if (!detailed) return html`<td${numeric(align, detailed)}>${cell.text}${spark(cell)}</td>`;
  return html`<td>
    <span class="value">${cell.text}</span>${spark(cell)}${(cell.detail ?? []).map(detailHtml)}
  </td>`;
}

function spark({ spark: values }: Cell): Markup | null {
  return values === undefined ? null : sparkHtml(values);
}

function numeric(align: Column['align'], detailed: boolean): Markup | null {
  return align === 'number' && !detailed ? raw(' class="number"') : null;
}

function detailHtml(text: string): Markup {
  return html` <span class="detail">${text}</span>`;
}
