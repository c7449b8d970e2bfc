import {
  dateText,
  daysBefore,
  LATEST,
  SNAPSHOTS,
  type DayNumber,
  type Snapshot,
} from './calendar.js';
import type { MonthFiles } from './events.js';
import type { InboxFile } from './files.js';
import type { Sheet } from './plant.js';
import { cellOf, keyOf, type Row } from './rows.js';
import { openRng, type Rng } from './rng.js';
import type { Organisation } from './world.js';

/** The training header. @source ASC-WDS bulk upload, training file. */
const COLUMNS =
  'LOCALESTID,UNIQUEWORKERID,TRAININGUID,CATEGORY,DESCRIPTION,DATECOMPLETED,EXPIRYDATE,ACCREDITED,NOTES';

/** Which of the larger organisations keep their training records where the bulk upload takes them from. */
const KEEPERS = 0.11;
const FEWEST_WORKERS = 80;

/** Categories, how likely each is, and the years it holds; 0 of one that does not run out. Invented. */
const COURSES: readonly (readonly [category: string, chance: number, years: number])[] = [
  ['6', 0.8, 1],
  ['15', 0.75, 1],
  ['20', 0.7, 3],
  ['10', 0.6, 2],
  ['13', 0.4, 1],
  ['2', 0.3, 0],
];
const LONGEST_AGO = 1000;
const RENEWED = 0.85;
const DAYS_A_YEAR = 365;
const LAST_DAY = SNAPSHOTS[LATEST]?.asAt ?? 0;

/** Whether an organisation sends a training file with each return. */
export function keepsTraining(seed: number, { slug, workplaces }: Organisation): boolean {
  const size = workplaces.reduce((sum, each) => sum + each.size, 0);
  return size >= FEWEST_WORKERS && openRng(seed, `training/${slug}`).chance(KEEPERS);
}

/** The lines of the training of everybody in a month's worker file. */
export function trainingLines(
  seed: number,
  sheet: Sheet,
  { slug }: Organisation,
  today: Snapshot,
): string[] {
  const workers = sheet.workers.filter((row) => row.status !== 'DELETE' && !row.isFaulted);
  return [COLUMNS, ...workers.flatMap((row) => linesOfWorker(seed, slug, row, today.asAt))];
}

/** The training file of a month, a quarter of an hour younger than the worker file. */
export function trainingFile(month: MonthFiles, lines: readonly string[]): InboxFile {
  return {
    path: `${month.folder}/training.csv`,
    bytes: Buffer.from(lines.map((line) => `${line}\r\n`).join('')),
    modified: new Date(month.workers.modified.getTime() + 900_000),
  };
}

function linesOfWorker(seed: number, slug: string, row: Row, today: DayNumber): string[] {
  const ids = ['LOCALESTID', 'UNIQUEWORKERID'].map((column) => keyOf(cellOf(row, column)));
  const rng = openRng(seed, `training/${slug}/${ids.join('/')}`);
  const [day = '', month = '', year = ''] = (row.values['STARTDATE'] ?? '').split('/');
  const start = Number(`${year}${month}${day}`);
  return COURSES.flatMap(([category, chance, years]) => {
    const isTaken = rng.chance(chance);
    const held = years * DAYS_A_YEAR;
    const completed = completedBy(rng, held, today);
    if (!isTaken || completed < start || completed > today) return [];
    const expiry = held === 0 ? '' : dateText(daysBefore(completed, -held));
    const id = `${slug}-${ids.join('-')}-${category}`;
    return [
      `${ids.join(',')},${id},${category},Course ${category},${dateText(completed)},${expiry},0,`,
    ];
  });
}

/** When a course was last completed by a day: most take it again on the day it runs out, some never. */
function completedBy(rng: Rng, held: number, today: DayNumber): DayNumber {
  const daysAgo = rng.int(0, LONGEST_AGO);
  const isRenewed = rng.chance(RENEWED) && held > 0;
  let completed = daysBefore(LAST_DAY, isRenewed ? daysAgo % held : daysAgo);
  while (isRenewed && completed > today) completed = daysBefore(completed, held);
  return completed;
}
