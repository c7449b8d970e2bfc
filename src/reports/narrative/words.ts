import type { Area, Fact } from '../facts/fact.js';
import type { Unit } from '../facts/figure.js';
import { jobRoleOf } from '../facts/pack-metrics.js';
import { stepsText } from '../facts/figure.js';
import { isMonth, monthLabel } from '../../period.js';
import type { Difference } from './compare.js';

/** What a measure is called inside a sentence. */
const NOUNS: Readonly<Record<string, string>> = {
  vacancy_rate: 'vacancy rate',
  turnover_rate: 'turnover rate',
  hourly_pay_median: 'median hourly pay of care workers',
  share_below_floor: 'share of care workers paid below the statutory floor',
  share_at_floor: 'share of care workers paid at the statutory floor',
  filled_posts: 'number of filled posts',
  vacancies: 'number of vacancies',
  starters_rate: 'starters rate',
  agency_share: 'share of workers who are agency staff',
  zero_hours_share: 'share of workers on zero-hours contracts',
  sickness_days_mean: 'mean number of days lost to sickness in a year',
  qualified_share: 'share of direct care workers qualified at level 2 or above',
  international_recruit_share: 'share of direct care recruits from abroad',
  visa_share: 'share of workers on a Health and Care visa',
  care_certificate_share: 'share of direct care workers with the Care Certificate',
  age_55_and_over_share: 'share of workers aged 55 and over',
  real_living_wage_cost: 'annual cost of paying everyone the real living wage',
  return_rate: 'share of known workplaces that returned in the month',
  returned_workplaces: 'number of workplaces counted',
  carried_workplaces: 'number of workplaces counted from an earlier return',
  mismatched_workplaces: 'number of workplaces whose staff total disagrees',
};

const SETTING_NOUNS: Readonly<Record<string, string>> = {
  residential: 'care homes',
  care_home_nursing: 'care homes with nursing',
  care_home: 'care homes without nursing',
  domiciliary: 'home care',
  day: 'day care',
  community: 'community care',
  other: 'other services',
};

/** The measure of a fact, in the middle of a sentence. */
export function nounOf(fact: Fact): string {
  const { metricId, title } = fact.metric;
  const isOfOtherRole =
    fact.kind === 'measured' && !['all', jobRoleOf(metricId)].includes(fact.jobRole);
  return (isOfOtherRole ? undefined : NOUNS[metricId]) ?? lowerFirst(title);
}

/** A care setting in the middle of a sentence. */
export function settingNoun(code: string): string {
  return SETTING_NOUNS[code] ?? code;
}

/** Where a fact is about: "in Northmoor", "across the Northmoor Partnership", "in home care". */
export function placeOf(area: Area): string {
  return area.type === 'partnership' ? `across ${area.name}` : `in ${area.name}`;
}

/** When a fact is about, in words. */
export function whenOf(fact: Fact): string {
  return fact.kind === 'measured' ? monthLabel(fact.period) : fact.periodText;
}

/**
 * A difference with its unit: points for rates, pence and per cent for pay, a number for counts.
 * @example differenceText({ steps: 15, decimals: 1, relative: 0.19 }, 'rate') // '1.5 percentage points'
 */
export function differenceText(difference: Difference, unit: Unit): string {
  const { steps, decimals, relative } = difference;
  const number = (steps / 10 ** decimals).toFixed(decimals);
  if (unit === 'rate') {
    return `${number} percentage ${Number(number) === 1 ? 'point' : 'points'}`;
  }
  if (unit !== 'gbp_hour' && unit !== 'gbp_year') return amountText(steps, unit, decimals);
  const money =
    unit === 'gbp_hour' && steps < 10 ** decimals
      ? penceText(steps, decimals)
      : stepsText(steps, unit, decimals);
  return relative === null ? money : `${money} (${(relative * 100).toFixed(1)}%)`;
}

const UNIT_WORDS: Readonly<Record<string, string>> = {
  years: ' years',
  months: ' months',
  days: ' days',
  hours: ' hours',
};

/** A number with the word for its unit, where it has one: "6.7 days". */
function amountText(steps: number, unit: Unit, decimals: number): string {
  return `${stepsText(steps, unit, decimals)}${UNIT_WORDS[unit] ?? ''}`;
}

function penceText(steps: number, decimals: number): string {
  return `${((steps * 100) / 10 ** decimals).toFixed(Math.max(0, decimals - 2))}p`;
}

/** Where a published figure comes from, always with edition and population. */
export function publishedText(fact: Fact & { kind: 'published' }): string {
  const month = isMonth(fact.edition) ? monthLabel(fact.edition) : fact.edition;
  return `${fact.population}, ${month} edition`;
}

const ORDINALS = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
];

/** @example ordinal(2) // 'second'; ordinal(11) // '11th' */
export function ordinal(rank: number): string {
  const word = ORDINALS[rank];
  if (word !== undefined && word !== '') return word;
  const tens = rank % 100;
  const ending = { 1: 'st', 2: 'nd', 3: 'rd' }[tens > 10 && tens < 14 ? 0 : rank % 10] ?? 'th';
  return `${rank}${ending}`;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Nought to nine in words, numerals from ten. */
export function numberWord(count: number): string {
  return NUMBERS[count] ?? count.toLocaleString('en-GB');
}

/** @example listText(['a', 'b', 'c']) // 'a, b and c' */
export function listText(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

export function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
