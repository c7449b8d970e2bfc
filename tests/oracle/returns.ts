import type { ReturnFile } from './files.js';
import { groupBy } from './group-by.js';
import { lastDay, monthNumber, monthsBetween, type Month } from './months.js';
import type { Places } from './places.js';
import { isPossiblePay } from './pay.js';
import {
  keptWorkplaces,
  standingRecords,
  workerValues,
  workplaceValues,
  type Standing,
  type WorkerValues,
  type WorkplaceValues,
} from './values.js';
import { trainingOf, type Training } from './training-records.js';
import { leastWageFloor, wageFloor } from './wage-floor.js';

export interface Worker extends WorkerValues {
  /** Pence an hour; null where no minimum applies. */
  readonly floorPence: number | null;
  /** Categories of training done, and whether each is in date; null where the return says nothing of training. */
  readonly training: Training | null;
}

/** A workplace as one return describes it. */
export interface ReturnedWorkplace {
  /** When its file arrived, in the order of files. */
  readonly arrival: number;
  readonly submitter: string;
  readonly workplace: string;
  /** Both together. */
  readonly id: string;
  readonly values: WorkplaceValues;
  readonly workers: readonly Worker[];
  /** Worker records that the provider has for it, those set aside included. */
  readonly suppliedStaff: number;
  /** The area that it is listed under, which may have ended. */
  readonly listed: string;
  /** The smallest present area that it lies in. */
  readonly area: string;
}

/** A workplace in a month in which it counts. */
export interface WorkplaceMonth extends ReturnedWorkplace {
  readonly month: Month;
  readonly returnMonth: Month;
}

/** Every workplace in every month that it counts in, each month from its latest return not stale. */
export function workplaceMonths(
  files: readonly ReturnFile[],
  staleAfterMonths: number,
  places: Places,
): WorkplaceMonth[] {
  const inForce = files.filter((file) => file.state === 'in_force');
  const bySubmitter = groupBy(inForce, (file) => file.submitter);
  const returns = new Map([...bySubmitter].map(([who, own]) => [who, returnsOf(who, own, places)]));
  const months = [...returns.values()].flatMap((own) => [...own.keys()]).sort();
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  return monthsBetween(first, last).flatMap((month) =>
    [...returns.values()].flatMap((own) => {
      const latest = [...own.keys()]
        .filter((each) => each <= month)
        .sort()
        .at(-1);
      if (latest === undefined) return [];
      if (monthNumber(month) - monthNumber(latest) > staleAfterMonths) return [];
      return (own.get(latest) ?? []).map((each) => ({
        ...each,
        month,
        returnMonth: latest,
      }));
    }),
  );
}

/** Whole returns of one submitter: months with both files. */
function returnsOf(
  submitter: string,
  files: readonly ReturnFile[],
  places: Places,
): Map<Month, ReturnedWorkplace[]> {
  const workplaceFiles = files.filter((file) => file.kind === 'workplace');
  const workplaces = standingRecords(workplaceFiles, 'workplace', workplaceValues);
  const workers = standingRecords(
    files.filter((file) => file.kind === 'worker'),
    'worker',
    workerValues,
  );
  const trainingFiles = files.filter((file) => file.kind === 'training');
  const returns = new Map<Month, ReturnedWorkplace[]>();
  for (const file of workplaceFiles) {
    const records = workers.get(file.month);
    if (records === undefined) continue;
    const kept = keptWorkplaces(file.rows);
    const training = trainingOf(trainingFiles.find(({ month }) => month === file.month));
    const staff = groupBy(
      records
        .filter((record) => kept.has(record.workplace))
        .map((record) => ({ ...record, training: training?.(record.key) ?? null })),
      (record) => record.workplace,
    );
    const returned = (workplaces.get(file.month) ?? []).flatMap(({ workplace, values }) =>
      values === null
        ? []
        : [returnedWorkplace(submitter, workplace, values, staff.get(workplace) ?? [], file)],
    );
    const placed = returned.map((each) => {
      const others = otherPostcodes(workplaces, each.workplace, file.month);
      const listed = places.listedAs(each.values.postcode, others);
      return { ...each, listed, area: places.asNow(listed) };
    });
    returns.set(file.month, placed);
  }
  return returns;
}

/** Postcodes a workplace gave in other months: those before a month, latest first, then those after. */
function otherPostcodes(
  records: ReadonlyMap<Month, readonly Standing<WorkplaceValues>[]>,
  workplace: string,
  month: Month,
): string[] {
  const inOrder = [...records.keys()].sort();
  const nearest = [
    ...inOrder.filter((each) => each < month).reverse(),
    ...inOrder.filter((each) => each > month),
  ];
  return nearest.flatMap((each) =>
    (records.get(each) ?? [])
      .filter((record) => record.workplace === workplace)
      .flatMap(({ values }) => (values === null ? [] : [values.postcode])),
  );
}

function returnedWorkplace(
  submitter: string,
  workplace: string,
  values: WorkplaceValues,
  staff: readonly (Standing<WorkerValues> & { readonly training: Training | null })[],
  { month, arrival }: ReturnFile,
): Omit<ReturnedWorkplace, 'listed' | 'area'> {
  const workers = staff.flatMap(({ values: worker, training }) =>
    worker === null ? [] : [{ ...withFloor(worker, lastDay(month)), training }],
  );
  const id = `${submitter} ${workplace}`;
  return { arrival, submitter, workplace, id, values, workers, suppliedStaff: staff.length };
}

/** A worker with the minimum of a day; an hourly rate that cannot be true is as if none was given. */
function withFloor(worker: WorkerValues, day: string): Omit<Worker, 'training'> {
  const { age, isApprentice, hourlyPence, givenRole } = worker;
  const least = leastWageFloor(day, age, isApprentice);
  return {
    ...worker,
    hourlyPence: isPossiblePay(hourlyPence, givenRole, least) ? hourlyPence : null,
    floorPence: wageFloor(day, age, isApprentice),
  };
}
