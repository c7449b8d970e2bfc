import type { Workspace } from '../config.js';
import { problem } from '../errors.js';
import { isRefused, loadContracts, readLanded, type Contract } from '../ingest/index.js';
import { rereadRows, type Place } from '../ingest/quarantine/reread.js';
import type { Fault } from '../ingest/quarantine/shown-cell.js';
import { quarantineWorkbook, type CoverLine } from '../ingest/quarantine/quarantine-workbook.js';
import { silentLog } from '../log.js';
import { monthLabel } from '../period.js';
import { openAudit } from '../warehouse/audit.js';
import type { Database } from '../warehouse/database.js';
import { accountName } from './account.js';
import { findDelivery, type KnownFile } from './find-delivery.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { readPublished } from './open-published.js';
import { workbookTarget, writeFileWhole } from './workbook-target.js';

/** A workbook that a person mends holds no more rows. */
const MOST_ROWS = 20_000;

interface SetAside extends Place {
  readonly fault: Fault;
}

/** `carecount quarantine export`: the records of a file to mend, as a workbook for its provider. */
export async function runQuarantineExport(
  file: string,
  flags: { out: string },
  globals: GlobalFlags,
): Promise<number> {
  const workspace = await openWorkspaceFor(globals);
  const out = workbookTarget(flags.out, workspace);
  const { known, setAside } = await readPublished(workspace, async (database) => {
    const delivery = await findDelivery(database, file);
    return { known: delivery, setAside: await setAsideOf(database, delivery) };
  });
  requireSomething(known, setAside);
  const records = new Set(setAside.map(keyOf)).size;
  const now = new Date();
  const bytes = await workbookOf(workspace, known, setAside, now);
  openAudit(workspace, silentLog).append([
    {
      at: now.toISOString(),
      by: accountName(),
      action: 'quarantine_export',
      delivery_id: known.deliveryId,
      sha256: known.sha256,
      path: known.path,
      records,
      out,
    },
  ]);
  await writeFileWhole(out, bytes);
  if (globals.json === true) {
    const body = { delivery_id: known.deliveryId, path: known.path, records, out };
    process.stdout.write(`${JSON.stringify(body, null, 2)}\n`);
  } else if (globals.quiet !== true) {
    process.stdout.write(`${writtenWords(known, records, out)}\n`);
  }
  return 0;
}

/** What the workbook holds; of a file that was not taken, why. */
function writtenWords({ state, reason }: KnownFile, records: number, out: string): string {
  const written =
    records === 0
      ? `A workbook that says so was written to ${out}.`
      : `${records} ${records === 1 ? 'row' : 'rows'} to mend written to ${out}.`;
  if (!isRefused(state)) return written;
  return ['The file as a whole was not taken.', reason, written]
    .filter((part) => part !== null)
    .join(' ');
}

function requireSomething(file: KnownFile, setAside: readonly SetAside[]): void {
  if (setAside.length > 0 || isRefused(file.state)) return;
  const replaced = file.replacedBy === null ? '' : `; file ${file.replacedBy} stands in its place`;
  throw problem('CC-USE-001', {
    where: `file ${file.deliveryId}`,
    expected: 'a file with records set aside',
    got: `one that is ${file.state.replaceAll('_', ' ')}${replaced}`,
    next: 'See `carecount quarantine list`.',
  });
}

async function setAsideOf(database: Database, { deliveryId }: KnownFile): Promise<SetAside[]> {
  const rows = await database.rows(
    `select coalesce(sheet, '') as sheet, line, reason.column_name, reason.rule, reason.message
    from (
        select sheet, line, unnest(reasons) as reason from ops.quarantine
        where delivery_id = $deliveryId
    )
    order by sheet, line, reason.column_name, reason.rule`,
    { deliveryId },
  );
  return rows.map((row) => ({
    sheet: String(row['sheet']),
    line: Number(row['line']),
    fault: {
      column: String(row['column_name']),
      rule: String(row['rule']),
      message: String(row['message']),
    },
  }));
}

async function workbookOf(
  workspace: Workspace,
  file: KnownFile,
  setAside: readonly SetAside[],
  now: Date,
): Promise<Buffer> {
  const byPlace = new Map<string, { place: Place; faults: Fault[] }>();
  for (const each of setAside) {
    const entry = byPlace.get(keyOf(each)) ?? { place: each, faults: [] };
    byPlace.set(keyOf(each), entry);
    if (
      !entry.faults.some(
        (fault) => fault.column === each.fault.column && fault.rule === each.fault.rule,
      )
    )
      entry.faults.push(each.fault);
  }
  const places = [...byPlace.values()].map(({ place }) => place).slice(0, MOST_ROWS);
  const contract = loadContracts(workspace.dir).find(({ id }) => id === file.datasetId);
  const tables =
    places.length === 0
      ? []
      : await rereadRows(
          await readLanded(workspace, {
            landed_path: file.landedPath,
            member: file.member,
            sha256: file.sha256,
          }),
          requireContract(contract, file),
          places,
        );
  return quarantineWorkbook({
    title: places.length === 0 ? 'A file that could not be taken' : 'Records to mend',
    cover: coverOf(file, contract, byPlace.size, now),
    advice: adviceFor(file, byPlace.size),
    contract,
    tables,
    faultsAt: (sheet, line) => byPlace.get(keyOf({ sheet, line }))?.faults ?? [],
    now,
  });
}

function requireContract(contract: Contract | undefined, file: KnownFile): Contract {
  if (contract !== undefined) return contract;
  throw problem('CC-CFG-005', {
    where: `file ${file.deliveryId}`,
    expected: `the contract ${file.datasetId ?? ''} that it was read under`,
    got: 'none of that name',
    next: 'Run `carecount nightly`, then export again.',
  });
}

function coverOf(
  file: KnownFile,
  contract: Contract | undefined,
  rows: number,
  now: Date,
): CoverLine[] {
  const lines = [
    { label: 'File', text: file.path },
    { label: 'From', text: file.submitter },
    { label: 'For', text: monthLabel(file.month) },
    { label: 'Kind of file', text: contract?.title ?? 'not known' },
    { label: 'Arrived', text: instantText(file.arrivedAt) },
    { label: 'What became of it', text: outcomeOf(file) },
  ];
  if (rows > 0) {
    const cut =
      rows > MOST_ROWS ? `, the first ${MOST_ROWS.toLocaleString('en-GB')} of them here` : '';
    lines.push({
      label: 'Rows to mend',
      text: `${rows.toLocaleString('en-GB')} of ${file.recordCount.toLocaleString('en-GB')} records${cut}`,
    });
  }
  return [
    ...lines,
    { label: 'Made', text: `${instantText(now.toISOString())} by Carecount` },
    { label: 'File number', text: String(file.deliveryId) },
  ];
}

function outcomeOf({ state, reason }: KnownFile): string {
  if (state === 'rejected') return `Not taken. ${reason ?? ''}`.trim();
  if (state === 'unrecognised') return `Not recognised. ${reason ?? ''}`.trim();
  return 'Taken, but for the records on the next sheet, which do not count until they are mended.';
}

function adviceFor({ path }: KnownFile, rows: number): string[] {
  const again = `Send the whole file again for the same month, to where you sent ${path}. It takes the place of this one.`;
  if (rows === 0) {
    return ['Mend the file as it says above, in the system it came from.', again];
  }
  return [
    'Look at the sheet "To mend": each row there is a row of your file, with its line, the columns at fault (shaded) and what to do.',
    'Mend the rows in the system the file came from, or in the file itself. Do not send this workbook back: it does not hold all of your file.',
    'Words in [square brackets] stand for cells that are left out here: those about a person, and those that may stand in the wrong column.',
    again,
  ];
}

function instantText(iso: string): string {
  return `${iso.slice(0, 10)} at ${iso.slice(11, 16)} UTC`;
}

function keyOf({ sheet, line }: Place): string {
  return `${line} ${sheet}`;
}
