import { UNPLACED_POSTCODES } from './places.js';

/** How a fault is worked into a file. */
export type FaultWay =
  /** A cell that has a value gets a wrong one. */
  | 'cell'
  /** A required cell is left empty. */
  | 'blank'
  /** A worker is entered twice. */
  | 'repeat'
  /** A worker of a workplace nobody knows is added. */
  | 'ghost'
  /** A worker's workplace id is mistyped. */
  | 'mistyped_id'
  /** A head office without staff is added, with the wrong cell in it. */
  | 'stray'
  /** A list loses its last item. */
  | 'short_list'
  /** The total is some way off the number of records. */
  | 'wrong_total'
  /** A workplace whose staff changed is sent as unchanged. */
  | 'stale'
  /** One employee, ten leavers. */
  | 'implausible_leavers'
  /** The workplace moves to a postcode that is not in the directory, and stays. */
  | 'moved'
  /** One item of a list is the word for not known; no finding. */
  | 'unknown_item'
  /** A workplace is given the CQC location of another of its organisation. */
  | 'same_location';

/** A kind of fault, and the finding it leads to. */
export interface Fault {
  readonly file: 'worker' | 'workplace';
  readonly way: FaultWay;
  readonly column: string;
  /** Left out where there is no finding, or one that `cross-check.ts` works out from all rows. */
  readonly rule?: string;
  readonly severity?: 'error' | 'warning';
  /** What is written; each is planted once. */
  readonly values: readonly string[];
}

const worker = (
  rule: string,
  severity: 'error' | 'warning',
  column: string,
  values: readonly string[],
  way: FaultWay = 'cell',
): Fault => ({ file: 'worker', way, column, rule, severity, values });

const workplace = (
  rule: string,
  severity: 'error' | 'warning',
  column: string,
  values: readonly string[],
  way: FaultWay = 'cell',
): Fault => ({ file: 'workplace', way, column, rule, severity, values });

const silent = (way: FaultWay, column: string, values: readonly string[]): Fault => ({
  file: 'workplace',
  way,
  column,
  values,
});

/** Every fault planted in rows, at any scale. */
export const FAULTS: readonly Fault[] = [
  worker('required', 'error', 'LOCALESTID', [''], 'blank'),
  worker('required', 'error', 'UNIQUEWORKERID', [''], 'blank'),
  worker('required', 'error', 'EMPLSTATUS', ['', ''], 'blank'),
  worker('required', 'error', 'MAINJOBROLE', ['', ''], 'blank'),
  worker('code_unknown', 'error', 'STATUS', ['AMEND', 'CURRENT']),
  worker('code_unknown', 'error', 'EMPLSTATUS', ['5', '9']),
  worker('code_unknown', 'error', 'MAINJOBROLE', ['99', '60']),
  worker('code_unknown', 'error', 'GENDER', ['F', '9']),
  worker('code_unknown', 'error', 'ETHNICITY', ['30']),
  worker('code_unknown', 'error', 'BRITISHCITIZENSHIP', ['5']),
  worker('code_unknown', 'error', 'DISABLED', ['N']),
  worker('code_unknown', 'error', 'CARECERT', ['7']),
  worker('code_unknown', 'error', 'RECSOURCE', ['99']),
  worker('code_unknown', 'error', 'APPRENTICE', ['5']),
  worker('code_unknown', 'error', 'ZEROHRCONT', ['Y']),
  worker('code_unknown', 'error', 'SALARYINT', ['7']),
  worker('ni_number_format', 'error', 'NINUMBER', [
    'QQ12345C',
    '123456QQ',
    'QQ1234567C',
    'Q123456C',
    'applied for',
  ]),
  worker('postcode_format', 'error', 'POSTCODE', ['QX1', 'QX1 2A', 'Marrowdale', '1QX 2AB']),
  worker('date_format', 'warning', 'DOB', ['31/02/1988', '14/17/1990', 'over 21']),
  worker('date_format', 'warning', 'STARTDATE', ['31/06/2021', 'June 2020', '00/00/2019']),
  worker('age_range', 'warning', 'DOB', ['04/03/2019', '11/10/2024', '02/05/1889']),
  worker('number_format', 'error', 'HOURLYRATE', ['12.6O', 'twelve', '£12.60', '12.60 ph']),
  worker('number_format', 'error', 'SALARY', ['32k', '28.500.00']),
  worker('number_format', 'warning', 'CONTHOURS', ['full time']),
  worker('number_range', 'warning', 'DAYSSICK', ['400', '367', '500']),
  worker('number_range', 'warning', 'CONTHOURS', ['168', '375']),
  worker('number_range', 'warning', 'AVGHOURS', ['90']),
  worker('duplicate_worker', 'error', 'UNIQUEWORKERID', ['', '', '', '', ''], 'repeat'),
  worker('workplace_missing', 'error', 'LOCALESTID', ['OLD SITE', 'ZZ99', 'X7', 'ZZ98'], 'ghost'),
  worker('workplace_missing', 'error', 'LOCALESTID', ['QQ1', 'QQ2'], 'mistyped_id'),
  workplace('required', 'error', 'LOCALESTID', [''], 'stray'),
  workplace('code_unknown', 'error', 'STATUS', ['OPEN'], 'stray'),
  workplace('code_unknown', 'error', 'ESTTYPE', ['4', '9']),
  workplace('code_unknown', 'error', 'MAINSERVICE', ['99']),
  workplace('code_unknown', 'error', 'PERMLA', ['2', 'Y']),
  workplace('code_unknown', 'error', 'PERMCQC', ['3']),
  workplace('postcode_format', 'error', 'POSTCODE', ['QX1 2', 'Pikemarsh', 'QZ2-4TT']),
  workplace('number_range', 'error', 'TOTALPERMTEMP', ['1250', '4200', '1000']),
  workplace('list_length', 'error', 'STARTERS', ['', ''], 'short_list'),
  workplace('list_length', 'error', 'LEAVERS', ['', ''], 'short_list'),
  workplace('list_length', 'error', 'VACANCIES', ['', '', ''], 'short_list'),
  workplace('duplicate_workplace', 'error', 'LOCALESTID', ['', '', ''], 'repeat'),
  silent('cell', 'POSTCODE', UNPLACED_POSTCODES.slice(0, 2)),
  silent('moved', 'POSTCODE', UNPLACED_POSTCODES.slice(2)),
  silent('wrong_total', 'TOTALPERMTEMP', ['3', '-1', '2']),
  silent('stale', 'TOTALPERMTEMP', ['', '']),
  silent('cell', 'TOTALPERMTEMP', ['999', '999']),
  silent('unknown_item', 'VACANCIES', ['999', '999']),
];

/** What cleaning finds; planted in the latest month, where figures show it. */
export const CLEANED: readonly Fault[] = [
  workplace('location_repeated', 'error', 'LOCATIONID', [''], 'same_location'),
  { file: 'worker', way: 'cell', column: 'HOURLYRATE', values: ['1.22'] },
  { file: 'worker', way: 'cell', column: 'HOURLYRATE', values: ['1221.00'] },
];

/** Planted in the smallest organisation's latest return, never elsewhere. */
export const IMPLAUSIBLE_LEAVERS: Fault = workplace(
  'turnover_implausible',
  'error',
  'LEAVERS',
  [''],
  'implausible_leavers',
);
