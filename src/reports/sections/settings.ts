import type { Section, Sentence, Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import { isFirm } from '../facts/figure.js';
import type { CareSetting } from '../facts/snapshot.js';
import { BASE_COLUMNS, baseCells, figureCell } from './cells.js';
import type { Context } from './context.js';
import { settingContrast } from '../narrative/contrast.js';
import { listText, settingNoun } from '../narrative/words.js';

const COLUMNS = [
  ['vacancy_rate', 'Vacancy rate'],
  ['turnover_rate', 'Turnover rate'],
  ['hourly_pay_median', 'Median hourly pay, care workers'],
  ['share_below_floor', 'Paid below the statutory floor'],
] as const;

/** The table by care setting, with the contrast most asked about in words. */
export function bySetting(context: Context): Section {
  return {
    id: 'settings',
    heading: 'By care setting',
    blocks: [
      { kind: 'sentences', sentences: settingSentences(context) },
      { kind: 'table', table: settingTable(context), notes: [] },
    ],
  };
}

function settingSentences(context: Context): Sentence[] {
  return ['vacancy_rate', 'turnover_rate'].map((metricId) =>
    settingContrast(
      context.fact(metricId, { setting: 'domiciliary' }),
      context.fact(metricId, { setting: 'residential' }),
    ),
  );
}

/** Says which settings have the highest figure of a measure, without naming a cause. */
export function highestSetting(context: Context, metricId: string): Sentence {
  const facts = context.snapshot.careSettings
    .filter(({ code }) => code !== 'all' && code !== 'residential')
    .map(({ code }) => context.fact(metricId, { setting: code }));
  const firm = facts.flatMap((fact) =>
    isFirm(fact.figure) ? [{ fact, steps: fact.figure.steps }] : [],
  );
  if (firm.length < 2) {
    return {
      rule: 'highest_setting.too_few',
      text: 'Fewer than two care settings can be ranked, so none is picked out.',
      facts,
    };
  }
  const most = Math.max(...firm.map(({ steps }) => steps));
  const top = firm.filter(({ steps }) => steps === most).map(({ fact }) => fact);
  const first = top[0];
  const noun = metricId === 'vacancy_rate' ? 'vacancy rate' : 'turnover rate';
  return {
    rule: 'highest_setting.named',
    text: `Of the settings that can be ranked, ${listText(top.map((fact) => settingNoun(fact.careSetting)))} had the highest ${noun} in ${monthLabel(context.period)}: ${first === undefined ? '' : figureCell(first).text}.`,
    facts: firm.map(({ fact }) => fact),
  };
}

function settingTable(context: Context): Table {
  return {
    id: 'table-settings',
    caption: `Figures by care setting, ${context.area.name}, ${monthLabel(context.period)}`,
    columns: [
      ...COLUMNS.map(([, label]) => ({ label, align: 'number' as const })),
      ...BASE_COLUMNS,
    ],
    rows: context.snapshot.careSettings.map((setting) => settingRow(context, setting)),
  };
}

function settingRow(context: Context, { code, label }: CareSetting): Table['rows'][number] {
  const vacancy = context.fact('vacancy_rate', { setting: code });
  return {
    header: label,
    cells: [
      ...COLUMNS.map(([metricId]) => figureCell(context.fact(metricId, { setting: code }))),
      ...baseCells(vacancy),
    ],
  };
}
