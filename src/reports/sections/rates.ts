import type { Section } from '../briefing.js';
import { settingContrast } from '../narrative/contrast.js';
import { changeSentence } from '../narrative/change.js';
import type { Context } from './context.js';
import { settingRange } from './setting-range.js';
import { trendChart } from './trends.js';

const RATES = [
  { metricId: 'vacancy_rate', id: 'vacancies', heading: 'Vacancies' },
  { metricId: 'turnover_rate', id: 'turnover', heading: 'Turnover' },
] as const;

/** Vacancies and turnover: how each moved, over time and by care setting. */
export function rates(context: Context): Section[] {
  return RATES.map(({ metricId, id, heading }) => ({
    id,
    heading,
    blocks: [
      {
        kind: 'sentences',
        sentences: [
          changeSentence(
            context.fact(metricId, { period: context.lastYear }),
            context.fact(metricId),
          ),
          settingContrast(
            context.fact(metricId, { setting: 'domiciliary' }),
            context.fact(metricId, { setting: 'residential' }),
          ),
        ],
      },
      { kind: 'chart', chart: trendChart(context, metricId) },
      { kind: 'chart', chart: settingRange(context, metricId) },
    ],
  }));
}

/** The one chart of a summary. */
export function summaryTrend(context: Context): Section {
  return {
    id: 'vacancies',
    heading: 'Vacancies over time',
    blocks: [{ kind: 'chart', chart: trendChart(context, 'vacancy_rate') }],
  };
}
