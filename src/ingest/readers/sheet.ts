/** One row of a table as its file has it. */
export interface SourceRow {
  /** The row's number in its sheet, or the physical line of a text file on which it begins; from 1. */
  readonly line: number;
  /** Text of each cell, '' where blank; as wide as the row is. Not trimmed. */
  readonly cells: readonly string[];
}

/** One sheet of a workbook, or a text file as a whole. */
export interface SourceSheet {
  /** '' for a text file. */
  readonly name: string;
  readonly isHidden: boolean;
  /** Can be walked once; wholly blank rows are left out (their numbers are skipped). */
  readonly rows: AsyncIterable<SourceRow>;
}
