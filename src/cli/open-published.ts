import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../config.js';
import { problem } from '../errors.js';
import { openReadOnly, type Database } from '../warehouse/database.js';

/**
 * Where a published file lies, resolved once: a run that publishes meanwhile does not touch it.
 * @throws CC-CFG-006 where nothing is published yet.
 */
export function publishedPath(
  { publishedLink }: Pick<Workspace, 'publishedLink'>,
  name = 'carecount.duckdb',
): string {
  const path = join(publishedLink, name);
  if (existsSync(path)) return realpathSync(path);
  throw problem('CC-CFG-006', {
    where: path,
    expected: 'a published warehouse',
    got: 'none yet',
    next: 'Run carecount nightly first.',
  });
}

/**
 * Reads from the published internal file, and closes it.
 * @throws CC-CFG-006 where nothing is published yet.
 */
export async function readPublished<Result>(
  workspace: Workspace,
  read: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openReadOnly(publishedPath(workspace));
  try {
    return await read(database);
  } finally {
    database.close();
  }
}
