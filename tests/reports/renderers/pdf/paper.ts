import type { Block, Briefing, Chart, Sentence, Table } from '../../../../src/reports/briefing.js';
import { accessibleSvg } from '../../../../src/reports/charts/accessible-svg.js';
import { drawSvg, specOf } from '../../../../src/reports/charts/draw.js';
import { figureText } from '../../../../src/reports/facts/figure.js';
import type { PackParts } from '../../../../src/reports/renderers/pack-parts.js';
import { fact, NORTHMOOR } from '../../helpers/facts.js';

export const DEMONSTRATION = 'Demonstration data: invented, not real figures';

/** A sentence that rests on nothing. */
export const say = (text: string): Sentence => ({ rule: 'test', text, facts: [] });

const SETTINGS = ['residential', 'domiciliary', 'day'].map((setting, index) => ({
  setting,
  fact: fact({ value: 0.0712 + index * 0.0131, setting }),
}));

const rates: Table = {
  id: 'rates',
  caption: 'Vacancy rate by care setting',
  columns: [{ label: 'Vacancy rate', detail: 'April 2026', align: 'number' }],
  rows: SETTINGS.map(({ setting, fact: each }) => ({
    header: setting,
    cells: [{ text: figureText(each.figure), fact: each }],
  })),
};

/** A chart of three bars with its table. */
export const bars: Chart = {
  id: 'bars',
  title: say('Home care had the highest vacancy rate'),
  subtitle: 'Vacancy rate, per cent, April 2026',
  source: 'Source: invented',
  alternative: [say('Three bars, from 9.7% to 7.1%.')],
  notes: [say('Day care is not compared.')],
  data: {
    kind: 'ranked',
    unit: 'rate',
    bars: SETTINGS.map(({ setting, fact: each }) => ({
      name: setting,
      value: 0.08,
      text: figureText(each.figure),
      picked: setting === 'day',
    })),
    reference: null,
  },
  table: { ...rates, id: 'bars-table', caption: 'Figures of the bars' },
};

/** Sixty rows, which need more than one page. */
export const long: Table = {
  ...rates,
  id: 'long',
  caption: 'Sixty rows',
  rows: Array.from({ length: 60 }, (_, index) => ({
    header: `Row ${index + 1}`,
    cells: [{ text: `${index}.5%` }],
  })),
};

const england = fact({ value: 0.0834, setting: 'all' });

const BLOCKS: readonly Block[] = [
  {
    kind: 'sentences',
    sentences: [
      { rule: 'rate', text: `The rate was ${figureText(england.figure)}.`, facts: [england] },
    ],
  },
  { kind: 'messages', sentences: [say('A first message.'), say('A second message.')] },
  {
    kind: 'recommendations',
    lead: 'That the Board:',
    sentences: [say('notes the paper; and'), say('asks [Officer: officer to complete].')],
  },
  { kind: 'table', table: rates, notes: [say('Rates are rounded.')] },
  { kind: 'chart', chart: bars },
  { kind: 'questions', questions: [{ question: 'Who leaves?', answer: [say('Not known.')] }] },
  {
    kind: 'terms',
    heading: 'Marks',
    terms: [{ rule: 'test', term: '[c]', meaning: ['Confidential.'] }],
  },
];

/** An invented paper with every kind of block. */
export function briefing(changes: Partial<Briefing> = {}, blocks = BLOCKS): Briefing {
  return {
    fileStem: 'briefing',
    isFinal: false,
    title: 'Northmoor: vacancies, April 2026',
    subtitle: 'Vacancies, April 2026',
    kicker: 'Adult social care workforce briefing',
    area: NORTHMOOR,
    areaTypeLabel: 'Council',
    audience: 'public',
    period: '2026-04',
    asAt: '2026-04-30',
    partnership: { code: 'X47000001', name: 'Marrowdale Care Partnership' },
    demonstration: DEMONSTRATION,
    titleBlock: [
      { label: 'Area', text: 'Northmoor (council)', placeholder: false },
      { label: 'Committee', text: '[Committee name: officer to complete]', placeholder: true },
    ],
    sections: [{ id: 'all', heading: 'Everything', blocks }],
    run: {
      runId: '20260501t010203000z',
      startedAt: '2026-05-01T01:02:03Z',
      programVersion: '0.1.0',
      inputFingerprint: 'f'.repeat(64),
      inputs: { contracts: 'c', sql: 's', config: 'o', deliveries: 'd', deliveryCount: 42 },
    },
    ...changes,
  };
}

/** The paper with its one chart drawn. */
export async function parts(of: Briefing = briefing()): Promise<PackParts> {
  const words = { id: 'bars', title: bars.title.text, description: 'Three bars.' };
  if (bars.data === null) throw new Error('the bars have data');
  const drawn = accessibleSvg(await drawSvg(specOf(bars.data)), words);
  return {
    briefing: of,
    charts: new Map([['bars', { drawn, height: drawn.height, png: new Uint8Array() }]]),
  };
}
