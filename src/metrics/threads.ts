import type { Database } from '../warehouse/database.js';

/**
 * Rows of contributions from which sharing them out over threads pays. A family is some hundred small
 * statements: on two threads those of the demonstration took twice the time that they took on one.
 */
const ROWS_FOR_THREADS = 500_000;

/** Does the work on a family's contributions, on one thread where there are few of them. */
export async function onFewThreads(database: Database, work: () => Promise<void>): Promise<void> {
  const [row] = await database.rows(
    "select count(*) as rows, current_setting('threads') as threads from contribution",
  );
  if (Number(row?.['rows']) >= ROWS_FOR_THREADS) {
    await work();
    return;
  }
  await database.run('set threads = 1');
  try {
    await work();
  } finally {
    await database.run(`set threads = ${String(row?.['threads'])}`);
  }
}
