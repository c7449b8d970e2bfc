import type { ListedTable } from '../table-list.js';

/** A note of the workbook: its marker, its text, and the worksheets that carry the marker. */
export interface WorkbookNote {
  readonly marker: string;
  readonly text: string;
  readonly sheets: readonly string[];
}

/** Numbers the notes of all tables in order of first appearance; equal notes share a number. */
export function noteList(tables: readonly ListedTable[]): WorkbookNote[] {
  const sheets = new Map<string, string[]>();
  for (const { name, notes } of tables) {
    for (const text of notes) sheets.set(text, [...(sheets.get(text) ?? []), name]);
  }
  return [...sheets].map(([text, names], index) => ({
    marker: `[note ${index + 1}]`,
    text,
    sheets: [...new Set(names)],
  }));
}

/** The markers of one table's notes, to stand after its title. */
export function markersOf(table: ListedTable, notes: readonly WorkbookNote[]): string[] {
  return notes.filter(({ text }) => table.notes.includes(text)).map(({ marker }) => marker);
}
