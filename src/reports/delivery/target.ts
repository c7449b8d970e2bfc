import type { CarecountError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { DeliveryEffects } from './effects.js';
import type { Place, SentHistory } from './history.js';
import type { DeliverablePack } from './packs.js';

/** What every target is delivered with. */
export interface DeliveryContext {
  readonly packs: readonly DeliverablePack[];
  readonly history: SentHistory;
  /** The folder of the workspace, that paths in the settings start from. */
  readonly workspaceDir: string;
  readonly effects: DeliveryEffects;
  readonly log: Log;
  readonly now: () => Date;
  readonly isDryRun: boolean;
  /** Whether a rollback turned away from a run: what it wrote gives way to an older one. */
  readonly isTurnedAway: (runId: string) => boolean;
}

/** What became of one target, in packs, or of a list in recipients. */
export interface TargetResult {
  readonly kind: Place['kind'];
  readonly target: string;
  /** Delivered now, or what would be. */
  readonly delivered: number;
  /** Had it already. */
  readonly already: number;
  readonly failed: number;
  readonly failures: readonly CarecountError[];
}

/** Which of the areas a target takes. */
export function packsFor(
  packs: readonly DeliverablePack[],
  areas: 'all' | readonly string[],
): DeliverablePack[] {
  return packs.filter(({ areaCode }) => areas === 'all' || areas.includes(areaCode));
}
