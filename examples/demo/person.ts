import { ageOn, dateText, daysBefore, type DayNumber } from './calendar.js';
import type { Rng } from './rng.js';

/** The cells of a worker's record, by column. */
export type Values = Record<string, string>;

/** Who a worker is: birth date, and the cells about the person. */
export interface Person {
  readonly birth: DayNumber;
  /** The first day in the job. */
  readonly start: DayNumber;
  readonly values: Values;
}

const OVERSEAS: readonly (readonly [string, number])[] = [
  ['356', 20],
  ['566', 19],
  ['716', 12],
  ['608', 9],
  ['616', 8],
  ['642', 8],
  ['288', 6],
  ['620', 4],
  ['586', 4],
  ['524', 3],
  ['404', 3],
  ['372', 2],
  ['710', 2],
];

const ETHNICITY_ABROAD: Readonly<Record<string, string>> = {
  '356': '39',
  '586': '40',
  '524': '43',
  '608': '43',
  '566': '44',
  '716': '44',
  '288': '44',
  '404': '44',
  '710': '44',
  '372': '32',
};

const ETHNICITY_AT_HOME: readonly (readonly [string, number])[] = [
  ['31', 880],
  ['32', 8],
  ['34', 20],
  ['35', 10],
  ['37', 6],
  ['39', 14],
  ['40', 12],
  ['44', 14],
  ['45', 12],
  ['98', 4],
  ['99', 12],
  ['', 8],
];

const AGE_BANDS: readonly (readonly [readonly [number, number], number])[] = [
  [[18, 20], 4.5],
  [[21, 24], 8],
  [[25, 34], 22],
  [[35, 44], 23],
  [[45, 54], 22],
  [[55, 63], 18],
  [[64, 66], 2.5],
];

/** Roles a school leaver does not hold. */
const SENIOR_ROLES = new Set([
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '15',
  '16',
  '24',
  '35',
  '43',
  '44',
  '45',
]);
const DAYS_A_YEAR = 365.25;

/** What a person is drawn for. */
export interface Opening {
  readonly role: string;
  readonly today: DayNumber;
  /** Days worked by today, where the person is old enough for so many. */
  readonly tenureDays: number;
  /** A number no other worker has. */
  readonly serial: number;
  readonly homes: readonly string[];
}

/** Draws a person of an age that suits the job role on a day. Numbers are invented. */
export function drawPerson(rng: Rng, opening: Opening): Person {
  const { role, today } = opening;
  const birth = daysBefore(today, Math.floor((drawAge(rng, role) + rng.next()) * DAYS_A_YEAR));
  const start = startDay(birth, today, opening.tenureDays);
  const nationality = rng.chance(0.75) ? '826' : rng.weighted(OVERSEAS);
  const isBritish = nationality === '826';
  const gender = rng.weighted([
    ['2', 805],
    ['1', 175],
    ['4', 4],
    ['3', 4],
    ['', 12],
  ]);
  const disabled = rng.weighted([
    ['0', 930],
    ['1', 30],
    ['2', 12],
    ['3', 16],
    ['', 12],
  ]);
  return {
    birth,
    start,
    values: {
      NINUMBER: rng.chance(0.06) ? '' : insuranceNumber(rng, opening.serial),
      POSTCODE: rng.pick(opening.homes),
      DOB: rng.chance(0.008) ? '' : dateText(birth),
      GENDER: gender,
      ETHNICITY: isBritish
        ? rng.weighted(ETHNICITY_AT_HOME)
        : (ETHNICITY_ABROAD[nationality] ?? '34'),
      DISABLED: disabled,
      ...origin(rng, nationality, birth, start),
    },
  };
}

function origin(rng: Rng, nationality: string, birth: DayNumber, start: DayNumber): Values {
  if (nationality === '826') {
    const isBornAbroad = rng.chance(0.06);
    const country = isBornAbroad ? rng.weighted(OVERSEAS) : '826';
    return {
      NATIONALITY: rng.chance(0.015) ? '' : '826',
      BRITISHCITIZENSHIP: '',
      COUNTRYOFBIRTH: country,
      YEAROFENTRY: isBornAbroad ? entryYear(rng, birth, start, 40) : '',
      HANDCVISA: '',
      INOUTUK: '',
    };
  }
  const citizenship = rng.weighted([
    ['1', 15],
    ['2', 75],
    ['999', 10],
  ]);
  const hasVisa =
    citizenship === '1'
      ? ''
      : rng.weighted([
          ['1', 42],
          ['2', 50],
          ['999', 8],
        ]);
  return {
    NATIONALITY: rng.weighted([
      [nationality, 95],
      ['998', 3],
      ['999', 2],
    ]),
    BRITISHCITIZENSHIP: citizenship,
    COUNTRYOFBIRTH: rng.chance(0.05) ? '998' : nationality,
    YEAROFENTRY: entryYear(rng, birth, start, hasVisa === '1' ? 4 : 22),
    HANDCVISA: hasVisa,
    INOUTUK:
      hasVisa === '1'
        ? rng.weighted([
            ['1', 55],
            ['2', 40],
            ['999', 5],
          ])
        : '',
  };
}

function entryYear(rng: Rng, birth: DayNumber, start: DayNumber, span: number): string {
  const startYear = Math.floor(start / 10_000);
  const birthYear = Math.floor(birth / 10_000);
  return String(Math.max(birthYear, startYear - rng.int(1, span)));
}

/** Nobody starts before the sixteenth birthday. */
function startDay(birth: DayNumber, today: DayNumber, tenureDays: number): DayNumber {
  const wanted = daysBefore(today, tenureDays);
  return ageOn(birth, wanted) >= 16 ? wanted : birth + 16 * 10_000;
}

function drawAge(rng: Rng, role: string): number {
  if (role === '26' && rng.chance(0.04)) return rng.int(16, 17);
  const [low, high] = rng.weighted(AGE_BANDS);
  const age = rng.int(low, high);
  return SENIOR_ROLES.has(role) && age < 24 ? age + 14 : age;
}

/** A number with the prefix QQ, which is never issued. */
function insuranceNumber(rng: Rng, serial: number): string {
  const digits = String((serial * 7919) % 1_000_000).padStart(6, '0');
  const letter = rng.pick(['A', 'B', 'C', 'D']);
  if (rng.chance(0.15)) {
    return `QQ ${digits.slice(0, 2)} ${digits.slice(2, 4)} ${digits.slice(4)} ${letter}`;
  }
  return `QQ${digits}${letter}`;
}
