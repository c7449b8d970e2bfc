import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Workspace } from '../../config.js';
import type { Log } from '../../log.js';
import { openLedger, type Ledger } from '../../warehouse/ledger.js';

const fetchEntrySchema = z.object({
  source_id: z.string(),
  /** What the file is called in the source. */
  path: z.string(),
  /** The address may hold what is nobody's business, so only its hash is kept. */
  url_sha256: z.string(),
  etag: z.string().nullable(),
  last_modified: z.string().nullable(),
  /** Of the bytes that came. */
  sha256: z.string(),
  fetched_at: z.string(),
});

/** By what a server will know again the bytes that it gave. */
export type FetchEntry = z.infer<typeof fetchEntrySchema>;

/** Opens the ledger of what servers said of the files fetched from them. */
export function openFetches(workspace: Workspace, log: Log): Ledger<FetchEntry> {
  return openLedger(join(workspace.ledgerDir, 'fetches.jsonl'), fetchEntrySchema, log);
}

/** The hash of an address, as the ledger has it. */
export function hashOfUrl(url: string): string {
  return createHash('sha256').update(url).digest('hex');
}
