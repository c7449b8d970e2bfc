import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { identifier, literal, type Database } from './database.js';

/** A table of a file that is to be published, and the SELECT that fills it. */
export interface PublishedTable {
  readonly schema: string;
  readonly name: string;
  readonly select: string;
  /** Where its comments come from; its own name when left out. */
  readonly describedBy?: string;
}

/** What a table of a published file holds, so that two files can be compared. */
export interface TableContent {
  readonly table: string;
  readonly rows: number;
  /** The same for the same rows in any order. */
  readonly hash: string;
}

/** Writes tables of the database into a new file, with their comments, and closes it cleanly. */
export async function writeDatabaseFile(
  database: Database,
  path: string,
  tables: readonly PublishedTable[],
): Promise<TableContent[]> {
  const contents: TableContent[] = [];
  const comments = await commentsOf(database);
  await database.run(`attach ${literal(path)} as published (storage_version 'latest')`);
  try {
    for (const { schema, name, select, describedBy } of tables) {
      const target = `published.${identifier(schema)}.${identifier(name)}`;
      await database.run(`create schema if not exists published.${identifier(schema)}`);
      await database.run(`create table ${target} as ${select}`);
      await describe(database, target, comments.get(describedBy ?? `${schema}.${name}`) ?? []);
      contents.push({ table: `${schema}.${name}`, ...(await contentOf(database, target)) });
    }
    await database.run('checkpoint published');
  } finally {
    await database.run('detach published');
  }
  if (existsSync(`${path}.wal`)) throw new Error(`${path} was not closed cleanly`);
  return contents;
}

/** Counts a table's rows and takes a hash of them that does not depend on their order. */
export async function contentOf(
  database: Database,
  table: string,
): Promise<{ rows: number; hash: string }> {
  const [row] = await database.rows(
    `select count(*) as row_count, coalesce(sum(hash(content)::hugeint), 0)::varchar as hash
    from ${table} as content`,
  );
  return { rows: Number(row?.['row_count']), hash: String(row?.['hash']) };
}

interface Comment {
  /** Null for that of the table itself. */
  readonly column: string | null;
  readonly comment: string;
}

/** The comments of every table, by its name: asked for once, as the catalogue is slow to answer. */
async function commentsOf(database: Database): Promise<Map<string, Comment[]>> {
  const rows = await database.rows(
    `select schema_name || '.' || table_name as of_table, null as column_name, comment
    from duckdb_tables() where comment is not null
    union all
    select schema_name || '.' || table_name as of_table, column_name, comment
    from duckdb_columns() where comment is not null`,
  );
  const comments = new Map<string, Comment[]>();
  for (const { of_table: table, column_name: column, comment } of rows) {
    const known = comments.get(String(table)) ?? [];
    known.push({ column: column as string | null, comment: String(comment) });
    comments.set(String(table), known);
  }
  return comments;
}

/** Writes a table's comments in one transaction: each of its own would be synced to the disk. */
async function describe(
  database: Database,
  target: string,
  comments: readonly Comment[],
): Promise<void> {
  if (comments.length === 0) return;
  const statements = comments.map(({ column, comment }) => {
    const of = column === null ? `table ${target}` : `column ${target}.${identifier(column)}`;
    return `comment on ${of} is ${literal(comment)}`;
  });
  await database.run(['begin', ...statements, 'commit'].join(';\n'));
}

/** Points the published link at a run: the one moment at which what readers see changes. */
export function swapPublished(link: string, runDir: string): void {
  const temporary = `${link}.next`;
  rmSync(temporary, { force: true });
  symlinkSync(join('runs', basename(runDir)), temporary);
  renameSync(temporary, link);
  const folder = openSync(dirname(link), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** The run that is published, or nothing. */
export function publishedRunId(link: string): string | undefined {
  try {
    const runId = basename(readlinkSync(link));
    return existsSync(join(dirname(link), 'runs', runId, 'manifest.json')) ? runId : undefined;
  } catch {
    return undefined;
  }
}

/** Removes the folders of old runs, and of runs that never finished; never the published one. */
export function pruneRuns(warehouseDir: string, publishedRun: string, keep: number): void {
  const dir = join(warehouseDir, 'runs');
  const finished: string[] = [];
  for (const name of readdirSync(dir).sort().reverse()) {
    if (existsSync(join(dir, name, 'manifest.json'))) finished.push(name);
    else rmSync(join(dir, name), { recursive: true, force: true });
  }
  for (const name of finished.filter((each) => each !== publishedRun).slice(keep - 1)) {
    rmSync(join(dir, name), { recursive: true, force: true });
  }
}
