import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { packageDir } from '../../config.js';
import { nearest, problem } from '../../errors.js';
import { keysAt } from '../../schema-keys.js';
import { listSql } from '../../warehouse/sql-file.js';

/** The folders of SQL whose files give rows that a test can look at. */
const TESTED = ['staging', 'core', 'ops', 'metrics', 'comparison'];

const ENDING = '.test.yaml';

const row = z.record(z.string(), z.unknown());

const caseSchema = z.strictObject({
  name: z.string().min(1),
  /** Table to its rows; a table left out is as a warehouse without a delivery has it. */
  given: z.record(z.string(), z.array(row)).default({}),
  /** The rows that are to come out, by the columns that they name. */
  expect: z.array(row),
  in_order: z.boolean().default(false),
});

const fileSchema = z.strictObject({
  /** Table to what its given rows say where they say nothing themselves. */
  defaults: z.record(z.string(), row).default({}),
  cases: z.array(caseSchema).min(1),
});

export type TestRow = Readonly<Record<string, unknown>>;

/** One case: given these rows, a model makes those. */
export interface ModelTest {
  /** `core.fct_workplace_month` */
  readonly model: string;
  readonly name: string;
  /** Relative to the package, for messages. */
  readonly file: string;
  readonly line: number;
  readonly given: Readonly<Record<string, readonly TestRow[]>>;
  readonly expect: readonly TestRow[];
  readonly isOrdered: boolean;
}

/**
 * Reads the tests beside the SQL of some folders: `core/fct_workplace_month.test.yaml` is about
 * `core.fct_workplace_month`.
 * @throws CC-TST-001 naming the file, the line and the key that is wrong.
 */
export function readModelTests(dirs: readonly string[]): ModelTest[] {
  return dirs.flatMap((dir) =>
    TESTED.flatMap((layer) =>
      listSql(join(dir, layer), ENDING).flatMap((path) =>
        readFile(path, `${layer}.${basename(path, ENDING)}`),
      ),
    ),
  );
}

function readFile(path: string, model: string): ModelTest[] {
  const file = relative(packageDir, path);
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, merge: true });
  const [fault] = document.errors;
  if (fault !== undefined) {
    throw wrong(file, lines.linePos(fault.pos[0]).line, '', fault.message.split('\n')[0] ?? '');
  }
  const parsed = fileSchema.safeParse(document.toJS());
  if (!parsed.success) throw wrongKey(file, document, lines, parsed.error.issues);
  const { defaults, cases } = parsed.data;
  return cases.map((said, index) => ({
    model,
    name: said.name,
    file,
    line: lineOf(document, lines, ['cases', index]),
    given: withDefaults(said.given, defaults),
    expect: said.expect,
    isOrdered: said.in_order,
  }));
}

function withDefaults(
  given: Record<string, TestRow[]>,
  defaults: Record<string, TestRow>,
): Record<string, TestRow[]> {
  return Object.fromEntries(
    Object.entries(given).map(([table, rows]) => [
      table,
      rows.map((each) => ({ ...defaults[table], ...each })),
    ]),
  );
}

/** The line of what stands at a path, or of the nearest that is there above it. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** The first key that is not one, else the first value that is none for its key. */
function wrongKey(
  file: string,
  document: Document,
  lines: LineCounter,
  issues: readonly z.core.$ZodIssue[],
): Error {
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys');
  const issue = unknown ?? issues[0];
  const path = issue?.path ?? [];
  const said = (issue?.message ?? '').replace(/^Invalid input: /, '');
  const near =
    unknown === undefined
      ? undefined
      : nearest(unknown.keys[0] ?? '', keysAt(fileSchema, path, document.toJS()));
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  return wrong(file, lineOf(document, lines, path), path.join('.'), `${said}${hint}`);
}

function wrong(file: string, line: number, key: string, got: string): Error {
  return problem('CC-TST-001', {
    where: `${file} line ${line}${key === '' ? '' : ` ${key}`}`,
    expected: 'cases, each with a name, given and expect, as docs/tests.md says',
    got,
    next: 'Mend the file.',
  });
}
