import { nearest, problem } from '../errors.js';
import type { Workspace } from '../config.js';
import type { Database } from '../warehouse/database.js';
import { readFailedRuns } from '../warehouse/failed-checks.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { cutLine, limitOf } from './limit-of.js';
import { readPublished } from './open-published.js';
import { textTable } from './text-table.js';

export interface ChecksFlags {
  readonly failed?: boolean;
  readonly limit?: string;
}

/** A check of a run, and the rows kept of those that fail. */
interface ShownCheck {
  readonly check_id: string;
  readonly file: string;
  readonly title: string;
  readonly severity: string;
  readonly message: string;
  readonly failure_count: number;
  readonly rows: readonly Record<string, unknown>[];
}

const DEFAULT_ROWS = 20;
const TITLE_WIDTH = 80;

/** `carecount checks`: what the checks of the published run found, or of the last one they stopped. */
export async function runChecks(
  id: string | undefined,
  flags: ChecksFlags,
  globals: GlobalFlags,
): Promise<number> {
  const limit = limitOf(flags.limit, id === undefined ? 0 : DEFAULT_ROWS);
  const workspace = await openWorkspaceFor(globals);
  const all = flags.failed === true ? failedChecks(workspace) : await publishedChecks(workspace);
  const chosen = id === undefined ? all : chosenChecks(all, id);
  const [only] = chosen;
  const isOne = id !== undefined && only?.check_id === id;
  const text = globals.json === true ? asJson(chosen, limit, isOne) : undefined;
  process.stdout.write(
    text ?? (isOne && only !== undefined ? oneText(only, limit) : listText(chosen, limit)),
  );
  return 0;
}

async function publishedChecks(workspace: Workspace): Promise<ShownCheck[]> {
  return readPublished(workspace, async (database) => {
    await requireResults(database, workspace);
    const results = await database.rows('select * from ops.check_result order by check_id');
    const failures = await database.rows(
      'select check_id, failing_row from ops.check_failure order by check_id, row_number',
    );
    return results.map((row) => ({
      check_id: String(row['check_id']),
      file: String(row['file']),
      title: String(row['title']),
      severity: String(row['severity']),
      message: String(row['message']),
      failure_count: Number(row['failure_count']),
      rows: failures
        .filter((failure) => failure['check_id'] === row['check_id'])
        .map((failure) => JSON.parse(String(failure['failing_row'])) as Record<string, unknown>),
    }));
  });
}

async function requireResults(database: Database, { publishedLink }: Workspace): Promise<void> {
  const [table] = await database.rows(
    "select 1 from duckdb_tables() where schema_name = 'ops' and table_name = 'check_result'",
  );
  if (table !== undefined) return;
  throw problem('CC-CFG-006', {
    where: publishedLink,
    expected: 'a run that says what its checks found',
    got: 'one of an earlier version',
    next: 'Run carecount build --force.',
  });
}

function failedChecks({ warehouseDir, dir }: Workspace): readonly ShownCheck[] {
  const [last] = readFailedRuns(warehouseDir);
  if (last !== undefined) return last.checks;
  throw problem('CC-USE-001', {
    where: dir,
    expected: 'a run that a check has stopped',
    got: 'none that is kept',
    next: 'Leave out --failed to see the checks of the published run.',
  });
}

/** The check of an id, or those of a model. */
function chosenChecks(all: readonly ShownCheck[], id: string): readonly ShownCheck[] {
  const chosen = all.filter(
    (check) => check.check_id === id || check.check_id.startsWith(`${id}/`),
  );
  if (chosen.length > 0) return chosen;
  const models = all.map((check) => check.check_id.split('/', 1)[0] ?? '');
  const near = nearest(id, [...all.map((check) => check.check_id), ...models]);
  throw problem('CC-USE-001', {
    where: 'carecount checks',
    expected: 'the id of a check, or a model that has some',
    got: `"${id}"`,
    next: near === undefined ? 'See `carecount checks` for all.' : `Did you mean "${near}"?`,
  });
}

function asJson(checks: readonly ShownCheck[], limit: number, isOne: boolean): string {
  const body = isOne
    ? checks.map((check) => ({ ...check, rows: cut(check.rows, limit) }))[0]
    : cut(checks, limit).map(({ rows, ...check }) => ({ ...check, stored_count: rows.length }));
  return `${JSON.stringify(body, null, 2)}\n`;
}

function listText(checks: readonly ShownCheck[], limit: number): string {
  const failing = checks.filter((check) => check.failure_count > 0);
  const sorted = [...failing, ...checks.filter((check) => check.failure_count === 0)];
  const shown = cut(sorted, limit);
  const cells = shown.map((check) => [
    check.failure_count === 0 ? 'ok' : check.severity,
    String(check.failure_count),
    check.check_id,
    shortened(check.title),
  ]);
  return [
    textTable(['result', 'rows', 'check', 'what has to hold'], cells),
    cutLine(shown.length, sorted.length, 'checks'),
    `${checks.length} checks, ${failing.length} with rows that fail.`,
    failing.length === 0 ? '' : ' See the rows with `carecount checks ID`.',
    '\n',
  ].join('');
}

function oneText(check: ShownCheck, limit: number): string {
  const lines = [
    `${check.check_id} (${check.severity}), in ${check.file}`,
    `${check.title}.`.replace(/\.\.$/, '.'),
  ];
  if (check.failure_count === 0) return [...lines, 'No row fails.', ''].join('\n');
  lines.push(check.message, '');
  const shown = cut(check.rows, limit);
  const headings = [...new Set(shown.flatMap((row) => Object.keys(row)))].filter(
    (name) => name !== 'has_sharing_consent',
  );
  const cells = shown.map((row) => headings.map((name) => cellText(row[name])));
  if (shown.length > 0) lines.push(textTable(headings, cells));
  lines.push(
    `${shown.length} of ${check.failure_count} rows that fail.${whyFewer(check, limit)}`,
    '',
  );
  return lines.join('\n');
}

function whyFewer(check: ShownCheck, limit: number): string {
  const isCut = limit !== 0 && check.rows.length > limit;
  if (isCut) return ` ${check.rows.length} are kept: use --limit 0.`;
  if (check.rows.length === check.failure_count) return '';
  return ' Kept are at most 100 a check, none of a workplace that has not agreed to be shown.';
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function shortened(title: string): string {
  return title.length > TITLE_WIDTH ? `${title.slice(0, TITLE_WIDTH - 3)}...` : title;
}

function cut<Item>(items: readonly Item[], limit: number): readonly Item[] {
  return limit === 0 ? items : items.slice(0, limit);
}
