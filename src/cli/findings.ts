import { formatOf } from '../explore/formats.js';
import { runQuery } from '../explore/run-query.js';
import { literal, type Database, type Row } from '../warehouse/database.js';
import { cellOf } from './cell-of.js';
import { choiceOf } from './choice-of.js';
import { findDelivery } from './find-delivery.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { cutLine, limitOf } from './limit-of.js';
import { publishedPath, readPublished } from './open-published.js';
import { textTable } from './text-table.js';
import { requestedOutput } from './requested-output.js';

export interface FindingsFlags {
  readonly file?: string;
  readonly submitter?: string;
  readonly rule?: string;
  readonly severity?: string;
  readonly limit?: string;
  readonly format?: string;
  readonly out?: string;
}

const FORMATS = ['table', 'csv', 'json', 'xlsx'] as const;
const DEFAULT_LIMIT = 50;

/** `carecount findings`: what was wrong with what providers sent. */
export async function runFindings(flags: FindingsFlags, globals: GlobalFlags): Promise<number> {
  const isJson = globals.json === true;
  const asked = choiceOf('--format', flags.format, FORMATS);
  const format = asked ?? choiceOf('--out', formatOf(undefined, flags.out, isJson), FORMATS);
  const isTable = format === 'table' && flags.out === undefined;
  const limit = limitOf(flags.limit, isTable ? DEFAULT_LIMIT : 0);
  const severity = choiceOf('--severity', flags.severity, ['error', 'warning'] as const);
  const workspace = await openWorkspaceFor(globals);
  return readPublished(workspace, async (database) => {
    const rule = choiceOf('--rule', flags.rule, await rulesOf(database));
    const file = flags.file === undefined ? undefined : await findDelivery(database, flags.file);
    const sql = findingsSql({
      'finding.delivery_id': file === undefined ? undefined : String(file.deliveryId),
      'delivery.submitter': flags.submitter,
      'finding.rule': rule,
      'finding.severity': severity,
    });
    if (isTable) {
      showTable(await database.rows(sql), limit);
      return 0;
    }
    const out = flags.out === undefined ? undefined : requestedOutput(flags.out, workspace);
    const request = { sql, path: publishedPath(workspace), format: format ?? 'table', out, limit };
    const note = await runQuery(request, { stdout: process.stdout });
    if (note !== undefined && globals.quiet !== true) process.stderr.write(`${note}\n`);
    return 0;
  });
}

/** The rules that a finding can be about: those worded, and those found. */
async function rulesOf(database: Database): Promise<string[]> {
  const rows = await database.rows(
    `select rule from reference.rule_wording union select rule from ops.finding order by all`,
  );
  return rows.map((row) => String(row['rule']));
}

function findingsSql(wanted: Readonly<Record<string, string | undefined>>): string {
  const conditions = Object.entries(wanted).flatMap(([column, value]) =>
    value === undefined ? [] : [`${column}::varchar = ${literal(value)}`],
  );
  return `select
      finding.delivery_id, delivery.submitter, strftime(delivery.period, '%Y-%m') as month,
      concat_ws('/', delivery.path, delivery.member) as path, finding.sheet, finding.line,
      finding.record_number, finding.column_name, finding.rule, finding.severity, finding.value,
      finding.message
    from ops.finding
    inner join ops.delivery on finding.delivery_id = delivery.delivery_id
    ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`}
    order by finding.delivery_id desc, finding.record_number, finding.column_name, finding.rule`;
}

function showTable(rows: readonly Row[], limit: number): void {
  if (rows.length === 0) {
    process.stdout.write('No finding is like that: nothing was wrong there.\n');
    return;
  }
  const shown = limit === 0 ? rows : rows.slice(0, limit);
  const cells = shown.map((row) => [
    cellOf(row, 'delivery_id'),
    cellOf(row, 'path'),
    [cellOf(row, 'sheet'), cellOf(row, 'line')].filter((part) => part !== '').join(' row '),
    cellOf(row, 'column_name'),
    cellOf(row, 'severity'),
    cellOf(row, 'rule'),
    cellOf(row, 'value'),
    cellOf(row, 'message'),
  ]);
  const headings = ['file', 'path', 'line', 'column', 'severity', 'rule', 'value', 'what to do'];
  process.stdout.write(
    `${textTable(headings, cells)}${cutLine(shown.length, rows.length, 'findings')}`,
  );
}
