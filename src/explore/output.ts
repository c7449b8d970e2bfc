import { randomBytes } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { Writable } from 'node:stream';
import { asWorkspaceError, problem } from '../errors.js';

/** Where a result goes. Nothing is at a file's own name before `commit`. */
export interface Output {
  write(data: string | Uint8Array): Promise<void>;
  commit(): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/** Thrown where the reader of standard output has gone, as with `| head`: not a failure. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** Bytes gathered before they are handed on: a write per row is slow. */
const BUFFER_BYTES = 65_536;

/** Writes to a stream, no faster than its reader reads. */
export function toStream(stream: Writable): Output {
  let gone = false;
  const onError = (error: NodeJS.ErrnoException): void => {
    gone ||= error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';
  };
  stream.on('error', onError);
  const send = async (data: string | Uint8Array): Promise<void> => {
    if (gone || stream.destroyed) throw new ReaderGone();
    if (stream.write(data)) return;
    await drained(stream);
    if (gone || stream.destroyed) throw new ReaderGone();
  };
  const finish = (): Promise<void> =>
    new Promise((done) => {
      if (gone || stream.destroyed) done();
      else stream.write('', () => done());
    });
  return gathered({ write: send, commit: finish, discard: () => Promise.resolve() });
}

/** Waits until a stream takes more, or never will. */
function drained(stream: Writable): Promise<void> {
  const events = ['drain', 'close', 'error'];
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of events) stream.off(event, done);
      resolve();
    };
    for (const event of events) stream.on(event, done);
  });
}

/**
 * Writes to a file under a temporary name beside it, and renames it when all is there. What is not
 * a plain file, such as a device, is written directly.
 * @throws CC-USE-001 where there is no such folder, or the name is a folder's.
 */
export async function toFile(path: string): Promise<Output> {
  const target = resolve(path);
  const isPlain = isPlainTarget(path);
  checkTarget(path);
  const suffix = randomBytes(6).toString('hex');
  const writtenTo = isPlain ? join(dirname(target), `.${basename(target)}.${suffix}.tmp`) : target;
  const file = await guarded(path, () => open(writtenTo, isPlain ? 'wx' : 'w'));
  let isOpen = true;
  const closeOnce = async (): Promise<void> => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  return gathered({
    async write(data) {
      await guarded(path, () => file.writeFile(data));
    },
    async commit() {
      await guarded(path, closeOnce);
      if (isPlain) await guarded(path, () => rename(writtenTo, target));
    },
    async discard() {
      await closeOnce().catch(() => undefined);
      if (isPlain) await rm(writtenTo, { force: true });
    },
  });
}

/** A fresh private folder, beside a file to be or among the temporary ones, and its removal. */
export async function privateFolder(
  besideFile?: string,
): Promise<{ path: string; remove(): void }> {
  if (besideFile !== undefined) checkTarget(besideFile);
  const isBeside = besideFile !== undefined && isPlainTarget(besideFile);
  const parent = isBeside ? dirname(resolve(besideFile)) : tmpdir();
  const path = await guarded(besideFile ?? parent, () =>
    Promise.resolve(mkdtempSync(join(parent, '.carecount-'))),
  );
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * Refuses an output inside a folder that carecount itself keeps.
 * @throws CC-USE-001
 */
export function mustBeOutside(path: string, kept: readonly string[]): void {
  const parent = dirname(resolve(path));
  const real = isFolder(parent) ? realpathSync(parent) : parent;
  for (const folder of kept) {
    const inside = isFolder(folder) ? realpathSync(folder) : folder;
    if (real !== inside && !real.startsWith(inside + sep)) continue;
    throw problem('CC-USE-001', {
      where: '--out',
      expected: "a file outside carecount's own folders",
      got: path,
      next: 'Name another folder.',
    });
  }
}

/** A Node stream that writes to an output. */
export function asWritable(output: Output): Writable {
  return new Writable({
    write(data: Uint8Array, _encoding, done) {
      output.write(data).then(() => done(), done);
    },
  });
}

/** True for a file that is, or could be, a plain one: a device is not to be renamed over. */
export function isPlainTarget(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function checkTarget(path: string): void {
  if (isFolder(path)) {
    throw problem('CC-USE-001', {
      where: '--out',
      expected: 'the name of a file',
      got: `${path}, which is a folder`,
      next: 'Add a file name to it.',
    });
  }
  const parent = dirname(resolve(path));
  if (isFolder(parent)) return;
  throw problem('CC-USE-001', {
    where: '--out',
    expected: 'a file in a folder that exists',
    got: path,
    next: `Make the folder first: mkdir -p ${parent}`,
  });
}

async function guarded<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asWorkspaceError(error, path);
  }
}

/** Joins small texts into larger writes. */
function gathered(output: Output): Output {
  let waiting = '';
  const flush = async (): Promise<void> => {
    const text = waiting;
    waiting = '';
    if (text !== '') await output.write(text);
  };
  return {
    async write(data) {
      if (typeof data === 'string') {
        waiting += data;
        if (waiting.length < BUFFER_BYTES) return;
        await flush();
      } else {
        await flush();
        await output.write(data);
      }
    },
    async commit() {
      await flush();
      await output.commit();
    },
    discard: () => output.discard(),
  };
}
