import { minuteLabel } from '../period.js';
import type { Row } from '../warehouse/database.js';
import { cellOf } from './cell-of.js';
import { findDelivery, type KnownFile } from './find-delivery.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { cutLine, limitOf } from './limit-of.js';
import { readPublished } from './open-published.js';
import { textTable } from './text-table.js';

const DEFAULT_LIMIT = 50;

/** What is wrong with the records of a file that were set aside; a value only where it is a code. */
const FAULTS = `
select quarantine.record_number, quarantine.sheet, quarantine.line, finding.column_name, finding.rule,
    finding.severity, finding.value, finding.message
from ops.quarantine
inner join ops.finding
    on quarantine.delivery_id = finding.delivery_id
    and quarantine.record_number = finding.record_number
where quarantine.delivery_id = $deliveryId
order by quarantine.record_number, finding.column_name, finding.rule`;

/** `carecount quarantine show`: which records of a file are set aside, and why. */
export async function runQuarantineShow(
  file: string,
  flags: { limit?: string },
  globals: GlobalFlags,
): Promise<number> {
  const isJson = globals.json === true;
  const limit = limitOf(flags.limit, isJson ? 0 : DEFAULT_LIMIT);
  const workspace = await openWorkspaceFor(globals);
  const { known, rows } = await readPublished(workspace, async (database) => {
    const delivery = await findDelivery(database, file);
    const { deliveryId } = delivery;
    return { known: delivery, rows: await database.rows(FAULTS, { deliveryId }) };
  });
  const shown = limit === 0 ? rows : rows.slice(0, limit);
  if (isJson) {
    const body = {
      delivery_id: known.deliveryId,
      path: known.path,
      state: known.state,
      reason: known.reason,
      quarantined_count: known.quarantinedCount,
      record_count: known.recordCount,
      replaced_by_delivery_id: known.replacedBy,
      faults: shown,
    };
    process.stdout.write(`${JSON.stringify(body, null, 2)}\n`);
    return 0;
  }
  process.stdout.write(`${summaryOf(known)}\n`);
  if (rows.length > 0) {
    const headings = ['line', 'column', 'severity', 'rule', 'value', 'what to do'];
    process.stdout.write(`\n${textTable(headings, shown.map(cellsOf))}`);
    process.stdout.write(cutLine(shown.length, rows.length, 'faults'));
  }
  return 0;
}

/** What became of a file, in a few lines. */
function summaryOf(file: KnownFile): string {
  const { deliveryId, path, state, reason, recordCount, quarantinedCount, replacedBy } = file;
  const lines = [
    `File ${deliveryId}: ${path}`,
    `From ${file.submitter} for ${file.month}, arrived ${minuteLabel(file.arrivedAt)} UTC, ${state.replaceAll('_', ' ')}.`,
  ];
  if (reason !== null) lines.push(reason);
  if (replacedBy !== null) lines.push(`File ${replacedBy} has taken its place.`);
  if (recordCount > 0 && state !== 'rejected') {
    lines.push(
      quarantinedCount === 0
        ? 'None of its records is set aside.'
        : `${quarantinedCount} of its ${recordCount} records are set aside.`,
    );
  }
  return lines.join('\n');
}

function cellsOf(row: Row): string[] {
  return [
    [cellOf(row, 'sheet'), cellOf(row, 'line')].filter((part) => part !== '').join(' row '),
    cellOf(row, 'column_name') === '' ? 'the whole row' : cellOf(row, 'column_name'),
    cellOf(row, 'severity'),
    cellOf(row, 'rule'),
    cellOf(row, 'value'),
    cellOf(row, 'message'),
  ];
}
