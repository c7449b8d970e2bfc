import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { THRESHOLD_SOURCES } from '../../src/cleaning.js';
import { loadReference } from '../../src/transform/index.js';
import { listSql, sqlDir } from '../../src/warehouse/sql-file.js';
import { rejectionOf, tempWorkspace } from '../helpers/workspace.js';
import { tempDatabase } from './helpers.js';

const HEADER = 'submitter,workplace_id,from,to,reason,decided_by\n';

async function load(text?: string, least = 0.7) {
  const workspace = tempWorkspace((config) => {
    config.partnership.councils = ['E06000001'];
    config.cleaning.least_share_of_floor = least;
    if (text !== undefined) config.cleaning.exclusions = 'exclusions.csv';
  });
  if (text !== undefined) writeFileSync(join(workspace.dir, 'exclusions.csv'), text);
  const database = await tempDatabase();
  await loadReference(database, workspace);
  return database;
}

describe('reference.cleaning', () => {
  it('has each threshold with its value and where it comes from', async () => {
    const database = await load();
    const rows = await database.rows('select name, value, source from reference.cleaning');
    expect(rows.map((row) => row['name']).sort()).toEqual(Object.keys(THRESHOLD_SOURCES).sort());
    expect(rows).toContainEqual({
      name: 'least_share_of_floor',
      value: 0.7,
      source: THRESHOLD_SOURCES.least_share_of_floor,
    });
    expect(rows.filter((row) => row['value'] === null || row['source'] === null)).toEqual([]);
  });

  it('says that a value is of carecount.yaml where it differs from the default', async () => {
    const database = await load(undefined, 0.5);
    expect(
      await database.rows(
        "select value, source from reference.cleaning where name = 'least_share_of_floor'",
      ),
    ).toEqual([{ value: 0.5, source: 'carecount.yaml' }]);
  });

  it('has every threshold that a model reads, and none that no model reads', () => {
    const sql = listSql(sqlDir).map((path) => readFileSync(path, 'utf8'));
    const read = sql.flatMap((text) =>
      [...text.matchAll(/cleaning\.name = '([a-z_]+)'/g)].map(([, name]) => name),
    );
    const byGroup = ['direct_care', 'managers', 'other', 'regulated_professions'];
    const all = [...read, ...byGroup.map((group) => `most_pay_${group}`)];
    expect([...new Set(all)].sort()).toEqual(Object.keys(THRESHOLD_SOURCES).sort());
  });
});

describe('the list of exclusions', () => {
  it('is empty where a workspace names none', async () => {
    const database = await load();
    expect(await database.rows('select * from raw.exclusion')).toEqual([]);
  });

  it('may hold nothing but its header', async () => {
    const database = await load(HEADER);
    expect(await database.rows('select * from raw.exclusion')).toEqual([]);
  });

  it('has its days as days and its lines as a person counts them', async () => {
    const database = await load(
      `${HEADER}alder,,,,tests,A. Analyst\nbirch,birch/H1,2026-01-01,2026-03-31,"twice, in part",B\n`,
    );
    expect(await database.rows('select * from raw.exclusion order by line')).toEqual([
      {
        line: 2,
        from_date: null,
        to_date: null,
        submitter: 'alder',
        workplace_id: null,
        reason: 'tests',
        decided_by: 'A. Analyst',
      },
      {
        line: 3,
        from_date: '2026-01-01',
        to_date: '2026-03-31',
        submitter: 'birch',
        workplace_id: 'birch/H1',
        reason: 'twice, in part',
        decided_by: 'B',
      },
    ]);
  });

  it.each([
    [',alder/H1,,,tests,A', 'no submitter'],
    ['alder,,,,,A', 'no reason'],
    ['alder,,,,tests,', 'no word on who decided'],
    ['alder,,2026-04-01,2026-03-31,tests,A', 'a from after its to'],
    ['alder,birch/H1,,,tests,A', 'the workplace of another submitter'],
  ])('is refused for %s', async (row, fault) => {
    const error = await rejectionOf(load(`${HEADER}alder,,,,tests,A\n${row}\n`));
    expect(error).toMatchObject({
      code: 'CC-CFG-003',
      message: expect.stringContaining(
        `exclusions.csv line 3: expected a submitter, a reason`,
      ) as string,
    });
    expect(error).toMatchObject({ message: expect.stringContaining(`got ${fault}.`) as string });
  });

  it.each([
    ['a day that is none', `${HEADER}alder,,April,,tests,A\n`],
    ['a column too few', 'submitter,reason\nalder,tests\n'],
  ])('is refused for %s, with the columns that it needs', async (_what, text) => {
    expect(await rejectionOf(load(text))).toMatchObject({
      code: 'CC-CFG-003',
      message: expect.stringContaining('submitter, workplace_id, from, to, reason') as string,
    });
  });
});
