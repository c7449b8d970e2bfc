import type { Block, Cell, Section, Sentence, Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import type { Month } from '../../period.js';
import type { MeasuredFact, MetricInfo } from '../facts/fact.js';
import { displayNumber, figureText, givenFigure, isFirm, shorthand } from '../facts/figure.js';
import { areaOf, metricOf } from '../facts/snapshot.js';
import { dayLabel } from '../narrative/dates.js';
import { listText, numberWord, upperFirst } from '../narrative/words.js';
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
    text: 'Each action is rated by the figure of the area named below its indicator. Green where the latest figure has reached the target; amber where it is better than the baseline and has not reached the target; red where it is not better than the baseline. No rating without a baseline and a target, nor for a figure that is withheld or rests on few workers. An action set for one area is rated in the papers of that area and of the partnership. Better follows the direction from the baseline to the target.',
    facts: [],
  },
];

/** The area an action is set for: the partnership, unless it names another. */
function setFor(context: Context, action: StrategyAction): string {
  return action.area ?? context.settings.partnership.code;
}

/** Whether the paper rates it: the partnership's in every paper, an area's in its own and the partnership's. */
function isRatedHere(context: Context, action: StrategyAction): boolean {
  const { area, partnership, settings } = context;
  return (
    partnership === null || [area.code, settings.partnership.code].includes(setFor(context, action))
  );
}

/** The figure that an action is followed by, of the area it is set for; null where this paper has none. */
function factOf(context: Context, action: StrategyAction, period?: Month): MeasuredFact | null {
  if (action.indicator === undefined || !isRatedHere(context, action)) return null;
  return context.fact(action.indicator, {
    area: setFor(context, action),
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
  const facts = actions.flatMap((action) => factOf(context, action) ?? []);
  const changed = actions.filter((action, index) => {
    const now = ratings[index] ?? null;
    const before = ratingOf(context, action, context.previous);
    return now !== null && before !== null && now !== before;
  }).length;
  return { ...tallyWords(ratings, changed, monthLabel(context.previous)), facts };
}

/** The ratings of actions in words; null for an action without one. */
export function tallyWords(
  ratings: readonly (Rating | null)[],
  changed: number,
  since: string,
): { readonly rule: string; readonly text: string } {
  const count = (wanted: Rating): number => ratings.filter((rating) => rating === wanted).length;
  const counts = (['green', 'amber', 'red'] as const).map(
    (rating) => `${count(rating) === 0 ? 'none' : numberWord(count(rating))} ${rating}`,
  );
  const rated = ratings.filter((rating) => rating !== null).length;
  if (rated === 0) {
    return { rule: 'progress.none_rated', text: 'None of the actions can be rated.' };
  }
  const changes =
    changed < 2
      ? `${changed === 0 ? 'None' : 'One'} has changed`
      : `${upperFirst(numberWord(changed))} have changed`;
  const of = `Of the ${numberWord(ratings.length)} ${ratings.length === 1 ? 'action' : 'actions'}`;
  return {
    rule: 'progress.tally',
    text: `${of}, ${numberWord(rated)} can be rated: ${listText(counts)}. ${changes} since ${since}.`,
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
  const { indicator, baseline, target } = action;
  const metric = indicator === undefined ? null : metricOf(context.snapshot, indicator);
  const cell = (value: number | undefined, when: string): Cell => ({
    text: stated(metric, value, when),
  });
  return [
    indicatorCell(context, action, metric),
    cell(baseline?.value, baseline === undefined ? '' : `in ${monthLabel(baseline.period)}`),
    fact === null ? { text: '[z]' } : figureCell(fact),
    cell(target?.value, target === undefined ? '' : `by ${monthLabel(target.by)}`),
    ratingCell(context, action, fact),
    { text: action.note ?? '[z]' },
  ];
}

/** The measure that follows an action, with the area and the care setting whose figure it is. */
function indicatorCell(context: Context, action: StrategyAction, metric: MetricInfo | null): Cell {
  if (metric === null) return { text: 'None' };
  const setting = context.snapshot.careSettings.find(({ code }) => code === action.care_setting);
  return {
    text: metric.title,
    detail: [nameOf(context, action), ...(setting === undefined ? [] : [setting.label])],
  };
}

function nameOf(context: Context, action: StrategyAction): string {
  return areaOf(context.snapshot, setFor(context, action)).name;
}

function stated(metric: MetricInfo | null, value: number | undefined, when: string): string {
  if (metric === null || value === undefined) return '[z]';
  const stored = metric.unit === 'rate' ? value / 100 : value;
  return `${figureText(givenFigure(stored, metric.unit, metric.decimals))} ${when}`;
}

function ratingCell(context: Context, action: StrategyAction, fact: MeasuredFact | null): Cell {
  const now = ratingOf(context, action);
  if (!isRatedHere(context, action)) {
    return { text: 'Not rated here', detail: [`set for ${nameOf(context, action)}`] };
  }
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
