import { join } from 'node:path';
import type { Workspace } from '../../src/config.js';
import { readInbox, type ReturnFile } from './files.js';
import { countRow, keyOf, percentileRow, ratioRow, type MeasureRow, type Measures } from './measures.js';
import { atFloor, belowFloor, hourlyPay } from './pay.js';
import { readPlaces } from './places.js';
import { hasAgreedStaff, turnover, vacancies } from './rates.js';
import { workplaceMonths, type WorkplaceMonth } from './returns.js';
import { cellsOf, type Cell, type Contribution, type Cut } from './roll-up.js';

/** What the oracle makes of a workspace. */
export interface Oracle {
  readonly files: readonly ReturnFile[];
  readonly months: readonly WorkplaceMonth[];
  readonly measures: Measures;
}

type Row = (cell: Cell) => MeasureRow;

const EACH: readonly Cut[] = [[], ['setting'], ['sector']];
const BY_ROLE: readonly Cut[] = [['role']];
const BY_PAID_ROLE: readonly Cut[] = [['role'], ['role', 'setting']];
const BY_SETTING: readonly Cut[] = [[], ['setting']];

/** Every measure of a workspace, from the files of its inbox and its reference files alone. */
export function computeOracle(workspace: Workspace): Oracle {
  const { config } = workspace;
  const inbox = join(workspace.dir, config.sources[0]?.path ?? '');
  const files = readInbox(inbox);
  const months = workplaceMonths(files, config.returns.stale_after_months);
  const places = readPlaces(workspace);
  const frame = {
    months: new Set(months.map(({ month }) => month)),
    areas: new Set(months.flatMap((each) => places.countedIn(places.areaOf(each.values.postcode)))),
  };
  const measures: Measures = new Map();
  const add = (
    rowsById: Record<string, Row>,
    contributions: readonly Contribution[],
    cuts: readonly Cut[],
  ): void => {
    for (const cell of cuts.flatMap((cut) => cellsOf(contributions, cut, places, frame))) {
      for (const [id, row] of Object.entries(rowsById)) {
        measures.set(keyOf(id, places.typeOf(cell.area), cell), row(cell));
      }
    }
  };

  const profile = config.disclosure.public;
  const ratio: Row = (cell) => ratioRow(cell, profile);
  const percentile = (percent: number): Row => (cell) => percentileRow(cell, percent, profile);
  add({ vacancy_rate: ratio }, vacancies(months, false), EACH);
  add({ vacancy_rate: ratio }, vacancies(months, true), BY_ROLE);
  add({ turnover_rate: ratio }, turnover(months, false), EACH);
  add({ turnover_rate: ratio }, turnover(months, true), BY_ROLE);
  add(
    {
      hourly_pay_p10: percentile(10),
      hourly_pay_p25: percentile(25),
      hourly_pay_median: percentile(50),
      hourly_pay_p75: percentile(75),
      hourly_pay_p90: percentile(90),
    },
    hourlyPay(months),
    BY_PAID_ROLE,
  );
  add({ share_below_floor: ratio }, belowFloor(months), BY_PAID_ROLE);
  add({ share_at_floor: ratio }, atFloor(months), BY_PAID_ROLE);
  add({ returned_workplaces: countRow }, each(months, () => true), BY_SETTING);
  add({ carried_workplaces: countRow }, each(months, isCarried), BY_SETTING);
  add({ mismatched_workplaces: countRow }, each(months, isMismatched), BY_SETTING);
  return { files, months, measures };
}

/** One for each workplace of which something is so. */
function each(
  months: readonly WorkplaceMonth[],
  isSo: (month: WorkplaceMonth) => boolean,
): Contribution[] {
  return months.map((from) => ({
    from,
    role: 'all',
    workers: from.suppliedStaff,
    numerator: Number(isSo(from)),
    denominator: 1,
  }));
}

function isCarried({ month, returnMonth }: WorkplaceMonth): boolean {
  return month !== returnMonth;
}

/** Whether it is out of the rates because its staff total and its records do not agree. */
function isMismatched(month: WorkplaceMonth): boolean {
  return month.values.statedStaff !== null && !hasAgreedStaff(month);
}
