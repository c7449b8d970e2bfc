import { messageOf, nearest, type Problem } from '../errors.js';
import type { Database } from './database.js';

/** How many things to choose from a message lists. */
const SHOWN = 8;

/**
 * Words the fault of a SQL file that DuckDB does not run: the file, the line, what is missing and what is nearest to
 * it.
 * @param sql the file's statement, with as many lines before it as the file has.
 */
export async function statementFault(
  database: Database,
  { file, sql }: { readonly file: string; readonly sql: string },
  error: unknown,
): Promise<Problem> {
  const message = messageOf(error);
  const [first = message] = message.split('\n');
  const line = lineOf(message) ?? lineNaming(sql, first);
  return {
    where: line === undefined ? file : `${file} line ${line}`,
    expected: 'a SELECT that DuckDB can run',
    got: first.replace(/^[\w ]+ Error: /, '').replace(/[.!]$/, ''),
    next: await advice(database, sql, message),
  };
}

function lineOf(message: string): number | undefined {
  const line = /LINE (\d+):/.exec(message)?.[1];
  return line === undefined ? undefined : Number(line);
}

/** Where DuckDB gives no line: the first that has the name which its message quotes. */
function lineNaming(sql: string, message: string): number | undefined {
  const name = /"([^"]+)"/.exec(message)?.[1];
  if (name === undefined) return undefined;
  const at = sql.split('\n').findIndex((line) => line.includes(name));
  return at < 0 ? undefined : at + 1;
}

async function advice(database: Database, sql: string, message: string): Promise<string> {
  const table = /Table with name ("?)(.+?)\1 does not exist/.exec(message)?.[2];
  if (table !== undefined) return didYouMean(table, await tableNames(database));
  const [, source, column] = /"([^"]+)" does not have a column named "([^"]+)"/.exec(message) ?? [];
  const given = candidatesIn(message);
  if (source !== undefined && column !== undefined && given.length === 0) {
    return didYouMean(column, await columnNames(database, source, sql));
  }
  const wanted = column ?? /"([^"]+)"(?: not found| in struct)/.exec(message)?.[1];
  if (given.length > 0) return didYouMean(wanted ?? '', given);
  const suggested = /Did you mean "([^"]+)"/.exec(message)?.[1];
  if (suggested !== undefined) return `Did you mean "${suggested}"?`;
  const forms = [...message.matchAll(/^\t(\w+\(.*\)) ->/gm)].map(([, form]) => form ?? '');
  if (forms.length > 0) return `Cast what it is given: it takes ${listed(forms)}.`;
  return /^(Either .*)$/m.exec(message)?.[1] ?? 'Mend the statement.';
}

/** The columns of the table of a name; of a CTE with a name of its own, the names that its statement gives. */
async function columnNames(database: Database, source: string, sql: string): Promise<string[]> {
  const rows = await database.rows(
    `select distinct column_name as name from duckdb_columns()
    where not internal and table_name = $source order by name`,
    { source },
  );
  if (rows.length > 0) return rows.map((row) => String(row['name']));
  return [...new Set([...sql.matchAll(/\bas (\w+)\b/g)].map(([, name]) => name ?? ''))];
}

function candidatesIn(message: string): string[] {
  const list = /Candidate (?:bindings|tables|Entries):[: ]*([^\n]*)/.exec(message)?.[1] ?? '';
  return [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name ?? '');
}

function didYouMean(name: string, known: readonly string[]): string {
  const last = (text: string) => text.slice(text.lastIndexOf('.') + 1);
  const near = nearest(last(name), known.map(last));
  const whole = known.find((each) => last(each) === near);
  if (whole !== undefined) return `Did you mean "${whole}"?`;
  return known.length === 0 ? 'Mend the name.' : `There are ${listed(known)}.`;
}

function listed(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `${names.slice(0, SHOWN).join(', ')}${more}`;
}

async function tableNames(database: Database): Promise<string[]> {
  const rows = await database.rows(
    `select distinct schema_name || '.' || table_name as name from duckdb_columns()
    where not internal order by name`,
  );
  return rows.map((row) => String(row['name']));
}
