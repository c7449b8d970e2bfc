import { join } from 'node:path';
import { messageOf, problem } from '../errors.js';
import type { Database } from '../warehouse/database.js';
import { listSql, readSqlFile, sqlDir } from '../warehouse/sql-file.js';
import { failingRows, tablesAboutPeople, type FailingRows } from './failing-rows.js';
import { headerChecks, type Check } from './header-checks.js';
import { checkHeaderSchema } from './header.js';
import type { Model } from './model.js';

/** What a check found. */
export interface CheckResult extends Omit<Check, 'sql' | 'shows'>, FailingRows {}

/** Runs every check, those in the headers of models and those in files, and gives them by their id. */
export async function runChecks(
  database: Database,
  dirs: readonly string[] = [sqlDir],
  models: readonly Model[] = [],
): Promise<CheckResult[]> {
  const aboutPeople = await tablesAboutPeople(database);
  const results: CheckResult[] = [];
  for (const { sql, shows, ...check } of [...models.flatMap(headerChecks), ...fileChecks(dirs)]) {
    try {
      results.push({ ...check, ...(await failingRows(database, sql, { aboutPeople, shows })) });
    } catch (error) {
      throw problem('CC-MOD-001', {
        where: check.model === null ? check.file : `${check.file} ${check.checkId}`,
        expected: 'a check that DuckDB can run',
        got: messageOf(error).split('\n')[0],
        next: 'Mend the statement.',
      });
    }
  }
  return results.sort((a, b) => (a.checkId < b.checkId ? -1 : a.checkId > b.checkId ? 1 : 0));
}

function fileChecks(dirs: readonly string[]): Check[] {
  return dirs
    .flatMap((dir) => listSql(join(dir, 'checks')))
    .map((path) => {
      const { file, name, header, sql } = readSqlFile(path, checkHeaderSchema);
      const { title, severity, message, shows } = header;
      return {
        checkId: name,
        kind: 'sql',
        model: null,
        file,
        title,
        severity,
        message: message.trim(),
        sql,
        shows,
      };
    });
}
