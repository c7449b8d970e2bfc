import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { packageDir } from '../config.js';
import { messageOf, problem } from '../errors.js';

/** A SQL file with a header, before the database has seen it. */
export interface SqlFile<Header> {
  /** Relative to the package, for messages. */
  readonly file: string;
  /** The file's name without its ending. */
  readonly name: string;
  readonly header: Header;
  /** The statement, header left out, with as many lines before it as the header took. */
  readonly sql: string;
}

/** The folder of the built-in SQL. */
export const sqlDir = join(packageDir, 'sql');

/** Where SQL is read from: the package's folder, then a workspace's own `sql/`, if it has one. */
export function sqlDirs(workspaceDir: string): string[] {
  const own = join(workspaceDir, 'sql');
  return own !== sqlDir && existsSync(own) ? [sqlDir, own] : [sqlDir];
}

/** Every file below a folder with an ending, by path. */
export function listSql(dir: string, ending = '.sql'): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Reads a SQL file and the YAML in its leading comment.
 * @throws CC-MOD-002 naming the file and the key that is wrong.
 */
export function readSqlFile<Header>(path: string, schema: z.ZodType<Header>): SqlFile<Header> {
  const file = relative(packageDir, path);
  const text = readFileSync(path, 'utf8');
  const match = /^\/\*\n([\s\S]*?)\n\*\/\n/.exec(text);
  const wrong = (got: string, where = file) =>
    problem('CC-MOD-002', {
      where,
      expected: 'a header of YAML in a comment at its head, as CONTRIBUTING.md says',
      got,
      next: `Mend the header of ${file}.`,
    });
  if (match?.[1] === undefined) throw wrong('no such comment');
  let value: unknown;
  try {
    value = parseYaml(match[1], { merge: true });
  } catch (error) {
    throw wrong(messageOf(error).split('\n')[0] ?? 'no YAML');
  }
  const header = schema.safeParse(value);
  if (!header.success) {
    const issue = header.error.issues[0];
    throw wrong(
      issue?.message ?? 'something else',
      `${file} ${issue?.path.join('.') ?? ''}`.trim(),
    );
  }
  const blank = '\n'.repeat(match[0].split('\n').length - 1);
  return {
    file,
    name: basename(path, '.sql'),
    header: header.data,
    sql: blank + text.slice(match[0].length),
  };
}
