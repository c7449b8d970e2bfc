import type { Chart } from './briefing.js';
import type { Fact } from './facts/fact.js';
import { displayNumber, shorthand, statusOf } from './facts/figure.js';
import type { Unit } from './facts/figure.js';

/** The columns of a figure in a CSV file. */
export const FACT_COLUMNS = [
  'metric_id',
  'metric',
  'unit',
  'area_code',
  'area_name',
  'period',
  'care_setting',
  'job_role',
  'population',
  'edition',
  'value',
  'mark',
  'status',
  'base_workplaces',
  'base_workers',
];

/** Units in words. */
export const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  rate: 'per cent',
  gbp_hour: 'pounds an hour',
  gbp_year: 'pounds a year',
  count: 'number',
  years: 'years',
  months: 'months',
  days: 'days',
  hours: 'hours',
  posts: 'posts',
};

/** The figures behind a chart, one a row, as displayed; a figure that is not shown has its mark. */
export function chartCsv(chart: Chart): string {
  return csvText([FACT_COLUMNS, ...chartFacts(chart).map(factRow)]);
}

/** Every fact that a chart, its words or its table shows, once. */
function chartFacts(chart: Chart): Fact[] {
  const facts = new Map<string, Fact>();
  const add = (fact: Fact): void => void facts.set(fact.id, fact);
  chart.table.rows.forEach((each) => each.cells.forEach((cell) => cell.fact && add(cell.fact)));
  [chart.title, ...chart.alternative, ...chart.notes].forEach((each) => each.facts.forEach(add));
  return [...facts.values()];
}

/** A figure as displayed, in the order of `FACT_COLUMNS`. */
export function factRow(fact: Fact): string[] {
  const { figure, metric, area } = fact;
  const shown = figure.kind === 'publishable';
  const measured = fact.kind === 'measured';
  return [
    metric.metricId,
    metric.title,
    UNIT_WORDS[metric.unit],
    area.code,
    area.name,
    measured ? fact.period : fact.periodText,
    measured ? fact.careSetting : 'all',
    measured ? fact.jobRole : '',
    fact.population ?? '',
    measured ? '' : fact.edition,
    shown ? displayNumber(figure) : '',
    (shown ? figure.mark : shorthand(figure)).replace(/[[\]]/g, ''),
    statusOf(figure),
    shown ? String(figure.base.workplaces ?? '') : '',
    shown ? String(figure.base.workers ?? '') : '',
  ];
}

/** Writes rows as CSV (RFC 4180), with text that a spreadsheet would run as a formula made plain. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
