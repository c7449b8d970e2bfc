import { minuteLabel } from '../period.js';
import type { Row } from '../warehouse/database.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { readPublished } from './open-published.js';
import { textTable } from './text-table.js';

export interface QuarantineListFlags {
  /** Files, too, that a later one has taken the place of. */
  readonly all?: boolean;
}

/** Files with records set aside, and files not taken at all, newest first. */
const LIST = `
with counted as (
    select delivery_id, reason.rule as rule, reason.column_name as column_name,
        count(distinct record_number) as record_count
    from (select delivery_id, record_number, unnest(reasons) as reason from ops.quarantine)
    group by all
),
why as (
    select delivery_id,
        string_agg(
            concat_ws(' ', nullif(column_name, ''), rule) || ' (' || record_count || ')',
            ', ' order by record_count desc, column_name, rule
        ) as faults
    from counted
    group by all
)
select
    delivery.delivery_id, delivery.submitter, strftime(delivery.period, '%Y-%m') as month,
    delivery.dataset_id, delivery.state, delivery.quarantined_count, delivery.record_count,
    delivery.arrived_at, coalesce(delivery.reason, '') as reason, coalesce(why.faults, '') as faults,
    delivery.replaced_by_delivery_id, concat_ws('/', delivery.path, delivery.member) as path
from ops.delivery
left join why on delivery.delivery_id = why.delivery_id
where delivery.state in ('rejected', 'unrecognised')
    or (delivery.state in ('accepted', 'accepted_with_warnings') and delivery.quarantined_count > 0)
order by delivery.delivery_id desc`;

/** `carecount quarantine list`: what is set aside, why, and since when. */
export async function runQuarantineList(
  flags: QuarantineListFlags,
  globals: GlobalFlags,
): Promise<number> {
  const workspace = await openWorkspaceFor(globals);
  const found = await readPublished(workspace, (database) => database.rows(LIST));
  const rows = found.filter((row) => flags.all === true || row['replaced_by_delivery_id'] === null);
  if (globals.json === true) {
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return 0;
  }
  if (rows.length === 0) {
    process.stdout.write('Nothing is set aside: every file was taken, with all its records.\n');
    return 0;
  }
  const headings = ['file', 'since (UTC)', 'from', 'month', 'state', 'set aside', 'path', 'why'];
  process.stdout.write(textTable(headings, rows.map(cellsOf)));
  process.stdout.write('See the records with `carecount quarantine show FILE`.\n');
  return 0;
}

function cellsOf(row: Row): string[] {
  const records = Number(row['record_count']);
  return [
    String(row['delivery_id']),
    minuteLabel(String(row['arrived_at'])),
    String(row['submitter']),
    String(row['month']),
    String(row['state']).replaceAll('_', ' '),
    records === 0 ? 'the file' : `${String(row['quarantined_count'])} of ${records}`,
    String(row['path']),
    [String(row['reason']), String(row['faults'])].filter((text) => text !== '').join(' '),
  ];
}
