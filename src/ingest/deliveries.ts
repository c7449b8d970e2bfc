import { join } from 'node:path';
import { z } from 'zod';
import type { Workspace } from '../config.js';
import type { Log } from '../log.js';
import { openLedger, type Ledger } from '../warehouse/ledger.js';

const deliverySchema = z.object({
  /** Counts from 1 in the order of arrival: the later of two is the one that holds. */
  delivery_id: z.int(),
  source_id: z.string(),
  /** Who sent it: the source's own id where the path does not say. */
  submitter: z.string(),
  /** Whether the path, or the source's settings, said who sent it. */
  has_submitter: z.boolean().default(true),
  /** The month it describes, `yyyy-mm`: that of its arrival where the path does not say. */
  period: z.string(),
  /** Whether the path, or the source's settings, said the month. */
  has_period: z.boolean().default(true),
  /** Relative to the source. Of a file within an archive, the archive's. */
  path: z.string(),
  /** The path within an archive; null for an archive that has a fault. */
  member: z.string().nullable().optional(),
  /** How many deliveries the archive gave: fewer in the ledger were cut off by a stop. */
  member_count: z.int().optional(),
  fits_pattern: z.boolean(),
  /** Of the file as it arrived, in bytes. */
  size: z.int(),
  modified_at: z.string(),
  arrived_at: z.string(),
  /** Of the delivery's own bytes: of a member, inflated. */
  sha256: z.string(),
  /** Of the bytes as they are stored, where those are an archive's. */
  stored_sha256: z.string().optional(),
  /** Where the bytes lie, relative to `data/raw`. */
  landed_path: z.string(),
  /** Why an archive cannot be taken, in words for who sent it. */
  fault: z.string().optional(),
  /** The run that landed it. */
  run_id: z.string(),
});

/**
 * One arrival of a file, or of a file within an archive: who sent which bytes for which month.
 * Recorded once, never changed.
 */
export type Delivery = z.infer<typeof deliverySchema> & {
  /** The decision to read its bytes again, where there is one: never in the ledger itself. */
  readonly attempt?: number;
};

/** Opens the ledger of deliveries. */
export function openDeliveries(workspace: Workspace, log: Log): Ledger<Delivery> {
  return openLedger(join(workspace.ledgerDir, 'deliveries.jsonl'), deliverySchema, log);
}

/** The SHA-256 of what lies under a delivery's `landed_path`. */
export function storedHash(delivery: Delivery): string {
  return delivery.stored_sha256 ?? delivery.sha256;
}

/** A text that only deliveries of one arrival of one file of a source share. */
export function arrivalKey(path: string, size: number, modifiedAt: string): string {
  return `${path}\n${size}\n${modifiedAt}`;
}

/**
 * Parts a source's deliveries into those of files that are all in the ledger, and those of an archive
 * whose other members a stop has kept out of it.
 */
export function partByWholeness(
  known: readonly Delivery[],
  sourceId: string,
): { whole: Delivery[]; torn: Delivery[] } {
  const own = known.filter((each) => each.source_id === sourceId);
  const counts = new Map<string, number>();
  const keyOf = (each: Delivery): string =>
    `${arrivalKey(each.path, each.size, each.modified_at)}\n${storedHash(each)}`;
  for (const each of own) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  const isWhole = (each: Delivery): boolean =>
    (counts.get(keyOf(each)) ?? 0) >= (each.member_count ?? 1);
  return { whole: own.filter(isWhole), torn: own.filter((each) => !isWhole(each)) };
}
