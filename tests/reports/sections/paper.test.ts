import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audience, Briefing, Table } from '../../../src/reports/briefing.js';
import { tablesOf } from '../../../src/reports/briefing.js';
import { writePacks } from '../../../src/reports/index.js';
import { packOptions, tempFolder } from '../helpers/packs.js';
import { STRATEGY_PATHS, seedTopics } from '../helpers/seed-topics.js';

const dir = tempFolder();
const papers = new Map<string, Briefing>();

beforeAll(async () => {
  await seedTopics(join(dir, 'public.duckdb'));
  await readPapers('public', ['X10000001', 'X47000001']);
  await readPapers('internal', ['X10000001']);
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

async function readPapers(audience: Audience, areas: readonly string[]): Promise<void> {
  await writePacks(packOptions(dir, { audience, areas, paths: STRATEGY_PATHS }), ({ paper }) => {
    papers.set(`${audience} ${paper.area.code}`, paper);
    return Promise.resolve({ files: new Map([['pack.json', '{}']]), faults: [] });
  });
}

function paper(which: string): Briefing {
  const found = papers.get(which);
  if (found === undefined) throw new Error(`no paper ${which}`);
  return found;
}

function table(which: string, id: string): Table {
  const found = tablesOf(paper(which)).find((each) => each.id === id);
  if (found === undefined) throw new Error(`no ${id} in the paper ${which}`);
  return found;
}

/** A row by its head: each cell in words, its smaller lines after a stroke. */
function row(which: string, id: string, head: string): string[] | undefined {
  return table(which, id)
    .rows.find(({ header }) => header === head)
    ?.cells.map(({ text, detail = [] }) => [text, ...detail].join(' / '));
}

describe('the sections of a paper', () => {
  it('stand in the order of a committee paper', () => {
    expect(paper('public X10000001').sections.map(({ id }) => id)).toEqual([
      ...['purpose', 'recommendations', 'key-messages', 'background', 'indicators', 'size'],
      ...['vacancies', 'turnover', 'recruitment', 'pay', 'conditions', 'skills', 'children'],
      ...['settings', 'ranking', 'coverage', 'progress', 'questions', 'consultation'],
      ...['implications', 'next-steps', 'about', 'background-papers', 'appendices'],
    ]);
  });

  it('say where the change lies only to those who hold the data, before how complete they are', () => {
    const [open = [], kept = []] = ['public', 'internal'].map((audience) =>
      paper(`${audience} X10000001`).sections.map(({ id }) => id),
    );
    expect(open).not.toContain('movement');
    expect(kept).toEqual(open.toSpliced(open.indexOf('coverage'), 0, 'movement'));
  });
});

describe('the topics of a paper', () => {
  it.each([
    ['size', 'All care settings', ['6,045', '565', '45']],
    ['size', 'Day care', ['135 [u]', '[x]', '12']],
    ['size', 'Other services', ['[c]', '[x]', '[c]']],
    [
      'recruitment',
      'Starters rate, 12 months',
      ['31.3%', '28.4% / rose 2.9 percentage points (neutral)', '29.6%'],
    ],
    [
      'recruitment',
      'Net change of employees, 12 months',
      ['−2.1%', '0.5% / fell 2.6 percentage points (worse)', '1.1%'],
    ],
    [
      'conditions',
      'Workers on zero-hours contracts',
      ['23.5%', '25.7% / fell 2.2 percentage points (neutral)', '21.9%'],
    ],
    [
      'conditions',
      'Mean days lost to sickness in a year',
      ['5.6', '6.8 / fell 1.2 days (better)', '6.1'],
    ],
    [
      'skills',
      'Qualified at level 2 or above',
      ['48.3%', '48.1% / change too small to call (neutral)', '50.4%'],
    ],
    [
      'skills',
      'Mean years of experience in the sector',
      ['8.3', '7.4 / rose 0.9 years (better)', '8.9'],
    ],
    [
      'coverage',
      'Known workplaces that returned in the month',
      ['71.4%', '66.7% / rose 4.7 percentage points (better)', '80.4%'],
    ],
    [
      'coverage',
      'Mean age of the data in months',
      ['1.4', '1.9 / fell 0.5 months (better)', '0.9'],
    ],
  ])('show in %s: %s', (topic, head, cells) => {
    expect(row('public X10000001', `table-${topic}`, head)).toEqual(cells);
  });

  it('name the measures that no return gave, in place of empty rows', () => {
    const texts = paper('public X10000001')
      .sections.filter(({ id }) => id === 'conditions')
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === 'table' ? block.notes.map(({ text }) => text) : []));
    expect(texts).toEqual([
      'Not shown, as there is no figure [x]: Contracted for more than 30 hours a week, Mean contracted hours a week, Workplaces that pay more than statutory sick pay and Workplaces that pay more than the least pension.',
    ]);
  });
});

describe('the progress of a paper', () => {
  it('rates an action by the displayed figure, and none that no figure follows', () => {
    const id = 'table-progress';
    const [followed, other] = table('public X10000001', id).rows.map(({ header }) =>
      row('public X10000001', id, header),
    );
    expect(followed).toEqual([
      ...['Vacancy rate / Northmoor', '9.9% in April 2025', '10.8%', '8.5% by March 2027', 'Red'],
      'The site is open.',
    ]);
    expect(other).toEqual(['None', '[z]', '[z]', '[z]', 'Not rated', '[z]']);
  });

  it('sets out what became of a recommendation', () => {
    const head = 'That vacancies be reported by district.';
    expect(row('public X10000001', 'table-recommendations', head)).toEqual([
      ...['Scrutiny Board, 12 June 2025', 'Reported every month.', 'Done', '[z]'],
    ]);
  });
});

describe('the movement of the vacancy rate', () => {
  it('is split in parts that add up to the displayed change, with what rounding leaves', () => {
    const { rows } = table('internal X10000001', 'table-vacancy-movement');
    expect(rows.map(({ header, cells }) => [header, cells[0]?.text])).toEqual([
      ['April 2025', '9.8%'],
      ['Home care, supported living and extra care', '+1.2'],
      ['Mix of settings, and a setting not shown', '+0.3'],
      ['Rounding', '−0.5'],
      ['April 2026', '10.8%'],
    ]);
  });
});

describe('the map of a partnership', () => {
  it('gives each council a tile near where it lies, and the figure that it may show', () => {
    const blocks = paper('public X47000001').sections.flatMap((section) => section.blocks);
    const charts = blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
    const map = charts.find(({ id }) => id === 'vacancy-map');
    expect(map?.data).toMatchObject({
      kind: 'tiles',
      tiles: [
        { name: 'Eskerby', text: '10.5%', value: 10.5, column: 1, row: 0 },
        { name: 'Great Wrendle and Tolcaster', text: '8.5%', value: 8.5, column: 0, row: 2 },
        { name: 'Northmoor', text: '10.8%', value: 10.8, column: 0, row: 0 },
        { name: 'Saltness', text: '[c]', value: null, column: 1, row: 2 },
      ],
    });
    expect(row('public X47000001', 'table-vacancy-map', 'Northmoor')).toEqual(['10.8%']);
  });
});
