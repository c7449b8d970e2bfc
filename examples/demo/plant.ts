import type { Fault } from './fault-list.js';
import type { Intent } from './fault-plan.js';
import type { Values } from './person.js';
import { UNPLACED_POSTCODES } from './places.js';
import { cellOf, isFull, keyOf, type Row } from './rows.js';
import { type Rng } from './rng.js';
import type { Site } from './staffing.js';

/** A finding on a row, before the row has its number. */
export interface Mark {
  readonly row: Row;
  readonly column: string;
  readonly rule: string;
  readonly severity: 'error' | 'warning';
}

/** A month's rows of one organisation, to plant faults in. */
export interface Sheet {
  readonly workplaces: Row[];
  readonly workers: Row[];
  /** The total last sent for a workplace whose row may say NOCHANGE; undefined where it may not. */
  readonly lastTotal: (site: Site) => string | undefined;
  /** Whether an earlier file in force has told a postcode of the workplace that the directory holds. */
  readonly isPlaced: (site: Site) => boolean;
  /** Moves a row's workplace to another postcode for good. */
  readonly move: (row: Row, postcode: string) => void;
  /** Gives a worker id of the organisation that nobody has. */
  readonly nextWorkerId: () => string;
}

/** Works an intent into a month's rows; undefined when no row suits it, else the findings. */
export function plant(rng: Rng, sheet: Sheet, intent: Intent): Mark[] | undefined {
  const { fault } = intent;
  if (fault.way === 'stray') return plantStray(sheet, intent);
  const rows = fault.file === 'worker' ? sheet.workers : sheet.workplaces;
  const suitable = rows.filter((row) => !row.isFaulted && suits(sheet, row, fault));
  if (suitable.length === 0) return undefined;
  const row = rng.pick(suitable);
  row.isFaulted = true;
  if (!isFull(row)) row.status = 'UPDATE';
  return apply(rng, sheet, row, intent);
}

/** Whether a fault can be shown on a row. */
function suits(sheet: Sheet, row: Row, fault: Fault): boolean {
  const { values, site } = row;
  if (row.status === 'DELETE') return false;
  if (fault.way === 'stale') {
    const last = site === undefined ? undefined : sheet.lastTotal(site);
    return last !== undefined && last !== values.TOTALPERMTEMP;
  }
  if (fault.values.some((value) => UNPLACED_POSTCODES.includes(value))) {
    return site !== undefined && sheet.isPlaced(site);
  }
  if (fault.way === 'same_location') return locationBefore(sheet, row) !== undefined;
  if (fault.way === 'wrong_total') return Number(values.TOTALPERMTEMP) > 4;
  if (fault.way === 'short_list' || fault.way === 'unknown_item') {
    return (values[fault.column] ?? '').split(';').length >= 3;
  }
  return fault.column === 'STATUS' || (values[fault.column] ?? '') !== '';
}

function apply(rng: Rng, sheet: Sheet, row: Row, { fault, value }: Intent): Mark[] {
  const { column } = fault;
  switch (fault.way) {
    case 'repeat':
    case 'ghost':
      return plantCopy(rng, sheet, row, { fault, value });
    case 'short_list':
      row.changes = { [column]: (row.values[column] ?? '').split(';').slice(0, -1).join(';') };
      break;
    case 'unknown_item':
      row.changes = { [column]: (row.values[column] ?? '').replace(/^\d+/, value) };
      break;
    case 'wrong_total':
      row.changes = { [column]: String(Number(row.values[column]) + Number(value)) };
      break;
    case 'stale':
      row.status = 'NOCHANGE';
      break;
    case 'implausible_leavers':
      row.changes = implausible(row);
      break;
    case 'same_location':
      row.changes = { [column]: locationBefore(sheet, row) ?? '' };
      break;
    case 'moved':
      sheet.move(row, value);
      break;
    default:
      row.changes = { [column]: value };
  }
  return marksOf(row, fault);
}

/** The CQC location of another regulated workplace of the sheet, one whose id comes before the row's. */
function locationBefore({ workplaces }: Sheet, row: Row): string | undefined {
  if ((row.values.LOCATIONID ?? '') === '') return undefined;
  const id = keyOf(row.values.LOCALESTID ?? '');
  return workplaces
    .filter(({ isFaulted, status }) => !isFaulted && status !== 'DELETE')
    .filter(({ values }) => keyOf(values.LOCALESTID ?? '') < id)
    .map(({ values }) => values.LOCATIONID)
    .find((location) => location !== undefined && location !== '');
}

function marksOf(row: Row, { column, rule, severity }: Fault): Mark[] {
  return rule === undefined || severity === undefined ? [] : [{ row, column, rule, severity }];
}

/** Adds a second record of a row, or a record like it for a workplace that is not there. */
function plantCopy(rng: Rng, sheet: Sheet, row: Row, { fault, value }: Intent): Mark[] {
  const rows = fault.file === 'worker' ? sheet.workers : sheet.workplaces;
  const copy: Row = { ...row, changes: { ...row.changes } };
  if (fault.way === 'ghost') {
    row.isFaulted = false;
    const id = sheet.nextWorkerId();
    copy.status = 'NEW';
    copy.changes = {
      LOCALESTID: value,
      UNIQUEWORKERID: id,
      DISPLAYID: `Staff ${id}`,
      NINUMBER: '',
    };
  }
  rows.splice(rng.int(rows.indexOf(row) + 1, rows.length), 0, copy);
  return marksOf(copy, fault);
}

function plantStray(sheet: Sheet, { fault, value }: Intent): Mark[] | undefined {
  const model = sheet.workplaces.find((row) => row.status !== 'DELETE');
  if (model === undefined) return undefined;
  const values: Values = {
    ...model.values,
    ...EMPTY_OFFICE,
    LOCALESTID: 'HQ',
    ESTNAME: 'Group Head Office',
  };
  const row: Row = { values, status: 'NEW', changes: { [fault.column]: value }, isFaulted: true };
  sheet.workplaces.push(row);
  return marksOf(row, fault);
}

/** A head office is the one workplace that may have no staff. */
const EMPTY_OFFICE: Values = {
  REGTYPE: '0',
  PROVNUM: '',
  LOCATIONID: '',
  MAINSERVICE: '72',
  ALLSERVICES: '72',
  CAPACITY: '',
  UTILISATION: '',
  SERVICEDESC: 'Head office',
  SERVICEUSERS: '',
  TOTALPERMTEMP: '0',
  ALLJOBROLES: '',
  STARTERS: '',
  LEAVERS: '',
  VACANCIES: '',
  REASONS: '',
  REASONNOS: '',
};

function implausible(row: Row): Values {
  const roles = cellOf(row, 'ALLJOBROLES').split(';');
  const zeros = roles.map(() => '0');
  const none = zeros.join(';');
  const ten = ['10', ...zeros.slice(1)].join(';');
  return { STARTERS: none, LEAVERS: ten, VACANCIES: none, REASONS: '', REASONNOS: '' };
}
