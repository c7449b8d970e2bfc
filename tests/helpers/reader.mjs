// Reads what is published, over and over, as an analyst's script would, until its standard input ends.
// Each time by a new connection. Prints one line of JSON for each.
// Usage: node reader.mjs PUBLISHED
import { realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

const [published = ''] = process.argv.slice(2);
const { openReadOnly } = await import('../../dist/src/warehouse/database.js');

let isOver = false;
process.stdin.on('end', () => (isOver = true)).resume();

while (!isOver) {
  const at = Date.now();
  const said = { at };
  try {
    const dir = realpathSync(published);
    const database = await openReadOnly(join(dir, 'carecount.duckdb'), { threads: 1 });
    try {
      const [row] = await database.rows(
        'select count(*) as measure_count, sum(numerator) as total from metrics.measure',
      );
      Object.assign(said, { run: basename(dir), measures: row?.['measure_count'] });
    } finally {
      database.close();
    }
  } catch (error) {
    Object.assign(said, { fault: String(error) });
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
  await pause(1000);
}
