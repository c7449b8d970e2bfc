import type { SourceConfig } from '../config.js';
import type { OfferedFile } from './connectors/connector.js';
import { arrivalKey, type Delivery } from './deliveries.js';

/** A time so far ahead is a wrong clock and says nothing of when the file was written. */
const WRONG_CLOCK_MS = 24 * 60 * 60 * 1000;

/** Whether an offered file is one that the ledger has with this size and time. */
export function seenBefore(whole: readonly Delivery[]): (file: OfferedFile) => boolean {
  const seen = new Set(whole.map((each) => arrivalKey(each.path, each.size, each.modified_at)));
  return ({ path, size, modifiedAt }) =>
    size !== undefined && modifiedAt !== undefined && seen.has(arrivalKey(path, size, modifiedAt));
}

/** Whether a file was written long enough ago to be whole. */
export function isSettled(source: SourceConfig, file: OfferedFile, now: Date): boolean {
  if (source.kind === 'https' || file.modifiedAt === undefined) return true;
  const age = now.getTime() - Date.parse(file.modifiedAt);
  if (source.settle_seconds === 0 || age < -WRONG_CLOCK_MS) return true;
  return age >= source.settle_seconds * 1000;
}
