import { join } from 'node:path';
import { messageOf, problem } from '../errors.js';
import type { Database } from '../warehouse/database.js';
import { listSql, readSqlFile, sqlDir } from '../warehouse/sql-file.js';
import { checkHeaderSchema } from './header.js';

/** What a check found. */
export interface CheckResult {
  readonly checkId: string;
  readonly title: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly failureCount: number;
}

/** Runs every check: a SELECT of the rows that fail. */
export async function runChecks(
  database: Database,
  dirs: readonly string[] = [sqlDir],
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const path of dirs.flatMap((dir) => listSql(join(dir, 'checks')))) {
    const { file, name, header, sql } = readSqlFile(path, checkHeaderSchema);
    try {
      const [row] = await database.rows(`select count(*) as failure_count from (${sql}\n)`);
      results.push({
        checkId: name,
        title: header.title,
        severity: header.severity,
        message: header.message,
        failureCount: Number(row?.['failure_count']),
      });
    } catch (error) {
      throw problem('CC-MOD-001', {
        where: file,
        expected: 'a check that DuckDB can run',
        got: messageOf(error).split('\n')[0],
        next: 'Mend the statement.',
      });
    }
  }
  return results;
}
