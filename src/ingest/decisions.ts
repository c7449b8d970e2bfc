import { join } from 'node:path';
import { z } from 'zod';
import type { Workspace } from '../config.js';
import type { Log } from '../log.js';
import type { Database } from '../warehouse/database.js';
import { createTableOf } from '../warehouse/insert.js';
import { openLedger, type Ledger } from '../warehouse/ledger.js';
import type { Delivery } from './deliveries.js';

const decisionSchema = z.object({
  /** Counts from 1. */
  decision_id: z.int(),
  at: z.string(),
  /** The account that took it. */
  by: z.string(),
  /** `retry` has the bytes read again; `accept` takes the file whatever share of it is set aside. */
  action: z.enum(['retry', 'accept']),
  delivery_id: z.int(),
  sha256: z.string(),
  reason: z.string().nullable(),
});

/** What someone decided about a file that was set aside. Recorded once, never changed. */
export type Decision = z.infer<typeof decisionSchema>;

const DECISION_COLUMNS = {
  decision_id: 'INTEGER',
  at: 'TIMESTAMP',
  by: 'VARCHAR',
  action: 'VARCHAR',
  delivery_id: 'INTEGER',
  sha256: 'VARCHAR',
  reason: 'VARCHAR',
};

/** Opens the ledger of decisions. */
export function openDecisions(workspace: Workspace, log: Log): Ledger<Decision> {
  return openLedger(join(workspace.ledgerDir, 'decisions.jsonl'), decisionSchema, log);
}

/** Marks each delivery with the last decision to read its bytes again, so that they are. */
export function withRetries(
  deliveries: readonly Delivery[],
  decisions: readonly Decision[],
): Delivery[] {
  const retries = new Map(
    decisions
      .filter(({ action }) => action === 'retry')
      .map(({ sha256, decision_id: id }) => [sha256, id]),
  );
  return deliveries.map((delivery) => {
    const attempt = retries.get(delivery.sha256);
    return attempt === undefined ? delivery : { ...delivery, attempt };
  });
}

/** Puts the decisions into `raw.decision` of a database that is being built. */
export async function registerDecisions(
  database: Database,
  decisions: readonly Decision[],
): Promise<void> {
  await createTableOf(database, 'raw.decision', DECISION_COLUMNS, [...decisions]);
}
