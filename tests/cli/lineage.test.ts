import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runLineage, type LineageFlags } from '../../src/cli/lineage.js';
import { openForBuild, type Database } from '../../src/warehouse/database.js';
import { createTableOf } from '../../src/warehouse/insert.js';
import { writeDatabaseFile } from '../../src/warehouse/publish.js';
import { rejectionOf, tempDir, SMALL_CONFIG } from '../helpers/workspace.js';

const NAMES = [
  'table_name',
  'column_name',
  'metric_id',
  'input_kind',
  'input_table',
  'input_column',
];

/** An invented lineage: a rate of posts, of which one file tells how many and another who counts. */
const ROWS: readonly (readonly (string | null)[])[] = [
  ['metrics.measure', 'value', 'post_rate', 'value', 'metrics.posts', 'posts'],
  ['metrics.measure', 'value', 'share_rate', 'value', 'metrics.posts', 'share'],
  ['metrics.measure', '*', 'post_rate', 'rows', 'metrics.posts', '*'],
  ['metrics.posts', 'posts', '', 'value', 'core.fct_post', 'post_count'],
  ['metrics.posts', 'share', '', 'unknown', null, 'somewhere.share'],
  ['metrics.posts', '*', '', 'rows', 'core.fct_post', 'is_counted'],
  ['core.fct_post', 'post_count', '', 'value', 'raw.post', 'posts'],
  ['core.fct_post', 'post_count', '', 'value', 'raw.post', '*'],
  ['core.fct_post', 'twice_count', '', 'value', 'raw.post', 'posts'],
  ['core.fct_post', 'source', '', 'constant', null, null],
  ['core.fct_post', 'is_counted', '', 'value', 'raw.post', 'is_counted'],
  ['core.fct_post', '*', '', 'rows', 'raw.post', '*'],
  ['raw.post', 'posts', '', 'heading', 'post_return', 'POSTS'],
  ['raw.post', 'is_counted', '', 'heading', 'post_return', 'COUNTED'],
];

afterEach(() => {
  vi.restoreAllMocks();
});

/** A workspace in which that lineage is published. */
async function published(fill: (database: Database) => Promise<void>): Promise<string> {
  const dir = tempDir();
  const folder = join(dir, 'data', 'warehouse', 'published');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(dir, 'carecount.yaml'), SMALL_CONFIG);
  const database = await openForBuild();
  await database.run('create schema ops');
  await fill(database);
  const name = 'column_lineage';
  const tables = await database.rows(
    "select 1 from duckdb_tables() where table_name = 'column_lineage'",
  );
  const published = tables.map(() => ({
    schema: 'ops',
    name,
    select: `select * from ops.${name}`,
  }));
  await writeDatabaseFile(database, join(folder, 'carecount.duckdb'), published);
  database.close();
  return dir;
}

async function withLineage(database: Database): Promise<void> {
  const types = Object.fromEntries(NAMES.map((name) => [name, 'VARCHAR']));
  const rows = ROWS.map((row) =>
    Object.fromEntries(NAMES.map((name, index) => [name, row[index]])),
  );
  await createTableOf(database, 'ops.column_lineage', types, rows);
}

async function said(name: string, flags: LineageFlags = {}, json = false): Promise<string> {
  const workspace = await published(withLineage);
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  try {
    expect(await runLineage(name, flags, { workspace, json })).toBe(0);
  } finally {
    vi.restoreAllMocks();
  }
  return text;
}

describe('carecount lineage', () => {
  it('prints what a figure is made of, up to the headings, and what only decides what counts', async () => {
    expect(await said('metrics.measure.value', { metric: 'post_rate' })).toBe(
      [
        'metrics.measure.value of post_rate',
        '  metrics.posts.posts',
        '    core.fct_post.post_count',
        '      the rows of raw.post',
        '      raw.post.posts',
        '        post_return.POSTS (heading of the file)',
        '',
        'Headings that make it:',
        '  post_return: POSTS',
        'Headings that only decide what counts:',
        '  post_return: COUNTED',
        '',
      ].join('\n'),
    );
  });

  it('prints a figure of every metric where none is named, and says what is unknown', async () => {
    const text = await said('metrics.measure.value');
    expect(text).toContain('metrics.measure.value of post_rate\n');
    expect(text).toContain(
      'metrics.measure.value of share_rate\n  metrics.posts.share\n    unknown: the SQL does not tell what "somewhere.share" is\n',
    );
  });

  it('opens each column of a table once', async () => {
    expect(await said('core.fct_post')).toBe(
      [
        'core.fct_post.is_counted',
        '  raw.post.is_counted',
        '    post_return.COUNTED (heading of the file)',
        'core.fct_post.post_count',
        '  the rows of raw.post',
        '  raw.post.posts',
        '    post_return.POSTS (heading of the file)',
        'core.fct_post.source',
        '  a constant',
        'core.fct_post.twice_count',
        '  raw.post.posts (see above)',
        '',
        'Headings that make it:',
        '  post_return: COUNTED, POSTS',
        'Headings that only decide what counts: none.',
        '',
      ].join('\n'),
    );
  });

  it('prints with --rows what decides which rows there are', async () => {
    const text = await said('metrics.measure.value', { metric: 'post_rate', rows: true });
    expect(text).toContain('    core.fct_post.is_counted (decides which rows)\n');
  });

  it('goes down from a heading of a file to the figures', async () => {
    expect(await said('post_return.posts', { down: true })).toBe(
      [
        'post_return.POSTS (heading of the file)',
        '  raw.post.posts',
        '    core.fct_post.post_count',
        '      metrics.posts.posts',
        '        metrics.measure.value of post_rate',
        '    core.fct_post.twice_count',
        '',
        'Figures made of it: post_rate.',
        'Figures for which it only decides what counts: none.',
        '',
      ].join('\n'),
    );
    expect(await said('post_return.COUNTED', { down: true })).toContain(
      'Figures made of it: none.\nFigures for which it only decides what counts: post_rate.\n',
    );
  });

  it('gives the same as JSON', async () => {
    const result: unknown = JSON.parse(await said('core.fct_post.post_count', {}, true));
    expect(result).toMatchObject({
      name: 'core.fct_post.post_count',
      direction: 'up',
      from: ['core.fct_post.post_count'],
      nodes: [
        {
          name: 'core.fct_post.post_count',
          fed_by: [
            { name: 'raw.post.*', kind: 'value' },
            { name: 'raw.post.posts', kind: 'value' },
          ],
        },
        { name: 'raw.post.*', fed_by: [] },
        { name: 'raw.post.posts', fed_by: [{ name: 'post_return.POSTS', kind: 'heading' }] },
        { name: 'post_return.POSTS', is_heading: true, fed_by: [] },
      ],
    });
  });

  it.each<[name: string, flags: LineageFlags, message: string]>([
    [
      'core.fct_post.post_cuont',
      {},
      'lineage: expected a table, a column as schema.table.column, or a heading as dataset.HEADING; got "core.fct_post.post_cuont". Did you mean "core.fct_post.post_count"?',
    ],
    ['fct_post', {}, 'Did you mean "core.fct_post"?'],
    ['POSTS', { down: true }, 'Did you mean "post_return.POSTS"?'],
    ['zebra', {}, 'select distinct table_name from ops.column_lineage'],
    [
      'metrics.measure.value',
      { metric: 'post_rat' },
      '--metric: expected a metric that metrics.measure.value has figures of; got "post_rat". Did you mean "post_rate"?',
    ],
    ['core.fct_post', { metric: 'post_rate' }, '--metric: expected no metric for core.fct_post'],
  ])('says what is nearest to a name that is not known: %s', async (name, flags, message) => {
    const workspace = await published(withLineage);
    expect(await rejectionOf(runLineage(name, flags, { workspace }))).toMatchObject({
      code: 'CC-USE-001',
      message: expect.stringContaining(message) as string,
    });
  });

  it('says what to do with a warehouse that has no lineage yet', async () => {
    const workspace = await published(() => Promise.resolve());
    expect(await rejectionOf(runLineage('core.fct_post', {}, { workspace }))).toMatchObject({
      code: 'CC-CFG-006',
      message: expect.stringContaining('Run carecount nightly --force.') as string,
    });
  });
});
