import { describe, expect, it } from 'vitest';
import { silentLog } from '../../src/log.js';
import { buildModels } from '../../src/transform/index.js';
import { rejectionOf } from '../helpers/workspace.js';
import { modelsOf, modelText, tempDatabase } from './helpers.js';

/** What is told of a model over an invented table, a code list and a staging view. */
async function told(sql: string, view = 'select job_count, note from raw.returned') {
  const database = await tempDatabase();
  await database.run(
    `create schema raw;
    create table raw.returned as select 3 as job_count, 'twelve' as note;
    create schema reference;
    create table reference.job_role as select '8' as job_role_code;
    create macro reference.role_name(code) as 'role ' || code`,
  );
  const models = modelsOf({
    'staging/stg_returned.sql': modelText(view, ['job_count', 'note'], ['job_count']),
    'core/fct_x.sql': modelText(sql),
  });
  return (await rejectionOf(buildModels(database, models, silentLog))) as {
    code: string;
    exitCode: number;
    message: string;
  };
}

/** The header that `modelText` writes takes the first eight lines. */
const LINE = 8;

describe('the fault of a model', () => {
  it.each<[claim: string, sql: string, line: number, got: RegExp, next: string]>([
    [
      'a column that is not there',
      'select\n    job_cuont as a\nfrom staging.stg_returned',
      2,
      /got Referenced column "job_cuont" not found in FROM clause\./,
      'Did you mean "job_count"?',
    ],
    [
      'a column that its table does not have',
      'select\n    stg_returned.job_cuont as a\nfrom staging.stg_returned',
      2,
      /got \w[\w ]* "stg_returned" does not have a column named "job_cuont"\./,
      'Did you mean "job_count"?',
    ],
    [
      'a column that a CTE does not have',
      'with counted as (select job_count as counted_jobs from staging.stg_returned)\n\nselect counted.countd_jobs as a\nfrom counted',
      3,
      /got \w[\w ]* "counted" does not have a column named "countd_jobs"\./,
      'Did you mean "counted_jobs"?',
    ],
    [
      'a column of a table that is not in its FROM',
      'select\n    stg_retuned.job_count as a\nfrom staging.stg_returned',
      2,
      /got Referenced table "stg_retuned" not found\./,
      'Did you mean "stg_returned"?',
    ],
    [
      'a table that no model makes',
      'select job_count as a\n\nfrom staging.stg_retuned',
      3,
      /got "staging\.stg_retuned"\./,
      'Did you mean "staging.stg_returned"?',
    ],
    [
      'a code list that is not there',
      'select job_role_code as a\nfrom reference.job_roles',
      2,
      /got Table with name job_roles does not exist\./,
      'Did you mean "reference.job_role"?',
    ],
    [
      'a name that is neither a CTE nor a table with its schema',
      'select a from stg_returned',
      1,
      /got "stg_returned"\./,
      'Did you mean "staging.stg_returned"?',
    ],
    [
      'a function that is not there',
      'select\n    list_summ([job_count]) as a\nfrom staging.stg_returned',
      2,
      /got Scalar Function with name list_summ does not exist\./,
      'Did you mean "list_sum"?',
    ],
    [
      'a macro that is not there',
      "select reference.role_nam('8') as a",
      1,
      /got Scalar Function with name role_nam does not exist\./,
      'Did you mean "role_name"?',
    ],
    [
      'a type that a function does not take',
      'select\n    1 as b,\n    sum(note) as a\nfrom staging.stg_returned',
      3,
      /got No function matches the given name and argument types 'sum\(VARCHAR\)'/,
      'Cast what it is given: it takes sum(DECIMAL), sum(BOOLEAN)',
    ],
    [
      'a column that USING does not find on both sides, of which DuckDB tells no line',
      'select job_count as a\nfrom staging.stg_returned\ninner join reference.job_role using (job_role_code)',
      3,
      /got Column "job_role_code" does not exist on left side of join\./,
      'Mend the statement.',
    ],
    [
      'a column that is neither grouped nor summed',
      'select job_count as a,\n    count(*) as b\nfrom staging.stg_returned',
      1,
      /got column "job_count" must appear in the GROUP BY clause/,
      'Either add it to the GROUP BY list',
    ],
    [
      'a cell that is no number',
      'select\n    cast(note as integer) as a\nfrom staging.stg_returned',
      2,
      /got Could not convert string '…' to INT32/,
      'Mend the statement.',
    ],
  ])('names file, line and what to write for %s', async (_, sql, line, got, next) => {
    const { code, exitCode, message } = await told(sql);
    expect({ code, exitCode }).toEqual({ code: 'CC-MOD-001', exitCode: 13 });
    expect(message).toContain(`core/fct_x.sql line ${LINE + line}: expected`);
    expect(message).toMatch(got);
    expect(message).toContain(next);
    expect(message).not.toContain('\n');
    expect(message).not.toContain('twelve');
  });

  it('names the view in which a cell cannot be converted, not the model that read it', async () => {
    const { message } = await told(
      'select note as a\nfrom staging.stg_returned',
      'select\n    job_count,\n    cast(note as integer) as note\nfrom raw.returned',
    );
    // Its header has a line more: a second column.
    expect(message).toContain(`staging/stg_returned.sql line ${LINE + 1 + 3}: expected`);
    expect(message).toContain("got Could not convert string '…' to INT32");
  });
});
