import { join } from 'node:path';
import type { Config, Workspace } from '../../src/config.js';
import { readInbox, type ReturnFile } from './files.js';
import { readBeds } from './beds.js';
import { SECTORS, SETTINGS } from './code-lists.js';
import { FAMILIES } from './families.js';
import { overRoles } from './family.js';
import { familyRow } from './family-rows.js';
import { payCosts } from './floors.js';
import { postsFamily } from './posts.js';
import { countRow, keyOf, percentileRows, ratioRow, type Measures, type Rows } from './measures.js';
import { atFloor, belowFloor, hourlyPay, PAID_ROLES } from './pay.js';
import { readPlaces } from './places.js';
import { readRegister, type Register } from './register.js';
import { hasAgreedStaff, turnover, vacancies } from './rates.js';
import { workplaceMonths, type WorkplaceMonth } from './returns.js';
import { counted } from './left-out.js';
import { NONE_ENDED, overThreeMonths, thirdMonths } from './rolling.js';
import type { EndedAreas } from './ended-areas.js';
import type { Month } from './months.js';
import { cellsOf, type Cell, type Contribution, type Cut } from './roll-up.js';

/** What the oracle makes of a workspace. */
export interface Oracle {
  readonly files: readonly ReturnFile[];
  readonly months: readonly WorkplaceMonth[];
  readonly measures: Measures;
}

type ToRows = (cell: Cell) => Rows;

interface Period {
  readonly type: 'month' | 'rolling_3m';
  readonly months: readonly Month[];
  readonly ended: EndedAreas;
}

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
  const ended = places.ended(months);
  const register = readRegister(dir, places, months);
  const profile = config.disclosure.public;
  const allMonths = [...new Set(months.map(({ month }) => month))];

  const measures: Measures = new Map();
  const add = (
    contributions: readonly Contribution[],
    cuts: readonly Cut[],
    toRows: ToRows,
    roles: readonly string[] = rolesOf(contributions),
    period: Period = { type: 'month', months: allMonths, ended },
    further?: string,
  ): void => {
    const frame = {
      ...period,
      areas: places.all,
      settings: SETTINGS,
      roles,
      sectors: SECTORS,
    };
    for (const cell of cuts.flatMap((cut) => cellsOf(contributions, cut, places, frame))) {
      const coverage = further === undefined ? register.coverageOf(cell) : null;
      for (const [id, made] of Object.entries(toRows(cell))) {
        const row = { ...made, coverage };
        const areaType = places.typeOf(cell.area);
        measures.set(keyOf(id, areaType, cell, period.type, further), row);
        if (period.type === 'month' && cell.month.endsWith('-03')) {
          measures.set(keyOf(id, areaType, cell, 'financial_year', further), row);
        }
      }
    }
  };
  const ratio =
    (id: string): ToRows =>
    (cell) => ({
      [id]: ratioRow(cell, profile, register, id === 'turnover_rate' ? 'positive' : 'share'),
    });
  const count =
    (id: string): ToRows =>
    (cell) => ({ [id]: countRow(cell) });

  add(vacancies(months, false), BY_PLACE_AND_KIND, ratio('vacancy_rate'));
  add(vacancies(months, true), BY_ROLE, ratio('vacancy_rate'));
  const rolling: Period = { type: 'rolling_3m', months: thirdMonths(allMonths), ended: NONE_ENDED };
  for (const [byRole, cuts] of [
    [false, BY_PLACE_AND_KIND],
    [true, BY_ROLE],
  ] as const) {
    const own = vacancies(months, byRole);
    const roles = [...new Set(own.map(({ role }) => role))];
    add(overThreeMonths(own, rolling.months), cuts, ratio('vacancy_rate'), roles, rolling);
  }
  add(turnover(months, false), BY_PLACE_AND_KIND, ratio('turnover_rate'));
  add(turnover(months, true), BY_ROLE, ratio('turnover_rate'));
  add(
    hourlyPay(months),
    BY_PAID_ROLE,
    (cell) => percentileRows(cell, profile, register),
    PAID_ROLES,
  );
  add(belowFloor(months), BY_PAID_ROLE, ratio('share_below_floor'), PAID_ROLES);
  add(atFloor(months), BY_PAID_ROLE, ratio('share_at_floor'), PAID_ROLES);
  add(
    workplaces(months, () => true),
    BY_PLACE,
    count('returned_workplaces'),
  );
  add(workplaces(months, isCarried), BY_PLACE, count('carried_workplaces'));
  add(workplaces(months, isMismatched), BY_PLACE, count('mismatched_workplaces'));
  for (const family of [
    ...FAMILIES,
    postsFamily(months, readBeds(dir)),
    payCosts(config.metrics),
  ]) {
    const isByRole = family.cuts.some((cut) => cut.includes('role'));
    const own = family.measures.map((each) => ({
      each,
      found: each.contributions(months, isByRole),
    }));
    const roles = family.roles ?? rolesOf(own.flatMap(({ found }) => found));
    for (const { each, found } of own) {
      const behind = family.further === undefined ? register : withoutLocations(register);
      const toRow: ToRows = (cell) => ({ [each.id]: familyRow(each, cell, profile, behind) });
      const shown = found.filter(({ role }) => roles.includes(role));
      const whole = isByRole ? overRoles(found) : found;
      for (const cut of family.cuts) {
        add(cut.includes('role') ? shown : whole, [cut], toRow, roles, undefined, family.further);
      }
    }
  }
  return { files, months, measures };
}

/** The register, for figures that are cut by what it does not have. */
function withoutLocations(register: Register): Register {
  return { ...register, locationsBehind: () => 0 };
}

function rolesOf(contributions: readonly Contribution[]): string[] {
  return [...new Set(contributions.map(({ role }) => role))];
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
