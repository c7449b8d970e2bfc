import type { Block, Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import { comparatorKey } from '../facts/comparators.js';
import type { Comparator } from '../facts/comparators.js';
import type { Fact } from '../facts/fact.js';
import { rankOf, rankText } from '../narrative/rank.js';
import { upperFirst } from '../narrative/words.js';
import { figureCell } from './cells.js';
import type { Context } from './context.js';
import { typeNouns } from './context.js';
import { INDICATORS } from './indicators.js';

/** The main indicators beside those of other areas: mean, median, quartiles and place among them. */
export function besideOthers(context: Context): Block[] {
  return (['peers', 'neighbours'] as const).flatMap((others) => {
    const rows = INDICATORS.flatMap(([metricId, label]) => {
      const key = comparatorKey(metricId, context.area.code, others);
      const comparator = context.snapshot.comparators.get(key);
      return comparator === undefined ? [] : [{ metricId, label, comparator }];
    });
    if (rows.length === 0) return [];
    return [{ kind: 'table' as const, table: besideTable(context, others, rows), notes: [NOTE] }];
  });
}

const NOTE = {
  rule: 'note.beside',
  text: 'Each of the others counts once, whatever its size, and only those with a figure that can be published. The place is counted from the nearer end.',
  facts: [],
};

interface Row {
  readonly metricId: string;
  readonly label: string;
  readonly comparator: Comparator;
}

function besideTable(
  context: Context,
  others: 'peers' | 'neighbours',
  rows: readonly Row[],
): Table {
  const { area, period } = context;
  const nouns = others === 'peers' ? `other ${typeNouns(area.type)}` : 'its neighbours';
  return {
    id: `table-beside-${others}`,
    caption: `${area.name} beside ${nouns}, ${monthLabel(period)}`,
    columns: [
      { label: area.name, align: 'number' },
      { label: 'Mean', detail: nouns, align: 'number' },
      { label: 'Lower quartile', align: 'number' },
      { label: 'Median', align: 'number' },
      { label: 'Upper quartile', align: 'number' },
      { label: 'Others counted', align: 'number' },
      ...(others === 'peers' ? [{ label: 'Place', align: 'text' as const }] : []),
    ],
    rows: rows.map(({ metricId, label, comparator }) => ({
      header: label,
      cells: [
        figureCell(context.fact(metricId)),
        figureCell(comparator.mean),
        figureCell(comparator.lowerQuartile),
        figureCell(comparator.median),
        figureCell(comparator.upperQuartile),
        { text: String(comparator.otherCount) },
        ...(others === 'peers' ? [{ text: place(context, metricId) }] : []),
      ],
    })),
  };
}

/** The place among areas of its type: "Joint second highest of 12". */
function place(context: Context, metricId: string): string {
  const facts: Fact[] = context.peers.areas.map((area) =>
    context.fact(metricId, { area: area.code }),
  );
  const rank = rankOf(context.area.code, facts);
  return rank === null ? 'Not ranked' : `${upperFirst(rankText(rank))} of ${rank.of}`;
}
