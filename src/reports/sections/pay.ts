import type { Chart, Section, Sentence, Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import { payAxis } from '../charts/axes.js';
import type { PayData } from '../charts/chart-data.js';
import type { Fact, MeasuredFact } from '../facts/fact.js';
import { displayNumber, figureText } from '../facts/figure.js';
import type { CareSetting } from '../facts/snapshot.js';
import { englandContrast } from '../narrative/contrast.js';
import { dayLabel } from '../narrative/dates.js';
import { floorShareSentence, medianPaySentence } from '../narrative/pay.js';
import { listText, lowerFirst, placeOf } from '../narrative/words.js';
import { figureCell } from './cells.js';
import type { Context } from './context.js';
import { payFloors } from './pay-floors.js';
import { payTitle } from './titles.js';

const PERCENTILES = [
  ['hourly_pay_p10', '10% earn less than'],
  ['hourly_pay_p25', '25% earn less than'],
  ['hourly_pay_median', 'Median: half earn less'],
  ['hourly_pay_p75', '75% earn less than'],
  ['hourly_pay_p90', '90% earn less than'],
] as const;

/** The pay of care workers against the floor in law. */
export function pay(context: Context): Section {
  return {
    id: 'pay',
    heading: 'Pay of care workers',
    blocks: [
      { kind: 'sentences', sentences: paySentences(context) },
      { kind: 'chart', chart: payChart(context) },
      ...payFloors(context),
    ],
  };
}

/** What can be said of care workers' pay in three sentences. */
function paySentences(context: Context): Sentence[] {
  const median = context.fact('hourly_pay_median');
  const england = context.england('hourly_pay_median');
  return [
    medianPaySentence(median, context.floor),
    ...(england === undefined || median.figure.kind !== 'publishable'
      ? []
      : [englandContrast(median, england)]),
    floorShareSentence(context.fact('share_below_floor'), context.fact('share_at_floor')),
  ];
}

function payChart(context: Context): Chart {
  const when = monthLabel(context.period);
  const median = context.fact('hourly_pay_median');
  const data = payData(context);
  const against = floorsOf(context);
  const axis = data === null ? '' : ` The axis starts at £${payAxis(data)[0]}.`;
  return {
    id: 'pay-spread',
    title: payTitle(median, context.floor),
    subtitle: `Hourly pay of care workers, pounds an hour, ${context.area.name}, ${when}, by care setting.${axis}`,
    source: `Source: providers’ returns, run ${context.snapshot.run.runId}; ${listText(['National Minimum Wage Regulations', ...(context.livingWage === null ? [] : [context.livingWage.source])])}`,
    alternative: [
      {
        rule: 'alternative.pay',
        text: `Chart of the spread of hourly pay of care workers ${placeOf(context.area)} in ${when} by care setting${against.length === 0 ? '' : `, against ${listText(against.map(({ name, fact }) => `the ${lowerFirst(name)} of ${figureText(fact.figure)}`))}`}.`,
        facts: against.map(({ fact }) => fact),
      },
      medianPaySentence(median, context.floor),
    ],
    notes: data === null ? [] : notes(context),
    data,
    table: payTable(
      context,
      `Hourly pay of care workers by care setting, ${context.area.name}, ${when}`,
    ),
  };
}

function notes(context: Context): Sentence[] {
  const hidden = context.snapshot.careSettings
    .map((setting) => ({ setting, fact: medianOf(context, setting) }))
    .filter(({ fact }) => fact.figure.kind !== 'publishable');
  const { floor } = context;
  return [
    {
      rule: 'note.spread',
      text: 'How to read it: the dark mark is the median, the box holds the middle half of care workers and the line the middle eight in ten.',
      facts: [],
    },
    ...(hidden.length === 0
      ? []
      : [
          {
            rule: 'note.not_drawn',
            text: `Not drawn: ${listText(hidden.map(({ setting, fact }) => `${setting.label} ${figureText(fact.figure)}`))}.`,
            facts: hidden.map(({ fact }) => fact),
          },
        ]),
    ...(floor === null
      ? []
      : [
          {
            rule: 'note.floor',
            text: `The statutory floor is the National Living Wage of ${figureText(floor.figure)} for those ${floor.population}, in force since ${dayLabel(floor.periodStart)}. Lower rates apply to younger workers and apprentices.`,
            facts: [floor],
          },
        ]),
  ];
}

function medianOf(context: Context, { code }: CareSetting): MeasuredFact {
  return context.fact('hourly_pay_median', { setting: code });
}

function payData(context: Context): PayData | null {
  const rows = context.snapshot.careSettings.flatMap((setting) => payRow(context, setting));
  if (rows.length === 0) return null;
  return {
    kind: 'pay',
    rows,
    floors: floorsOf(context).map(({ name, fact }) => ({
      value: Number(displayNumber(fact.figure)),
      text: `${name} ${figureText(fact.figure)} (${fact.population})`,
    })),
  };
}

/** The rates to set pay against, as far as the file knows them. */
function floorsOf({ floor, livingWage }: Context) {
  return [
    ...(floor === null ? [] : [{ name: 'Statutory floor', fact: floor }]),
    ...(livingWage === null ? [] : [{ name: 'Real living wage', fact: livingWage }]),
  ];
}

function payRow(context: Context, setting: CareSetting): PayData['rows'][number][] {
  const number = (metricId: string): number | null =>
    pounds(context.fact(metricId, { setting: setting.code }));
  const median = medianOf(context, setting);
  const value = pounds(median);
  if (value === null) return [];
  return [
    {
      name: setting.label,
      p10: number('hourly_pay_p10'),
      p25: number('hourly_pay_p25'),
      median: value,
      p75: number('hourly_pay_p75'),
      p90: number('hourly_pay_p90'),
      text: figureText(median.figure),
    },
  ];
}

function pounds({ figure }: Fact): number | null {
  return figure.kind === 'publishable' ? Number(displayNumber(figure)) : null;
}

function payTable(context: Context, caption: string): Table {
  return {
    id: 'table-pay-spread',
    caption,
    columns: PERCENTILES.map(([, label]) => ({ label, align: 'number' })),
    rows: context.snapshot.careSettings.map(({ code, label }) => ({
      header: label,
      cells: PERCENTILES.map(([metricId]) => figureCell(context.fact(metricId, { setting: code }))),
    })),
  };
}
