import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { messageOf } from '../errors.js';

/** A value that can stand for a `$parameter` of a statement. */
export type Parameter = string | number | bigint | boolean | null;

/** One row, column name to plain JavaScript value. */
export type Row = Record<string, unknown>;

/** An open database and its one connection. The only face of the driver the rest of the code sees. */
export interface Database {
  readonly connection: DuckDBConnection;
  /** Runs one statement for its effect. */
  run(sql: string, parameters?: Record<string, Parameter>): Promise<void>;
  /**
   * Runs one query and gives its rows. DECIMAL comes as a number (fifteen digits hold), BIGINT and
   * HUGEINT as a number where they are safe, DATE as `yyyy-mm-dd`, TIMESTAMP as ISO text.
   */
  rows(sql: string, parameters?: Record<string, Parameter>): Promise<Row[]>;
  /** Another connection to the same database, which works beside this one; closed by `close`, before it. */
  beside(): Promise<Database>;
  /** Closes the connection, then the instance: only so is no `.wal` left beside the file. */
  close(): void;
}

export interface OpenOptions {
  readonly memory?: string | undefined;
  readonly threads?: number | undefined;
  readonly tempDirectory?: string | undefined;
}

const OFFLINE = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

/**
 * Opens a new database, in memory or at a path, to build in. Its faults never quote what a cell holds:
 * it reads what providers send, and messages are printed and kept.
 */
export async function openForBuild(
  path = ':memory:',
  options: OpenOptions = {},
): Promise<Database> {
  return wrap(
    await DuckDBInstance.create(path, {
      ...OFFLINE,
      storage_compatibility_version: 'latest',
      ...limits(options),
    }),
    withoutCells,
  );
}

/** Opens a published file for reading. Readers never lock each other out. */
export async function openReadOnly(path: string, options: OpenOptions = {}): Promise<Database> {
  return wrap(
    await DuckDBInstance.create(path, { ...OFFLINE, access_mode: 'READ_ONLY', ...limits(options) }),
  );
}

function limits({ memory, threads, tempDirectory }: OpenOptions): Record<string, string> {
  return {
    ...(memory === undefined ? {} : { memory_limit: memory }),
    ...(threads === undefined ? {} : { threads: String(threads) }),
    ...(tempDirectory === undefined ? {} : { temp_directory: tempDirectory }),
  };
}

/** The faults that are about a value, and quote it. */
const ABOUT_A_VALUE = /^(?:Conversion|Invalid Input|Constraint|Out of Range|Mismatch Type) Error/;

/**
 * A fault without the values it quotes, which may hold quotation marks themselves.
 * @example withoutCells(new Error("Conversion Error: Could not convert string 'Ann' to INT32"))
 * // Error("Conversion Error: Could not convert string '…' to INT32")
 */
function withoutCells(error: unknown): unknown {
  const message = messageOf(error);
  if (!ABOUT_A_VALUE.test(message)) return error;
  const [first = ''] = message.split('\n', 1);
  const line = /\nLINE \d+:/.exec(message)?.[0] ?? '';
  return new Error(first.replace(/(['"]).*(['"])/, '$1…$2') + line);
}

async function wrap(
  instance: DuckDBInstance,
  told: (error: unknown) => unknown = (error) => error,
): Promise<Database> {
  const database = await connected(instance, told);
  return {
    ...database,
    close() {
      database.close();
      instance.closeSync();
    },
  };
}

/** A connection of its own, which leaves the instance open when it is closed. */
async function connected(
  instance: DuckDBInstance,
  told: (error: unknown) => unknown,
): Promise<Database> {
  const connection = await instance.connect();
  const asked = async <Result>(answer: Promise<Result>): Promise<Result> => {
    try {
      return await answer;
    } catch (error) {
      throw told(error);
    }
  };
  return {
    connection,
    async run(sql, parameters) {
      await asked(connection.run(sql, parameters));
    },
    async rows(sql, parameters) {
      const reader = await asked(connection.runAndReadAll(sql, parameters));
      const names = reader.deduplicatedColumnNames();
      return reader.getRowsJS().map((values) => {
        const row: Row = {};
        names.forEach((name, index) => {
          row[name] = plain(values[index]);
        });
        return row;
      });
    },
    beside: () => connected(instance, told),
    close() {
      connection.closeSync();
    },
  };
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  }
  if (value instanceof Date) {
    const iso = value.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso;
  }
  if (Array.isArray(value)) return value.map(plain);
  return value;
}

/** Quotes a text as a SQL string literal. For paths and names only: values go as parameters. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Quotes a name as a SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
