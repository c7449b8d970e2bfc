import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceConfig, Workspace } from '../config.js';
import { asWorkspaceError, CarecountError } from '../errors.js';
import type { Log } from '../log.js';
import { monthOf } from '../period.js';
import type { Ledger } from '../warehouse/ledger.js';
import { isSettled, seenBefore } from './arrivals.js';
import { mayBeArchive, unpack, type Unpacked } from './archive.js';
import type { Connector, Content, Effects, OfferedFile } from './connectors/connector.js';
import { realEffects } from './connectors/effects.js';
import { openConnector } from './connectors/open-connector.js';
import { compilePattern } from './connectors/pattern.js';
import { arrivalKey, partByWholeness, storedHash, type Delivery } from './deliveries.js';
import { RawStore } from './store.js';

/** How many files a ledger entry may wait for: what is landed but not yet in the ledger is landed again. */
const LEDGER_BATCH = 512;

/**
 * Where raw files lie while they are fetched or joined. It holds what `data/raw` holds, so it lies
 * there; each run empties it first.
 */
export function temporaryDir(workspace: Workspace): string {
  return join(workspace.rawDir, '.tmp');
}

/** Removes what a killed run left half written. */
export function emptyTemporaryDir(workspace: Workspace): void {
  rmSync(temporaryDir(workspace), { recursive: true, force: true });
}

export interface LandOptions {
  readonly workspace: Workspace;
  readonly source: SourceConfig;
  /** What the ledger holds already, of all sources. */
  readonly known: readonly Delivery[];
  readonly ledger: Ledger<Delivery>;
  readonly runId: string;
  readonly now: Date;
  readonly log: Log;
  readonly effects?: Effects | undefined;
}

/** What came of asking a source for what is new. */
export interface Landing {
  /** In the ledger, in the order of their ids. */
  readonly deliveries: readonly Delivery[];
  /** How many files were landed; an archive is one. */
  readonly files: number;
  /** What of the source could not be had, each a CC-SRC-001; the rest was. */
  readonly faults: readonly CarecountError[];
}

/**
 * Stores each new file of a source under `data/raw`, unchanged and synced to the disk, then records
 * its delivery; of an archive, one for each file in it. The same bytes are stored once.
 * @throws CC-WSP-001, CC-WSP-002 where the workspace cannot be written.
 */
export async function land(options: LandOptions): Promise<Landing> {
  const { workspace, source, effects = realEffects } = options;
  const { whole, torn } = partByWholeness(options.known, source.id);
  try {
    mkdirSync(temporaryDir(workspace), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw asWorkspaceError(error, workspace.rawDir);
  }
  const connector = await openConnector(source, {
    ...options,
    known: whole,
    effects,
    temporaryDir: temporaryDir(workspace),
  });
  const pass = new LandingPass(options, connector, torn);
  try {
    await pass.land(await pass.findNew(whole));
  } catch (error) {
    if (!(error instanceof CarecountError) || error.code !== 'CC-SRC-001') throw error;
    pass.faults.push(error);
  } finally {
    await connector.close();
  }
  return pass;
}

interface Stored {
  readonly file: OfferedFile;
  readonly content: Content;
  readonly landedPath: string;
  readonly unpacked: Unpacked | undefined;
}

/** One asking of one source. */
class LandingPass implements Landing {
  readonly deliveries: Delivery[] = [];
  readonly faults: CarecountError[] = [];
  files = 0;
  private readonly parts;
  private readonly isTorn: ReadonlySet<string>;
  private nextId: number;
  /** Set where nothing more can be had of the source. */
  private isLost = false;

  constructor(
    private readonly options: LandOptions,
    private readonly connector: Connector,
    torn: readonly Delivery[],
  ) {
    this.parts = compilePattern(options.source.pattern);
    this.isTorn = new Set(torn.map(memberKey));
    this.nextId = (options.known.at(-1)?.delivery_id ?? 0) + 1;
  }

  /** What the source offers that the ledger has not seen with this size and time, and that has settled. */
  async findNew(whole: readonly Delivery[]): Promise<OfferedFile[]> {
    const { source, log } = this.options;
    const { files, leftOut, faults } = await this.connector.list();
    for (const each of leftOut) log.warning(`${source.id}: left out ${each}`);
    this.faults.push(...faults);
    const isSeen = seenBefore(whole);
    return files.filter((file) => !isSeen(file) && this.isSettled(file));
  }

  async land(files: readonly OfferedFile[]): Promise<void> {
    if (files.length === 0) return;
    const { workspace, source, known, now, log } = this.options;
    log.info(
      source.kind === 'https'
        ? `Asking for ${files.length} files of ${source.id}.`
        : `Landing ${files.length} files from ${source.id}.`,
    );
    const store = await RawStore.open(workspace, source.id, now, known);
    for (let start = 0; start < files.length && !this.isLost; start += LEDGER_BATCH) {
      this.record(await this.storeAll(files.slice(start, start + LEDGER_BATCH), store));
    }
  }

  private isSettled(file: OfferedFile): boolean {
    if (isSettled(this.options.source, file, this.options.now)) return true;
    this.leaveForNextRun(file);
    return false;
  }

  private leaveForNextRun({ path }: OfferedFile): void {
    const { source, log } = this.options;
    log.info(`${source.id}: ${path} is left for the next run: still being written.`);
  }

  /** Fetches and stores files, and returns once they and their names are on the disk. */
  private async storeAll(files: readonly OfferedFile[], store: RawStore): Promise<Stored[]> {
    const stored: (Stored | undefined)[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let index = next++; index < files.length && !this.isLost; index = next++) {
        const file = files[index];
        if (file !== undefined) stored[index] = await this.storeOne(file, store);
      }
    };
    await Promise.all(Array.from({ length: this.connector.atOnce }, worker));
    await store.sync();
    return stored.filter((each) => each !== undefined);
  }

  private async storeOne(file: OfferedFile, store: RawStore): Promise<Stored | undefined> {
    const content = await this.fetch(file);
    if (content === undefined) return undefined;
    const landedPath = await store.put(file.path, content);
    const isPlain = Buffer.isBuffer(content.body) && !mayBeArchive(content.body);
    const path = join(this.options.workspace.rawDir, landedPath);
    const unpacked = isPlain ? undefined : await unpack(path, file.path);
    return { file, content, landedPath, unpacked };
  }

  /** @returns nothing where there is nothing to land. */
  private async fetch(file: OfferedFile): Promise<Content | undefined> {
    try {
      const fetched = await this.connector.fetch(file);
      if (fetched.outcome === 'content') return fetched;
      if (fetched.outcome === 'unsettled') this.leaveForNextRun(file);
      if (fetched.outcome === 'failed') this.faults.push(fetched.error);
    } catch (error) {
      if (!(error instanceof CarecountError) || error.code !== 'CC-SRC-001') throw error;
      this.faults.push(error);
      this.isLost = true;
    }
    return undefined;
  }

  private record(stored: readonly Stored[]): void {
    const entries = stored.flatMap((each) => this.deliveriesOf(each));
    this.options.ledger.append(entries);
    for (const entry of entries) this.deliveries.push(entry);
    for (const { content } of stored) content.onRecorded?.();
    this.files += stored.length;
  }

  private deliveriesOf(stored: Stored): Delivery[] {
    return arrivedWith(stored)
      .map((own) => this.delivery(stored, own))
      .filter((each) => !this.isTorn.has(memberKey(each)))
      .map((each) => ({ ...each, delivery_id: this.nextId++ }));
  }

  private delivery({ file, content, landedPath }: Stored, own: OwnPart): Delivery {
    const { source, now, runId } = this.options;
    const parts =
      file.fitsPattern || own.member == null ? undefined : this.parts(`${file.path}/${own.member}`);
    const submitter = file.submitter ?? parts?.submitter;
    const period = file.period ?? parts?.period;
    return {
      delivery_id: 0,
      source_id: source.id,
      submitter: submitter ?? source.id,
      has_submitter: submitter !== undefined,
      period: period ?? monthOf(now),
      has_period: period !== undefined,
      path: file.path,
      fits_pattern: file.fitsPattern || parts !== undefined,
      size: content.size,
      modified_at: content.modifiedAt,
      arrived_at: now.toISOString(),
      ...own,
      landed_path: landedPath,
      run_id: runId,
    };
  }
}

/** What the deliveries of one file do not share. */
type OwnPart = Pick<Delivery, 'sha256' | 'stored_sha256' | 'member' | 'member_count' | 'fault'>;

function arrivedWith({ content: { sha256 }, unpacked }: Stored): OwnPart[] {
  if (unpacked === undefined) return [{ sha256 }];
  if (unpacked.fault !== undefined) return [{ sha256, member: null, fault: unpacked.fault }];
  const { members } = unpacked;
  return members.map((each) => ({
    ...each,
    member_count: members.length,
    stored_sha256: sha256,
  }));
}

function memberKey(delivery: Delivery): string {
  const { path, size, modified_at: modifiedAt, member, sha256 } = delivery;
  return [arrivalKey(path, size, modifiedAt), storedHash(delivery), member, sha256].join('\n');
}
