import type { Chart, Section, Sentence, Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import type { HeatmapData, MultiplesData } from '../charts/chart-data.js';
import type { Area, Fact, MeasuredFact } from '../facts/fact.js';
import { displayNumber, figureText, statusOf } from '../facts/figure.js';
import { MONTHS_SHOWN } from '../facts/pack-metrics.js';
import type { CareSetting } from '../facts/snapshot.js';
import { monthsTo, shortMonth } from '../narrative/dates.js';
import { ranked, spanSentence } from '../narrative/rank.js';
import { listText, numberWord, settingNoun, upperFirst } from '../narrative/words.js';
import { figureCell } from './cells.js';
import type { Context } from './context.js';
import { typeNouns } from './context.js';
import { MOST_DRAWN, cutNote, drawnPart } from './drawn-areas.js';
import { mapCharts } from './map.js';
import { rankTitle } from './titles.js';

/** The areas of a partnership side by side: for its overview alone. */
export function acrossAreas(context: Context): Section[] {
  if (context.partnership !== null || context.peers.areas.length < 2) return [];
  return [
    {
      id: 'across-areas',
      heading: `Across the ${typeNouns(context.peers.type)}`,
      blocks: [heatmap(context), multiples(context), ...mapCharts(context)].map((chart) => ({
        kind: 'chart' as const,
        chart,
      })),
    },
  ];
}

function vacancyOf(context: Context, area: string, setting: string): MeasuredFact {
  return context.fact('vacancy_rate', { area, setting });
}

function shownNumber({ figure }: Fact): number | null {
  return figure.kind === 'publishable' ? Number(displayNumber(figure)) : null;
}

/** The vacancy rate of each area in each care setting. */
function heatmap(context: Context): Chart {
  const { type } = context.peers;
  const areas = drawnAreas(context);
  const settings = settingsOf(context);
  const when = monthLabel(context.period);
  const all = cellsOf(context, context.peers.areas);
  const cells = all.filter(({ area }) => areas.includes(area));
  const data: HeatmapData | null = cells.every(({ fact }) => shownNumber(fact) === null)
    ? null
    : {
        kind: 'heatmap',
        unit: 'rate',
        rows: areas.map(({ name }) => name),
        columns: settings.map(shortLabel),
        cells: cells.map(({ area, setting, fact }) => ({
          row: area.name,
          column: shortLabel(setting),
          value: shownNumber(fact),
          text: figureText(fact.figure),
        })),
      };
  return {
    id: 'vacancy-heatmap',
    title: highestCell(all),
    subtitle: `Vacancy rate, per cent, by area and care setting, ${when}`,
    source: `Source: providers’ returns, run ${context.snapshot.run.runId}`,
    alternative: [
      {
        rule: 'alternative.heatmap',
        text: `Table of shaded cells: the vacancy rate in ${when} of each of the ${typeNouns(type)} in each care setting, darker where it is higher, with the figure in each cell.`,
        facts: [],
      },
      highestCell(all),
    ],
    notes: [...hidden(cells.map(({ fact }) => fact)), ...cutToHighest(context)],
    data,
    drawnFrom: context.peers.areas.length,
    table: heatmapTable(context, `Vacancy rate by area and care setting, ${when}`),
  };
}

/** The care settings that do not overlap, and all together. */
function settingsOf({ snapshot }: Context): readonly CareSetting[] {
  return snapshot.careSettings.filter(({ code }) => code !== 'residential');
}

/** A care setting in few words: the heads of the columns are narrow. */
function shortLabel({ code }: CareSetting): string {
  return code === 'all' ? 'All settings' : upperFirst(settingNoun(code));
}

/** The areas that are drawn: all, or those with the highest rate of all settings. */
function drawnAreas(context: Context): readonly Area[] {
  const { areas } = context.peers;
  if (areas.length <= MOST_DRAWN) return areas;
  const facts = areas.map((area) => vacancyOf(context, area.code, 'all'));
  return drawnPart(ranked(facts), null).map(({ area }) => area);
}

function cutToHighest(context: Context): Sentence[] {
  const which = 'those with the highest rate over all care settings';
  return cutNote(drawnAreas(context).length, context.peers.areas.length, which);
}

function cellsOf(context: Context, areas: readonly Area[]): HeatCell[] {
  return areas.flatMap((area) =>
    settingsOf(context).map((setting) => ({
      area,
      setting,
      fact: vacancyOf(context, area.code, setting.code),
    })),
  );
}

interface HeatCell {
  readonly area: Area;
  readonly setting: CareSetting;
  readonly fact: MeasuredFact;
}

/** Where the rate is highest, among settings and not the whole. */
/** More cells of one height than this are counted, not named. */
const MOST_NAMED = 3;

function highestCell(cells: readonly HeatCell[]): Sentence {
  const settings = cells.filter(({ setting }) => setting.code !== 'all');
  const facts = settings.map(({ fact }) => fact);
  const firm = settings.flatMap((cell) => {
    const { figure } = cell.fact;
    return statusOf(figure) === 'ok' && figure.kind === 'publishable'
      ? [{ ...cell, steps: figure.steps }]
      : [];
  });
  if (firm.length < 2) {
    return {
      rule: 'title.heatmap.too_few',
      text: 'Too few areas and settings can be ranked',
      facts,
    };
  }
  const most = Math.max(...firm.map(({ steps }) => steps));
  const top = firm.filter(({ steps }) => steps === most);
  const names = top.map(({ area, setting }) => `${settingNoun(setting.code)} in ${area.name}`);
  const figure = top[0] === undefined ? '' : figureText(top[0].fact.figure);
  return {
    rule: 'title.heatmap',
    text:
      top.length > MOST_NAMED
        ? `The vacancy rate was highest, at ${figure}, in ${numberWord(top.length)} of the cells`
        : `The vacancy rate was highest for ${listText(names)}, at ${figure}`,
    facts: firm.map(({ fact }) => fact),
  };
}

function hidden(facts: readonly Fact[]): Sentence[] {
  const left = facts.filter(({ figure }) => figure.kind !== 'publishable');
  if (left.length === 0) return [];
  return [
    {
      rule: 'note.cells',
      text: 'Cells without a shade have no figure that can be shown: [c] is withheld, [x] not available.',
      facts: left,
    },
  ];
}

function heatmapTable(context: Context, caption: string): Table {
  return {
    id: 'table-vacancy-heatmap',
    caption,
    columns: settingsOf(context).map((setting) => ({
      label: shortLabel(setting),
      align: 'number',
    })),
    rows: context.peers.areas.map((area) => ({
      header: area.name,
      cells: settingsOf(context).map(({ code }) => figureCell(vacancyOf(context, area.code, code))),
    })),
  };
}

/** The vacancy rate of each area over thirteen months, all on one scale. */
function multiples(context: Context): Chart {
  const { areas, type } = context.peers;
  const months = monthsTo(context.period, MONTHS_SHOWN);
  const fact = (area: string, period: string): MeasuredFact =>
    context.fact('vacancy_rate', { area, period });
  const span = `${monthLabel(months[0] ?? context.period)} to ${monthLabel(context.period)}`;
  const panels: MultiplesData['panels'] = drawnAreas(context).map((area) => ({
    name: area.name,
    picked: false,
    points: months.map((month) => {
      const { figure } = fact(area.code, month);
      return {
        label: shortMonth(month),
        value: figure.kind === 'publishable' ? Number(displayNumber(figure)) : null,
        text: figureText(figure),
        low: statusOf(figure) === 'low_base',
      };
    }),
  }));
  const latest = areas.map((area) => fact(area.code, context.period));
  return {
    id: 'vacancy-areas',
    title: { ...rankTitle(null, latest, typeNouns(type)), rule: 'title.multiples' },
    subtitle: `Vacancy rate, per cent, each month from ${span}, one panel for each of the ${typeNouns(type)}, all on one scale`,
    source: `Source: providers’ returns, run ${context.snapshot.run.runId}`,
    alternative: [
      {
        rule: 'alternative.multiples',
        text: `One small line chart for each of the ${typeNouns(type)}: its vacancy rate each month from ${span}.`,
        facts: [],
      },
      spanSentence(latest, typeNouns(type)),
    ],
    notes: cutToHighest(context),
    data: panels.every(({ points }) => points.every(({ value }) => value === null))
      ? null
      : { kind: 'multiples', unit: 'rate', months: months.map(shortMonth), panels },
    drawnFrom: areas.length,
    table: {
      id: 'table-vacancy-areas',
      caption: `Vacancy rate each month by area, ${span}`,
      columns: months.map((month) => ({ label: shortMonth(month), align: 'number' })),
      rows: areas.map((area) => ({
        header: area.name,
        cells: months.map((month) => figureCell(fact(area.code, month))),
      })),
    },
  };
}
