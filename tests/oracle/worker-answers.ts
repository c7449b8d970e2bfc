import { ageOn, codeOf, numberIn, type Cells } from './cells.js';
import { ETHNIC_GROUPS, RECRUITMENT_SOURCES } from './code-lists.js';
import { dayOf, yearOf, yearsAfter, type Day } from './dates.js';

export const BRITISH = 826;

/** What a worker record answers; null where it does not, or the answer is one that cannot be read. */
export interface WorkerAnswers {
  readonly status: string;
  readonly gender: string | null;
  readonly ethnicGroup: string | null;
  readonly nationality: number | null;
  readonly birthCountry: number | null;
  readonly entryYear: number | null;
  readonly hasVisa: boolean | null;
  readonly start: Day | null;
  readonly sectorYear: number | null;
  readonly source: string | null;
  /** 1 completed, 2 none, 3 in progress. */
  readonly careCertificate: string | null;
  readonly isApprentice: boolean | null;
  readonly isZeroHours: boolean | null;
  /** Half days. */
  readonly halfDaysSick: number | null;
  /** Half hours a week. */
  readonly contracted: number | null;
  readonly average: number | null;
  /** Pounds a year of the salaried. */
  readonly salary: number | null;
  /** Pence an hour of the hourly paid, as given. */
  readonly givenPence: number | null;
  /** `none`, or the level as given: 999 of one that is not known. */
  readonly qualification: string | null;
}

/** Answers of a NEW or UPDATE row, to a return of a day. */
export function workerAnswers(cells: Cells, day: Day, givenPence: number | null): WorkerAnswers {
  const nationality = numberIn(cells['NATIONALITY'], 4, 999);
  const isBritish = nationality === BRITISH || cells['BRITISHCITIZENSHIP'] === '1';
  const isZeroHours = yesOrNo(cells['ZEROHRCONT']);
  const ethnicity = cells['ETHNICITY'] ?? '';
  const apprentice = codeOf(cells['APPRENTICE'], new Set(['1', '2', '314', '315']));
  return {
    status: cells['EMPLSTATUS'] ?? '',
    gender: codeOf(cells['GENDER'], new Set(['1', '2', '4'])),
    ethnicGroup: ethnicity === '99' ? null : (ETHNIC_GROUPS.get(ethnicity) ?? null),
    nationality: nationality === 998 ? null : nationality,
    birthCountry: birthCountryOf(cells),
    entryYear: entryYear(cells, day),
    hasVisa: isBritish ? null : yesOrNo(cells['HANDCVISA']),
    start: startOf(cells, day),
    sectorYear: sectorYear(cells, day),
    source: cells['RECSOURCE'] === '16' ? null : codeOf(cells['RECSOURCE'], RECRUITMENT_SOURCES),
    careCertificate: codeOf(cells['CARECERT'], new Set(['1', '2', '3'])),
    isApprentice: apprentice === null ? null : apprentice !== '2',
    isZeroHours,
    halfDaysSick: halvesIn(cells['DAYSSICK'], 366),
    contracted: contractedHours(cells, isZeroHours),
    average: averageHours(cells, isZeroHours),
    salary: cells['SALARYINT'] === '1' ? numberIn(cells['SALARY'], 1, 999_999_999) : null,
    givenPence,
    qualification: qualificationOf(cells['SCQUAL'] ?? ''),
  };
}

function yesOrNo(cell: string | undefined): boolean | null {
  const code = codeOf(cell, new Set(['1', '2']));
  return code === null ? null : code === '1';
}

function birthCountryOf(cells: Cells): number | null {
  const country = numberIn(cells['COUNTRYOFBIRTH'], 4, 999);
  return country === 998 ? null : country;
}

/** The day of birth, where the age that it gives is one that a worker can have. */
function birthOf(cells: Cells, day: Day): Day | null {
  return ageOn(day, cells['DOB']) === null ? null : dayOf(cells['DOB']);
}

/** Asked only of who was born abroad; neither before the birth nor after the return. */
function entryYear(cells: Cells, day: Day): number | null {
  const year = numberIn(cells['YEAROFENTRY'], 1900, 2100);
  const birth = birthOf(cells, day);
  if (year === null || year > yearOf(day)) return null;
  if ((cells['COUNTRYOFBIRTH'] ?? '') === '' || birthCountryOf(cells) === BRITISH) return null;
  return birth !== null && year < yearOf(birth) ? null : year;
}

/** Not after the return, nor before the 14th birthday or the year of entry. */
function startOf(cells: Cells, day: Day): Day | null {
  const start = dayOf(cells['STARTDATE']);
  const birth = birthOf(cells, day);
  const entry = numberIn(cells['YEAROFENTRY'], 1900, 2100);
  if (start === null || start > day) return null;
  if (birth !== null && start < yearsAfter(birth, 14)) return null;
  return entry !== null && yearOf(start) < entry ? null : start;
}

/** Not after the year of the start or of the return, nor before that of the 14th birthday. */
function sectorYear(cells: Cells, day: Day): number | null {
  const year = numberIn(cells['STARTINSECT'], 1920, 2100);
  const birth = birthOf(cells, day);
  if (year === null || year > yearOf(dayOf(cells['STARTDATE']) ?? day)) return null;
  return birth !== null && year < yearOf(birth) + 14 ? null : year;
}

/** Twice a number in whole and half steps from 0 up to a limit, or null. */
function halvesIn(cell: string | undefined, most: number): number | null {
  const number = numberIn(cell, 0, most, 2);
  return number !== null && Number.isInteger(number * 2) ? number * 2 : null;
}

/** Not asked of bank, agency and other workers, nor more than none of a zero-hours contract. */
function contractedHours(cells: Cells, isZeroHours: boolean | null): number | null {
  const hours = halvesIn(cells['CONTHOURS'], 75);
  if (['3', '4', '7'].includes(cells['EMPLSTATUS'] ?? '')) return null;
  return isZeroHours === true && hours !== 0 ? null : hours;
}

/** Asked of employees only where their contract is of zero hours. */
function averageHours(cells: Cells, isZeroHours: boolean | null): number | null {
  const isEmployee = ['1', '2'].includes(cells['EMPLSTATUS'] ?? '');
  return isEmployee && isZeroHours !== true ? null : halvesIn(cells['AVGHOURS'], 75);
}

function qualificationOf(cell: string): string | null {
  if (cell === '2') return 'none';
  return /^1;([0-8]|999)$/.exec(cell)?.[1] ?? null;
}
