import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Workspace } from '../config.js';
import { messageOf, problem } from '../errors.js';
import { identifier, literal, type Database } from '../warehouse/database.js';

/** A comma separated file and the names in its header. */
export interface CsvFile {
  readonly path: string;
  readonly columns: readonly string[];
}

/** Reads the header of a comma separated file. */
export async function openCsv(database: Database, path: string): Promise<CsvFile> {
  const [row] = await database.rows(
    `select "Columns" as columns from sniff_csv(${literal(path)}, delim = ',', header = true, all_varchar = true)`,
  );
  const columns = (row?.['columns'] as { name: string }[]).map(({ name }) => name);
  return { path, columns };
}

/** A table function that reads a file with all its cells as text, and an empty one as null. */
export function readCsvSql({ path, columns }: CsvFile): string {
  const types = columns.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${literal(path)}, delim = ',', quote = '"', escape = '"', header = true,
    auto_detect = false, columns = {${types}})`;
}

/** The first of some names that a file has in its header, in any case; as the file writes it. */
export function columnNamed({ columns }: CsvFile, pattern: RegExp): string | undefined {
  return columns.find((name) => pattern.test(name.trim()));
}

/**
 * Opens a file that the workspace names, under a key of `carecount.yaml`.
 * @throws CC-CFG-003 where it is missing or cannot be read as comma separated.
 */
export async function openOwnFile(
  database: Database,
  workspace: Workspace,
  path: string,
  key = 'geography',
): Promise<CsvFile> {
  const absolute = resolve(workspace.dir, path);
  if (!existsSync(absolute)) {
    throw problem('CC-CFG-003', {
      where: `carecount.yaml ${key}: ${path}`,
      expected: 'a file',
      got: 'no such file',
      next: 'Put it there, or take the line out of carecount.yaml.',
    });
  }
  try {
    return await openCsv(database, absolute);
  } catch (error) {
    throw badFile(path, 'a comma separated file with a header', error);
  }
}

/** The problem of a workspace's file that is there and wrong. */
export function badFile(path: string, expected: string, error: unknown): Error {
  return problem(
    'CC-CFG-003',
    { where: path, expected, got: messageOf(error).split('\n')[0], next: 'Mend the file.' },
    error,
  );
}

/** An expression for a column's text, null where it is blank. */
export function textOf(column: string): string {
  return `nullif(trim(${identifier(column)}), '')`;
}
