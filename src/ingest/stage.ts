import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../config.js';
import { asWorkspaceError, messageOf } from '../errors.js';
import type { Log } from '../log.js';
import { literal, openForBuild, type Database } from '../warehouse/database.js';
import { batchSource, requireAll, stagedFiles, UnreadCsv, type OpenBatch } from './batch.js';
import { checkRules } from './check-rules.js';
import { compileStaging } from './compile.js';
import { KEY_VARIABLES } from './compile-column.js';
import type { Contract } from './contract/index.js';
import { readLanded } from './archive.js';
import type { Delivery } from './deliveries.js';
import { temporaryDir } from './land.js';
import { LARGE_BYTES, preflightLarge } from './preflight-large.js';
import { preflight } from './preflight.js';
import type { ReadyFile, RefusedFile } from './ready.js';
import type { Secret } from './secret.js';
import {
  commitBatch,
  commitRefused,
  parquetPath,
  stagedDir,
  stagingKey,
  syncFile,
  type RefusedFiles,
  type StagedBatch,
} from './staged.js';
import { fingerprintOf, readState, unreadOf, type StagedPlace } from './unread.js';

export type { StagedPlace } from './unread.js';

/** Small bodies under one header are joined until a batch holds so many bytes. */
const BATCH_BYTES = 64 * 1024 * 1024;

/** What became of the bytes of each delivery. */
export interface Staging {
  /** By `stagingKey`. */
  readonly staged: ReadonlyMap<string, StagedPlace>;
  /** By SHA-256. */
  readonly refused: ReadonlyMap<string, RefusedFiles['files'][number]>;
  /** How many files were read in this pass; the rest was already staged. */
  readonly filesRead: number;
}

export interface StageOptions {
  readonly workspace: Workspace;
  readonly deliveries: readonly Delivery[];
  readonly contracts: readonly Contract[];
  readonly secret: Secret;
  readonly log: Log;
}

/** Reads every delivery's bytes that have not been read under today's contracts. */
export async function stage(options: StageOptions): Promise<Staging> {
  const { workspace, log } = options;
  const state = readState(options);
  const { staged, refused } = state;
  const unread = unreadOf(state, options.deliveries);
  if (unread.size === 0) return { staged, refused, filesRead: 0 };

  log.info(`Reading ${unread.size} files.`);
  const pass = await StagingPass.open(options);
  try {
    for (const delivery of unread.values()) await pass.add(delivery);
    await pass.flushAll();
  } catch (error) {
    throw asWorkspaceError(error, workspace.warehouseDir);
  } finally {
    pass.close();
  }
  for (const batch of pass.batches) {
    for (const file of batch.files) staged.set(file.staging_key, { batch, file });
  }
  if (pass.refused.length > 0) {
    const name = fingerprintOf(pass.refused.map((file) => `${file.sha256} ${file.attempt}`));
    commitRefused(workspace, name, {
      contracts_fingerprint: state.contractsFingerprint,
      files: pass.refused,
    });
    for (const file of pass.refused) refused.set(file.sha256, file);
  }
  return { staged, refused, filesRead: unread.size };
}

/** One pass over unread files: holds the batches that are filling. */
class StagingPass {
  readonly batches: StagedBatch[] = [];
  readonly refused: RefusedFiles['files'] = [];
  private readonly filling = new Map<string, OpenBatch>();

  private constructor(
    private readonly options: StageOptions,
    private readonly database: Database,
  ) {}

  static async open(options: StageOptions): Promise<StagingPass> {
    const { workspace, secret } = options;
    const scratch = temporaryDir(workspace);
    mkdirSync(scratch, { recursive: true, mode: 0o700 });
    const database = await openForBuild(':memory:', {
      ...workspace.config.limits,
      tempDirectory: scratch,
    });
    await checkRules(database, options.contracts);
    await database.run(`set variable ${KEY_VARIABLES.inner} = unhex($pad)`, {
      pad: secret.innerPad,
    });
    await database.run(`set variable ${KEY_VARIABLES.outer} = unhex($pad)`, {
      pad: secret.outerPad,
    });
    return new StagingPass(options, database);
  }

  async add(delivery: Delivery): Promise<void> {
    const ready = await this.look(delivery);
    if (ready.outcome !== 'ready') {
      this.refuse(delivery, ready);
      return;
    }
    const { contract, header, delimiter, isPlaced, isLinePerRecord } = ready;
    if (!ready.isScanned) {
      await this.flush({ ...ready, members: [{ delivery, ready }], bytes: delivery.size });
      return;
    }
    const key = [contract.id, isPlaced, isLinePerRecord, delimiter, ...header].join('\n');
    const batch = this.filling.get(key) ?? {
      contract,
      header,
      delimiter,
      isPlaced,
      members: [],
      bytes: 0,
    };
    this.filling.set(key, batch);
    batch.members.push({ delivery, ready });
    batch.bytes += ready.body.length;
    if (batch.bytes >= BATCH_BYTES) {
      this.filling.delete(key);
      await this.flush(batch);
    }
  }

  /** A large file is not held in memory unless its records must be looked at one by one. */
  private async look(delivery: Delivery): Promise<ReadyFile | RefusedFile> {
    const { workspace, contracts } = this.options;
    if (delivery.size >= LARGE_BYTES && delivery.member === undefined) {
      const ready = await preflightLarge(join(workspace.rawDir, delivery.landed_path), contracts);
      if (ready !== undefined) return ready;
    }
    return preflight(await readLanded(workspace, delivery), contracts);
  }

  async flushAll(): Promise<void> {
    for (const batch of this.filling.values()) await this.flush(batch);
    this.filling.clear();
  }

  close(): void {
    this.database.close();
  }

  private refuse(delivery: Delivery, { outcome, datasetId, reason }: RefusedFile): void {
    if (this.refused.some((file) => file.sha256 === delivery.sha256)) return;
    const { sha256, attempt = 0 } = delivery;
    this.refused.push({ sha256, attempt, outcome, dataset_id: datasetId, reason });
  }

  /** Reads a batch; where the database cannot, its files one by one, so that one costs only itself. */
  private async flush(open: OpenBatch): Promise<void> {
    try {
      await this.read(open);
    } catch (error) {
      if (!isCsvFault(error)) throw error;
      const [only, ...others] = open.members;
      if (only !== undefined && others.length === 0) {
        if (!only.ready.isScanned) {
          await this.flushScanned(only.delivery);
          return;
        }
        this.refuse(only.delivery, {
          outcome: 'rejected',
          datasetId: open.contract.id,
          reason:
            'The file cannot be read as comma separated values. Save it again as CSV and send it again.',
        });
        return;
      }
      for (const member of open.members) await this.flush({ ...open, members: [member] });
    }
  }

  /** Looks at the records one by one after all, which tells what the database could not read. */
  private async flushScanned(delivery: Delivery): Promise<void> {
    const { workspace, contracts } = this.options;
    const ready = await preflight(await readLanded(workspace, delivery), contracts);
    if (ready.outcome !== 'ready') this.refuse(delivery, ready);
    else await this.flush({ ...ready, members: [{ delivery, ready }], bytes: ready.body.length });
  }

  private async read(open: OpenBatch): Promise<void> {
    const { workspace, secret, log } = this.options;
    const { contract, members } = open;
    const batch: StagedBatch = {
      batch_id: fingerprintOf([
        contract.fingerprint,
        secret.keyId,
        ...members.map((member) => stagingKey(member.delivery)),
      ]),
      dataset_id: contract.id,
      contract_fingerprint: contract.fingerprint,
      key_id: secret.keyId,
      files: stagedFiles(open),
    };
    mkdirSync(stagedDir(workspace, contract.id), { recursive: true });
    const target = parquetPath(workspace, batch);
    const source = batchSource(open, workspace, `joined-${this.batches.length}.csv`);
    const traits = {
      isPadded: members.some(({ ready }) => ready.isPadded),
      isForParquet: true,
      isPlaced: open.isPlaced,
    };
    try {
      const [copied] = await this.database.rows(
        `copy (with csv as (${source.sql}) ${compileStaging(contract, open.header, traits).replace(/^with /, ', ')}) to ${literal(`${target}.tmp`)} (format parquet)`,
      );
      requireAll(Number(copied?.['Count']), open);
    } finally {
      source.dispose();
    }
    syncFile(`${target}.tmp`);
    renameSync(`${target}.tmp`, target);
    commitBatch(workspace, batch);
    this.batches.push(batch);
    log.debug(`staged ${members.length} files of ${contract.id} as ${batch.batch_id}`);
  }
}

/** The database's message quotes the line it could not read, so it is never passed on. */
function isCsvFault(error: unknown): boolean {
  return error instanceof UnreadCsv || /CSV Error|Invalid unicode/i.test(messageOf(error));
}
