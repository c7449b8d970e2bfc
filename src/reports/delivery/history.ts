import type { Ledger } from '../../warehouse/ledger.js';
import type { SentEvent, SentPacks } from '../../warehouse/sent.js';
import type { DeliverablePack } from './packs.js';

/** Where a pack goes: a target, and of a list which recipient. */
export interface Place {
  readonly kind: SentPacks['kind'];
  /** The id of the list or webhook, or the folder's path. */
  readonly target: string;
  /** SHA-256 of the recipient's address; empty where there is none. */
  readonly recipientSha256: string;
}

/** What every place has had, as the ledger tells. */
export class SentHistory {
  /** What was sent of an area and month to a place. */
  private readonly contents = new Map<string, Set<string>>();

  constructor(
    private readonly ledger: Ledger<SentEvent>,
    private readonly now: () => Date,
  ) {
    for (const event of ledger.read()) if (event.event === 'sent') this.add(event);
  }

  /** Whether a place has had what a pack says. */
  hasHad(place: Place, pack: DeliverablePack): boolean {
    return this.contentsOf(place, pack)?.has(pack.contentSha256) === true;
  }

  /** Whether a place has had another pack of the same area and month. */
  isRevised(place: Place, pack: DeliverablePack): boolean {
    return this.contentsOf(place, pack) !== undefined && !this.hasHad(place, pack);
  }

  /** Writes down, once it is done, that a place has the packs. */
  record(place: Place, packs: readonly DeliverablePack[], messageId = ''): void {
    const [first] = packs;
    if (first === undefined) return;
    const event: SentPacks = {
      event: 'sent',
      at: this.now().toISOString(),
      run_id: first.runId,
      kind: place.kind,
      target: place.target,
      recipient_sha256: place.recipientSha256,
      message_id: messageId,
      packs: packs.map((pack) => ({
        area_code: pack.areaCode,
        period: pack.period,
        content_sha256: pack.contentSha256,
      })),
    };
    this.ledger.append([event]);
    this.add(event);
  }

  private contentsOf(place: Place, pack: DeliverablePack): Set<string> | undefined {
    return this.contents.get(
      keyOf(place.kind, place.target, place.recipientSha256, pack.areaCode, pack.period),
    );
  }

  private add(event: SentPacks): void {
    for (const pack of event.packs) {
      const { kind, target, recipient_sha256: recipient } = event;
      const key = keyOf(kind, target, recipient, pack.area_code, pack.period);
      const contents = this.contents.get(key) ?? new Set();
      this.contents.set(key, contents.add(pack.content_sha256));
    }
  }
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('\n');
}
