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
  /** The month it describes, `yyyy-mm`. */
  period: z.string(),
  /** Relative to the source. */
  path: z.string(),
  fits_pattern: z.boolean(),
  size: z.int(),
  modified_at: z.string(),
  arrived_at: z.string(),
  sha256: z.string(),
  /** Where the bytes lie, relative to `data/raw`. */
  landed_path: z.string(),
  /** The run that landed it. */
  run_id: z.string(),
});

/** One arrival of a file: who sent which bytes for which month. Recorded once, never changed. */
export type Delivery = z.infer<typeof deliverySchema>;

/** Opens the ledger of deliveries. */
export function openDeliveries(workspace: Workspace, log: Log): Ledger<Delivery> {
  return openLedger(join(workspace.ledgerDir, 'deliveries.jsonl'), deliverySchema, log);
}
