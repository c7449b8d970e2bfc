import { minuteLabel } from '../period.js';
import type { Parameter, Row } from '../warehouse/database.js';
import { cellOf } from './cell-of.js';
import { choiceOf } from './choice-of.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { cutLine, limitOf } from './limit-of.js';
import { monthOfFlag } from './month-of-flag.js';
import { readPublished } from './open-published.js';
import { textTable } from './text-table.js';

export interface FilesFlags {
  readonly state?: string;
  readonly source?: string;
  readonly submitter?: string;
  readonly period?: string;
  readonly limit?: string;
}

const STATES = [
  'accepted',
  'accepted_with_warnings',
  'rejected',
  'superseded',
  'duplicate',
  'unrecognised',
] as const;
const DEFAULT_LIMIT = 50;

/** `carecount files`: what arrived and what became of it, newest first. */
export async function runFiles(flags: FilesFlags, globals: GlobalFlags): Promise<number> {
  const limit = limitOf(flags.limit, globals.json === true ? 0 : DEFAULT_LIMIT);
  const { where, parameters } = filterOf(flags);
  const workspace = await openWorkspaceFor(globals);
  const rows = await readPublished(workspace, (database) =>
    database.rows(`select * from ops.delivery ${where} order by delivery_id desc`, parameters),
  );
  const shown = limit === 0 ? rows : rows.slice(0, limit);
  if (globals.json === true) {
    process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return 0;
  }
  process.stdout.write(
    rows.length === 0
      ? where === ''
        ? 'No file has arrived yet.\n'
        : 'No file is like that. See all with `carecount files`.\n'
      : `${filesTable(shown)}${cutLine(shown.length, rows.length, 'files')}`,
  );
  return 0;
}

function filterOf(flags: FilesFlags): { where: string; parameters: Record<string, Parameter> } {
  const period = monthOfFlag('--period', flags.period);
  const wanted = Object.entries({
    state: choiceOf('--state', flags.state, STATES),
    source_id: flags.source,
    submitter: flags.submitter,
    period: period === undefined ? undefined : `${period}-01`,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const conditions = wanted.map(([column]) => `${column}::varchar = $${column}`);
  return {
    where: conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`,
    parameters: Object.fromEntries(wanted),
  };
}

function filesTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    cellOf(row, 'delivery_id'),
    minuteLabel(cellOf(row, 'arrived_at')),
    cellOf(row, 'submitter'),
    cellOf(row, 'period').slice(0, 7),
    cellOf(row, 'dataset_id'),
    cellOf(row, 'state').replaceAll('_', ' '),
    cellOf(row, 'record_count'),
    cellOf(row, 'quarantined_count'),
    cellOf(row, 'finding_count'),
    [cellOf(row, 'path'), cellOf(row, 'member')].filter((part) => part !== '').join('/'),
  ]);
  const headings = ['file', 'arrived (UTC)', 'from', 'month', 'kind', 'state', 'records'];
  return textTable([...headings, 'set aside', 'findings', 'path'], cells);
}
