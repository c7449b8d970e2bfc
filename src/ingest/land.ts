import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { open, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SourceConfig, Workspace } from '../config.js';
import { asWorkspaceError } from '../errors.js';
import { monthOf } from '../period.js';
import type { Ledger } from '../warehouse/ledger.js';
import { listFolder, type OfferedFile } from './connectors/folder.js';
import type { Delivery } from './deliveries.js';

/** How many files are written at once: enough to keep the four threads of Node's pool busy. */
const AT_ONCE = 8;
/** How many files a ledger entry may wait for: what is landed but not yet in the ledger is landed again. */
const LEDGER_BATCH = 512;

/**
 * Where raw files lie while they are joined. It holds what `data/raw` holds, so it lies there; each
 * run empties it first.
 */
export function temporaryDir(workspace: Workspace): string {
  return join(workspace.rawDir, '.tmp');
}

/** Removes what a killed run left half written. */
export function emptyTemporaryDir(workspace: Workspace): void {
  rmSync(temporaryDir(workspace), { recursive: true, force: true });
}

/** What a source offers that the ledger has not seen with this size and time. */
export function findNew(
  source: SourceConfig,
  workspace: Workspace,
  known: readonly Delivery[],
): OfferedFile[] {
  const key = (path: string, size: number, modifiedAt: string): string =>
    `${path}\n${size}\n${modifiedAt}`;
  const seen = new Set(
    known
      .filter((delivery) => delivery.source_id === source.id)
      .map((delivery) => key(delivery.path, delivery.size, delivery.modified_at)),
  );
  return listFolder(source, workspace.dir).filter(
    (file) => !seen.has(key(file.path, file.size, file.modifiedAt)),
  );
}

export interface LandOptions {
  readonly workspace: Workspace;
  readonly source: SourceConfig;
  readonly files: readonly OfferedFile[];
  /** What the ledger holds already. */
  readonly known: readonly Delivery[];
  readonly ledger: Ledger<Delivery>;
  readonly runId: string;
  readonly now: Date;
  /** Told of each file that may not be read, and the others go on; left out, it stops the landing. */
  readonly onUnreadable?: ((file: OfferedFile) => void) | undefined;
}

/**
 * Stores each new file under `data/raw`, unchanged and synced to the disk, then records its
 * delivery. The same bytes are stored once.
 */
export async function land(options: LandOptions): Promise<Delivery[]> {
  const { files, ledger } = options;
  if (files.length === 0) return [];
  const store = await openStore(options);
  const landed: Delivery[] = [];
  let nextId = (options.known.at(-1)?.delivery_id ?? 0) + 1;
  for (let start = 0; start < files.length; start += LEDGER_BATCH) {
    const batch = files.slice(start, start + LEDGER_BATCH);
    const stored = await storeAll(batch, store);
    const there = stored.filter((each) => each !== undefined);
    const entries = there.map((each, index) => delivery(each, nextId + index, options));
    ledger.append(entries);
    landed.push(...entries);
    nextId += entries.length;
  }
  return landed;
}

interface Stored {
  readonly file: OfferedFile;
  readonly sha256: string;
  readonly landedPath: string;
}

/** Where this run stores, and what lies in the archive already. */
interface Store {
  readonly rawDir: string;
  /** Relative to `rawDir`. */
  readonly folder: string;
  /** SHA-256 to landed path: of the ledger, so whole if it is still there. */
  readonly ofLedger: ReadonlyMap<string, string>;
  /** What this run has stored, or is storing. */
  readonly ofRun: Map<string, string>;
  readonly onUnreadable: LandOptions['onUnreadable'];
}

async function openStore(options: LandOptions): Promise<Store> {
  const { workspace, source, known, now, onUnreadable } = options;
  const { rawDir } = workspace;
  const folder = `${source.id}/${now.toISOString().slice(0, 10)}`;
  try {
    mkdirSync(join(rawDir, folder), { recursive: true });
    for (const dir of [join(rawDir, source.id), rawDir, dirname(rawDir)]) await syncFolder(dir);
  } catch (error) {
    throw asWorkspaceError(error, rawDir);
  }
  const ofLedger = new Map(known.map((each) => [each.sha256, each.landed_path]));
  return { rawDir, folder, ofLedger, ofRun: new Map(), onUnreadable };
}

/** Stores files and returns once they and their names are on the disk. */
async function storeAll(
  files: readonly OfferedFile[],
  store: Store,
): Promise<(Stored | undefined)[]> {
  const stored: (Stored | undefined)[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < files.length; index = next++) {
      const file = files[index];
      if (file !== undefined) stored[index] = await storeFile(file, store);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await syncFolder(join(store.rawDir, store.folder));
  return stored;
}

/** @returns nothing when the file has gone since it was listed, or may not be read. */
async function storeFile(file: OfferedFile, store: Store): Promise<Stored | undefined> {
  const { rawDir, folder, ofLedger, ofRun } = store;
  try {
    const bytes = readIfThere(file, store.onUnreadable);
    if (bytes === undefined) return undefined;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const ofThisRun = ofRun.get(sha256);
    if (ofThisRun !== undefined) return { file, sha256, landedPath: ofThisRun };
    const before = ofLedger.get(sha256);
    if (before !== undefined && existsSync(join(rawDir, before))) {
      return { file, sha256, landedPath: before };
    }
    const landedPath = `${folder}/${sha256.slice(0, 12)}-${shortName(file.path)}`;
    ofRun.set(sha256, landedPath);
    await writeDurably(join(rawDir, landedPath), bytes);
    return { file, sha256, landedPath };
  } catch (error) {
    throw asWorkspaceError(error, file.path);
  }
}

function readIfThere(
  file: OfferedFile,
  onUnreadable: LandOptions['onUnreadable'],
): Buffer | undefined {
  try {
    return readFileSync(file.absolutePath);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (onUnreadable === undefined) throw error;
    onUnreadable(file);
    return undefined;
  }
}

/** A file system allows names of 255 bytes, and ours are longer than the provider's. */
const NAME_BYTES = 200;

function shortName(path: string): string {
  const name = Buffer.from(basename(path));
  return name
    .subarray(Math.max(0, name.length - NAME_BYTES))
    .toString('utf8')
    .replaceAll('\uFFFD', '');
}

/**
 * Writes over whatever is there: only what the ledger names is trusted to be whole, so a file may
 * stand half written under its own name.
 */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes, { mode: 0o640, flush: true });
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function delivery(
  { file, sha256, landedPath }: Stored,
  id: number,
  { source, runId, now }: LandOptions,
): Delivery {
  return {
    delivery_id: id,
    source_id: source.id,
    submitter: file.submitter ?? source.id,
    period: file.period ?? monthOf(now),
    path: file.path,
    fits_pattern: file.fitsPattern,
    size: file.size,
    modified_at: file.modifiedAt,
    arrived_at: now.toISOString(),
    sha256,
    landed_path: landedPath,
    run_id: runId,
  };
}
