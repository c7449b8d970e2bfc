import type { Section, Sentence, Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import { statedSentence } from '../narrative/change.js';
import { baseCells, figureCell } from './cells.js';
import type { Context } from './context.js';

const COLUMNS = [
  ['filled_posts', 'Filled posts'],
  ['employees', 'Employees'],
  ['fte_posts', 'Full-time equivalents'],
  ['vacancies', 'Vacancies'],
] as const;

/** How many posts there are and in which settings; nothing where the file has no counts. */
export function size(context: Context): Section[] {
  const shown = COLUMNS.filter(([metricId]) => context.snapshot.metrics.has(metricId));
  if (!shown.some(([metricId]) => metricId === 'filled_posts')) return [];
  return [
    {
      id: 'size',
      heading: 'Size of the workforce',
      blocks: [
        { kind: 'sentences', sentences: [statedSentence(context.fact('filled_posts'))] },
        { kind: 'table', table: sizeTable(context, shown), notes: [NOTE] },
      ],
    },
  ];
}

const NOTE: Sentence = {
  rule: 'note.own_bases',
  text: 'Each column counts the workplaces that gave what it needs, and counts are rounded one by one, so columns and rows need not add up. The counts are of the workplaces that returned, not of the whole sector.',
  facts: [],
};

function sizeTable(context: Context, columns: readonly (readonly [string, string])[]): Table {
  return {
    id: 'table-size',
    caption: `Posts by care setting, ${context.area.name}, ${monthLabel(context.period)}`,
    columns: [
      ...columns.map(([, label]) => ({ label, align: 'number' as const })),
      { label: 'Workplaces', detail: 'behind the filled posts', align: 'number' },
    ],
    rows: context.snapshot.careSettings.map(({ code, label }) => ({
      header: label,
      cells: [
        ...columns.map(([metricId]) => figureCell(context.fact(metricId, { setting: code }))),
        ...baseCells(context.fact('filled_posts', { setting: code })).slice(1),
      ],
    })),
  };
}
