import { identifier, literal, type Database } from '../warehouse/database.js';
import { createTableOf } from '../warehouse/insert.js';
import type { CheckResult } from './checks.js';

const RESULT = {
  title:
    'Checks of the run. Grain: one row per check. Source: the headers of models and sql/checks',
  columns: {
    check_id: 'The model and what is checked of it, or the name of its file in sql/checks',
    kind: 'unique, not_null, accepted_values, relationship, range, sum_of_parts, row_count or sql',
    model: 'The model whose header it stands in; null for one of sql/checks',
    file: 'The file it stands in',
    title: 'What has to hold',
    severity: 'error stops publication, warning does not',
    message: 'What it means when it fails',
    failure_count: 'Rows that fail, all of them',
    stored_count: 'Of these, rows that ops.check_failure has',
  },
};

const FAILURE = {
  title:
    'Rows that fail a check, at most 100 a check. Grain: one row per failing row. Source: the checks of the run',
  columns: {
    check_id: 'The check, as in ops.check_result',
    row_number: 'Counts from 1 within the check, in the order of the columns of its rows',
    failing_row: 'The row as JSON; of a row about a person only where to find it',
    has_sharing_consent: 'Whether the row may be published, as the workplace it names',
  },
};

/** Fills `ops.check_result` and `ops.check_failure`. Needs `core.fct_workplace_month`. */
export async function writeCheckTables(
  database: Database,
  results: readonly CheckResult[],
): Promise<void> {
  await writeFailures(database, results);
  await writeResults(database, results);
  await describe(database, 'ops.check_result', RESULT);
  await describe(database, 'ops.check_failure', FAILURE);
}

async function writeFailures(database: Database, results: readonly CheckResult[]): Promise<void> {
  await createTableOf(
    database,
    'ops.check_row',
    { check_id: 'VARCHAR', row_number: 'INTEGER', failing_row: 'VARCHAR' },
    results.flatMap(({ checkId, rows }) =>
      rows.map((row, index) => ({ check_id: checkId, row_number: index + 1, failing_row: row })),
    ),
  );
  await database.run(`create table ops.check_failure as
    with shared as (
        select workplace_id
        from core.fct_workplace_month
        group by all
        having bool_and(has_sharing_consent)
    ),

    named as (
        select
            check_row.*,
            cast(failing_row ->> 'has_sharing_consent' as boolean) as said_consent,
            coalesce(
                failing_row ->> 'workplace_id',
                case
                    when json_exists(failing_row, '$.local_establishment_id')
                        then concat_ws('/', failing_row ->> 'submitter', failing_row ->> 'local_establishment_id')
                end
            ) as named_workplace_id,
        from ops.check_row
    )

    select
        named.check_id,
        named.row_number,
        named.failing_row,
        case
            when json_exists(named.failing_row, '$.has_sharing_consent') then coalesce(named.said_consent, false)
            when named.named_workplace_id is null then true
            else shared.workplace_id is not null
        end as has_sharing_consent,
    from named
    left join shared on named.named_workplace_id = shared.workplace_id
    order by all`);
  await database.run('drop table ops.check_row');
}

async function writeResults(database: Database, results: readonly CheckResult[]): Promise<void> {
  const stored = await database.rows(
    `select check_id, count(*) as stored_count from ops.check_failure
    where has_sharing_consent group by all`,
  );
  const storedOf = new Map(stored.map((row) => [row['check_id'], row['stored_count']]));
  await createTableOf(
    database,
    'ops.check_result',
    {
      check_id: 'VARCHAR',
      kind: 'VARCHAR',
      model: 'VARCHAR',
      file: 'VARCHAR',
      title: 'VARCHAR',
      severity: 'VARCHAR',
      message: 'VARCHAR',
      failure_count: 'BIGINT',
      stored_count: 'BIGINT',
    },
    results.map((result) => ({
      check_id: result.checkId,
      kind: result.kind,
      model: result.model,
      file: result.file,
      title: result.title,
      severity: result.severity,
      message: result.message,
      failure_count: result.failureCount,
      stored_count: storedOf.get(result.checkId) ?? 0,
    })),
  );
}

async function describe(
  database: Database,
  table: string,
  { title, columns }: { title: string; columns: Record<string, string> },
): Promise<void> {
  await database.run(`comment on table ${table} is ${literal(title)}`);
  for (const [column, note] of Object.entries(columns)) {
    await database.run(`comment on column ${table}.${identifier(column)} is ${literal(note)}`);
  }
}
