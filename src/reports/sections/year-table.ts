import type { Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import type { MeasuredFact } from '../facts/fact.js';
import { figureCell, movementCell } from './cells.js';
import type { Context } from './context.js';

/** A table of measures: what it is called, and each measure with the words of its row. */
export interface YearTable {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly (readonly [metricId: string, header: string])[];
}

/** The figures of a row: now, a year before, and across the partnership. */
export function yearFacts(context: Context, metricId: string): MeasuredFact[] {
  const { partnership } = context;
  return [
    context.fact(metricId),
    context.fact(metricId, { period: context.lastYear }),
    ...(partnership === null ? [] : [context.fact(metricId, { area: partnership.code })]),
  ];
}

/** Measures of the area, what they moved by over the year, and those of the partnership. */
export function yearTable(context: Context, { id, title, rows }: YearTable): Table {
  const { area, partnership, period, lastYear } = context;
  return {
    id,
    caption: `${title}, ${area.name}, ${monthLabel(period)}`,
    columns: [
      { label: monthLabel(period), detail: area.name, align: 'number' },
      { label: monthLabel(lastYear), detail: 'and movement since', align: 'number' },
      ...(partnership === null
        ? []
        : [{ label: partnership.name, detail: monthLabel(period), align: 'number' as const }]),
    ],
    rows: rows.map(([metricId, header]) => {
      const [now, before, around] = yearFacts(context, metricId);
      return {
        header,
        cells: [
          ...(now === undefined || before === undefined
            ? []
            : [figureCell(now), movementCell(before, now)]),
          ...(around === undefined ? [] : [figureCell(around)]),
        ],
      };
    }),
  };
}
