import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Workspace } from '../config.js';
import type { DeliverySettings } from '../delivery-settings.js';
import type { Log } from '../log.js';
import { openLedger, type Ledger } from './ledger.js';
import type { RunEvent } from './runs.js';

const sentSchema = z.discriminatedUnion('event', [
  /** Packs that one target has taken: a recipient of a list, a folder or a webhook. */
  z.object({
    event: z.literal('sent'),
    at: z.string(),
    run_id: z.string(),
    kind: z.enum(['email', 'folder', 'webhook']),
    /** The id of the list or webhook, or the folder's path. */
    target: z.string(),
    /** SHA-256 of the recipient's address; empty where there is none. */
    recipient_sha256: z.string(),
    /** Of the message they went with; empty where there is none. */
    message_id: z.string(),
    packs: z.array(
      z.object({ area_code: z.string(), period: z.string(), content_sha256: z.string() }),
    ),
  }),
  /** Everything that was to be sent of these packs has been. */
  z.object({
    event: z.literal('settled'),
    at: z.string(),
    run_id: z.string(),
    reported_at: z.string(),
    settings_sha256: z.string(),
  }),
]);

export type SentEvent = z.infer<typeof sentSchema>;
export type SentPacks = Extract<SentEvent, { event: 'sent' }>;

/** Opens the ledger of what was sent. */
export function openSent({ ledgerDir }: Pick<Workspace, 'ledgerDir'>, log: Log): Ledger<SentEvent> {
  return openLedger(join(ledgerDir, 'sent.jsonl'), sentSchema, log);
}

/** What tells one set of packs and places to send them to from another. */
export interface Settlement {
  readonly run_id: string;
  readonly reported_at: string;
  readonly settings_sha256: string;
}

/**
 * What would be settled if all packs of the published run were sent now.
 * @returns nothing where its packs are not written yet, or nothing is to be sent anywhere.
 */
export function settlementOf(
  { packs, delivery }: Workspace['config'],
  publishedRun: string | undefined,
  events: readonly RunEvent[],
): Settlement | undefined {
  const reported = events.findLast(
    (event) => event.event === 'reported' && event.audience === packs.audience,
  );
  if (delivery === undefined || reported === undefined || reported.run_id !== publishedRun) {
    return undefined;
  }
  return {
    run_id: reported.run_id,
    reported_at: reported.at,
    settings_sha256: hashOfSettings(delivery, packs.audience),
  };
}

/** Whether the ledger says that all of it has been sent. */
export function isSettled(settlement: Settlement, sent: readonly SentEvent[]): boolean {
  return sent.some(
    (event) =>
      event.event === 'settled' &&
      event.run_id === settlement.run_id &&
      event.reported_at === settlement.reported_at &&
      event.settings_sha256 === settlement.settings_sha256,
  );
}

function hashOfSettings(settings: DeliverySettings, audience: string): string {
  return createHash('sha256')
    .update(JSON.stringify([audience, settings]))
    .digest('hex');
}
