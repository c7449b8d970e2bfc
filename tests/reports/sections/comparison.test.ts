import { beforeAll, describe, expect, it } from 'vitest';
import type { Briefing, Table } from '../../../src/reports/briefing.js';
import { blocksOf, chartsOf, sentencesOf, tablesOf } from '../../../src/reports/briefing.js';
import { packJson } from '../../../src/reports/pack-json.js';
import { tableCsv } from '../../../src/reports/renderers/csv/table-csv.js';
import { seedTopics } from '../helpers/seed-topics.js';
import { seededBriefings } from '../helpers/seeded-briefings.js';

const NORTHMOOR = 'X10000001';
const ESKERBY = 'X06000001';
const PARTNERSHIP = 'X47000001';

let papers: Map<string, Briefing>;

beforeAll(async () => {
  papers = await seededBriefings([NORTHMOOR, ESKERBY, PARTNERSHIP], {}, seedTopics);
});

function paperOf(area: string): Briefing {
  const paper = papers.get(area);
  if (paper === undefined) throw new Error(`no paper of ${area}`);
  return paper;
}

function tableOf(area: string, id: string): Table {
  const table = tablesOf(paperOf(area)).find((each) => each.id === id);
  if (table === undefined) throw new Error(`no table ${id}`);
  return table;
}

/** What a cell says, by the head of its row and of its column. */
function cell(table: Table, row: string, column: string): string | undefined {
  const index = table.columns.findIndex(({ label }) => label === column);
  return table.rows.find(({ header }) => header === row)?.cells[index]?.text;
}

/** What the paper answers to a question, by a word of it. */
function answer(area: string, word: string): string[] {
  const asked = blocksOf(paperOf(area)).flatMap((block) =>
    block.kind === 'questions' ? block.questions : [],
  );
  const found = asked.filter(({ question }) => question.includes(word));
  return found.flatMap((each) => each.answer.map(({ text }) => text));
}

describe('the table beside other councils', () => {
  it('sets the figure of all roles beside the mean of all roles, not of care workers', () => {
    const table = tableOf(NORTHMOOR, 'table-beside-peers');
    expect(cell(table, 'Vacancy rate', 'Mean')).toBe('8.0%');
    expect(table.rows.map(({ header }) => header)).toEqual(['Vacancy rate']);
  });

  it('tells a program whose figure each is', () => {
    const lines = tableCsv(tableOf(NORTHMOOR, 'table-beside-peers')).split('\r\n');
    expect(lines[4]).toContain(
      'X10000001,Northmoor,2026-04,all,all,mean of the other areas of its type,,8.0,,ok',
    );
    const { facts } = JSON.parse(packJson(paperOf(NORTHMOOR))) as {
      facts: { id: string; population?: string }[];
    };
    const about = new Map(facts.map(({ id, population }) => [id, population]));
    const beside = 'comparison/vacancy_rate/X10000001/2026-04/peers';
    expect(about.get(`${beside}/lower_quartile`)).toBe(
      'lower quartile of the other areas of its type',
    );
    expect(about.has('vacancy_rate/X10000001/2026-04/all/all')).toBe(true);
    expect(about.get('vacancy_rate/X10000001/2026-04/all/all')).toBeUndefined();
  });
});

describe('the table beside neighbours', () => {
  it('prints the place that the file gives, joint and from the nearer end', () => {
    const table = tableOf(NORTHMOOR, 'table-beside-neighbours');
    expect(cell(table, 'Turnover rate, 12 months', 'Others counted')).toBe('3');
    expect(cell(table, 'Turnover rate, 12 months', 'Place')).toBe('Joint lowest of 4');
  });
});

describe('the region of an area', () => {
  it('has a column of its own in the table beside other councils', () => {
    const table = tableOf(NORTHMOOR, 'table-beside-peers');
    expect(table.columns[2]).toMatchObject({
      label: 'North Country',
      detail: 'region',
    });
    expect(table.rows[0]?.cells[2]?.fact?.id).toBe('vacancy_rate/X12000001/2026-04/all/all');
    expect(cell(table, 'Vacancy rate', 'North Country')).toMatch(/^\d+\.\d%$/);
  });

  it('is said to be of the returns held, where it is shown and only there', () => {
    const said = (area: string) =>
      sentencesOf(paperOf(area)).filter(({ sentence }) => sentence.rule === 'note.wider');
    expect(said(NORTHMOOR).at(-1)?.sentence.text).toBe(
      'Every council in North Country is in the partnership, so its figure is shown. It is of the returns held here, not of all services there.',
    );
    expect(said(ESKERBY)).toEqual([]);
  });

  it('has a line in the trend where it is not that of the partnership', () => {
    const roles = (area: string): string[] => {
      const data = chartsOf(paperOf(area)).find(({ id }) => id === 'vacancy-trend')?.data;
      return data?.kind === 'trend' ? data.series.map(({ role }) => role) : [];
    };
    expect(roles(NORTHMOOR)).toEqual(['area', 'partnership', 'region']);
    expect(roles(ESKERBY)).toEqual(['area', 'partnership']);
  });
});

describe('the questions of members', () => {
  it('sets an area beside the neighbours named for it', () => {
    expect(answer(NORTHMOOR, 'our neighbours')).toEqual([
      'Of Northmoor and its three neighbours with a figure that can be published, Northmoor had the joint lowest turnover rate in April 2026: 27.9%. The mean of the neighbours was 29.1%.',
    ]);
  });

  it('says so where none are named, and which councils are used instead', () => {
    expect(answer(ESKERBY, 'our neighbours')[0]).toBe(
      'No figures of neighbours are held for Eskerby. Used instead are the other councils of these returns: Great Wrendle and Tolcaster, Northmoor and Saltness.',
    );
    expect(answer(PARTNERSHIP, 'our neighbours')[0]).toBe(
      'No figures of neighbours are held for Marrowdale Care Partnership. Used instead are the councils of these returns: Eskerby, Great Wrendle and Tolcaster, Northmoor and Saltness.',
    );
  });

  it('tells what is known of staff from abroad and what is not', () => {
    expect(answer(NORTHMOOR, 'from abroad')).toEqual([
      'The share of direct care recruits from abroad in Northmoor was 6.4% in April 2026.',
      'The share of workers on a Health and Care visa in Northmoor was 11.8% in April 2026.',
      'What would follow if fewer visas were given is not in the returns.',
    ]);
  });

  it('leaves the councils’ own services to an officer', () => {
    expect(answer(NORTHMOOR, 'own services')).toEqual([
      'The figures here do not answer this. [Answer: officer to complete]',
    ]);
  });
});
