import type { ModelTest, TestRow } from './read.js';
import type { TestOutcome } from './run.js';

const GAP = '   |   ';

/**
 * A failing case in words: its name, where it stands, and the rows missing beside the rows that came
 * instead, likest beside likest.
 */
export function failureText(test: ModelTest, outcome: TestOutcome): string {
  const head = `FAILED ${test.model}: ${test.name}\n  ${test.file} line ${test.line}`;
  if (outcome.fault !== null) return `${head}\n  ${outcome.fault}\n`;
  if (outcome.isMisordered) return `${head}\n  The rows are the expected ones in another order.\n`;
  return `${head}\n${besides(outcome.missing, outcome.unexpected)}`;
}

function besides(missing: readonly TestRow[], unexpected: readonly TestRow[]): string {
  const right = likestFirst(missing, unexpected);
  const names = Object.keys(missing[0] ?? unexpected[0] ?? {});
  const left = block('expected and missing', names, missing);
  const other = block('made and not expected', names, right);
  const width = Math.max(...left.map((line) => line.length));
  const lines = Array.from({ length: Math.max(left.length, other.length) }, (_, index) =>
    `  ${(left[index] ?? '').padEnd(width)}${GAP}${other[index] ?? ''}`.trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

/** Puts beside each missing row the row that has most values in common with it. */
function likestFirst(missing: readonly TestRow[], rows: readonly TestRow[]): TestRow[] {
  const left = [...rows];
  const ordered: TestRow[] = [];
  for (const row of missing) {
    const likeness = left.map((each) => inCommon(row, each));
    const at = likeness.indexOf(Math.max(...likeness));
    ordered.push(...left.splice(Math.max(at, 0), 1));
  }
  return [...ordered, ...left];
}

function inCommon(a: TestRow, b: TestRow): number {
  return Object.keys(a).filter((name) => cell(a[name]) === cell(b[name])).length;
}

function block(title: string, names: readonly string[], rows: readonly TestRow[]): string[] {
  if (rows.length === 0) return [title, '(none)'];
  const cells = [names, ...rows.map((row) => names.map((name) => cell(row[name])))];
  const widths = names.map((_, column) =>
    Math.max(...cells.map((line) => line[column]?.length ?? 0)),
  );
  const lines = cells.map((line) =>
    line.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  '),
  );
  return [title, ...lines];
}

function cell(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
