import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Briefing, Chart, Table } from '../../../src/reports/briefing.js';
import { blocksOf, chartsOf, sentencesOf, tablesOf } from '../../../src/reports/briefing.js';
import { LONDON_AREAS } from '../../../src/reports/facts/queries.js';
import { writePacks } from '../../../src/reports/index.js';
import { livingWageFact } from '../../../src/reports/narrative/living-wage.js';
import { openForBuild } from '../../../src/warehouse/database.js';
import { NORTHMOOR } from '../helpers/facts.js';
import { packOptions, tempFolder } from '../helpers/packs.js';
import { seedDatabase, seedMeasures } from '../helpers/seed.js';
import type { SeedMeasure } from '../helpers/seed.js';

const MORE = `
create table reference.real_living_wage (
    announced_date date, uk_gbp_hour decimal(6, 2), london_gbp_hour decimal(6, 2), source varchar,
);
insert into reference.real_living_wage values
    ('2024-10-20', 12.60, 13.85, 'Invented'),
    ('2025-10-20', 13.45, 14.80, 'Invented'),
    ('2026-05-01', 14.20, 15.60, 'Invented');
insert into metrics.metric
select * replace ('share_at_real_living_wage' as metric_id, 'higher' as good_direction)
from metrics.metric
where metric_id = 'share_below_floor';
insert into metrics.metric
select * replace ('share_below_next_floor' as metric_id)
from metrics.metric
where metric_id = 'share_below_floor';`;

const MEASURES: SeedMeasure[] = [
  { metric: 'share_at_real_living_wage', area: 'X10000001', period: '2026-04', value: 0.2124 },
  { metric: 'share_at_real_living_wage', area: 'X10000001', period: '2025-04', value: 0.48 },
  { metric: 'share_below_next_floor', area: 'X10000001', period: '2025-04', value: 0.586 },
];

let paper: Briefing;

beforeAll(async () => {
  const dir = tempFolder();
  const path = join(dir, 'public.duckdb');
  await seedDatabase(path, [...seedMeasures(), ...MEASURES]);
  const database = await openForBuild(path);
  await database.run(MORE);
  database.close();
  await writePacks(packOptions(dir, { areas: ['X10000001'] }), (briefings) => {
    paper = briefings.paper;
    return Promise.resolve({ files: new Map([['pack.json', '{}']]), faults: [] });
  });
  rmSync(dir, { recursive: true, force: true });
});

const chart = (): Chart | undefined => chartsOf(paper).find(({ id }) => id === 'pay-spread');
const table = (): Table | undefined => tablesOf(paper).find(({ id }) => id === 'table-pay-floors');

describe('the chart of pay', () => {
  it('has a line for the floor in law and one for the real living wage of the month', () => {
    const data = chart()?.data;
    expect(data?.kind === 'pay' ? data.floors : []).toEqual([
      { value: 12.71, text: 'Statutory floor £12.71 (aged 21 and over)' },
      { value: 13.45, text: 'Real living wage £13.45 (outside London)' },
    ]);
    expect(chart()?.alternative[0]?.text).toMatch(
      /against the statutory floor of £12\.71 and the real living wage of £13\.45\.$/,
    );
  });
});

describe('the table of pay against other rates', () => {
  it('has a row for each measure with a figure in the month or a year before', () => {
    const rows = table()?.rows.map(({ header, cells }) => [header, ...cells.map((c) => c.text)]);
    expect(rows).toEqual([
      ['Care workers paid the real living wage or more', '21.2%', '48.0%', '[x]'],
      ['Care workers paid below the next statutory minimum', '[x]', '58.6%', '[x]'],
    ]);
  });

  it('says what the rates are, and that one is not known yet', () => {
    const rules = blocksOf(paper).flatMap((block) =>
      block.kind === 'table' && block.table.id === 'table-pay-floors' ? block.notes : [],
    );
    expect(rules.map(({ rule }) => rule)).toEqual([
      'note.living_wage',
      'note.floors_move',
      'note.no_next_floor',
    ]);
    expect(sentencesOf(paper).map(({ sentence }) => sentence.text)).toContain(
      'The real living wage is £13.45 for those aged 18 and over outside London, announced in October 2025. It is no law: employers choose to pay it, and have until the May after to do so.',
    );
  });
});

describe('livingWageFact', () => {
  const snapshot = {
    areas: new Map(),
    livingWage: { announcedOn: '2025-10-22', ukGbpHour: 13.45, londonGbpHour: 14.8 },
    london: new Set(['E09000007']),
  };

  it('is that of London for an area in London', () => {
    const fact = livingWageFact(snapshot, { ...NORTHMOOR, code: 'E09000007' });
    expect([fact?.figure.steps, fact?.population]).toEqual([1480, 'in London']);
  });

  it('is that of everywhere else for other areas, and none where the file has none', () => {
    expect(livingWageFact(snapshot, NORTHMOOR)?.figure.steps).toBe(1345);
    expect(livingWageFact({ ...snapshot, livingWage: null }, NORTHMOOR)).toBeNull();
  });
});

describe('the areas in London', () => {
  it('are boroughs and areas of boroughs alone, though not all boroughs are in the partnership', async () => {
    const dir = tempFolder();
    const database = await openForBuild(join(dir, 'areas.duckdb'));
    await database.run(`
      create schema core;
      create table core.dim_area as
      from (values ('E09000007', 'council'), ('E09000019', 'council'), ('E06000001', 'council'),
          ('P1', 'partnership'), ('P2', 'group')) as listed (area_code, area_type);
      create table core.bridge_area as
      from (values ('E09000007', 'E09000007'), ('E09000019', 'E09000019'), ('E06000001', 'E06000001'),
          ('E09000007', 'P1'), ('E09000019', 'P1'), ('E09000019', 'P2'), ('E06000001', 'P2'),
          ('P1', 'P1')) as listed (area_code, ancestor_area_code)`);
    const found = await database.rows(LONDON_AREAS);
    database.close();
    rmSync(dir, { recursive: true, force: true });
    expect(found.map((row) => row['area_code'])).toEqual(['E09000007', 'E09000019', 'P1']);
  });
});
