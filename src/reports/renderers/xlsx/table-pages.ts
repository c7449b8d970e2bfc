import type { Briefing } from '../../briefing.js';
import type { ListedTable } from '../table-list.js';
import { markersOf } from './note-list.js';
import type { WorkbookNote } from './note-list.js';
import { line } from './page.js';
import type { SheetLine, SheetPage } from './page.js';
import { sheetTable } from './sheet-table.js';
import type { SheetTable } from './sheet-table.js';
import { marksOf } from './sheet-value.js';

/** What the marks of the tables mean, in a few words. */
const MARKS: Readonly<Record<string, string>> = {
  '[c]': 'confidential, so withheld',
  '[u]': 'low reliability, as it rests on few workers',
  '[low]': 'rounds to nought but is not nought',
  '[x]': 'not available',
  '[z]': 'not applicable',
};

/** The words that every worksheet of a briefing carries. */
export function statusLines({ demonstration, audience }: Briefing): SheetLine[] {
  return [
    ...(demonstration === null ? [] : [line(`${demonstration}.`, 'strong')]),
    ...(audience === 'internal' ? [line('Internal: not for publication.', 'strong')] : []),
  ];
}

/** The worksheet of one table: title, what it holds, shorthand, notes and source, then the table. */
export function tablePage(
  listed: ListedTable,
  notes: readonly WorkbookNote[],
  briefing: Briefing,
): SheetPage {
  const content = sheetTable(listed.table);
  const markers = markersOf(listed, notes);
  return {
    name: listed.name,
    lines: [
      line([titleOf(listed), ...markers].join(' '), 'title'),
      ...statusLines(briefing),
      line('This worksheet contains one table.'),
      ...listed.about.map((text) => line(text)),
      ...shorthandLines(content),
      ...(markers.length === 0
        ? []
        : [{ ...line('Notes are in the worksheet Notes.'), link: 'Notes' }]),
      line(listed.source),
      { ...line('Back to the contents'), link: 'Contents' },
    ],
    table: { name: tableName(listed), content },
  };
}

/** The title of a table with its number: "Table 1: ...", or "Figure 1, data: ...". */
export function titleOf({ name, table }: ListedTable): string {
  return `${name}${name.startsWith('Figure') ? ', data' : ''}: ${table.caption}`;
}

/** A name that a formula can use: letters, digits and underscores, such as `table_1_indicators`. */
export function tableName({ name, table }: ListedTable): string {
  const id = table.id.replace(/^table-/, '');
  return `${name}_${id}`.toLowerCase().replace(/[^a-z0-9]+/g, '_');
}

function shorthandLines({ rows }: SheetTable): SheetLine[] {
  const used = new Set(rows.flat().flatMap(marksOf));
  const words = Object.entries(MARKS).flatMap(([mark, meaning]) =>
    used.has(mark) ? [`${mark} ${meaning}`] : [],
  );
  return words.length === 0 ? [] : [line(`Shorthand: ${words.join('; ')}.`)];
}
