import type { SheetTable } from './sheet-table.js';

/** One worksheet: lines in column A and, below them, at most one table. */
export interface SheetPage {
  readonly name: string;
  readonly lines: readonly SheetLine[];
  readonly table?: { readonly name: string; readonly content: SheetTable };
  /** The width of column A where there is no table; lines are wrapped to it. */
  readonly width?: number;
}

export interface SheetLine {
  readonly text: string;
  readonly style: 'title' | 'heading' | 'strong' | 'plain';
  /** The worksheet that it leads to. */
  readonly link?: string;
}

/** A line of ordinary text. */
export function line(text: string, style: SheetLine['style'] = 'plain'): SheetLine {
  return { text, style };
}
