import { createHash, randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SourceConfig, Workspace } from '../config.js';
import { asWorkspaceError } from '../errors.js';
import { monthOf } from '../period.js';
import type { Ledger } from '../warehouse/ledger.js';
import { listFolder, type OfferedFile } from './connectors/folder.js';
import type { Delivery } from './deliveries.js';

/** How many files are hashed and written at once; Node's own thread pool has four threads. */
const AT_ONCE = 4;
/** How many files a ledger entry may wait for: what is landed but not yet in the ledger is landed again. */
const LEDGER_BATCH = 512;

/**
 * Where raw files lie while they are being written or joined. It holds what `data/raw` holds, so it
 * lies there; each run empties it first.
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
}

/**
 * Stores each new file under `data/raw`, unchanged and synced to the disk, then records its
 * delivery. The same bytes are stored once.
 */
export async function land(options: LandOptions): Promise<Delivery[]> {
  const { workspace, files, known, ledger } = options;
  const landedPaths = new Map(known.map((delivery) => [delivery.sha256, delivery.landed_path]));
  const landed: Delivery[] = [];
  let nextId = (known.at(-1)?.delivery_id ?? 0) + 1;
  for (let start = 0; start < files.length; start += LEDGER_BATCH) {
    const batch = files.slice(start, start + LEDGER_BATCH);
    const stored = await storeAll(batch, landedPaths, options);
    await syncFolders(stored.map((each) => dirname(join(workspace.rawDir, each.landedPath))));
    const entries = batch.map((file, index) => delivery(file, stored[index], nextId + index, options));
    ledger.append(entries);
    landed.push(...entries);
    nextId += batch.length;
  }
  return landed;
}

interface Stored {
  readonly sha256: string;
  readonly landedPath: string;
}

async function storeAll(
  files: readonly OfferedFile[],
  landedPaths: Map<string, string>,
  options: LandOptions,
): Promise<Stored[]> {
  const stored: Stored[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < files.length; index = next++) {
      const file = files[index];
      if (file !== undefined) stored[index] = await store(file, landedPaths, options);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return stored;
}

async function store(
  file: OfferedFile,
  landedPaths: Map<string, string>,
  { workspace, source, now }: LandOptions,
): Promise<Stored> {
  try {
    const bytes = await readFile(file.absolutePath);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const known = landedPaths.get(sha256);
    if (known !== undefined && existsSync(join(workspace.rawDir, known))) {
      return { sha256, landedPath: known };
    }
    const day = now.toISOString().slice(0, 10);
    const landedPath = `${source.id}/${day}/${sha256.slice(0, 12)}-${basename(file.path)}`;
    landedPaths.set(sha256, landedPath);
    await writeDurably(join(workspace.rawDir, landedPath), join(temporaryDir(workspace), randomUUID()), bytes);
    return { sha256, landedPath };
  } catch (error) {
    throw asWorkspaceError(error, file.path);
  }
}

async function writeDurably(path: string, temporary: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await mkdir(dirname(temporary), { recursive: true });
  const handle = await open(temporary, 'w', 0o640);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
}

async function syncFolders(paths: readonly string[]): Promise<void> {
  for (const path of new Set(paths)) {
    const handle = await open(path, 'r');
    await handle.sync();
    await handle.close();
  }
}

function delivery(
  file: OfferedFile,
  stored: Stored | undefined,
  id: number,
  { source, runId, now }: LandOptions,
): Delivery {
  if (stored === undefined) throw new Error(`${file.path} was not stored`);
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
    sha256: stored.sha256,
    landed_path: stored.landedPath,
    run_id: runId,
  };
}
