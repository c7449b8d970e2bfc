import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  type Dirent,
  type Stats,
} from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { FolderSource } from '../../config.js';
import { CarecountError, firstClause } from '../../errors.js';
import {
  byAge,
  isHidden,
  offer,
  sourceFault,
  type Connector,
  type Fetched,
  type Listing,
  type OfferedFile,
} from './connector.js';
import { download } from './download.js';
import { compilePattern } from './pattern.js';

/** A file up to this size is read whole; a larger one is copied by stream. */
const READ_WHOLE_BYTES = 32 * 1024 * 1024;

/** How many files are read at once: enough to keep the four threads of Node's pool busy. */
const AT_ONCE = 8;

/**
 * Files of a folder on a disk.
 * @param newPath gives a path for a copy on the disk of `data/raw`.
 */
export function folderConnector(
  source: FolderSource,
  workspaceDir: string,
  newPath: () => string,
): Connector {
  const root = resolve(workspaceDir, source.path);
  return {
    atOnce: AT_ONCE,
    list: () => Promise.resolve().then(() => new FolderListing(source, root).list()),
    fetch: (file) => fetchFile(source, root, file, newPath),
    close: () => Promise.resolve(),
  };
}

/** One walk through a folder. A link to a folder inside is not walked: its files are met where they lie. */
class FolderListing {
  private readonly parts;
  private readonly isIncluded;
  private readonly files: OfferedFile[] = [];
  private readonly leftOut: string[] = [];
  private readonly faults: CarecountError[] = [];

  constructor(
    private readonly source: FolderSource,
    private readonly root: string,
  ) {
    this.parts = compilePattern(source.pattern);
    this.isIncluded = compilePattern(source.include);
  }

  list(): Listing {
    try {
      this.walk(realpathSync(this.root), '');
    } catch (error) {
      throw sourceFault(
        this.source,
        undefined,
        {
          expected: `a folder that can be read at ${this.source.path}`,
          got: firstClause(error),
          next: 'Make the folder, or mend `path` in carecount.yaml.',
        },
        error,
      );
    }
    return { files: this.files.sort(byAge), leftOut: this.leftOut, faults: this.faults };
  }

  private walk(dir: string, prefix: string): void {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (isHidden(entry.name)) continue;
      const path = `${prefix}${entry.name}`;
      if (entry.isDirectory()) this.enter(join(dir, entry.name), path);
      else if (this.isIncluded(path) !== undefined) this.look(entry, join(dir, entry.name), path);
    }
  }

  private enter(dir: string, path: string): void {
    try {
      this.walk(dir, `${path}/`);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return;
      this.faults.push(
        sourceFault(
          this.source,
          path,
          {
            expected: 'a folder that the account running carecount may read',
            got: firstClause(error),
            next: 'Give it the right to; the other files were taken.',
          },
          error,
        ),
      );
    }
  }

  private look(entry: Dirent, absolutePath: string, path: string): void {
    const leaveOut = (why: string): void => void this.leftOut.push(`${path}: ${why}`);
    if (entry.isSymbolicLink()) {
      const target = ifThere(() => realpathSync(absolutePath));
      if (target === undefined) {
        leaveOut('a link that leads nowhere.');
        return;
      }
      if (!`${target}${sep}`.startsWith(`${realpathSync(this.root)}${sep}`)) {
        leaveOut('a link to what lies outside the folder.');
        return;
      }
    }
    const stat = ifThere(() => statSync(absolutePath));
    if (stat === undefined) leaveOut('its name cannot be read, or it has just gone.');
    else if (stat.isFile()) this.files.push(offer(path, this.parts(path), aboutOf(stat)));
    else if (!stat.isDirectory()) leaveOut('neither a file nor a folder.');
  }
}

/** Whatever stands at the path now may not be what was listed: a pipe must not be waited for. */
async function fetchFile(
  source: FolderSource,
  root: string,
  file: OfferedFile,
  newPath: () => string,
): Promise<Fetched> {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(join(root, file.path), constants.O_RDONLY | constants.O_NONBLOCK);
    return await fetchOpen(descriptor, file, newPath);
  } catch (error) {
    if (error instanceof CarecountError) throw error;
    const code = codeOf(error);
    if (code === 'ENOENT') return { outcome: 'gone' };
    if (code === undefined) throw error;
    const got = code === 'EACCES' || code === 'EPERM' ? 'one that it may not' : firstClause(error);
    return {
      outcome: 'failed',
      error: sourceFault(
        source,
        file.path,
        {
          expected: 'a file that the account running carecount may read',
          got,
          next: 'Give it the right to; the other files were taken.',
        },
        error,
      ),
    };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

async function fetchOpen(
  descriptor: number,
  file: OfferedFile,
  newPath: () => string,
): Promise<Fetched> {
  const before = fstatSync(descriptor);
  if (!isAsListed(before, file)) return { outcome: 'unsettled' };
  const { body, size, sha256 } =
    before.size <= READ_WHOLE_BYTES
      ? readWhole(descriptor)
      : await copy(descriptor, before.size, newPath());
  if (size !== file.size || !isAsListed(fstatSync(descriptor), file)) {
    return { outcome: 'unsettled' };
  }
  return { outcome: 'content', size, modifiedAt: before.mtime.toISOString(), sha256, body };
}

function readWhole(descriptor: number) {
  const body = readFileSync(descriptor);
  return { body, size: body.length, sha256: createHash('sha256').update(body).digest('hex') };
}

async function copy(descriptor: number, size: number, path: string) {
  const chunks = createReadStream('', {
    fd: descriptor,
    autoClose: false,
    start: 0,
    end: size - 1,
    highWaterMark: 1024 * 1024,
  });
  return { body: { path }, ...(await download(chunks, path)) };
}

function isAsListed(stat: Stats, file: OfferedFile): boolean {
  const { size, modifiedAt } = aboutOf(stat);
  return stat.isFile() && size === file.size && modifiedAt === file.modifiedAt;
}

function aboutOf(stat: Stats): { size: number; modifiedAt: string } {
  return { size: stat.size, modifiedAt: stat.mtime.toISOString() };
}

/** @returns nothing where there is nothing, as behind a link that leads nowhere or in a circle. */
function ifThere<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch (error) {
    if (!['ENOENT', 'ELOOP'].includes(codeOf(error) ?? '')) throw error;
    return undefined;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
