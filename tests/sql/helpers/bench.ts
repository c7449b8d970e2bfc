import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { emptyWarehouse } from '../../../src/empty-warehouse.js';
import { loadMetrics } from '../../../src/metrics/index.js';
import { loadModels } from '../../../src/transform/index.js';
import { readSqlFile, sqlDir } from '../../../src/warehouse/sql-file.js';
import { checkHeaderSchema } from '../../../src/transform/header.js';
import type { Database, Row } from '../../../src/warehouse/database.js';
import { createTableOf } from '../../../src/warehouse/insert.js';
import { lastingDir, removeDir } from '../../helpers/workspace.js';

/** Rows of a table, as a test says them: a column left out is null. */
export type Given = Record<string, readonly object[]>;

/** A warehouse in memory with every table there and empty, save the code lists. */
export interface Bench {
  /** Fills the given tables, runs one model's own SQL file and gives its rows in the order of its keys. */
  build(id: string, given: Given): Promise<Row[]>;
  /** The same for the body of a family of metrics, in the order of the columns. */
  body(metric: string, given: Given): Promise<Row[]>;
  /** The same for a check: the rows that fail. */
  check(name: string, given: Given): Promise<Row[]>;
}

/** Opens a bench for all tests of a file; each `build` leaves it as it was. */
export function openBench(): Bench {
  let database: Database;
  const models = loadModels();
  beforeAll(async () => {
    database = await measuredWarehouse();
  });
  afterAll(() => {
    database.close();
  });

  const ask = async (sql: string, given: Given): Promise<Row[]> => {
    await database.run('begin');
    try {
      for (const [table, rows] of Object.entries(given)) await fill(database, table, rows);
      return await database.rows(sql);
    } finally {
      await database.run('rollback');
    }
  };
  return {
    async build(id, given) {
      const model = models.find((each) => each.id === id);
      if (model === undefined) throw new Error(`no model ${id}`);
      const keys = model.header.keys;
      const rows = await ask(`select * from (${model.sql}) order by ${keys.join(', ')}`, given);
      const distinct = new Set(rows.map((row) => JSON.stringify(keys.map((key) => row[key]))));
      if (distinct.size !== rows.length) throw new Error(`${id} has two rows of one key`);
      return rows;
    },
    body(metric, given) {
      const family = loadMetrics().find((each) => each.name === metric);
      return ask(`select * from (${family?.sql ?? ''}) order by all`, given);
    },
    check(name, given) {
      const { sql } = readSqlFile(join(sqlDir, 'checks', `${name}.sql`), checkHeaderSchema);
      return ask(`select * from (${sql}) order by all`, given);
    },
  };
}

/** The warehouse of no deliveries, its measures with it. */
async function measuredWarehouse(): Promise<Database> {
  const dir = lastingDir();
  const database = await emptyWarehouse(dir, loadMetrics());
  removeDir(dir);
  return database;
}

async function fill(database: Database, table: string, rows: readonly object[]): Promise<void> {
  const [schema = '', name = ''] = table.split('.');
  const columns = await database.rows(
    `select column_name, data_type from duckdb_columns()
    where schema_name = $schema and table_name = $name order by column_index`,
    { schema, name },
  );
  const types = Object.fromEntries(
    columns.map((row) => [String(row['column_name']), String(row['data_type'])]),
  );
  const unknown = rows.flatMap((row) => Object.keys(row)).find((key) => !(key in types));
  if (unknown !== undefined || columns.length === 0)
    throw new Error(`${table} has no ${unknown ?? 'columns'}`);
  const [view] = await database.rows(
    'select 1 from duckdb_views() where schema_name = $schema and view_name = $name',
    { schema, name },
  );
  await database.run(`drop ${view === undefined ? 'table' : 'view'} ${table}`);
  await createTableOf(database, table, types, rows);
}

/** Some columns of rows, so that a test compares what it is about. */
export function pick(rows: readonly Row[], ...columns: string[]): unknown[][] {
  return rows.map((row) => columns.map((column) => row[column]));
}
