import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { asWorkspaceError, messageOf, problem } from '../errors.js';
import { openForBuild } from './database.js';

/**
 * Takes the workspace's run lock: an empty database held open, which the operating system frees
 * when its holder dies, however it dies.
 * @returns a function that gives it back.
 * @throws CC-RUN-001 naming the process that holds it.
 */
export async function takeLock(path: string): Promise<() => void> {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const database = await openForBuild(path);
    return () => {
      database.close();
    };
  } catch (error) {
    const text = messageOf(error);
    if (!text.includes('Could not set lock on file')) {
      throw asWorkspaceError(error, path);
    }
    const holder = /PID (\d+)/.exec(text)?.[1];
    throw problem('CC-RUN-001', {
      where: path,
      expected: 'no other run in this workspace',
      got: holder === undefined ? 'one that holds the lock' : `process ${holder}`,
      next: 'Wait for it to end. The lock frees itself when that process stops.',
    });
  }
}
