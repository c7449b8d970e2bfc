import { cleaningSchema, THRESHOLD_SOURCES, type Threshold } from '../cleaning.js';
import type { Workspace } from '../config.js';
import { problem } from '../errors.js';
import type { Database } from '../warehouse/database.js';
import { createTableOf } from '../warehouse/insert.js';
import { badFile, openOwnFile, readCsvSql, textOf } from './own-file.js';

/** Fills `reference.cleaning`: the thresholds that models read, each with where it comes from. */
export async function loadCleaning(database: Database, { config }: Workspace): Promise<void> {
  const defaults = cleaningSchema.parse({});
  const rows = (Object.keys(THRESHOLD_SOURCES) as Threshold[]).map((name) => {
    const value = config.cleaning[name];
    const source = value === defaults[name] ? THRESHOLD_SOURCES[name] : 'carecount.yaml';
    return { name, value, source };
  });
  const columns = { name: 'VARCHAR', value: 'DECIMAL(18, 8)', source: 'VARCHAR' };
  await createTableOf(database, 'reference.cleaning', columns, rows);
}

const TEXTS = ['submitter', 'workplace_id', 'reason', 'decided_by'];
const COLUMNS = ['submitter', 'workplace_id', 'from', 'to', 'reason', 'decided_by'];

/**
 * Fills `raw.exclusion`: workplaces that a workspace leaves out of every measure, and why. It is not
 * published, because it can tell of a workplace that has not agreed to share.
 * @throws CC-CFG-003 for a row that does not say who, why and by whose decision, or for days that are none.
 */
export async function loadExclusions(database: Database, workspace: Workspace): Promise<void> {
  await database.run('create schema if not exists raw');
  const path = workspace.config.cleaning.exclusions;
  if (path === undefined) {
    const types = TEXTS.map((name) => [name, 'VARCHAR']);
    await createTableOf(
      database,
      'raw.exclusion',
      {
        line: 'BIGINT',
        from_date: 'DATE',
        to_date: 'DATE',
        ...(Object.fromEntries(types) as Record<string, string>),
      },
      [],
    );
    return;
  }
  const file = await openOwnFile(database, workspace, path, 'cleaning.exclusions');
  try {
    await database.run(
      `create table raw.exclusion as
      select
          row_number() over () + 1 as line,
          cast(${textOf('from')} as date) as from_date,
          cast(${textOf('to')} as date) as to_date,
          ${TEXTS.map((name) => `${textOf(name)} as ${name}`).join(', ')}
      from ${readCsvSql(file)}`,
    );
  } catch (error) {
    throw badFile(path, `the columns ${COLUMNS.join(', ')}, days as 2026-04-30`, error);
  }
  await requireExclusions(database, path);
}

async function requireExclusions(database: Database, path: string): Promise<void> {
  const [wrong] = await database.rows(
    `select
        line,
        case
            when submitter is null then 'no submitter'
            when reason is null then 'no reason'
            when decided_by is null then 'no word on who decided'
            when from_date > to_date then 'a from after its to'
            else 'the workplace of another submitter'
        end as fault
    from raw.exclusion
    where submitter is null or reason is null or decided_by is null or from_date > to_date
        or not starts_with(workplace_id, submitter || '/')
    order by line limit 1`,
  );
  if (wrong === undefined) return;
  throw problem('CC-CFG-003', {
    where: `${path} line ${String(wrong['line'])}`,
    expected:
      'a submitter, a reason and decided_by; workplace_id empty or as in core.fct_workplace_month (alder-care/H1); from no later than to',
    got: String(wrong['fault']),
    next: 'Mend the row.',
  });
}
