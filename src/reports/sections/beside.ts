import type { Block, Column, Sentence, Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import type { Comparator } from '../facts/comparators.js';
import type { Area, Fact } from '../facts/fact.js';
import { isFirm } from '../facts/figure.js';
import { rankIn } from '../narrative/neighbours.js';
import { rankOf, rankText } from '../narrative/rank.js';
import type { Rank } from '../narrative/rank.js';
import { lowerFirst, upperFirst } from '../narrative/words.js';
import { figureCell } from './cells.js';
import type { Context } from './context.js';
import { typeLabel, typeNouns } from './context.js';
import { INDICATORS } from './indicators.js';
import { comparatorOf } from './neighbours.js';
import { widerNote } from './wider.js';

type Others = 'peers' | 'neighbours';

interface Row {
  readonly metricId: string;
  readonly label: string;
  readonly comparator: Comparator;
}

/** The main indicators beside those of other areas: mean, median, quartiles and place among them. */
export function besideOthers(context: Context): Block[] {
  const given = (['peers', 'neighbours'] as const).flatMap((others) => {
    const rows = rowsOf(context, others);
    return rows.length === 0 ? [] : [{ others, rows }];
  });
  return given.map(({ others, rows }, index): Block => {
    const wider = index === 0 ? widerOf(context, rows) : [];
    return {
      kind: 'table',
      table: besideTable(context, { others, rows, wider }),
      notes: [...notes(others, rows), ...widerNote(wider)],
    };
  });
}

function rowsOf(context: Context, others: Others): Row[] {
  return INDICATORS.flatMap(([metricId, label]) => {
    const comparator = comparatorOf(context, metricId, others);
    return comparator === undefined ? [] : [{ metricId, label, comparator }];
  });
}

/** The region and the country of which a row has a figure, or one that may not be shown. */
function widerOf(context: Context, rows: readonly Row[]): Area[] {
  return context.wider.filter(({ code }) =>
    rows.some(({ metricId }) => context.fact(metricId, { area: code }).figure.kind !== 'missing'),
  );
}

const NOTE = {
  rule: 'note.beside',
  text: 'Each of the others counts once, whatever its size, and only those with a figure that can be published. The place is counted from the nearer end.',
  facts: [],
};

function notes(others: Others, rows: readonly Row[]): Sentence[] {
  if (others === 'peers') return [NOTE];
  const named = 'The neighbours are those that the partnership has named to compare itself with.';
  const neither = rows.some(({ comparator }) => comparator.mean.metric.goodDirection === 'neither');
  const unplaced = ' There is no place where neither more nor less is better.';
  return [NOTE, { rule: 'note.neighbours', text: `${named}${neither ? unplaced : ''}`, facts: [] }];
}

interface Parts {
  readonly others: Others;
  readonly rows: readonly Row[];
  readonly wider: readonly Area[];
}

function besideTable(context: Context, { others, rows, wider }: Parts): Table {
  const { area, period } = context;
  const nouns = others === 'peers' ? `other ${typeNouns(area.type)}` : 'its neighbours';
  return {
    id: `table-beside-${others}`,
    caption: `${area.name} beside ${nouns}, ${monthLabel(period)}`,
    columns: [
      { label: 'Place', align: 'text' },
      { label: area.name, align: 'number' },
      ...wider.map(widerColumn),
      { label: 'Mean', detail: nouns, align: 'number' },
      { label: 'Lower quartile', align: 'number' },
      { label: 'Median', align: 'number' },
      { label: 'Upper quartile', align: 'number' },
      { label: 'Others counted', align: 'number' },
    ],
    rows: rows.map(({ metricId, label, comparator }) => ({
      header: label,
      cells: [
        { text: placeText(placeAmong(context, others, metricId, comparator)) },
        figureCell(context.fact(metricId)),
        ...wider.map(({ code }) => figureCell(context.fact(metricId, { area: code }))),
        figureCell(comparator.mean),
        figureCell(comparator.lowerQuartile),
        figureCell(comparator.median),
        figureCell(comparator.upperQuartile),
        { text: String(comparator.otherCount) },
      ],
    })),
  };
}

function widerColumn({ name, type }: Area): Column {
  return { label: name, detail: lowerFirst(typeLabel(type)), align: 'number' };
}

function placeAmong(
  context: Context,
  others: Others,
  metricId: string,
  { standing }: Comparator,
): Rank | null {
  const own = context.fact(metricId);
  if (others === 'neighbours') {
    return standing === null || !isFirm(own.figure)
      ? null
      : rankIn(standing, own.metric.goodDirection);
  }
  const facts: Fact[] = context.peers.areas.map(({ code }) =>
    context.fact(metricId, { area: code }),
  );
  return rankOf(context.area.code, facts);
}

/** "Joint second highest of 12". */
function placeText(rank: Rank | null): string {
  return rank === null ? 'Not ranked' : `${upperFirst(rankText(rank))} of ${rank.of}`;
}
