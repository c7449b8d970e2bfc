import { arrivalTime, lateArrivalTime, LATEST, SNAPSHOTS, type Snapshot } from './calendar.js';
import { openCompany, type Company } from './company.js';
import { crossCheck } from './cross-check.js';
import { writeEvent, type MonthFiles } from './events.js';
import { returnsIn, slotKey, type FaultPlan, type FileEvent, type Intent } from './fault-plan.js';
import { bytesOf, linesOf, recordNumber, type InboxFile } from './files.js';
import { fileNames } from './habits.js';
import { OLD_WORKPLACE_COLUMNS, WORKPLACE_COLUMNS, workerColumns } from './headers.js';
import { plant, type Mark, type Sheet } from './plant.js';
import type { PlantedDelivery, PlantedFinding } from './planted.js';
import type { Postcodes } from './places.js';
import { cellOf } from './rows.js';
import { openRng } from './rng.js';
import { fillSheet, noteDelivered, notePlaced } from './sheets.js';
import { keepsTraining, trainingFile, trainingLines } from './training.js';
import type { Organisation } from './world.js';

/** What an organisation sent in all months, and what is wrong with it. */
export interface Sent {
  readonly files: InboxFile[];
  readonly deliveries: PlantedDelivery[];
  readonly findings: PlantedFinding[];
  workerRows: number;
  workplaceRows: number;
  workersLatest: number;
  /** The records of the latest file in force, by what the file is about. */
  readonly lastRows: Map<'workers' | 'training', number>;
}

/** What all organisations share while their returns are written. */
export interface Context {
  readonly seed: number;
  readonly plan: FaultPlan;
  readonly postcodes: Postcodes;
  readonly nextSerial: () => number;
  /** Faults that found no row to suit them; the next faulty month takes them on. */
  readonly postponed: Intent[];
}

/** Events after which the month has no worker file in force. */
const LOST_WORKERS: ReadonlySet<FileEvent> = new Set(['ragged', 'open_quote', 'empty']);
/** Events whose month is sent in full, so that they are about nothing else. */
const SENT_IN_FULL: ReadonlySet<FileEvent> = new Set([
  ...LOST_WORKERS,
  'workers_corrected',
  'workplaces_corrected',
]);

/** A fall that is told of: `sql/ops/drift.sql` has the same two. */
const FEWEST_LOST = 5;
const SHARE_LOST = 0.2;

/** Writes the returns of an organisation, month by month. */
export function sendReturns(context: Context, organisation: Organisation): Sent {
  const company = openCompany(context.seed, organisation, context.postcodes, context.nextSerial);
  const sent: Sent = {
    files: [],
    deliveries: [],
    findings: [],
    workerRows: 0,
    workplaceRows: 0,
    workersLatest: 0,
    lastRows: new Map(),
  };
  let mayRepeat = false;
  for (const snapshot of SNAPSHOTS) {
    if (snapshot.index < organisation.joins || snapshot.index >= organisation.stops) continue;
    company.pass(snapshot);
    if (!returnsIn(organisation, snapshot.index)) {
      mayRepeat = false;
      continue;
    }
    mayRepeat = sendMonth(context, company, snapshot, mayRepeat, sent);
  }
  return sent;
}

/** Writes one month's files; whether the next month may repeat what they say. */
function sendMonth(
  context: Context,
  company: Company,
  snapshot: Snapshot,
  mayRepeat: boolean,
  sent: Sent,
): boolean {
  const { organisation, rng } = company;
  const key = slotKey(organisation.slug, snapshot.index);
  const event = context.plan.events.get(key);
  const isInFull = event !== undefined && SENT_IN_FULL.has(event);
  const sheet = fillSheet(rng, company, snapshot, mayRepeat && !isInFull);
  const marks = plantMonth(context, key, sheet);
  const month = monthFiles(organisation, snapshot, sheet, context.seed);
  const hasWorkers = event === undefined || !LOST_WORKERS.has(event);
  if (hasWorkers) marks.push(...crossCheck(sheet));
  record(sent, month, sheet, marks);
  if (hasWorkers) {
    const path = `${month.folder}/${month.workers.name}`;
    recordFall(sent, 'workers', path, sheet.workers.length);
  }
  countRows(sent, sheet, snapshot, hasWorkers);
  const written = writeEvent(openRng(context.seed, `event/${key}`), event, month, sheet);
  sent.files.push(...written.files);
  sent.deliveries.push(...written.deliveries);
  sent.findings.push(...(written.findings ?? []));
  if (hasWorkers) sendTraining(context, organisation, snapshot, month, sheet, sent);
  notePlaced(company, sheet);
  if (hasWorkers) noteDelivered(company, sheet);
  return hasWorkers && !organisation.late.has(snapshot.index);
}

function plantMonth(context: Context, key: string, sheet: Sheet): Mark[] {
  const wanted = context.plan.intents.get(key);
  if (wanted === undefined) return [];
  const rng = openRng(context.seed, `plant/${key}`);
  const intents = [...wanted, ...context.postponed.splice(0)];
  return intents.flatMap((intent) => {
    const marks = plant(rng, sheet, intent);
    if (marks === undefined) context.postponed.push(intent);
    return marks ?? [];
  });
}

function monthFiles(
  organisation: Organisation,
  snapshot: Snapshot,
  sheet: Sheet,
  seed: number,
): MonthFiles {
  const { habits, slug, late } = organisation;
  const names = fileNames(habits, slug, snapshot);
  const folder = `${slug}/${snapshot.month}`;
  const rng = openRng(seed, `arrival/${folder}`);
  const arrived = (late.has(snapshot.index) ? lateArrivalTime : arrivalTime)(snapshot, rng);
  const isOld = snapshot.index < habits.newHeaderFrom;
  const workplaceColumns = isOld ? OLD_WORKPLACE_COLUMNS : WORKPLACE_COLUMNS;
  return {
    folder,
    habits,
    workplaces: {
      name: names.workplaces,
      write: () => linesOf(sheet.workplaces, workplaceColumns, habits),
      modified: arrived,
    },
    workers: {
      name: names.workers,
      write: () => linesOf(sheet.workers, workerColumns(habits.layout), habits),
      modified: new Date(arrived.getTime() + rng.int(20, 900) * 1000),
    },
    bytes: (lines) => bytesOf(lines, habits),
  };
}

function record(sent: Sent, month: MonthFiles, sheet: Sheet, marks: readonly Mark[]): void {
  const counts = new Map<string, number>();
  for (const { row, column, rule, severity } of marks) {
    const isWorkplace = sheet.workplaces.includes(row);
    const name = isWorkplace ? month.workplaces.name : month.workers.name;
    const path = `${month.folder}/${name}`;
    const rows = isWorkplace ? sheet.workplaces : sheet.workers;
    sent.findings.push({ path, record: recordNumber(rows, row), column, rule, severity });
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  for (const [path, count] of counts) {
    const reason = count === 1 ? '1 finding' : `${count} findings`;
    sent.deliveries.push({ path, state: 'accepted_with_warnings', reason });
  }
}

/** Some organisations send their training records with each return. */
function sendTraining(
  { seed }: Context,
  organisation: Organisation,
  snapshot: Snapshot,
  month: MonthFiles,
  sheet: Sheet,
  sent: Sent,
): void {
  if (!keepsTraining(seed, organisation)) return;
  const lines = trainingLines(seed, sheet, organisation, snapshot);
  const file = trainingFile(month, lines);
  sent.files.push(file);
  recordFall(sent, 'training', file.path, lines.length - 1);
}

/** A file that lost more than a fifth of its records, as where a workplace has closed, is told of. */
function recordFall(sent: Sent, about: 'workers' | 'training', path: string, rows: number): void {
  const last = sent.lastRows.get(about) ?? 0;
  const lost = last - rows;
  if (lost >= FEWEST_LOST && lost > SHARE_LOST * last) {
    const finding = { path, record: 0, column: '', rule: 'fewer_records' };
    sent.findings.push({ ...finding, severity: 'warning' });
    if (!sent.deliveries.some((each) => each.path === path)) {
      const reason = 'fewer records than the month before';
      sent.deliveries.push({ path, state: 'accepted_with_warnings', reason });
    }
  }
  sent.lastRows.set(about, rows);
}

function countRows(sent: Sent, sheet: Sheet, snapshot: Snapshot, hasWorkers: boolean): void {
  sent.workplaceRows += sheet.workplaces.length;
  if (!hasWorkers) return;
  sent.workerRows += sheet.workers.length;
  if (snapshot.index !== LATEST) return;
  sent.workersLatest += sheet.workers.filter((row) => cellOf(row, 'STATUS') !== 'DELETE').length;
}
