import type { Chart, Sentence, Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import type { RangeData } from '../charts/chart-data.js';
import type { MeasuredFact } from '../facts/fact.js';
import { displayNumber, figureText, isFirm, toSteps } from '../facts/figure.js';
import type { Publishable } from '../facts/figure.js';
import type { CareSetting } from '../facts/snapshot.js';
import { listText, nounOf, placeOf, upperFirst } from '../narrative/words.js';
import { baseCells, BASE_COLUMNS, figureCell, rangeCell } from './cells.js';
import type { Context } from './context.js';
import { highestSetting, highestSettingTitle } from './settings.js';

/** A rate in each care setting with its likely range, against the partnership. */
export function settingRange(context: Context, metricId: string): Chart {
  const own = context.fact(metricId);
  const noun = upperFirst(nounOf(own));
  const when = monthLabel(context.period);
  const data = rangeData(context, metricId);
  return {
    id: metricId.replace('_rate', '-by-setting'),
    title: highestSettingTitle(context, metricId),
    subtitle: `${noun}, per cent, by care setting, ${context.area.name}, ${when}`,
    source: `Source: providers’ returns, run ${context.snapshot.run.runId}`,
    alternative: [
      {
        rule: 'alternative.setting_range',
        text: `Chart of the ${nounOf(own)} ${placeOf(context.area)} in ${when}: a dot for each care setting and a line for its likely range.`,
        facts: [],
      },
      highestSetting(context, metricId),
    ],
    notes: data === null ? [] : notes(context, metricId),
    data,
    table: rangeTable(context, metricId, `${noun} by care setting, ${context.area.name}, ${when}`),
  };
}

function settingFacts(
  context: Context,
  metricId: string,
): { setting: CareSetting; fact: MeasuredFact }[] {
  return context.snapshot.careSettings.map((setting) => ({
    setting,
    fact: context.fact(metricId, { setting: setting.code }),
  }));
}

function rangeData(context: Context, metricId: string): RangeData | null {
  const rows = settingFacts(context, metricId).flatMap(({ setting, fact }) =>
    isFirm(fact.figure) ? [rangeRow(setting, fact.figure)] : [],
  );
  if (rows.length === 0) return null;
  const { partnership } = context;
  const around = partnership === null ? null : context.fact(metricId, { area: partnership.code });
  return {
    kind: 'range',
    unit: 'rate',
    rows,
    reference:
      around === null || !isFirm(around.figure)
        ? null
        : {
            name: around.area.name,
            value: Number(displayNumber(around.figure)),
            text: figureText(around.figure),
          },
  };
}

function rangeRow({ code, label }: CareSetting, figure: Publishable): RangeData['rows'][number] {
  const { interval, unit, decimals } = figure;
  const shown = (value: number): number => toSteps(value, unit, decimals) / 10 ** decimals;
  return {
    name: label,
    value: Number(displayNumber(figure)),
    low: interval === null ? null : shown(interval.low),
    high: interval === null ? null : shown(interval.high),
    text: figureText(figure),
    whole: code === 'all',
  };
}

function notes(context: Context, metricId: string): Sentence[] {
  const left = settingFacts(context, metricId).filter(({ fact }) => !isFirm(fact.figure));
  return [
    {
      rule: 'note.likely_range',
      text: 'The line is the range the figure could have had with other workplaces returning; where two lines overlap, the settings may not differ.',
      facts: [],
    },
    ...(left.length === 0
      ? []
      : [
          {
            rule: 'note.not_drawn',
            text: `Not drawn: ${listText(left.map(({ setting, fact }) => `${setting.label} ${figureText(fact.figure)}`))}.`,
            facts: left.map(({ fact }) => fact),
          },
        ]),
  ];
}

function rangeTable(context: Context, metricId: string, caption: string): Table {
  return {
    id: `table-${metricId.replace('_rate', '-by-setting')}`,
    caption,
    columns: [
      { label: upperFirst(nounOf(context.fact(metricId))), align: 'number' },
      { label: 'Likely range', align: 'number' },
      ...BASE_COLUMNS.map(({ label }) => ({ label, align: 'number' as const })),
    ],
    rows: settingFacts(context, metricId).map(({ setting, fact }) => ({
      header: setting.label,
      cells: [figureCell(fact), rangeCell(fact), ...baseCells(fact)],
    })),
  };
}
