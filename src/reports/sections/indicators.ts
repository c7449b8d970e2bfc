import type { Section, Sentence, Table, TableRow } from '../briefing.js';
import { monthLabel } from '../../period.js';
import type { MetricInfo } from '../facts/fact.js';
import { displayNumber } from '../facts/figure.js';
import { isEveryMonth, MONTHS_SHOWN } from '../facts/pack-metrics.js';
import { metricOf } from '../facts/snapshot.js';
import { monthsTo } from '../narrative/dates.js';
import { basedCell, figureCell, movementCell, publishedCell } from './cells.js';
import type { Strategy } from '../paper/strategy.js';
import type { Context } from './context.js';

/** The rows of the indicator table, with what each is called there. */
export const INDICATORS = [
  ['vacancy_rate', 'Vacancy rate'],
  ['turnover_rate', 'Turnover rate, 12 months'],
  ['hourly_pay_median', 'Median hourly pay, care workers'],
  ['share_below_floor', 'Care workers paid below the statutory floor'],
  ['share_at_floor', 'Care workers paid at the statutory floor'],
] as const;

/** The table of main indicators. */
export function indicators(context: Context): Section {
  return {
    id: 'indicators',
    heading: 'Main indicators',
    blocks: [
      {
        kind: 'table',
        table: indicatorTable(context),
        notes: [movementNote(context.settings.strategy), ...rangeNote(context)],
      },
    ],
  };
}

/** How movements are told, and where their ratings are, if the strategy sets a target for one of them. */
export function movementNote(strategy: Strategy | null): Sentence {
  const hasTarget = (strategy?.actions ?? []).some(
    ({ indicator, target }) =>
      target !== undefined && INDICATORS.some(([metricId]) => metricId === indicator),
  );
  const ratings = hasTarget
    ? 'they are no rating. Ratings by the targets of the strategy stand under “Progress since last time”.'
    : 'no target is set, so no rating is given.';
  return {
    rule: 'note.movement',
    text: `Each movement is from the month of its column to the latest month, in displayed figures. Better and worse follow the direction that is good for the measure; ${ratings}`,
    facts: [],
  };
}

/** The main indicators with nothing but the figures: now, a year before and around. */
export function indicatorsAtAGlance(context: Context): Section {
  const { area, partnership, period, lastYear } = context;
  return {
    id: 'indicators',
    heading: 'Main indicators',
    blocks: [
      {
        kind: 'table',
        table: {
          id: 'table-indicators-short',
          caption: `Main indicators, ${area.name}`,
          columns: [
            { label: monthLabel(period), align: 'number' },
            { label: monthLabel(lastYear), align: 'number' },
            ...(partnership === null
              ? []
              : [{ label: partnership.name, align: 'number' as const }]),
            { label: 'England, as published', align: 'number' },
          ],
          rows: INDICATORS.map(([metricId, header]) => {
            const england = context.england(metricId);
            return {
              header,
              cells: [
                figureCell(context.fact(metricId)),
                figureCell(context.fact(metricId, { period: lastYear })),
                ...(partnership === null
                  ? []
                  : [figureCell(context.fact(metricId, { area: partnership.code }))]),
                england === undefined ? { text: '[x]' } : figureCell(england),
              ],
            };
          }),
        },
        notes: [],
      },
    ],
  };
}

/** Says what a range is, where the table has one. */
function rangeNote(context: Context): Sentence[] {
  const facts = INDICATORS.map(([metricId]) => context.fact(metricId));
  const hasRange = facts.some(
    ({ figure }) => figure.kind === 'publishable' && figure.interval !== null,
  );
  if (!hasRange) return [];
  const text =
    'A range shows how much the figure could vary with the workplaces that happened to return. Returns are not a random sample, so it says nothing of those that never do.';
  return [{ rule: 'note.range', text, facts: [] }];
}

function indicatorTable(context: Context): Table {
  const { area, partnership, period, previous, lastYear } = context;
  return {
    id: 'table-indicators',
    caption: `Main indicators, ${area.name}, ${monthLabel(period)}`,
    columns: [
      { label: monthLabel(period), detail: area.name, align: 'number' },
      { label: monthLabel(previous), detail: 'and movement since', align: 'number' },
      { label: monthLabel(lastYear), detail: 'and movement since', align: 'number' },
      ...(partnership === null
        ? []
        : [{ label: partnership.name, detail: monthLabel(period), align: 'number' as const }]),
      { label: 'England', detail: 'as published', align: 'number' },
    ],
    rows: INDICATORS.map(([metricId, label]) => indicatorRow(context, metricId, label)),
  };
}

function indicatorRow(context: Context, metricId: string, header: string): TableRow {
  const { partnership, previous, lastYear } = context;
  const now = context.fact(metricId);
  return {
    header,
    detail: goodText(metricOf(context.snapshot, metricId)),
    cells: [
      { ...basedCell(now), ...sparkOf(context, metricId) },
      movementCell(context.fact(metricId, { period: previous }), now),
      movementCell(context.fact(metricId, { period: lastYear }), now),
      ...(partnership === null
        ? []
        : [figureCell(context.fact(metricId, { area: partnership.code }))]),
      publishedCell(context.england(metricId)),
    ],
  };
}

/** The line of thirteen months, for the measures that are read for each. */
function sparkOf(context: Context, metricId: string): { spark?: readonly (number | null)[] } {
  if (!isEveryMonth(metricId)) return {};
  const spark = monthsTo(context.period, MONTHS_SHOWN).map((period) => {
    const { figure } = context.fact(metricId, { period });
    return figure.kind === 'publishable' ? Number(displayNumber(figure)) : null;
  });
  return { spark };
}

function goodText({ goodDirection }: MetricInfo): string {
  return goodDirection === 'neither'
    ? 'neither direction is good in itself'
    : `${goodDirection} is better`;
}
