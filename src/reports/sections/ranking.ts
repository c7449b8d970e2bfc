import type { Chart, Section, Sentence, Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import type { RankedData } from '../charts/chart-data.js';
import type { Fact } from '../facts/fact.js';
import { displayNumber, figureText, isFirm } from '../facts/figure.js';
import { rankSentence, ranked, spanSentence } from '../narrative/rank.js';
import { listText, nounOf, upperFirst } from '../narrative/words.js';
import { besideOthers } from './beside.js';
import { BASE_COLUMNS, baseCells, figureCell } from './cells.js';
import type { Context } from './context.js';
import { typeNouns } from './context.js';
import { cutNote, drawnPart } from './drawn-areas.js';
import { amongNeighbours, amongPeers, isPeer } from './neighbours.js';
import { rankTitle } from './titles.js';

/** Where the area stands among areas of its type. */
export function ranking(context: Context): Section {
  const nouns = typeNouns(context.peers.type);
  return {
    id: 'ranking',
    heading: `Comparison of ${nouns}`,
    blocks: [
      { kind: 'sentences', sentences: sentences(context) },
      { kind: 'chart', chart: rankedChart(context, nouns) },
      ...besideOthers(context),
    ],
  };
}

function peerFacts(context: Context, metricId: string): Fact[] {
  return context.peers.areas.map((area) => context.fact(metricId, { area: area.code }));
}

function sentences(context: Context): Sentence[] {
  const said = ['vacancy_rate', 'turnover_rate'];
  return [
    ...said.map((metricId) => amongPeers(context, metricId)),
    ...said.flatMap((metricId) => amongNeighbours(context, metricId)),
  ];
}

function rankedChart(context: Context, nouns: string): Chart {
  const facts = peerFacts(context, 'vacancy_rate');
  const own = isPeer(context) ? context.fact('vacancy_rate') : null;
  const drawnOwn = own !== null && isFirm(own.figure) ? own : null;
  const noun = upperFirst(nounOf(context.fact('vacancy_rate')));
  const when = monthLabel(context.period);
  return {
    id: 'vacancy-ranked',
    title: rankTitle(own, facts, nouns),
    subtitle: `${noun}, per cent, ${when}: ${nouns}, highest first`,
    source: `Source: providers’ returns, run ${context.snapshot.run.runId}`,
    alternative: [
      {
        rule: 'alternative.ranked',
        text: `Bar chart of the vacancy rate in ${when} by area, highest first${drawnOwn === null ? '' : `, with ${context.area.name} picked out`}.`,
        facts: [],
      },
      own === null ? spanSentence(facts, nouns) : rankSentence(own, facts, nouns),
    ],
    notes: [...notes(facts), ...cut(facts, drawnOwn)],
    data: rankedData(context, facts, drawnOwn),
    drawnFrom: ranked(facts).length,
    table: rankedTable(context, facts, `${noun} by area, ${when}`),
  };
}

function notes(facts: readonly Fact[]): Sentence[] {
  const hidden = facts.filter((fact) => fact.figure.kind !== 'publishable');
  const low = facts.filter((fact) => fact.figure.kind === 'publishable' && !isFirm(fact.figure));
  const names = (list: readonly Fact[]): string =>
    listText(list.map((fact) => `${fact.area.name} ${figureText(fact.figure)}`));
  return [
    ...(hidden.length === 0
      ? []
      : [{ rule: 'note.not_drawn', text: `Not drawn: ${names(hidden)}.`, facts: hidden }]),
    ...(low.length === 0
      ? []
      : [
          {
            rule: 'note.low',
            text: `Not ranked, as it rests on few workers: ${names(low)}.`,
            facts: low,
          },
        ]),
  ];
}

function cut(facts: readonly Fact[], own: Fact | null): Sentence[] {
  const all = ranked(facts);
  const drawn = drawnPart(all, own?.area.code ?? null).length;
  const which = own === null ? 'the highest' : `those next to ${own.area.name} in order`;
  return cutNote(drawn, all.length, which);
}

function rankedData(context: Context, facts: readonly Fact[], own: Fact | null): RankedData | null {
  const shown = drawnPart(ranked(facts), own?.area.code ?? null);
  if (shown.length === 0) return null;
  const reference =
    context.settings.partnership.code === own?.area.code
      ? undefined
      : context.fact('vacancy_rate', { area: context.settings.partnership.code });
  return {
    kind: 'ranked',
    unit: 'rate',
    bars: shown.map((fact) => ({
      name: fact.area.name,
      value: Number(displayNumber(fact.figure)),
      text: figureText(fact.figure),
      picked: fact.area.code === own?.area.code,
    })),
    reference:
      reference === undefined || !isFirm(reference.figure)
        ? null
        : {
            name: reference.area.name,
            value: Number(displayNumber(reference.figure)),
            text: figureText(reference.figure),
          },
  };
}

function rankedTable(context: Context, facts: readonly Fact[], caption: string): Table {
  const firm: readonly Fact[] = ranked(facts);
  const rest = facts.filter((fact) => !firm.includes(fact));
  const partnership = context.fact('vacancy_rate', { area: context.settings.partnership.code });
  const row = (fact: Fact): Table['rows'][number] => ({
    header: fact.area.name,
    cells: [figureCell(fact), ...baseCells(fact)],
  });
  return {
    id: 'table-vacancy-ranked',
    caption,
    columns: [{ label: 'Vacancy rate', align: 'number' }, ...BASE_COLUMNS],
    rows: [...firm, ...rest, partnership].map(row),
  };
}
