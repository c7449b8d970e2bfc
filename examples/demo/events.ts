import { laterArrival } from './calendar.js';
import type { FileEvent } from './fault-plan.js';
import {
  gappedLines,
  noteText,
  openQuoteLines,
  raggedLines,
  renamed,
  rotaText,
  type InboxFile,
} from './files.js';
import type { Habits } from './habits.js';
import type { Sheet } from './plant.js';
import type { PlantedDelivery, PlantedFinding } from './planted.js';
import { isFull, type Row } from './rows.js';
import type { Rng } from './rng.js';

/** A file to be written: its rows are read when `write` is called. */
interface Part {
  readonly name: string;
  readonly write: () => string[];
  readonly modified: Date;
}

/** The two files of an organisation's month. */
export interface MonthFiles {
  readonly folder: string;
  readonly habits: Habits;
  readonly workplaces: Part;
  readonly workers: Part;
  readonly bytes: (lines: readonly string[]) => Buffer;
}

/** A month's files with what happened to them. */
export interface Written {
  readonly files: InboxFile[];
  readonly deliveries: PlantedDelivery[];
  /** What the event itself puts into the records. */
  readonly findings?: readonly PlantedFinding[];
}

/** Writes a month's files, with the event that befell them if any. */
export function writeEvent(
  rng: Rng,
  event: FileEvent | undefined,
  month: MonthFiles,
  sheet: Sheet,
): Written {
  switch (event) {
    case undefined:
      return usual(month);
    case 'ragged':
      return ragged(month);
    case 'open_quote':
      return lost(month, (lines) => month.bytes(openQuoteLines(lines)), OPEN_QUOTE);
    case 'empty':
      return lost(month, () => Buffer.alloc(0), EMPTY);
    case 'blank_line':
      return lost(month, (lines) => month.bytes(gappedLines(lines)), undefined);
    case 'rota':
      return beside(month, 'Rota week 2.csv', rotaText(rng), 'a rota, not a return');
    case 'note':
      return beside(month, 'note to the council.txt', noteText(), 'a note, not a return');
    case 'workers_again':
      return again(rng, month, month.workers);
    case 'workplaces_again':
      return again(rng, month, month.workplaces);
    case 'workers_corrected':
      return corrected(rng, month, month.workers, () => mistakePay(sheet.workers));
    case 'workplaces_corrected':
      return corrected(rng, month, month.workplaces, () => mistakeVacancies(sheet.workplaces));
  }
}

const RAGGED = 'records with a column too few or too many';
const OPEN_QUOTE = 'a quotation mark is opened and never closed';
const EMPTY = 'the file is empty';
const ALONE = 'the worker file of the month is rejected';

function fileOf(month: MonthFiles, part: Part): InboxFile {
  const { name, modified } = part;
  return { path: `${month.folder}/${name}`, bytes: month.bytes(part.write()), modified };
}

function usual(month: MonthFiles): Written {
  return { files: [fileOf(month, month.workplaces), fileOf(month, month.workers)], deliveries: [] };
}

/**
 * The worker file is spoilt, and the workplace file is then alone; or it only looks odd where there is
 * no reason to reject it.
 */
function lost(
  month: MonthFiles,
  bytes: (lines: readonly string[]) => Buffer,
  reason: string | undefined,
): Written {
  const { name, modified, write } = month.workers;
  const path = `${month.folder}/${name}`;
  const workplaces = fileOf(month, month.workplaces);
  const files = [workplaces, { path, bytes: bytes(write()), modified }];
  if (reason === undefined) return { files, deliveries: [] };
  const alone = { path: workplaces.path, record: 0, column: '', rule: 'other_file_missing' };
  return {
    files,
    deliveries: [
      { path, state: 'rejected', reason },
      { path: alone.path, state: 'accepted_with_warnings', reason: ALONE },
    ],
    findings: [{ ...alone, severity: 'warning' }],
  };
}

/** Half of the records have a cell too many or too few, so each is set aside, and then the file. */
function ragged(month: MonthFiles): Written {
  const { name, write } = month.workers;
  const path = `${month.folder}/${name}`;
  const spoilt = lost(month, (lines) => month.bytes(raggedLines(lines)), RAGGED);
  const ofRecords = write()
    .map((_, line) => line)
    .filter((line) => line % 2 === 1)
    .map((record) => ({
      path,
      record,
      column: '',
      rule: 'cell_count',
      severity: 'error' as const,
    }));
  return { ...spoilt, findings: [...ofRecords, ...(spoilt.findings ?? [])] };
}

function beside(month: MonthFiles, name: string, text: string, reason: string): Written {
  const { files } = usual(month);
  const path = `${month.folder}/${name}`;
  files.push({ path, bytes: Buffer.from(text, 'utf8'), modified: month.workers.modified });
  return { files, deliveries: [{ path, state: 'unrecognised', reason }] };
}

function again(rng: Rng, month: MonthFiles, part: Part): Written {
  const { files } = usual(month);
  const copy = { ...part, name: renamed(part.name, ' (1)') };
  const file = { ...fileOf(month, copy), modified: laterArrival(part.modified, rng.int(1, 3)) };
  files.push(file);
  const reason = `the same bytes as ${part.name}`;
  return { files, deliveries: [{ path: file.path, state: 'duplicate', reason }] };
}

/** Sends a file with a mistake first, and the right one some days later. */
function corrected(rng: Rng, month: MonthFiles, part: Part, mistake: () => Row[]): Written {
  const right = {
    ...fileOf(month, { ...part, name: renamed(part.name, ' corrected') }),
    modified: laterArrival(part.modified, rng.int(3, 8)),
  };
  const mistaken = mistake();
  const wrong = fileOf(month, part);
  for (const row of mistaken) row.changes = {};
  const other = part === month.workers ? month.workplaces : month.workers;
  const reason = `a corrected file came later: ${renamed(part.name, ' corrected')}`;
  return {
    files: [fileOf(month, other), wrong, right],
    deliveries: [{ path: wrong.path, state: 'superseded', reason }],
  };
}

/** Somebody pasted the rates of another grade: a pound an hour too much. */
function mistakePay(workers: readonly Row[]): Row[] {
  const rows = workers.filter((row) => isFull(row) && (row.values.HOURLYRATE ?? '') !== '');
  for (const row of rows) {
    row.changes = { HOURLYRATE: (Number(row.values.HOURLYRATE) + 1).toFixed(2) };
  }
  return rows;
}

/** Somebody counted the posts of another site: five vacancies too many. */
function mistakeVacancies(workplaces: readonly Row[]): Row[] {
  const rows = workplaces.filter((row) => {
    const answer = row.values.VACANCIES ?? '';
    return isFull(row) && answer !== '' && answer !== '999';
  });
  for (const row of rows) {
    const answer = row.values.VACANCIES ?? '';
    row.changes = {
      VACANCIES: answer.replace(/^\d+/, (count) => String(Number(count) + 5)),
    };
  }
  return rows;
}
