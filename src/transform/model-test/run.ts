import { messageOf } from '../../errors.js';
import { identifier, type Database } from '../../warehouse/database.js';
import { fillTable, requireColumns, typedRows, UnfitCase, type ColumnTypes } from './fill.js';
import type { ModelTest, TestRow } from './read.js';

/** What came of a case. */
export interface TestOutcome {
  readonly passed: boolean;
  /** Why it could not be run; null where it could. */
  readonly fault: string | null;
  readonly missing: readonly TestRow[];
  readonly unexpected: readonly TestRow[];
  /** Whether the rows are the right ones in another order than the case asks for. */
  readonly isMisordered: boolean;
}

/** Runs a case on a warehouse in memory and leaves that as it was. */
export async function runModelTest(
  database: Database,
  sql: string,
  test: ModelTest,
): Promise<TestOutcome> {
  await database.run('begin');
  try {
    for (const [table, rows] of Object.entries(test.given)) await fillTable(database, table, rows);
    return await compare(database, sql, test);
  } catch (error) {
    const fault = messageOf(error).split('\n')[0] ?? '';
    return { passed: false, fault, missing: [], unexpected: [], isMisordered: false };
  } finally {
    await database.run('rollback');
  }
}

async function compare(database: Database, sql: string, test: ModelTest): Promise<TestOutcome> {
  const described = await database.rows(`describe select * from (${sql}\n)`);
  const types = new Map(
    described.map((row) => [String(row['column_name']), String(row['column_type'])]),
  );
  requireColumns(test.model, types, test.expect);
  const compared = comparedColumns(test, types);
  const wanted = await typedRows(database, test.model, compared, test.expect);
  const expected = await rowTexts(database, wanted, compared);
  const actual = await rowTexts(database, sql, compared);
  const missing = without(expected, actual);
  const unexpected = without(actual, expected);
  const isSame = missing.length === 0 && unexpected.length === 0;
  const isMisordered =
    isSame && test.isOrdered && expected.some((text, index) => text !== actual[index]);
  return {
    passed: isSame && !isMisordered,
    fault: null,
    missing: missing.map(rowOf),
    unexpected: unexpected.map(rowOf),
    isMisordered,
  };
}

/** The columns that the expected rows name, each the same; all where no row is expected. */
function comparedColumns(test: ModelTest, types: ColumnTypes): ColumnTypes {
  const [first, ...others] = test.expect;
  if (first === undefined) return types;
  const names = Object.keys(first);
  const odd = others.find(
    (row) => Object.keys(row).length !== names.length || !names.every((name) => name in row),
  );
  if (odd !== undefined) {
    throw new UnfitCase(
      `expected rows that all name ${names.join(', ')}; got one that names ${Object.keys(odd).join(', ')}`,
    );
  }
  return new Map(names.map((name) => [name, types.get(name) ?? 'VARCHAR']));
}

/** Each row as JSON text: of equal rows of equal types it is equal. */
async function rowTexts(database: Database, sql: string, columns: ColumnTypes): Promise<string[]> {
  const names = [...columns.keys()].map(identifier).join(', ');
  const rows = await database.rows(
    `select to_json(compared)::varchar as text from (select ${names} from (${sql}\n)) as compared`,
  );
  return rows.map((row) => String(row['text']));
}

/** The texts that are not among others, as often as they are more there. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const text of others) left.set(text, (left.get(text) ?? 0) + 1);
  return texts.filter((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}

function rowOf(text: string): TestRow {
  return JSON.parse(text) as TestRow;
}
