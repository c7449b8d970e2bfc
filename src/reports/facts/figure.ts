/** The units of measures: a fraction, pounds an hour or a year, or a number of something. */
export const UNITS = [
  'rate',
  'gbp_hour',
  'gbp_year',
  'count',
  'years',
  'months',
  'days',
  'hours',
  'posts',
] as const;

export type Unit = (typeof UNITS)[number];

/** How many returns a figure rests on; null where the file does not say. */
export interface Base {
  readonly workplaces: number | null;
  readonly organisations: number | null;
  readonly workers: number | null;
}

/** The ends of an uncertainty interval, in the unit of the measure. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The mark printed after a figure: low reliability, or rounds to zero but is not zero. */
export type FigureMark = '' | '[u]' | '[low]';

/** A number that may be shown, already rounded to what is displayed. */
export interface Publishable {
  readonly kind: 'publishable';
  readonly unit: Unit;
  /** The displayed figure counted in steps of its last displayed digit: 9.4% is 94. */
  readonly steps: number;
  /** Digits after the point, as displayed. */
  readonly decimals: number;
  readonly mark: FigureMark;
  readonly interval: Interval | null;
  readonly base: Base;
}

/** A number that exists and may not be shown. It carries nothing that could give it away. */
export interface Suppressed {
  readonly kind: 'suppressed';
}

/** A number that does not exist. */
export interface Missing {
  readonly kind: 'missing';
  readonly why: 'not_available' | 'not_applicable';
}

/** Every figure of a briefing is one of these: nothing else can reach a sentence or a chart. */
export type Figure = Publishable | Suppressed | Missing;

/** The status word of a measure, as the warehouse stores it. */
export type Status = 'ok' | 'low_base' | 'suppressed' | 'not_available' | 'not_applicable';

/** What the warehouse holds about one number. */
export interface StoredFigure {
  readonly status: Status;
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly base: Base;
}

const NO_BASE: Base = { workplaces: null, organisations: null, workers: null };

/** The figure for something the file has no row for. */
export const NOT_AVAILABLE: Missing = { kind: 'missing', why: 'not_available' };

/** The figure for something that cannot be. */
const NOT_APPLICABLE: Missing = { kind: 'missing', why: 'not_applicable' };

/**
 * Turns a stored number into one that may be shown, or into the reason it may not.
 * A low base is shown to whole per cent.
 */
export function figureOf(stored: StoredFigure, unit: Unit, decimals: number): Figure {
  if (stored.status === 'suppressed') return { kind: 'suppressed' };
  if (stored.status === 'not_applicable') return NOT_APPLICABLE;
  if (stored.status === 'not_available' || stored.value === null) return NOT_AVAILABLE;
  if (!Number.isFinite(stored.value)) return NOT_AVAILABLE;
  const low = stored.status === 'low_base';
  const shownDecimals = low && unit === 'rate' ? 0 : decimals;
  const steps = toSteps(stored.value, unit, shownDecimals);
  return {
    kind: 'publishable',
    unit,
    steps,
    decimals: shownDecimals,
    mark: low ? '[u]' : steps === 0 && stored.value > 0 ? '[low]' : '',
    interval: low ? null : stored.interval,
    base: stored.base,
  };
}

/** A published figure or a rate fixed by law: no base, no interval. */
export function givenFigure(value: number, unit: Unit, decimals: number): Publishable {
  return {
    kind: 'publishable',
    unit,
    steps: toSteps(value, unit, decimals),
    decimals,
    mark: '',
    interval: null,
    base: NO_BASE,
  };
}

/**
 * Counts a stored value in steps of its last displayed digit, halves rounded up.
 * @example toSteps(0.0785, 'rate', 1) // 79, that is 7.9%
 */
export function toSteps(value: number, unit: Unit, decimals: number): number {
  return Math.round(Number((value * scaleOf(unit, decimals)).toFixed(6)));
}

/** How many display steps make one stored unit. */
export function scaleOf(unit: Unit, decimals: number): number {
  return (unit === 'rate' ? 100 : 1) * 10 ** decimals;
}

/** The displayed figure back in stored units: what a chart draws. */
export function shownValue(figure: Publishable): number {
  return figure.steps / scaleOf(figure.unit, figure.decimals);
}

/** The displayed figure as a plain number in display units: per cent, pounds or a count. */
export function displayNumber(figure: Publishable): string {
  return (figure.steps / 10 ** figure.decimals).toFixed(figure.decimals);
}

/**
 * The figure in words, with its mark, or the shorthand for why there is none.
 * @example figureText({ kind: 'suppressed' }) // '[c]'
 */
export function figureText(figure: Figure): string {
  if (figure.kind !== 'publishable') return shorthand(figure);
  const mark = figure.mark === '' ? '' : ` ${figure.mark}`;
  return `${plainText(figure)}${mark}`;
}

/** The figure without its mark. */
export function plainText(figure: Publishable): string {
  return stepsText(figure.steps, figure.unit, figure.decimals);
}

/** Steps of a unit in words. */
export function stepsText(steps: number, unit: Unit, decimals: number): string {
  const number = thousands((Math.abs(steps) / 10 ** decimals).toFixed(decimals));
  const sign = steps < 0 ? '\u2212' : '';
  if (unit === 'rate') return `${sign}${number}%`;
  return unit === 'gbp_hour' || unit === 'gbp_year' ? `${sign}£${number}` : `${sign}${number}`;
}

/** The Analysis Function's shorthand for a number that is not shown. */
export function shorthand(figure: Suppressed | Missing): '[c]' | '[x]' | '[z]' {
  if (figure.kind === 'suppressed') return '[c]';
  return figure.why === 'not_available' ? '[x]' : '[z]';
}

/** The status word of a figure, as the warehouse writes it. */
export function statusOf(figure: Figure): Status {
  if (figure.kind === 'suppressed') return 'suppressed';
  if (figure.kind === 'missing') return figure.why;
  return figure.mark === '[u]' ? 'low_base' : 'ok';
}

/** Whether a figure may be compared: shown, and from enough people. */
export function isFirm(figure: Figure): figure is Publishable {
  return figure.kind === 'publishable' && figure.mark !== '[u]';
}

function thousands(number: string): string {
  return number.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
}
