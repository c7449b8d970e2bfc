import type { Section, Sentence, Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import { figureText, isFirm } from '../facts/figure.js';
import type { CareSetting } from '../facts/snapshot.js';
import { BASE_COLUMNS, baseCells, figureCell } from './cells.js';
import type { Context } from './context.js';
import { listText, nounOf, settingNoun, upperFirst } from '../narrative/words.js';

const COLUMNS = [
  ['vacancy_rate', 'Vacancy rate'],
  ['turnover_rate', 'Turnover rate'],
  ['hourly_pay_median', 'Median hourly pay, care workers'],
  ['share_below_floor', 'Paid below the statutory floor'],
] as const;

/** The table by care setting, side by side. */
export function bySetting(context: Context): Section {
  return {
    id: 'settings',
    heading: 'By care setting',
    blocks: [{ kind: 'table', table: settingTable(context), notes: [] }],
  };
}

/** The settings that can be ranked on a measure and those at the top. */
function topOf(context: Context, metricId: string) {
  const facts = context.snapshot.careSettings
    .filter(({ code }) => code !== 'all' && code !== 'residential')
    .map(({ code }) => context.fact(metricId, { setting: code }));
  const firm = facts.flatMap((fact) =>
    isFirm(fact.figure) ? [{ fact, steps: fact.figure.steps }] : [],
  );
  const most = Math.max(...firm.map(({ steps }) => steps));
  const top = firm.filter(({ steps }) => steps === most).map(({ fact }) => fact);
  return {
    facts,
    ranked: firm.map(({ fact }) => fact),
    names: listText(top.map((fact) => settingNoun(fact.careSetting))),
    figure: top[0] === undefined ? '' : figureText(top[0].figure),
  };
}

/** Says which settings have the highest figure of a measure, without naming a cause. */
export function highestSetting(context: Context, metricId: string): Sentence {
  const { facts, ranked, names, figure } = topOf(context, metricId);
  if (ranked.length < 2) {
    return {
      rule: 'highest_setting.too_few',
      text: 'Fewer than two care settings can be ranked, so none is picked out.',
      facts,
    };
  }
  const noun = nounOf(context.fact(metricId));
  return {
    rule: 'highest_setting.named',
    text: `Of the settings that can be ranked, ${names} had the highest ${noun} in ${monthLabel(context.period)}: ${figure}.`,
    facts: ranked,
  };
}

/** The same as the finding of a chart. */
export function highestSettingTitle(context: Context, metricId: string): Sentence {
  const { facts, ranked, names, figure } = topOf(context, metricId);
  const noun = nounOf(context.fact(metricId));
  if (ranked.length < 2) {
    const text = `${upperFirst(noun)} by care setting: too few can be ranked`;
    return { rule: 'title.highest_setting.too_few', text, facts };
  }
  return {
    rule: 'title.highest_setting',
    text: `${upperFirst(names)} had the highest ${noun}, ${figure}`,
    facts: ranked,
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
