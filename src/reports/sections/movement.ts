import type { Chart, Section, Sentence, Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import type { WaterfallData } from '../charts/chart-data.js';
import type { Movement } from '../facts/comparators.js';
import type { Fact } from '../facts/fact.js';
import { figureText, displayNumber, isFirm } from '../facts/figure.js';
import type { Publishable } from '../facts/figure.js';
import { changeSentence } from '../narrative/change.js';
import { nounOf, placeOf, upperFirst, whenOf } from '../narrative/words.js';
import { trendTitle } from './titles.js';
import type { Context } from './context.js';

/** A named part of a change, in percentage points to one place. */
interface Part {
  readonly name: string;
  readonly tenths: number;
}

/**
 * Where the change of the vacancy rate over a year lies, setting by setting: for the people who hold
 * the data, as the parts of a small setting can point to a provider.
 */
export function movement(context: Context): Section[] {
  const now = context.fact('vacancy_rate');
  const then = context.fact('vacancy_rate', { period: context.lastYear });
  if (!isFirm(now.figure) || !isFirm(then.figure)) return [];
  const parts = partsOf(context, then.figure, now.figure);
  if (parts.length === 0) return [];
  return [
    {
      id: 'movement',
      heading: 'Where the change in the vacancy rate lies',
      blocks: [
        { kind: 'sentences', sentences: [EXPLAINED] },
        { kind: 'chart', chart: waterfall(context, then, now, parts) },
      ],
    },
  ];
}

const EXPLAINED: Sentence = {
  rule: 'movement.explained',
  text: 'The change is split in parts that add up: the rate of each care setting, at the size it had on average, and the mix, which is the part of settings that grew or shrank beside the others. A part says where the change lies and not why it came about.',
  facts: [],
};

/** Parts in tenths of a point that add up to the displayed change: the last takes what rounding leaves. */
function partsOf(context: Context, then: Publishable, now: Publishable): Part[] {
  const own = context.snapshot.movements.filter(
    ({ metricId, areaCode }) => metricId === 'vacancy_rate' && areaCode === context.area.code,
  );
  if (own.length === 0) return [];
  const named = own.filter(({ careSetting }) => isShown(context, careSetting));
  const rest = own.filter((each) => !named.includes(each));
  const parts: Part[] = [
    ...named.map(({ careSetting, withinChange }) => ({
      name: labelOf(context, careSetting),
      tenths: tenths(withinChange),
    })),
    ...unnamed(rest, sum(own.map((each) => each.mixChange))),
  ];
  const left = now.steps - then.steps - sum(parts.map((part) => part.tenths));
  return left === 0 ? parts : [...parts, { name: 'Rounding', tenths: left }];
}

/** Parts of no setting by name. One setting that is not shown has no part to itself: it would give away how it moved. */
function unnamed(rest: readonly Movement[], mix: number): Part[] {
  const within = sum(rest.map((each) => each.withinChange));
  if (rest.length === 1) {
    return [{ name: 'Mix of settings, and a setting not shown', tenths: tenths(mix + within) }];
  }
  const others = { name: 'Other settings', tenths: tenths(within) };
  return [...(rest.length === 0 ? [] : [others]), { name: 'Mix of settings', tenths: tenths(mix) }];
}

function tenths(fraction: number): number {
  return Math.round(fraction * 1000);
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/** Whether the setting's own figures may be shown at both ends of the year. */
function isShown(context: Context, setting: string): boolean {
  return [context.period, context.lastYear].every((period) =>
    isFirm(context.fact('vacancy_rate', { setting, period }).figure),
  );
}

function labelOf({ snapshot }: Context, setting: string): string {
  return snapshot.careSettings.find(({ code }) => code === setting)?.label ?? setting;
}

function pointsText(tenths: number): string {
  const sign = tenths > 0 ? '+' : tenths < 0 ? '−' : '';
  return `${sign}${(Math.abs(tenths) / 10).toFixed(1)}`;
}

function waterfall(context: Context, then: Fact, now: Fact, parts: readonly Part[]): Chart {
  const noun = nounOf(now);
  const title = trendTitle(then, now);
  const span = `${whenOf(then)} to ${whenOf(now)}`;
  return {
    id: 'vacancy-movement',
    title: { ...title, rule: 'title.movement' },
    subtitle: `Change of the ${noun} ${placeOf(context.area)}, percentage points, ${span}`,
    source: `Source: providers’ returns, run ${context.snapshot.run.runId}`,
    alternative: [
      {
        rule: 'alternative.movement',
        text: `Chart of the ${noun} from ${whenOf(then)} to ${whenOf(now)} in steps, one for each care setting and one for their mix.`,
        facts: [],
      },
      changeSentence(then, now),
    ],
    notes: [],
    data: waterfallData(then, now, parts),
    table: movementTable(context, then, now, parts),
  };
}

function waterfallData(then: Fact, now: Fact, parts: readonly Part[]): WaterfallData | null {
  if (!isFirm(then.figure) || !isFirm(now.figure)) return null;
  const end = (fact: Fact, figure: Publishable) => ({
    name: whenOf(fact),
    value: Number(displayNumber(figure)),
    text: figureText(figure),
  });
  return {
    kind: 'waterfall',
    unit: 'rate',
    start: end(then, then.figure),
    steps: parts.map(({ name, tenths }) => ({
      name,
      value: tenths / 10,
      text: pointsText(tenths),
    })),
    end: end(now, now.figure),
  };
}

function movementTable(context: Context, then: Fact, now: Fact, parts: readonly Part[]): Table {
  return {
    id: 'table-vacancy-movement',
    rowHead: 'Month or part',
    caption: `${upperFirst(nounOf(now))} and its change in parts, ${context.area.name}, ${monthLabel(context.period)}`,
    columns: [{ label: 'Figure, or change in percentage points', align: 'number' }],
    rows: [
      { header: whenOf(then), cells: [{ text: figureText(then.figure), fact: then }] },
      ...parts.map(({ name, tenths }) => ({
        header: name,
        cells: [{ text: pointsText(tenths) }],
      })),
      { header: whenOf(now), cells: [{ text: figureText(now.figure), fact: now }] },
    ],
  };
}
