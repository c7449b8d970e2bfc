import { html, raw, type Markup } from '../../../markup.js';
import type { Cell, Column, Table, TableRow } from '../../briefing.js';

/** A table in a region that scrolls by itself on a narrow screen. */
export function tableHtml(table: Table, number?: number): Markup {
  const caption = number === undefined ? table.caption : `Table ${number}: ${table.caption}`;
  const detailed = table.rows.some((row) => row.cells.some((cell) => cell.detail !== undefined));
  const width = detailed ? 'wide' : table.columns.length > 3 ? 'middling' : '';
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">
    <table id="${table.id}" class="${width}">
      <caption>
        <span>${caption}</span>
      </caption>
      <thead>
        <tr>
          <td></td>
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
  if (!detailed) return html`<td${numeric(align, detailed)}>${cell.text}</td>`;
  return html`<td>
    <span class="value">${cell.text}</span>${(cell.detail ?? []).map(detailHtml)}
  </td>`;
}

function numeric(align: Column['align'], detailed: boolean): Markup | null {
  return align === 'number' && !detailed ? raw(' class="number"') : null;
}

function detailHtml(text: string): Markup {
  return html` <span class="detail">${text}</span>`;
}
