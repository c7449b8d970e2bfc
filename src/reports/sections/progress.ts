import type { Block, Cell, Section, Sentence, Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import type { Month } from '../../period.js';
import type { MeasuredFact, MetricInfo } from '../facts/fact.js';
import { displayNumber, figureText, givenFigure, isFirm, shorthand } from '../facts/figure.js';
import { metricOf } from '../facts/snapshot.js';
import { dayLabel } from '../narrative/dates.js';
import { numberWord, upperFirst } from '../narrative/words.js';
import type { StrategyAction } from '../paper/strategy.js';
import type { Context } from './context.js';
import { figureCell } from './cells.js';

/** A rating with its word: colour is never its only sign. */
type Rating = 'green' | 'amber' | 'red';

/** Progress against the strategy's actions and earlier recommendations, where the council keeps a file. */
export function progress(context: Context): Section[] {
  const { strategy } = context.settings;
  if (strategy === null) return [];
  const blocks: Block[] = [];
  if (strategy.actions.length > 0) {
    blocks.push(
      { kind: 'sentences', sentences: [tally(context, strategy.actions)] },
      {
        kind: 'table',
        table: actionTable(context, strategy.title, strategy.actions),
        notes: RULES,
      },
    );
  }
  if (strategy.recommendations.length > 0) {
    blocks.push({ kind: 'table', table: recommendationTable(context), notes: [] });
  }
  if (blocks.length === 0) return [];
  return [{ id: 'progress', heading: 'Progress since last time', blocks }];
}

const RULES: readonly Sentence[] = [
  {
    rule: 'note.rating',
    text: 'Rating: green where the latest figure has reached the target; amber where it is better than the baseline and has not reached the target; red where it is not better than the baseline. No rating without a baseline and a target, nor for a figure that is withheld or rests on few workers. Better follows the direction from the baseline to the target.',
    facts: [],
  },
];

function factOf(context: Context, action: StrategyAction, period?: Month): MeasuredFact | null {
  if (action.indicator === undefined) return null;
  return context.fact(action.indicator, {
    ...(period === undefined ? {} : { period }),
    setting: action.care_setting ?? 'all',
  });
}

/** The rating of an action by the latest figure, or by that of another month; null where there is none. */
function ratingOf(context: Context, action: StrategyAction, period?: Month): Rating | null {
  const fact = factOf(context, action, period);
  const { baseline, target } = action;
  if (fact === null || baseline === undefined || target === undefined) return null;
  if (!isFirm(fact.figure)) return null;
  return rate(Number(displayNumber(fact.figure)), baseline.value, target.value);
}

/**
 * Rates a figure by where it started and where it is to get.
 * @example rate(7.6, 9.2, 7) // 'amber'
 */
export function rate(now: number, baseline: number, target: number): Rating {
  const wanted = Math.sign(target - baseline);
  if ((now - target) * wanted >= 0) return wanted === 0 && now !== target ? 'red' : 'green';
  return (now - baseline) * wanted > 0 ? 'amber' : 'red';
}

/** How many actions are of each rating, and how many changed since the month before. */
function tally(context: Context, actions: readonly StrategyAction[]): Sentence {
  const ratings = actions.map((action) => ratingOf(context, action));
  const count = (rating: Rating | null): number => ratings.filter((each) => each === rating).length;
  const rated = ratings.length - count(null);
  const facts = actions.flatMap((action) => factOf(context, action) ?? []);
  if (rated === 0) {
    return { rule: 'progress.none_rated', text: 'None of the actions can be rated.', facts };
  }
  const changed = actions.filter((action) => {
    const now = ratingOf(context, action);
    const before = ratingOf(context, action, context.previous);
    return now !== null && before !== null && now !== before;
  }).length;
  return {
    rule: 'progress.tally',
    text: `Of the ${numberWord(actions.length)} actions, ${numberWord(rated)} can be rated: ${numberWord(count('green'))} green, ${numberWord(count('amber'))} amber and ${numberWord(count('red'))} red. ${upperFirst(numberWord(changed))} changed since ${monthLabel(context.previous)}.`,
    facts,
  };
}

function actionTable(context: Context, title: string, actions: readonly StrategyAction[]): Table {
  return {
    id: 'table-progress',
    rowHead: 'Action',
    caption: `Progress against ${title}, ${monthLabel(context.period)}`,
    columns: [
      { label: 'Indicator', align: 'text' },
      { label: 'Baseline', align: 'text' },
      { label: monthLabel(context.period), align: 'number' },
      { label: 'Target', align: 'text' },
      { label: 'Rating', align: 'text' },
      { label: 'Note', align: 'text' },
    ],
    rows: actions.map((action) => ({
      header: `${action.id} ${action.action}`,
      detail: action.owner,
      cells: actionCells(context, action),
    })),
  };
}

function actionCells(context: Context, action: StrategyAction): Cell[] {
  const fact = factOf(context, action);
  const metric = fact === null ? null : metricOf(context.snapshot, fact.metric.metricId);
  const { baseline, target } = action;
  return [
    { text: metric?.title ?? 'None' },
    {
      text: stated(
        metric,
        baseline?.value,
        baseline === undefined ? '' : `in ${monthLabel(baseline.period)}`,
      ),
    },
    fact === null ? { text: '[z]' } : figureCell(fact),
    {
      text: stated(
        metric,
        target?.value,
        target === undefined ? '' : `by ${monthLabel(target.by)}`,
      ),
    },
    ratingCell(context, action, fact),
    { text: action.note ?? '[z]' },
  ];
}

function stated(metric: MetricInfo | null, value: number | undefined, when: string): string {
  if (metric === null || value === undefined) return '[z]';
  const stored = metric.unit === 'rate' ? value / 100 : value;
  return `${figureText(givenFigure(stored, metric.unit, metric.decimals))} ${when}`;
}

function ratingCell(context: Context, action: StrategyAction, fact: MeasuredFact | null): Cell {
  const now = ratingOf(context, action);
  if (now === null) {
    return {
      text:
        fact === null || fact.figure.kind === 'publishable' ? 'Not rated' : shorthand(fact.figure),
    };
  }
  const before = ratingOf(context, action, context.previous);
  return {
    text: upperFirst(now),
    ...(before === null || before === now
      ? {}
      : { detail: [`${before} in ${monthLabel(context.previous)}`] }),
  };
}

function recommendationTable(context: Context): Table {
  const made = context.settings.strategy?.recommendations ?? [];
  return {
    id: 'table-recommendations',
    rowHead: 'Recommendation',
    caption: 'Earlier recommendations and what became of them',
    columns: [
      { label: 'Made', align: 'text' },
      { label: 'Response', align: 'text' },
      { label: 'Status', align: 'text' },
      { label: 'Note', align: 'text' },
    ],
    rows: made.map((each) => ({
      header: each.recommendation,
      cells: [
        { text: `${each.made_by}, ${dayLabel(each.made_on)}` },
        { text: each.response ?? '[z]' },
        { text: upperFirst(each.status) },
        { text: each.note ?? '[z]' },
      ],
    })),
  };
}
