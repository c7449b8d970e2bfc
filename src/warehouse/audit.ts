import { join } from 'node:path';
import { z } from 'zod';
import type { Workspace } from '../config.js';
import type { Log } from '../log.js';
import { openLedger, type Ledger } from './ledger.js';

const auditSchema = z.object({
  at: z.string(),
  /** The account that did it. */
  by: z.string(),
  action: z.enum(['quarantine_export']),
  delivery_id: z.int(),
  sha256: z.string(),
  path: z.string(),
  /** How many records left the workspace. */
  records: z.int(),
  /** Where they were written to. */
  out: z.string(),
});

/** Something that left the workspace: who took what, when and where to. */
export type AuditEntry = z.infer<typeof auditSchema>;

/** Opens the ledger of what left the workspace. */
export function openAudit(workspace: Workspace, log: Log): Ledger<AuditEntry> {
  return openLedger(join(workspace.ledgerDir, 'audit.jsonl'), auditSchema, log);
}
