import { idOf } from './cells.js';
import { TRAINING_CATEGORIES } from './code-lists.js';
import { dayOf, type Day } from './dates.js';
import type { ReturnFile } from './files.js';
import { groupBy } from './group-by.js';
import { lastDay } from './months.js';

/** Categories of training, each with whether it has not run out on the day of the return. */
export type Training = ReadonlyMap<string, boolean>;

/** What a training file says of a worker; null without a file. */
export function trainingOf(file: ReturnFile | undefined): ((key: string) => Training) | null {
  if (file === undefined) return null;
  const day = lastDay(file.month);
  const records = file.rows
    .filter(
      ({ isQuarantined, cells }) =>
        !isQuarantined && TRAINING_CATEGORIES.has(cells['CATEGORY'] ?? ''),
    )
    .map(({ cells }) => ({
      key: `${idOf(cells['LOCALESTID'])} ${idOf(cells['UNIQUEWORKERID'])}`,
      category: cells['CATEGORY'] ?? '',
      isInDate: isInDate(dayOf(cells['DATECOMPLETED']), dayOf(cells['EXPIRYDATE']), day),
    }));
  const byWorker = groupBy(records, ({ key }) => key);
  return (key) => {
    const own = new Map<string, boolean>();
    for (const { category, isInDate: isNow } of byWorker.get(key) ?? []) {
      own.set(category, isNow || own.get(category) === true);
    }
    return own;
  };
}

/** A day of running out that lies before the completion is none. */
function isInDate(completed: Day | null, expiry: Day | null, day: Day): boolean {
  return expiry === null || expiry >= day || (completed !== null && expiry < completed);
}
