import { formatOf } from '../explore/formats.js';
import { runQuery } from '../explore/run-query.js';
import { monthLabel } from '../period.js';
import type { Row } from '../warehouse/database.js';
import { cellOf } from './cell-of.js';
import { choiceOf } from './choice-of.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { publishedPath, readPublished } from './open-published.js';
import { textTable } from './text-table.js';
import { requestedOutput } from './requested-output.js';

export interface ChaseFlags {
  readonly format?: string;
  readonly out?: string;
}

const FORMATS = ['table', 'csv', 'json', 'xlsx'] as const;

const CHASING_SQL = `select * from ops.chasing_list
  order by reason, size desc nulls last, months_since desc, chased_name, chased_id`;

const NO_REGISTER =
  'No register of CQC locations is loaded, so those that have never returned are not listed. See docs/providers.md.';

/** `carecount chase`: who has not returned for the latest month, how long and how large. */
export async function runChase(flags: ChaseFlags, globals: GlobalFlags): Promise<number> {
  const asked = choiceOf('--format', flags.format, FORMATS);
  const format =
    asked ?? choiceOf('--out', formatOf(undefined, flags.out, globals.json === true), FORMATS);
  const workspace = await openWorkspaceFor(globals);
  const { rows, hasRegister } = await readPublished(workspace, async (database) => ({
    rows: await database.rows(CHASING_SQL),
    hasRegister: (await database.rows('select 1 from core.dim_cqc_location limit 1')).length > 0,
  }));
  if (format === 'table' && flags.out === undefined) process.stdout.write(chasingTables(rows));
  else {
    const out = flags.out === undefined ? undefined : requestedOutput(flags.out, workspace);
    const request = {
      sql: CHASING_SQL,
      path: publishedPath(workspace),
      format: format ?? 'table',
      out,
      limit: 0,
    };
    await runQuery(request, { stdout: process.stdout });
  }
  if (!hasRegister && globals.quiet !== true) process.stderr.write(`${NO_REGISTER}\n`);
  return 0;
}

function chasingTables(rows: readonly Row[]): string {
  if (rows.length === 0) return 'Nobody is to be chased.\n';
  const latest = rows.map((row) => cellOf(row, 'period').slice(0, 7)).find((month) => month !== '');
  const late = rows.filter((row) => row['reason'] === 'late');
  const never = rows.filter((row) => row['reason'] !== 'late');
  const parts: string[] = [];
  if (late.length > 0) {
    parts.push(
      `Returned before, and not for ${latest === undefined ? 'the latest month' : monthLabel(latest)}:\n`,
      textTable(
        ['who', 'council', 'last return', 'months', 'workplaces', 'size'],
        late.map(lateCells),
      ),
    );
  }
  if (never.length > 0) {
    parts.push(
      `${late.length > 0 ? '\n' : ''}Registered with the CQC, and in no return so far:\n`,
      textTable(['who', 'provider', 'council', 'location', 'size'], never.map(neverCells)),
    );
  }
  return parts.join('');
}

function lateCells(row: Row): string[] {
  return [
    cellOf(row, 'chased_name'),
    cellOf(row, 'council_name'),
    cellOf(row, 'last_period').slice(0, 7),
    cellOf(row, 'months_since'),
    isNotShared(row) ? '' : cellOf(row, 'workplace_count'),
    sizeOf(row),
  ];
}

function neverCells(row: Row): string[] {
  return [
    cellOf(row, 'chased_name'),
    cellOf(row, 'provider_name'),
    cellOf(row, 'council_name'),
    cellOf(row, 'chased_id'),
    sizeOf(row),
  ];
}

function isNotShared(row: Row): boolean {
  return row['has_sharing_workplace'] === false;
}

function sizeOf(row: Row): string {
  if (isNotShared(row)) return 'not shared';
  return row['size'] === null ? 'not known' : `${cellOf(row, 'size')} ${cellOf(row, 'size_unit')}`;
}
