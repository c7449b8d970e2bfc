import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32, createGunzip } from 'node:zlib';
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from 'yauzl';
import type { Workspace } from '../config.js';
import { firstClause, problem } from '../errors.js';
import type { Delivery } from './deliveries.js';
import { formatOf } from './readers/format.js';

/** The most that an archive may come to: beyond it, it is a fault or an attack. */
export interface ArchiveLimits {
  readonly inflatedBytes: number;
  readonly members: number;
  /** How many times its stored size a member may come to, once it is larger than `ratioFromBytes`. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
}

const LIMITS: ArchiveLimits = {
  inflatedBytes: 2_000_000_000,
  members: 10_000,
  ratio: 200,
  ratioFromBytes: 100_000_000,
};

/** No workbook is larger: a zip that is, is an archive. */
const LARGEST_WORKBOOK_BYTES = 256 * 1024 * 1024;

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP_ENTRY = Buffer.from('PK\x03\x04', 'latin1');
/** A zip without a file begins with its end. */
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');

/** A file within an archive. */
export interface Member {
  /** Its path within the archive, as the archive has it: text, never a place on a disk. */
  readonly member: string;
  readonly sha256: string;
}

/** What an archive holds, or why it cannot be taken, in words for who sent it. */
export type Unpacked =
  { readonly members: readonly Member[]; readonly fault?: undefined } | { readonly fault: string };

/**
 * Looks into a landed file that is an archive of other files: a zip that is no document, or a gzip.
 * Nothing of it is written anywhere.
 * @param name the file's own name, from which a gzip's member has its name.
 * @returns nothing where the file is no archive.
 */
export async function unpack(
  path: string,
  name: string,
  limits: ArchiveLimits = LIMITS,
): Promise<Unpacked | undefined> {
  const format = await archiveFormat(path);
  if (format === undefined) return undefined;
  try {
    const members =
      format === 'gzip'
        ? await gzipMembers(path, name, limits)
        : await withZip(path, (zip) => zipMembers(zip, limits));
    if (members.length === 0) throw new ArchiveFault(EMPTY);
    return { members };
  } catch (error) {
    if (error instanceof ArchiveFault) return { fault: error.message };
    if (isOfDisk(error)) throw error;
    return { fault: DAMAGED };
  }
}

/**
 * The bytes of a delivery: those of the file that was landed, or of the member of an archive.
 * @throws CC-WSP-001 where they are no longer in `data/raw`.
 */
export async function readLanded(
  { rawDir }: Pick<Workspace, 'rawDir'>,
  delivery: Pick<Delivery, 'landed_path' | 'member' | 'sha256'>,
): Promise<Buffer> {
  const path = join(rawDir, delivery.landed_path);
  try {
    if (delivery.member == null) return readFileSync(path);
    const { member, sha256 } = delivery;
    const bytes =
      (await archiveFormat(path)) === 'gzip'
        ? await gathered(gunzipped(path))
        : await withZip(path, (zip) => findMember(zip, member, sha256));
    if (bytes === undefined) throw new Error('another file');
    return bytes;
  } catch (error) {
    throw problem(
      'CC-WSP-001',
      {
        where: path,
        expected: 'the file as it was landed',
        got: error instanceof ArchiveFault ? 'a damaged archive' : firstClause(error),
        next: 'Restore data/raw from a backup.',
      },
      error,
    );
  }
}

/** The flag of an entry by which a zip says that a name is UTF-8. */
const UTF8_NAME = 0x0800;

const EMPTY = 'The archive holds no file. Put the return into it and send it again.';
const DAMAGED =
  'The archive is cut off or damaged: expected one that opens. Make it again and send it again.';
const LOCKED =
  'The archive is locked with a password: expected one that opens. Make it without a password and send it again.';

/** Why an archive is not taken, in words for who sent it. */
class ArchiveFault extends Error {
  override readonly name = 'ArchiveFault';
}

/** Whether bytes begin as those of an archive do, or of a document that is a zip. */
export function mayBeArchive(head: Buffer): boolean {
  return [GZIP, ZIP_ENTRY, ZIP_END].some((start) => head.subarray(0, start.length).equals(start));
}

async function archiveFormat(path: string): Promise<'zip' | 'gzip' | undefined> {
  const head = await headOf(path);
  if (!mayBeArchive(head)) return undefined;
  if (head[0] === GZIP[0]) return 'gzip';
  if (statSync(path).size > LARGEST_WORKBOOK_BYTES) return 'zip';
  return formatOf(readFileSync(path)).format === 'archive' ? 'zip' : undefined;
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Names are decoded by us: what is unsafe on a disk is only a text here. */
async function withZip<Result>(
  path: string,
  work: (zip: ZipFile) => Promise<Result>,
): Promise<Result> {
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false });
  try {
    return await work(zip);
  } finally {
    zip.close();
  }
}

async function zipMembers(zip: ZipFile, limits: ArchiveLimits): Promise<Member[]> {
  const entries = await zipEntries(zip, limits);
  requireSize(
    entries.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0),
    limits,
  );
  const members = new Map<string, Member>();
  for (const { entry, name } of entries) {
    requireReadable(entry, limits);
    const hash = createHash('sha256');
    for await (const chunk of inflated(zip, entry)) hash.update(chunk);
    const sha256 = hash.digest('hex');
    members.set(`${name}\n${sha256}`, { member: name, sha256 });
  }
  return [...members.values()];
}

async function zipEntries(zip: ZipFile, limits: ArchiveLimits) {
  const entries: { entry: Entry; name: string }[] = [];
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry);
    if (isOfNoInterest(name)) continue;
    entries.push({ entry, name });
    if (entries.length > limits.members) {
      throw new ArchiveFault(
        `The archive holds more than ${limits.members.toLocaleString('en-GB')} files: expected the files of a return. Send fewer at a time.`,
      );
    }
  }
  return entries;
}

/** Some systems write names in UTF-8 and do not say so. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const flags = isUtf8(fileNameRaw) ? generalPurposeBitFlag | UTF8_NAME : generalPurposeBitFlag;
  return getFileNameLowLevel(flags, fileNameRaw, extraFields, false);
}

/** Folders, and what systems put into archives for themselves. */
function isOfNoInterest(name: string): boolean {
  if (name.endsWith('/')) return true;
  const parts = name.split('/');
  return parts[0] === '__MACOSX' || parts.some((part) => /^\.(?!\.?$)/.test(part));
}

function requireReadable(entry: Entry, { ratio, ratioFromBytes }: ArchiveLimits): void {
  if (entry.isEncrypted()) throw new ArchiveFault(LOCKED);
  if (!entry.canDecodeFileData()) {
    throw new ArchiveFault(
      'The archive is packed in a way that is not known here: expected an ordinary zip. Make it with what the computer itself offers for it, and send it again.',
    );
  }
  const { uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > ratioFromBytes && uncompressedSize > compressedSize * ratio) {
    throw new ArchiveFault(tooLarge(`more than ${ratio} times its size`));
  }
}

function requireSize(bytes: number, { inflatedBytes }: ArchiveLimits): void {
  if (bytes > inflatedBytes)
    throw new ArchiveFault(tooLarge(`more than ${inflatedBytes / 1e9} GB`));
}

function tooLarge(what: string): string {
  return `The archive unpacks to ${what}: expected the files of a return. Look whether it is the right file; if it is, send what is in it in parts.`;
}

/** A member's bytes; their length is checked on the way and their sum at the end. */
async function* inflated(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let sum = 0;
  const stream = await zip.openReadStreamPromise(entry);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) throw new ArchiveFault(DAMAGED);
}

/** Two members may have one name: the bytes say which is meant. */
async function findMember(
  zip: ZipFile,
  member: string,
  sha256: string,
): Promise<Buffer | undefined> {
  for (const { entry, name } of await zipEntries(zip, LIMITS)) {
    if (name !== member) continue;
    const bytes = await gathered(inflated(zip, entry));
    if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  }
  return undefined;
}

async function gzipMembers(path: string, name: string, limits: ArchiveLimits): Promise<Member[]> {
  const stored = statSync(path).size;
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of gunzipped(path)) {
    size += chunk.length;
    requireSize(size, limits);
    if (size > limits.ratioFromBytes && size > stored * limits.ratio) {
      throw new ArchiveFault(tooLarge(`more than ${limits.ratio} times its size`));
    }
    hash.update(chunk);
  }
  return [{ member: gzipMemberName(name), sha256: hash.digest('hex') }];
}

function gzipMemberName(name: string): string {
  return basename(name)
    .replace(/\.tgz$/i, '.tar')
    .replace(/\.gz$/i, '');
}

async function* gunzipped(path: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const done = pipeline(createReadStream(path), gunzip);
  done.catch(() => undefined);
  for await (const chunk of gunzip as AsyncIterable<Buffer>) yield chunk;
  await done;
}

async function gathered(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** A fault of the disk under `data/raw`, not of the archive. */
function isOfDisk(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall !== undefined;
}
