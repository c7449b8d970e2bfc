import { posix } from 'node:path';
import type SftpClient from 'ssh2-sftp-client';
import type { SftpSource } from '../../config.js';
import type { CarecountError } from '../../errors.js';
import {
  byAge,
  isHidden,
  offer,
  sourceFault,
  type Listing,
  type OfferedFile,
} from './connector.js';
import { compilePattern } from './pattern.js';

const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;

/** What a listing asks of a server; each answer comes in time or is a fault. */
export interface RemoteFolder {
  list(path: string): Promise<SftpClient.FileInfo[]>;
  /** @returns an empty text where there is nothing. */
  realPath(path: string): Promise<string>;
  stat(path: string): Promise<SftpClient.FileStats>;
}

/**
 * Lists what a folder on a server offers, its own folders included.
 * @param root the real path of the folder.
 * @throws what the server answers where the folder itself cannot be listed.
 */
export async function listRemote(
  source: SftpSource,
  remote: RemoteFolder,
  root: string,
): Promise<Listing> {
  const parts = compilePattern(source.pattern);
  const isIncluded = compilePattern(source.include);
  const files: OfferedFile[] = [];
  const leftOut: string[] = [];
  const faults: CarecountError[] = [];

  const walk = async (prefix: string): Promise<void> => {
    for (const entry of await remote.list(posix.join(root, prefix))) {
      if (isHidden(entry.name) || entry.name.includes('/')) continue;
      const path = `${prefix}${entry.name}`;
      if (entry.type === 'd') await enter(path);
      else if (isIncluded(path) !== undefined) await look(entry, path);
    }
  };
  const enter = async (path: string): Promise<void> => {
    try {
      await walk(`${path}/`);
    } catch (error) {
      if (isNotThere(error)) return;
      if (!isDenied(error)) throw error;
      faults.push(
        sourceFault(source, path, {
          expected: `a folder that ${source.username} may read`,
          got: 'one that it may not',
          next: 'Ask who runs the server for the right to it; the other files were taken.',
        }),
      );
    }
  };
  const look = async (entry: SftpClient.FileInfo, path: string): Promise<void> => {
    if (entry.type === '-') files.push(offer(path, parts(path), aboutOf(entry)));
    else if (entry.type === 'l') await follow(path);
    else leftOut.push(`${path}: neither a file nor a folder.`);
  };
  const follow = async (path: string): Promise<void> => {
    const link = posix.join(root, path);
    const target = await remote.realPath(link);
    const stat = target === '' ? undefined : await ifThere(remote.stat(link));
    if (stat === undefined) leftOut.push(`${path}: a link that leads nowhere.`);
    else if (!posix.join(target, '/').startsWith(posix.join(root, '/'))) {
      leftOut.push(`${path}: a link to what lies outside the folder.`);
    } else if (stat.isFile) files.push(offer(path, parts(path), aboutOf(stat)));
  };

  await walk('');
  return { files: files.sort(byAge), leftOut, faults };
}

/** Size and time of a remote file; the time is whole seconds. */
export function aboutOf(stat: { size: number; modifyTime: number }): {
  size: number;
  modifiedAt: string;
} {
  return { size: stat.size, modifiedAt: new Date(stat.modifyTime).toISOString() };
}

/** Whether a server has answered that there is no such file or folder. */
export function isNotThere(error: unknown): boolean {
  return [NO_SUCH_FILE, 'ENOENT'].includes((error as { code?: string | number }).code ?? '');
}

/** Whether a server has answered that the account has no right to a file or folder. */
export function isDenied(error: unknown): boolean {
  return [PERMISSION_DENIED, 'EACCES'].includes((error as { code?: string | number }).code ?? '');
}

async function ifThere<Answer>(work: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!isNotThere(error)) throw error;
    return undefined;
  }
}
