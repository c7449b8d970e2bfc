import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Workspace } from '../config.js';
import { asAtDate } from '../period.js';
import { writeWholeFile } from '../warehouse/whole-file.js';
import type { Delivery } from './deliveries.js';

const stagedFileSchema = z.object({
  sha256: z.string(),
  /** `stagingKey` of the deliveries it stands for. */
  staging_key: z.string(),
  as_at_date: z.string(),
  /** The file's number within its batch, as the Parquet file has it. */
  file_index: z.int(),
  /** Where its first record stands in the Parquet file, from 0. */
  first_row: z.int(),
  records: z.int(),
  encoding: z.string(),
  variant: z.string().nullable(),
  notes: z.array(
    z.object({ rule: z.string(), column_name: z.string(), detail: z.string().nullable() }),
  ),
  /** What became of the rows of the file. */
  tally: z.object({
    preamble: z.int(),
    header: z.int(),
    read: z.int(),
    note: z.int(),
    footer: z.int(),
  }),
  /** What the file itself says of its delivery. */
  submitter: z.string().nullable(),
  period: z.string().nullable(),
});

const batchSchema = z.object({
  batch_id: z.string(),
  dataset_id: z.string(),
  contract_fingerprint: z.string(),
  key_id: z.string(),
  files: z.array(stagedFileSchema),
});

const refusedSchema = z.object({
  contracts_fingerprint: z.string(),
  files: z.array(
    z.object({
      sha256: z.string(),
      /** The decision to read it again that this came of; 0 for the first reading. */
      attempt: z.int().default(0),
      outcome: z.enum(['rejected', 'unrecognised']),
      dataset_id: z.string().nullable(),
      reason: z.string(),
    }),
  ),
});

export type StagedFile = z.infer<typeof stagedFileSchema>;
/** Files that were read together: one Parquet file, and what of it belongs to which file. */
export type StagedBatch = z.infer<typeof batchSchema>;
export type RefusedFiles = z.infer<typeof refusedSchema>;

/**
 * What staged records depend on besides the contract: the bytes, the date they describe, which the
 * file itself may say where its path does not, and whether someone asked for another reading.
 */
export function stagingKey(
  delivery: Pick<Delivery, 'sha256' | 'period' | 'has_period' | 'attempt'>,
): string {
  const { sha256, period, has_period: isGiven, attempt } = delivery;
  const again = attempt === undefined ? '' : ` again ${attempt}`;
  return `${sha256}@${isGiven ? '' : 'arrived '}${asAtDate(period)}${again}`;
}

/** Where a dataset's staged Parquet lies. */
export function stagedDir(workspace: Workspace, datasetId: string): string {
  return join(workspace.warehouseDir, 'staged', datasetId);
}

/** The Parquet file of a batch. */
export function parquetPath(workspace: Workspace, batch: StagedBatch): string {
  return join(stagedDir(workspace, batch.dataset_id), `${batch.batch_id}.parquet`);
}

const REFUSED = 'refused';

/** Everything that has been staged under some contract, and still has its Parquet. */
export function readBatches(workspace: Workspace, datasetId: string): StagedBatch[] {
  return readManifests(stagedDir(workspace, datasetId), batchSchema).filter((batch) =>
    existsSync(parquetPath(workspace, batch)),
  );
}

/** Files that were looked at and not read. */
export function readRefused(workspace: Workspace): RefusedFiles[] {
  return readManifests(stagedDir(workspace, REFUSED), refusedSchema);
}

/** Makes a batch count: its Parquet is already in place, its manifest comes last. */
export function commitBatch(workspace: Workspace, batch: StagedBatch): void {
  commitManifest(stagedDir(workspace, batch.dataset_id), batch.batch_id, batch);
}

/** Remembers files that were not read, so that they are not looked at again. */
export function commitRefused(workspace: Workspace, name: string, refused: RefusedFiles): void {
  commitManifest(stagedDir(workspace, REFUSED), name, refused);
}

/** Waits until a file is on the disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

function readManifests<T>(dir: string, schema: z.ZodType<T>): T[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => schema.parse(JSON.parse(readFileSync(join(dir, name), 'utf8'))));
}

function commitManifest(dir: string, name: string, value: unknown): void {
  mkdirSync(dir, { recursive: true });
  writeWholeFile(join(dir, `${name}.json`), JSON.stringify(value));
}
