import type { Chart, Sentence, Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import type { Month } from '../../period.js';
import type { TrendData, TrendSeries } from '../charts/chart-data.js';
import type { Area, MeasuredFact } from '../facts/fact.js';
import { displayNumber, figureText, statusOf } from '../facts/figure.js';
import { MONTHS_SHOWN } from '../facts/pack-metrics.js';
import { changeSentence } from '../narrative/change.js';
import { monthsTo, shortMonth } from '../narrative/dates.js';
import { METHOD_BREAKS } from '../narrative/method-breaks.js';
import {
  listText,
  nounOf,
  numberWord,
  publishedText,
  upperFirst,
  whenOf,
} from '../narrative/words.js';
import { figureCell } from './cells.js';
import type { Context } from './context.js';
import { trendTitle } from './titles.js';
import { linesOf } from './trend-lines.js';
import type { Line } from './trend-lines.js';
import { widerNote } from './wider.js';

/** A rate over thirteen months, beside the partnership, the region and England as published. */
export function trendChart(context: Context, metricId: string): Chart {
  const months = monthsTo(context.period, MONTHS_SHOWN);
  const lines = linesOf(context, metricId, months);
  const areas = lines.map(({ area }) => area);
  const wider = areas.filter((area) => context.wider.includes(area));
  const own = context.fact(metricId);
  const then = context.fact(metricId, { period: context.lastYear });
  const data = trendData(context, metricId, months, lines);
  const noun = upperFirst(nounOf(own));
  const span = `${monthLabel(months[0] ?? context.period)} to ${monthLabel(context.period)}`;
  return {
    id: metricId.replace('_rate', '-trend'),
    title: trendTitle(then, own),
    subtitle: `${noun}, per cent, each month from ${span}: ${namesOf(areas)}`,
    source: `Source: providers’ returns, run ${context.snapshot.run.runId}`,
    alternative: [drawnSentence(context, own, areas, span), changeSentence(then, own)],
    notes: data === null ? [] : [...notes(context, metricId, months), ...widerNote(wider)],
    data,
    table: trendTable(context, metricId, months, areas, `${noun} each month, ${span}`),
  };
}

function namesOf(areas: readonly Area[]): string {
  return listText(areas.map(({ name }) => name));
}

function drawnSentence(
  context: Context,
  own: MeasuredFact,
  areas: readonly Area[],
  span: string,
): Sentence {
  const lines =
    areas.length === 1 ? 'One line shows' : `${upperFirst(numberWord(areas.length))} lines show`;
  const england = context.england(own.metric.metricId);
  return {
    rule: 'alternative.trend',
    text: `Line chart. ${lines} the ${nounOf(own)} each month from ${span} for ${namesOf(areas)}${england === undefined ? '' : ', with a mark for England as published'}.`,
    facts: [],
  };
}

function notes(context: Context, metricId: string, months: readonly Month[]): Sentence[] {
  const facts = months.map((month) => context.fact(metricId, { period: month }));
  const hidden = facts.filter((fact) => fact.figure.kind !== 'publishable');
  const low = facts.filter((fact) => statusOf(fact.figure) === 'low_base');
  const england = context.england(metricId);
  const found: Sentence[] = [];
  if (hidden.length > 0) {
    found.push({
      rule: 'note.gaps',
      text: 'The line is broken where a month cannot be published [c] or has no figure [x].',
      facts: hidden,
    });
  }
  if (low.length > 0) {
    found.push({ rule: 'note.low', text: 'Open circles rest on few workers [u].', facts: low });
  }
  if (england !== undefined) {
    found.push({
      rule: 'note.england',
      text: `The diamond is England as published for ${whenOf(england)}: ${figureText(england.figure)} (${publishedText(england)}; ${england.source}). It covers another period and is made another way, so it is a mark and not a line.`,
      facts: [england],
    });
  }
  return found;
}

function trendData(
  context: Context,
  metricId: string,
  months: readonly Month[],
  lines: readonly Line[],
): TrendData | null {
  const series = lines.map(({ area, role }): TrendSeries => ({
    name: area.name,
    role,
    points: months.map((month) =>
      point(context.fact(metricId, { area: area.code, period: month })),
    ),
  }));
  if (series[0]?.points.every(({ value }) => value === null)) return null;
  const england = context.england(metricId);
  const figure = england?.figure;
  const reference =
    england === undefined || figure?.kind !== 'publishable'
      ? null
      : {
          name: `England, published, ${whenOf(england)}`,
          value: Number(displayNumber(figure)),
          text: figureText(figure),
        };
  return {
    kind: 'trend',
    unit: 'rate',
    months: months.map(shortMonth),
    series,
    breaks: breakMarks(context, metricId, months),
    reference,
  };
}

/** Where the months before and after do not compare: our own changes of method, and boundaries. */
function breakMarks(
  { area }: Context,
  metricId: string,
  months: readonly Month[],
): TrendData['breaks'] {
  const since = area.validFrom;
  const moved =
    since === null ? [] : [{ metricId: 'all', from: since, reason: 'boundary changed' }];
  return [...METHOD_BREAKS, ...moved].flatMap((each) => {
    if (each.metricId !== 'all' && each.metricId !== metricId) return [];
    const first = months.find((month) => `${month}-01` >= each.from);
    if (first === undefined || first === months[0]) return [];
    return [{ month: shortMonth(first), text: each.reason }];
  });
}

function point({ period, figure }: MeasuredFact): TrendSeries['points'][number] {
  return {
    label: shortMonth(period),
    value: figure.kind === 'publishable' ? Number(displayNumber(figure)) : null,
    text: figureText(figure),
    low: statusOf(figure) === 'low_base',
  };
}

function trendTable(
  context: Context,
  metricId: string,
  months: readonly Month[],
  areas: readonly Area[],
  caption: string,
): Table {
  return {
    id: `table-${metricId.replace('_rate', '-trend')}`,
    caption,
    columns: areas.map((area) => ({ label: area.name, align: 'number' })),
    rows: months.map((month) => ({
      header: monthLabel(month),
      cells: areas.map((area) =>
        figureCell(context.fact(metricId, { area: area.code, period: month })),
      ),
    })),
  };
}
