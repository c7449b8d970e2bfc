import JSZip from 'jszip';
import { JSDOM } from 'jsdom';
import type {
  Block,
  Briefing,
  Cell,
  Chart,
  Section,
  Table,
} from '../../../../src/reports/briefing.js';
import type { MeasuredFact } from '../../../../src/reports/facts/fact.js';
import { figureText } from '../../../../src/reports/facts/figure.js';
import type { PackParts } from '../../../../src/reports/renderers/pack-parts.js';
import { fact, NORTHMOOR, PAY } from '../../helpers/facts.js';

/** Text that would break out of XML, a formula, a script, a template or its line. */
export const HOSTILE = `"><img onerror> & =cmd|' #panic {{title}} {{2}} \u202eright\u202c \u0007bell`;

/** The same as Word may show it. */
export const TAMED = `"><img onerror> & =cmd|' #panic {{title}} {{2}} right bell`;

export const LONG_NAME = 'Long'.repeat(50);

const ONE_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const says = (text: string, ...facts: MeasuredFact[]) => ({ rule: 'sample', text, facts });

const cellOf = (shown: MeasuredFact, detail?: readonly string[]): Cell => ({
  text: figureText(shown.figure),
  fact: shown,
  ...(detail === undefined ? {} : { detail }),
});

function table(id: string, rows: readonly (readonly [string, Cell])[]): Table {
  return {
    id,
    caption: 'Figures by month',
    columns: [{ label: 'Northmoor', detail: 'April 2026', align: 'number' }],
    rows: rows.map(([header, cell]) => ({ header, cells: [cell] })),
  };
}

function chart(id: string, value: number): Chart {
  return {
    id,
    title: says(`The finding of ${id}`),
    subtitle: 'Vacancy rate, per cent, April 2026',
    source: 'Source: invented returns',
    alternative: [says(`What ${id} shows: `), says(HOSTILE)],
    notes: [says(`How to read ${id}.`)],
    data: null,
    table: table(`table-${id}`, [['April 2026', cellOf(fact({ value }))]]),
  };
}

const section = (id: string, heading: string, ...blocks: Block[]): Section => ({
  id,
  heading,
  blocks,
});

const SECTIONS: readonly Section[] = [
  section('purpose', 'Purpose', {
    kind: 'sentences',
    sentences: [says('What it is for.'), says(HOSTILE)],
  }),
  section('recommendations', 'Recommendations', {
    kind: 'recommendations',
    lead: 'That the [Committee name: officer to complete]:',
    sentences: [says('notes the figures;'), says('considers what they mean.')],
  }),
  section('key-messages', 'Key messages', {
    kind: 'messages',
    sentences: [says('Vacancies fell.'), says('Pay rose.')],
  }),
  section('indicators', 'Main indicators', {
    kind: 'table',
    table: table('table-indicators', [
      ['Vacancy rate', cellOf(fact({ value: 0.0763 }), ['range 7.2% to 7.9%'])],
      ['Median pay', cellOf(fact({ value: 12.95, metric: PAY }), ['the same'])],
      [LONG_NAME, { text: HOSTILE }],
    ]),
    notes: [says('Each movement is of displayed figures.')],
  }),
  section(
    'vacancies',
    'Vacancies',
    { kind: 'chart', chart: chart('vacancy-trend', 0.0913) },
    { kind: 'chart', chart: chart('hidden', 0.0551) },
  ),
  section('questions', 'Questions members may ask', {
    kind: 'questions',
    questions: [{ question: 'How many wait?', answer: [says('[Answer: officer to complete]')] }],
  }),
  section('about', 'About the data', {
    kind: 'terms',
    heading: 'What the marks mean',
    terms: [{ rule: 'sample', term: '[c]', meaning: ['Confidential.', 'Withheld.'] }],
  }),
];

/** A small paper of every kind of block, with two charts of which one may not be drawn. */
export function sampleParts(changes: Partial<Briefing> = {}): PackParts {
  const briefing: Briefing = {
    title: 'Northmoor: vacancies & pay, April 2026',
    subtitle: 'Vacancies and pay, April 2026',
    kicker: 'Adult social care workforce briefing',
    fileStem: 'briefing',
    isFinal: false,
    area: NORTHMOOR,
    areaTypeLabel: 'Council',
    audience: 'public',
    period: '2026-04',
    asAt: '2026-04-30',
    partnership: { code: 'X47000001', name: 'Invented Partnership' },
    demonstration: 'Demonstration data: invented, not real figures',
    titleBlock: [
      { label: 'Area', text: 'Northmoor (council)', placeholder: false },
      { label: 'Classification', text: 'Public', placeholder: false },
      { label: 'Committee', text: '[Committee name: officer to complete]', placeholder: true },
    ],
    sections: SECTIONS,
    run: {
      runId: 'run-1',
      startedAt: '2026-05-01',
      programVersion: '0.1.0',
      inputFingerprint: 'abc',
      inputs: { contracts: 'c', sql: 's', config: 'o', deliveries: 'd', deliveryCount: 42 },
    },
    ...changes,
  };
  const drawn = { svg: '<svg/>', width: 660, height: 330 };
  return {
    briefing,
    charts: new Map([['vacancy-trend', { drawn, height: drawn.height, png: ONE_PIXEL }]]),
  };
}

/** The parts of a Word file, name to text. */
export async function partsOf(bytes: unknown): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(bytes as Uint8Array);
  const parts = new Map<string, string>();
  for (const { name } of Object.values(zip.files)) {
    parts.set(name, (await zip.file(name)?.async('text')) ?? '');
  }
  return parts;
}

/** A part as a tree; fails where it is not well-formed. */
export function tree(xml: string | undefined): Document {
  return new JSDOM(xml ?? '', { contentType: 'text/xml' }).window.document;
}

/** The elements of a name, in order. */
export function all(within: Document | Element, name: string): Element[] {
  return [...within.getElementsByTagName(name)];
}

/** The text of a paragraph; what stands after a tab follows a space. */
export function textOf(paragraph: Element): string {
  const runs = all(paragraph, 'w:r').map((run) => {
    const words = all(run, 'w:t').map(({ textContent }) => textContent);
    return words.join('') + (all(run, 'w:tab').length > 0 ? ' ' : '');
  });
  return runs.join('');
}

/** The texts of all paragraphs. */
export function lines(within: Document | Element): string[] {
  return all(within, 'w:p').map(textOf);
}

/** The style of a paragraph, or nothing. */
export function styleOf(paragraph: Element): string | null {
  return all(paragraph, 'w:pStyle')[0]?.getAttribute('w:val') ?? null;
}
