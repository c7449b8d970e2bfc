import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Workspace } from '../config.js';
import { nearest, problem } from '../errors.js';
import { identifier, type Database } from '../warehouse/database.js';
import { createTableOf } from '../warehouse/insert.js';
import { listSql, sqlDir } from '../warehouse/sql-file.js';
import { loadCleaning, loadExclusions } from './cleaning.js';
import { loadNeighbours } from './neighbours.js';
import { badFile, openCsv, openOwnFile, readCsvSql, type CsvFile } from './own-file.js';
import { loadPaySetting } from './pay-setting.js';
import { loadCorrections, loadPostcodes } from './postcodes.js';

/** A reference table's column says its type by its name, as everywhere in the warehouse. */
const TYPE_BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/(_date|^valid_from|^valid_to|^period_start|^period_end)$/, 'DATE'],
  [/^is_/, 'BOOLEAN'],
  [/_gbp_hour$/, 'DECIMAL(8, 2)'],
  [/(_age|_count|^sort_order|^df)$/, 'INTEGER'],
  [/^(t_975|longitude|latitude)$/, 'DOUBLE'],
  [/^value$/, 'DECIMAL(18, 8)'],
];

/** Columns that a workspace's own list may leave out. */
const OPTIONAL_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  area: ['longitude', 'latitude'],
};

/** The SQL type of a reference column. */
export function referenceType(column: string): string {
  return TYPE_BY_NAME.find(([pattern]) => pattern.test(column))?.[1] ?? 'VARCHAR';
}

/**
 * Fills the schema `reference`: the code lists and macros that come with the package, the workspace's
 * own areas and postcodes over them, and the settings that SQL needs.
 * @throws CC-CFG-003 where a file the workspace names is missing or lacks a column.
 */
export async function loadReference(database: Database, workspace: Workspace): Promise<void> {
  await database.run('create schema if not exists reference');
  const dir = join(sqlDir, 'reference');
  for (const name of readdirSync(dir)
    .filter((each) => each.endsWith('.csv'))
    .sort()) {
    await loadCsv(database, await openCsv(database, join(dir, name)), basename(name, '.csv'));
  }
  await createMacros(database);
  const { geography } = workspace.config;
  await addOwn(database, workspace, geography.areas, 'area', 'area_code');
  await addOwn(database, workspace, geography.area_members, 'area_member', null);
  await requireAreas(database, workspace);
  await requireHomeInside(database, workspace);
  await loadNeighbours(database, workspace, geography.neighbours);
  await loadPostcodes(database, workspace, geography.postcodes);
  await loadCorrections(database, workspace, geography.postcode_corrections);
  await loadExclusions(database, workspace);
  await loadCleaning(database, workspace);
  await loadSettings(database, workspace);
  await loadPaySetting(database, workspace.config);
  await loadDisclosure(database, workspace);
}

/** Makes the macros of the schema `reference`, which models, metrics and disclosure control share. */
export async function createMacros(database: Database): Promise<void> {
  for (const path of listSql(join(sqlDir, 'reference'))) {
    await database.run(readFileSync(path, 'utf8'));
  }
}

/** Unplaced workplaces would count for nothing in a home area that is not the partnership's. */
async function requireHomeInside(database: Database, { config }: Workspace): Promise<void> {
  const { councils, home_area: home } = config.partnership;
  if (home === undefined || councils.includes(home)) return;
  const parents = await database.rows(
    'select parent_area_code from reference.area_member where area_code = $home',
    { home },
  );
  if (parents.some((row) => councils.includes(String(row['parent_area_code'])))) return;
  throw problem('CC-CFG-003', {
    where: `carecount.yaml partnership.home_area: ${home}`,
    expected: 'one of the partnership.councils, or a district of one',
    got: 'another area',
    next: `Name one of ${councils.join(', ')}.`,
  });
}

/** A council that no list of areas knows would silently count for nothing. */
async function requireAreas(database: Database, { config }: Workspace): Promise<void> {
  const { councils, home_area: homeArea } = config.partnership;
  const rows = await database.rows('select area_code, area_name from reference.area');
  const known = new Map(rows.map((row) => [String(row['area_code']), String(row['area_name'])]));
  for (const code of [...councils, ...(homeArea === undefined ? [] : [homeArea])]) {
    if (known.has(code)) continue;
    const near = nearest(code, [...known.keys()]);
    throw problem('CC-CFG-003', {
      where: `carecount.yaml partnership: ${code}`,
      expected: 'an area of sql/reference/area.csv or of your geography.areas',
      got: 'one that neither has',
      next: near === undefined ? 'Mend the code.' : `Did you mean "${near}" (${known.get(near)})?`,
    });
  }
}

async function loadCsv(database: Database, file: CsvFile, table: string): Promise<void> {
  const columns = file.columns.map(
    (name) =>
      `cast(nullif(${identifier(name)}, '') as ${referenceType(name)}) as ${identifier(name)}`,
  );
  await database.run(
    `create or replace table reference.${identifier(table)} as
    select ${columns.join(', ')} from ${readCsvSql(file)}`,
  );
}

/** Adds a workspace's rows; with a key, its rows stand in place of those that come with the package. */
async function addOwn(
  database: Database,
  workspace: Workspace,
  path: string | undefined,
  table: string,
  key: string | null,
): Promise<void> {
  if (path === undefined) return;
  const file = await openOwnFile(database, workspace, path);
  try {
    await loadCsv(database, file, 'own');
  } catch (error) {
    throw badFile(path, 'a comma separated file with a header', error);
  }
  for (const column of OPTIONAL_COLUMNS[table] ?? []) {
    await database.run(
      `alter table reference.own add column if not exists ${column} ${referenceType(column)}`,
    );
  }
  const replaced = key === null ? '' : `where own.${key} = reference.${table}.${key}`;
  if (key !== null) {
    await database.run(
      `delete from reference.${table} where exists (select 1 from reference.own ${replaced})`,
    );
  }
  try {
    const columns = await database.rows(
      `select string_agg(column_name, ', ' order by column_index) as names
      from duckdb_columns() where schema_name = 'reference' and table_name = $table`,
      { table },
    );
    await database.run(
      `insert into reference.${table} by name select ${String(columns[0]?.['names'])} from reference.own`,
    );
  } catch (error) {
    throw badFile(path, `the columns of sql/reference/${table}.csv`, error);
  }
  await database.run('drop table reference.own');
}

async function loadSettings(database: Database, { config }: Workspace): Promise<void> {
  await createTableOf(
    database,
    'reference.workspace_setting',
    {
      partnership_code: 'VARCHAR',
      partnership_name: 'VARCHAR',
      home_area: 'VARCHAR',
      councils: 'VARCHAR[]',
      stale_after_months: 'INTEGER',
      require_la_permission: 'BOOLEAN',
      is_demonstration: 'BOOLEAN',
    },
    [
      {
        partnership_code: config.partnership.code,
        partnership_name: config.partnership.name,
        home_area: config.partnership.home_area ?? null,
        councils: config.partnership.councils,
        stale_after_months: config.returns.stale_after_months,
        require_la_permission: config.sharing.require_la_permission,
        is_demonstration: config.demonstration,
      },
    ],
  );
}

/** Fills `reference.disclosure_profile`: what a figure must rest on, for models that make figures of their own. */
async function loadDisclosure(database: Database, { config }: Workspace): Promise<void> {
  const profile = { ...config.disclosure.public };
  const types = Object.fromEntries(Object.keys(profile).map((name) => [name, 'INTEGER']));
  await createTableOf(database, 'reference.disclosure_profile', types, [profile]);
}
