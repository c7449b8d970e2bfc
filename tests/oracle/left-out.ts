import type { Workspace } from '../../src/config.js';
import { readCsv, type Cells } from './cells.js';
import { groupBy } from './group-by.js';
import { lastDay } from './months.js';
import type { WorkplaceMonth } from './returns.js';

/** The workplaces that count: those that no list leaves out, each location once. */
export function counted(
  workplaces: readonly WorkplaceMonth[],
  { dir, config }: Workspace,
): WorkplaceMonth[] {
  const path = config.cleaning.exclusions;
  const listed = path === undefined ? [] : readCsv(dir, path);
  const rest = workplaces.filter((each) => !listed.some((row) => leavesOut(row, each)));
  const byPlace = groupBy(rest, ({ month, values }) => `${month} ${values.location ?? ''}`);
  return rest.filter((each) => {
    const { location } = each.values;
    if (location === null) return true;
    const same = byPlace.get(`${each.month} ${location}`) ?? [];
    return !same.some((other) => takesPlaceOf(other, each));
  });
}

function leavesOut(row: Cells, { submitter, workplace, month }: WorkplaceMonth): boolean {
  const { from, to, workplace_id: one } = row;
  if (row['submitter'] !== submitter) return false;
  if (one && one !== `${submitter}/${workplace}`) return false;
  return (!from || lastDay(month) >= from) && (!to || `${month}-01` <= to);
}

/** Whether one of two workplaces with one location is that of the newer return, or of the later file. */
function takesPlaceOf(one: WorkplaceMonth, other: WorkplaceMonth): boolean {
  if (one.returnMonth !== other.returnMonth) return one.returnMonth > other.returnMonth;
  if (one.arrival !== other.arrival) return one.arrival > other.arrival;
  return one.workplace < other.workplace;
}
