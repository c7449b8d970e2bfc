import type { Block, Sentence } from '../briefing.js';
import { monthLabel } from '../../period.js';
import { figureText } from '../facts/figure.js';
import type { Context } from './context.js';
import { yearTable } from './year-table.js';

const ROWS = [
  ['share_at_real_living_wage', 'Care workers paid the real living wage or more'],
  ['share_below_next_floor', 'Care workers paid below the next statutory minimum'],
  ['next_floor_cost', 'Yearly cost of paying every worker the next adult minimum'],
] as const;

/** Pay against the real living wage and the minimum to come; nothing where no measure of it is there. */
export function payFloors(context: Context): Block[] {
  const given = ROWS.filter(([metricId]) => isGiven(context, metricId));
  if (given.length === 0) return [];
  const title = 'Pay against the real living wage and the next minimum';
  const table = yearTable(context, { id: 'table-pay-floors', title, rows: given });
  return [{ kind: 'table', table, notes: notes(context, given) }];
}

function isGiven(context: Context, metricId: string): boolean {
  return (
    context.snapshot.metrics.has(metricId) &&
    [context.period, context.lastYear].some(
      (period) => context.fact(metricId, { period }).figure.kind !== 'missing',
    )
  );
}

function notes(context: Context, rows: readonly (typeof ROWS)[number][]): Sentence[] {
  const { livingWage } = context;
  const isShown = (metricId: string): boolean => rows.some(([id]) => id === metricId);
  const next = context.fact('share_below_next_floor');
  return [
    ...(livingWage === null || !isShown('share_at_real_living_wage')
      ? []
      : [voluntary(livingWage)]),
    {
      rule: 'note.floors_move',
      text: 'Each month is set against the rates of that month, so a rise of the rates moves these figures too.',
      facts: [],
    },
    ...(next.figure.kind === 'missing'
      ? [
          {
            rule: 'note.no_next_floor',
            text: `No minimum after that of ${monthLabel(context.period)} is known yet, so there is no figure for it [x].`,
            facts: [next],
          },
        ]
      : []),
    ...(isShown('next_floor_cost')
      ? [
          {
            rule: 'note.floor_cost',
            text: 'The cost is pay alone, for the workers in the returns whose hours are known. It leaves out what employers pay on top.',
            facts: [],
          },
        ]
      : []),
  ];
}

function voluntary(livingWage: NonNullable<Context['livingWage']>): Sentence {
  return {
    rule: 'note.living_wage',
    text: `The real living wage is ${figureText(livingWage.figure)} for those aged 18 and over ${livingWage.population}, ${livingWage.periodText}. It is no law: employers choose to pay it, and have until the May after to do so.`,
    facts: [livingWage],
  };
}
