import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DuckDBInstance,
  StatementType,
  type DuckDBConnection,
  type DuckDBPreparedStatement,
} from '@duckdb/node-api';
import { CarecountError, messageOf, problem } from '../errors.js';
import { Block, columnsOf, type Column } from './cells.js';
import { literal } from './database.js';
import { readingStatement, refusal, type Statement } from './statement.js';
import { Stopwatch } from './stopwatch.js';

export interface SandboxOptions {
  /** How much memory the engine may use before it spills, such as `2GB`. */
  readonly memory?: string | undefined;
  readonly threads?: number | undefined;
  /** How long one query may keep the engine busy. Waiting for a reader is not counted. */
  readonly timeoutMs?: number | undefined;
  /** An empty private folder that `writeParquet` may write in. Nothing else may be written. */
  readonly exportDirectory?: string | undefined;
}

/** The rows of one query, as they come. */
export interface QueryResult {
  readonly columns: readonly Column[];
  /**
   * Yields the rows. May be left early.
   * @throws where the query fails part way: the driver itself ends such a stream in silence.
   */
  blocks(): AsyncGenerator<Block, void, undefined>;
}

/** The tables of a file, `schema.table`, with their columns. */
export type Catalogue = ReadonlyMap<string, readonly string[]>;

/** A published file under lock: its tables can be read and nothing else can be done. */
export interface Sandbox {
  /**
   * Starts one reading statement.
   * @throws CC-SQL-001 for anything else, CC-SQL-002 after the time limit, the engine's own error
   * for faulty SQL, QueryCancelled after `cancel`.
   */
  query(sql: string): Promise<QueryResult>;
  /** Writes a query's rows to a file in the export folder; gives how many. */
  writeParquet(sql: string, path: string, limit?: number): Promise<number>;
  catalogue(): Promise<Catalogue>;
  /** Stops what runs; it then throws QueryCancelled. */
  cancel(): void;
  /** Waits for what runs, then closes the file and removes the spill folder. */
  close(): Promise<void>;
}

/** Thrown by a query that `cancel` stopped. */
export { QueryCancelled } from './stopwatch.js';

/**
 * Opens a published file for one process's ad hoc queries, and locks the engine down for good.
 * @throws Error where the lock does not hold: no query may then run.
 */
export async function openSandbox(path: string, options: SandboxOptions = {}): Promise<Sandbox> {
  const spill = mkdtempSync(join(tmpdir(), 'carecount-sql-'));
  try {
    const instance = await DuckDBInstance.create(path, lockedConfig(spill, options));
    const connection = await instance.connect();
    await lock(connection, options.exportDirectory);
    const session = new Session(
      connection,
      new Stopwatch(() => connection.interrupt(), options.timeoutMs),
    );
    return {
      query: (sql) => session.query(sql),
      writeParquet: (sql, file, limit) => session.writeParquet(sql, file, limit),
      catalogue: () => readCatalogue(connection),
      cancel: () => {
        session.stopwatch.cancel();
      },
      async close() {
        await session.stopwatch.settled();
        connection.closeSync();
        instance.closeSync();
        rmSync(spill, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(spill, { recursive: true, force: true });
    throw error;
  }
}

function lockedConfig(spill: string, options: SandboxOptions): Record<string, string> {
  return {
    access_mode: 'READ_ONLY',
    memory_limit: options.memory ?? '2GB',
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    temp_directory: spill,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
  };
}

const LOCKED = {
  access_mode: 'read_only',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  allow_persistent_secrets: 'false',
  enable_external_access: 'false',
  lock_configuration: 'true',
};

/** Order matters: folders before external access goes, the lock last. Then both are tried. */
async function lock(connection: DuckDBConnection, exportDirectory?: string): Promise<void> {
  await connection.run("set TimeZone = 'Europe/London'");
  if (exportDirectory !== undefined) {
    await connection.run(`set allowed_directories = [${literal(exportDirectory)}]`);
  }
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');

  const names = Object.keys(LOCKED);
  const values = names.map((name) => `lower(current_setting(${literal(name)})::varchar)`);
  const reader = await connection.runAndReadAll(`select ${values.join(', ')}`);
  const wrong = Object.values(LOCKED).findIndex(
    (value, at) => reader.getRowsJS()[0]?.[at] !== value,
  );
  if (wrong >= 0) throw new Error(`the sandbox is not locked: ${names[wrong]} did not hold`);
  for (const attempt of ["from glob('/*')", 'set lock_configuration = false']) {
    const refused = await connection.run(attempt).then(
      () => false,
      () => true,
    );
    if (!refused) throw new Error(`the sandbox is not locked: it ran ${attempt}`);
  }
}

async function readCatalogue(connection: DuckDBConnection): Promise<Catalogue> {
  const reader = await connection.runAndReadAll(
    `select schema_name || '.' || table_name, column_name from duckdb_columns()
     where not internal order by schema_name, table_name, column_index`,
  );
  const catalogue = new Map<string, string[]>();
  for (const row of reader.getRowsJson()) {
    const [table, column] = row as [string, string];
    const columns = catalogue.get(table);
    if (columns === undefined) catalogue.set(table, [column]);
    else columns.push(column);
  }
  return catalogue;
}

const ABORTED = /current transaction is aborted/i;

/** One connection's queries, each in a transaction of its own: that is what tells a failed stream. */
class Session {
  constructor(
    private readonly connection: DuckDBConnection,
    readonly stopwatch: Stopwatch,
  ) {}

  async query(sql: string): Promise<QueryResult> {
    const statement = readingStatement(sql);
    this.stopwatch.start();
    await this.begin();
    try {
      const { prepared, staged } = await this.prepare(statement.text, statement);
      const result = await this.stopwatch.time(() => (staged ? prepared.run() : prepared.stream()));
      const columns = columnsOf(result.columnNames(), result.columnTypes());
      return { columns, blocks: () => this.blocks(result, columns, statement) };
    } catch (error) {
      await this.end();
      throw error;
    }
  }

  async writeParquet(sql: string, path: string, limit?: number): Promise<number> {
    const statement = readingStatement(sql);
    if (statement.isExplain) throw refusal('EXPLAIN', 'Its plan is text: leave --format out.');
    this.stopwatch.start();
    await this.begin();
    try {
      const direct = limit === undefined && /^(select|with|values|from)$/.test(statement.verb);
      const rows = direct
        ? `\n${statement.text}\n`
        : `from (\n${statement.text}\n)${limit === undefined ? '' : ` limit ${limit}`}`;
      const { prepared } = await this.prepare(
        `copy (${rows}) to ${literal(path)} (format parquet, compression zstd)`,
        statement,
        StatementType.COPY,
      );
      const result = await this.stopwatch.time(() => prepared.run());
      return Number((await result.getRowsJS())[0]?.[0] ?? 0);
    } catch (error) {
      throw lineEarlier(error);
    } finally {
      await this.end();
    }
  }

  /** Prepares what the engine itself counts and types: the text was only read for its wording. */
  private async prepare(
    text: string,
    statement: Statement,
    only?: StatementType,
  ): Promise<{ prepared: DuckDBPreparedStatement; staged: boolean }> {
    const extracted = await this.connection.extractStatements(text);
    if (extracted.count !== 1 && !statement.isPivot) {
      throw refusal(`${extracted.count} statements`, 'Run them one at a time.');
    }
    for (let index = 0; index < extracted.count - 1; index++) {
      const helper = await extracted.prepare(index);
      if (helper.statementType !== StatementType.CREATE) {
        const next = 'List the values here: PIVOT ... ON x IN (...).';
        throw refusal('a PIVOT that looks its values up first', next);
      }
      await this.stopwatch.time(() => helper.run());
    }
    const prepared = await extracted.prepare(extracted.count - 1);
    const type = prepared.statementType;
    const reads = type === StatementType.SELECT || type === StatementType.EXPLAIN;
    if (only === undefined ? !reads : type !== only) throw unreadable(type);
    return { prepared, staged: extracted.count > 1 };
  }

  private async *blocks(
    result: Awaited<ReturnType<DuckDBPreparedStatement['stream']>>,
    columns: readonly Column[],
    statement: Statement,
  ): AsyncGenerator<Block, void, undefined> {
    try {
      for (;;) {
        const chunk = await this.stopwatch.time(() => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) break;
        yield new Block(chunk, columns, chunk.rowCount);
      }
      await this.mustBeComplete(statement);
    } finally {
      await this.end();
    }
  }

  /**
   * A stream that fails part way looks to the driver like one that ended, but the failure aborts
   * the transaction. EXPLAIN ANALYZE runs the query again, keeps no rows, and says what was wrong.
   */
  private async mustBeComplete(statement: Statement): Promise<void> {
    const fault = await this.connection.run('select 1').then(() => undefined, messageOf);
    if (fault === undefined) return;
    if (!ABORTED.test(fault)) throw new Error(fault);
    await this.end();
    await this.stopwatch
      .time(() => this.connection.run(`explain analyze\n${statement.text}`))
      .catch((error: unknown) => {
        throw lineEarlier(error);
      });
    throw problem('CC-SQL-001', {
      where: 'query',
      expected: 'every row',
      got: 'a query that stopped part way',
      next: 'Run it again: what was written is not complete.',
    });
  }

  private async begin(): Promise<void> {
    await this.end();
    await this.connection.run('begin transaction read only');
  }

  private async end(): Promise<void> {
    await this.connection.run('rollback').catch(() => undefined);
  }
}

/** The engine counts lines in what we wrote around the query: its first line is our second. */
function lineEarlier(error: unknown): unknown {
  if (error instanceof CarecountError || !(error instanceof Error)) return error;
  const message = error.message.replace(
    /^LINE (\d+):(.*)\n( *)\^/m,
    (_, line: string, text: string, indent: string) => {
      const earlier = String(Number(line) - 1);
      const shift = line.length - earlier.length;
      return `LINE ${earlier}:${text}\n${indent.slice(shift)}^`;
    },
  );
  return new Error(message, { cause: error });
}

function unreadable(type: StatementType): Error {
  return refusal(StatementType[type].replaceAll('_', ' '), 'The published file can only be read.');
}
