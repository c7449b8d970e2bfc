import { createHash } from 'node:crypto';
import type { Workspace } from '../config.js';
import type { Contract } from './contract/index.js';
import type { Delivery } from './deliveries.js';
import type { Secret } from './secret.js';
import {
  readBatches,
  readRefused,
  stagingKey,
  type RefusedFiles,
  type StagedBatch,
  type StagedFile,
} from './staged.js';

/** Where the records of one file, for one as-at date, have been staged. */
export interface StagedPlace {
  readonly batch: StagedBatch;
  readonly file: StagedFile;
}

/** Why bytes have to be read that lie there already. */
export type ReadReason = 'new_bytes' | 'contract_changed' | 'secret_changed' | 'asked_again';

/** What was read once and has to be read again. */
export interface Outdated {
  readonly reason: ReadReason;
  readonly dataset_id: string;
}

/** What has been read under today's contracts and secret, and what has not. */
export interface ReadState {
  /** By `stagingKey`. */
  readonly staged: Map<string, StagedPlace>;
  /** By SHA-256. */
  readonly refused: Map<string, RefusedFiles['files'][number]>;
  /** By `stagingKey`, for files that were read under another contract or secret. */
  readonly outdated: ReadonlyMap<string, Outdated>;
  readonly contractsFingerprint: string;
}

type Options = {
  readonly workspace: Workspace;
  readonly deliveries: readonly Delivery[];
  readonly contracts: readonly Contract[];
  readonly secret: Secret;
};

/** Finds what has been read already: nothing that stands here is read again. */
export function readState({ workspace, deliveries, contracts, secret }: Options): ReadState {
  const staged = new Map<string, StagedPlace>();
  const outdated = new Map<string, Outdated>();
  for (const contract of contracts) {
    for (const batch of readBatches(workspace, contract.id)) {
      const isOfContract = batch.contract_fingerprint === contract.fingerprint;
      const reason = isOfContract ? 'secret_changed' : 'contract_changed';
      const isCurrent = isOfContract && batch.key_id === secret.keyId;
      for (const file of batch.files) {
        if (isCurrent) staged.set(file.staging_key, { batch, file });
        else outdated.set(file.staging_key, { reason, dataset_id: contract.id });
      }
    }
  }
  const contractsFingerprint = fingerprintOf(contracts.map((contract) => contract.fingerprint));
  const attempts = new Map(deliveries.map((each) => [each.sha256, each.attempt ?? 0]));
  const refused = new Map(
    readRefused(workspace)
      .filter((each) => each.contracts_fingerprint === contractsFingerprint)
      .flatMap((each) => each.files)
      .filter((file) => file.attempt === (attempts.get(file.sha256) ?? 0))
      .map((file) => [file.sha256, file]),
  );
  return { staged, refused, outdated, contractsFingerprint };
}

/** The deliveries whose bytes have to be read, one for each reading, by `stagingKey`. */
export function unreadOf(
  { staged, refused }: ReadState,
  deliveries: readonly Delivery[],
): Map<string, Delivery> {
  return new Map(
    deliveries
      .filter((each) => each.fits_pattern && each.fault === undefined)
      .filter((each) => !staged.has(stagingKey(each)) && !refused.has(each.sha256))
      .map((each) => [stagingKey(each), each]),
  );
}

/** Why a delivery has to be read. */
export function reasonToRead({ outdated }: ReadState, delivery: Delivery): ReadReason {
  const earlier = outdated.get(stagingKey(delivery));
  if (earlier !== undefined) return earlier.reason;
  return delivery.attempt === undefined ? 'new_bytes' : 'asked_again';
}

/** A short name that is the same for the same parts. */
export function fingerprintOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}
