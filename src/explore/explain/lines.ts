/** Columns of a terminal and of an e-mail. */
const WIDTH = 80;

/** A text in lines of at most 80 columns, each with an indent; the lines after the first two deeper. */
export function wrapped(text: string, indent = 2): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const room = WIDTH - indent - (lines.length === 0 ? 0 : 2);
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  const first = ' '.repeat(indent);
  return [...lines, line].map((each, index) => `${first}${index === 0 ? '' : '  '}${each}`);
}

/** A heading and what stands under it, after an empty line; nothing where there is nothing to say. */
export function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

/** Cells in columns: text to the left, columns named in `right` to the right. */
export function columns(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly string[] = [],
): string[] {
  const widths = headings.map((heading, index) =>
    Math.max(heading.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) =>
        right.includes(headings[index] ?? '')
          ? cell.padStart(widths[index] ?? 0)
          : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [headings, ...rows].map((row) => `  ${line(row)}`);
}
