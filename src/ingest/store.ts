import { existsSync, mkdirSync } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Workspace } from '../config.js';
import { asWorkspaceError } from '../errors.js';
import type { Content } from './connectors/connector.js';
import { storedHash, type Delivery } from './deliveries.js';

/** Where a run puts what it lands: the same bytes once, unchanged, synced to the disk. */
export class RawStore {
  /** What this run has stored, or is storing, by SHA-256. */
  private readonly ofRun = new Map<string, Promise<string>>();

  private constructor(
    private readonly rawDir: string,
    /** Relative to `rawDir`. */
    private readonly folder: string,
    /** SHA-256 to landed path: of the ledger, so whole if it is still there. */
    private readonly ofLedger: ReadonlyMap<string, string>,
  ) {}

  /** @throws CC-WSP-001 where the folder cannot be made. */
  static async open(
    { rawDir }: Workspace,
    sourceId: string,
    now: Date,
    known: readonly Delivery[],
  ): Promise<RawStore> {
    const folder = `${sourceId}/${now.toISOString().slice(0, 10)}`;
    try {
      mkdirSync(join(rawDir, folder), { recursive: true });
      for (const dir of [join(rawDir, sourceId), rawDir, dirname(rawDir)]) await syncFolder(dir);
    } catch (error) {
      throw asWorkspaceError(error, rawDir);
    }
    const ofLedger = new Map(known.map((each) => [storedHash(each), each.landed_path]));
    return new RawStore(rawDir, folder, ofLedger);
  }

  /**
   * Stores bytes, unless they are there. Its name is on the disk after the next `sync`.
   * @returns where they lie, relative to `data/raw`.
   */
  async put(path: string, content: Content): Promise<string> {
    const { sha256, body } = content;
    const earlier = this.ofRun.get(sha256) ?? this.standing(sha256);
    if (earlier === undefined) {
      const landing = this.write(path, content);
      this.ofRun.set(sha256, landing);
      return landing;
    }
    if ('path' in body) await rm(body.path, { force: true });
    return earlier;
  }

  /** Returns once the names of what was stored are on the disk. */
  sync(): Promise<void> {
    return syncFolder(join(this.rawDir, this.folder));
  }

  private standing(sha256: string): string | undefined {
    const before = this.ofLedger.get(sha256);
    return before !== undefined && existsSync(join(this.rawDir, before)) ? before : undefined;
  }

  /**
   * Writes over whatever is there: only what the ledger names is trusted to be whole, so a file may
   * stand half written under its own name.
   */
  private async write(path: string, { sha256, body }: Content): Promise<string> {
    const landedPath = `${this.folder}/${sha256.slice(0, 12)}-${shortName(path)}`;
    const absolute = join(this.rawDir, landedPath);
    try {
      if ('path' in body) await rename(body.path, absolute);
      else await writeFile(absolute, body, { mode: 0o640, flush: true });
    } catch (error) {
      await rm(absolute, { force: true });
      throw asWorkspaceError(error, absolute);
    }
    return landedPath;
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

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
