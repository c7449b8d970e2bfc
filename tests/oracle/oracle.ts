import { join } from 'node:path';
import type { Config, Workspace } from '../../src/config.js';
import { readInbox, type ReturnFile } from './files.js';
import { SECTORS, SETTINGS } from './code-lists.js';
import { countRow, keyOf, percentileRows, ratioRow, type Measures, type Rows } from './measures.js';
import { atFloor, belowFloor, hourlyPay, PAID_ROLES } from './pay.js';
import { readPlaces } from './places.js';
import { hasAgreedStaff, turnover, vacancies } from './rates.js';
import { workplaceMonths, type WorkplaceMonth } from './returns.js';
import { counted } from './left-out.js';
import { cellsOf, type Cell, type Contribution, type Cut } from './roll-up.js';

/** What the oracle makes of a workspace. */
export interface Oracle {
  readonly files: readonly ReturnFile[];
  readonly months: readonly WorkplaceMonth[];
  readonly measures: Measures;
}

type ToRows = (cell: Cell) => Rows;

const BY_PLACE_AND_KIND: readonly Cut[] = [[], ['setting'], ['sector']];
const BY_ROLE: readonly Cut[] = [['role']];
const BY_PAID_ROLE: readonly Cut[] = [['role'], ['role', 'setting']];
const BY_PLACE: readonly Cut[] = [[]];

function inboxOf({ sources: [source] }: Config): string {
  return source?.kind === 'folder' ? source.path : '';
}

/** Every measure of a workspace, from the files of its inbox and its reference files alone. */
export function computeOracle(workspace: Workspace): Oracle {
  const { config, dir } = workspace;
  const files = readInbox(join(dir, inboxOf(config)));
  const places = readPlaces(workspace);
  const months = counted(
    workplaceMonths(files, config.returns.stale_after_months, places),
    workspace,
  );
  const profile = config.disclosure.public;

  const measures: Measures = new Map();
  const add = (
    contributions: readonly Contribution[],
    cuts: readonly Cut[],
    toRows: ToRows,
    roles: readonly string[] = [...new Set(contributions.map(({ role }) => role))],
  ): void => {
    const frame = {
      months: [...new Set(months.map(({ month }) => month))],
      areas: places.all,
      settings: SETTINGS,
      roles,
      sectors: SECTORS,
    };
    for (const cell of cuts.flatMap((cut) => cellsOf(contributions, cut, places, frame))) {
      for (const [id, row] of Object.entries(toRows(cell))) {
        measures.set(keyOf(id, places.typeOf(cell.area), cell), row);
      }
    }
  };
  const ratio =
    (id: string): ToRows =>
    (cell) => ({ [id]: ratioRow(cell, profile) });
  const count =
    (id: string): ToRows =>
    (cell) => ({ [id]: countRow(cell) });

  add(vacancies(months, false), BY_PLACE_AND_KIND, ratio('vacancy_rate'));
  add(vacancies(months, true), BY_ROLE, ratio('vacancy_rate'));
  add(turnover(months, false), BY_PLACE_AND_KIND, ratio('turnover_rate'));
  add(turnover(months, true), BY_ROLE, ratio('turnover_rate'));
  add(hourlyPay(months), BY_PAID_ROLE, (cell) => percentileRows(cell, profile), PAID_ROLES);
  add(belowFloor(months), BY_PAID_ROLE, ratio('share_below_floor'), PAID_ROLES);
  add(atFloor(months), BY_PAID_ROLE, ratio('share_at_floor'), PAID_ROLES);
  add(
    workplaces(months, () => true),
    BY_PLACE,
    count('returned_workplaces'),
  );
  add(workplaces(months, isCarried), BY_PLACE, count('carried_workplaces'));
  add(workplaces(months, isMismatched), BY_PLACE, count('mismatched_workplaces'));
  return { files, months, measures };
}

/** One for each workplace of which something is so. */
function workplaces(
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
