import type { Cell, Column } from '../briefing.js';
import type { Fact } from '../facts/fact.js';
import { figureText, shorthand } from '../facts/figure.js';
import type { Interval, Publishable, Unit } from '../facts/figure.js';
import { stepsText, toSteps } from '../facts/figure.js';
import { movementText } from '../narrative/change.js';
import { compare } from '../narrative/compare.js';
import { METHOD_BREAKS } from '../narrative/method-breaks.js';
import { publishedText, whenOf } from '../narrative/words.js';

/** A cell with just the figure. */
export function figureCell(fact: Fact): Cell {
  return { text: figureText(fact.figure), fact };
}

/** A cell with the figure, what it rests on and its likely range. */
export function basedCell(fact: Fact): Cell {
  if (fact.figure.kind !== 'publishable') return figureCell(fact);
  return { ...figureCell(fact), detail: [...baseLines(fact.figure), ...rangeLines(fact.figure)] };
}

/** A cell with an earlier figure and how it moved since, in words. */
export function movementCell(earlier: Fact, now: Fact): Cell {
  const comparison = compare(earlier, now, METHOD_BREAKS);
  return { ...figureCell(earlier), detail: [movementText(comparison, now.metric)] };
}

/** A cell with a published figure, its period, population and edition. */
export function publishedCell(fact: (Fact & { kind: 'published' }) | undefined): Cell {
  if (fact === undefined) return { text: '[x]' };
  return { ...figureCell(fact), detail: [whenOf(fact), publishedText(fact)] };
}

/** A cell with the likely range of a figure, or why there is none. */
export function rangeCell({ figure }: Fact): Cell {
  if (figure.kind !== 'publishable') return { text: shorthand(figure) };
  const { interval, unit, decimals } = figure;
  return { text: interval === null ? '[x]' : rangeText(interval, unit, decimals) };
}

/** Two cells: the workers and the workplaces a figure rests on. */
export function baseCells({ figure }: Fact): Cell[] {
  if (figure.kind !== 'publishable')
    return [figure, figure].map((each) => ({ text: shorthand(each) }));
  const count = (number: number | null): Cell => ({
    text: number === null ? '[x]' : number.toLocaleString('en-GB'),
  });
  return [count(figure.base.workers), count(figure.base.workplaces)];
}

/** The heads of the two cells of a base. */
export const BASE_COLUMNS: readonly Column[] = [
  { label: 'Workers', detail: 'behind the vacancy rate', align: 'number' },
  { label: 'Workplaces', detail: 'behind the vacancy rate', align: 'number' },
];

/** What a figure rests on: "1,240 workers, 45 workplaces". */
function baseLines({ base }: Publishable): string[] {
  const part = (count: number | null, one: string, many: string): string[] =>
    count === null ? [] : [`${count.toLocaleString('en-GB')}\u00a0${count === 1 ? one : many}`];
  const parts = [
    ...part(base.workers, 'worker', 'workers'),
    ...part(base.workplaces, 'workplace', 'workplaces'),
  ];
  return parts.length === 0 ? [] : [parts.join(', ')];
}

function rangeLines({ interval, unit, decimals }: Publishable): string[] {
  return interval === null ? [] : [`range ${rangeText(interval, unit, decimals)}`];
}

function rangeText(interval: Interval, unit: Unit, decimals: number): string {
  const end = (value: number): string => stepsText(toSteps(value, unit, decimals), unit, decimals);
  return `${end(interval.low)} to ${end(interval.high)}`;
}
