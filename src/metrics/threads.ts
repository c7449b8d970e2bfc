import type { Database } from '../warehouse/database.js';

/**
 * Workers' records from which sharing each statement out over threads pays. A family of metrics is some
 * hundred small statements: on two threads those of the demonstration took twice the time that they took
 * on one, so that below it each thread takes families of its own instead.
 */
const ROWS_FOR_THREADS = 500_000;

/**
 * Does something for each of several things in the database: one after another on all threads where there
 * is much, else side by side, on a connection and a thread each.
 * @throws the fault of the first of them that fails, once all have ended.
 */
export async function onAllThreads<Item>(
  database: Database,
  items: readonly Item[],
  work: (database: Database, item: Item) => Promise<void>,
): Promise<void> {
  const [row] = await database.rows(
    `select max(estimated_size) as rows, current_setting('threads') as threads
    from duckdb_tables() where schema_name = 'core' and table_name = 'fct_worker_month'`,
  );
  const threads = Number(row?.['threads']);
  if (Number(row?.['rows']) >= ROWS_FOR_THREADS) {
    for (const item of items) await work(database, item);
    return;
  }
  const waiting = [...items];
  const takeTurns = async (own: Database): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await work(own, item);
    }
  };
  const others = await Promise.all(Array.from({ length: threads - 1 }, () => database.beside()));
  await database.run('set threads = 1');
  try {
    const ended = await Promise.allSettled([database, ...others].map(takeTurns));
    const failed = ended.find((each) => each.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  } finally {
    for (const other of others) other.close();
    await database.run(`set threads = ${threads}`);
  }
}
