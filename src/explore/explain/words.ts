import type { MetricEntry } from './schema.js';

type Shape = Pick<MetricEntry, 'unit' | 'decimals'>;

/** What stands after a number of a unit; a unit not listed stands there as it is named. */
const AFTER: Record<string, string> = {
  rate: '%',
  count: '',
  gbp_hour: ' an hour',
  gbp_year: ' a year',
};

/**
 * A value as it is printed, halves rounded up.
 * @example valueWords(0.0785, { unit: 'rate', decimals: 1 }) // '7.9%'
 */
export function valueWords(value: number, { unit, decimals }: Shape): string {
  const number = thousands(displayed(value, { unit, decimals }), decimals);
  const pounds = unit.startsWith('gbp') ? '£' : '';
  return `${pounds}${number}${AFTER[unit] ?? (unit.startsWith('gbp') ? '' : ` ${unit.replaceAll('_', ' ')}`)}`;
}

/** The number that is printed: per cent of a rate, else the value, rounded. */
export function displayed(value: number, { unit, decimals }: Shape): number {
  const scale = 10 ** decimals;
  const inUnit = unit === 'rate' ? value * 100 : value;
  return Math.round(Number((inUnit * scale).toFixed(6))) / scale;
}

/** A number with commas; whole where it is whole. */
export function numberWords(value: number): string {
  return thousands(value, Number.isInteger(value) ? 0 : 2);
}

function thousands(value: number, decimals: number): string {
  return value.toLocaleString('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** A share of a whole: 23%, or nothing where there is no whole. */
export function shareWords(share: number | null): string {
  return share === null ? '' : `${Math.round(share * 100)}%`;
}

/** @example counted(1, 'workplace') // '1 workplace' */
export function counted(count: number, noun: string): string {
  return `${numberWords(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const SHORT_SETTING: Record<string, string> = {
  care_home_nursing: 'nursing home',
  domiciliary: 'home care',
};

/** A care setting in the few letters of a column. */
export function settingWords(setting: string): string {
  return SHORT_SETTING[setting] ?? setting.replaceAll('_', ' ');
}

const STATUS: Record<string, string> = {
  ok: 'may be published',
  suppressed: 'NOT FOR PUBLICATION: too few workers, workplaces or organisations behind it',
  not_available: 'there is no figure: nobody counts',
  not_applicable: 'there can be no figure',
};

/** What a status means. */
export function statusWords(status: string, minimumBase: number): string {
  if (status === 'low_base') return `of low reliability: under ${minimumBase} workers behind it`;
  return STATUS[status] ?? status.replaceAll('_', ' ');
}

/** What is printed where no value is. */
export function noValueWords(status: string): string {
  return status === 'suppressed' ? 'not shown: too few behind it' : 'no figure';
}

const REASONS: Record<string, string> = {
  listed: "on the workspace's list of exclusions",
  duplicate_location: 'another workplace counts for the same CQC location',
  not_amended: 'last amended too long ago in the analysis extract',
  no_amended_date: 'the analysis extract does not say when last amended',
  outside_partnership: 'outside the partnership',
  no_staff_total: 'no total of staff given',
  mismatch_workers: 'total of staff does not agree with the worker records',
  no_perm_or_temp: 'no permanent or temporary employees',
  no_vacancies: 'number of vacancies not given',
  no_leavers: 'number of leavers not given',
  no_starters: 'number of starters not given',
  incorrect_turnover: 'more leavers than can be true',
  nothing_to_count: 'nothing here that this figure counts, or the question not answered',
  below_share_of_floor: 'pay too far below any statutory minimum to be true',
  above_most_pay: 'pay higher than can be true',
  deleted: 'deleted by the provider',
  duplicate_worker: 'the same worker twice in one file',
  quarantined: 'set aside for a fault',
  workplace_quarantined: "the workplace's own record was set aside",
  no_earlier_values: 'said "no change" and nothing came before',
};

/** Why something was left out, in words; a reason that is new here stands as it is named. */
export function reasonWords(reason: string): string {
  return REASONS[reason] ?? reason.replaceAll('_', ' ');
}
