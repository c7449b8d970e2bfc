import { CarecountError } from '../../errors.js';
import type { Effects } from './connector.js';

/** The longest that a server may ask to be left alone and still be asked again in this run. */
const LONGEST_WAIT_MS = 300_000;
const FIRST_WAIT_MS = 1000;

/** A try that failed and may do better: `afterMs` is what the server asked for, where it did. */
export class PassingFault extends Error {
  override readonly name = 'PassingFault';

  constructor(
    /** What is thrown when no try is left. */
    readonly fault: CarecountError,
    readonly afterMs?: number | undefined,
  ) {
    super(fault.message, { cause: fault });
  }
}

/**
 * Tries until it succeeds, fails for good or has no try left. Waits twice as long each time, by chance
 * up to a half more or less, and never less than the server asks.
 * @param retries how many tries may follow the first.
 * @throws what a try throws; of a passing fault that does not pass, the fault.
 */
export async function withTries<Result>(
  retries: number,
  { sleep, random }: Pick<Effects, 'sleep' | 'random'>,
  attempt: () => Promise<Result>,
): Promise<Result> {
  for (let tried = 0; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof PassingFault)) throw error;
      const asked = error.afterMs ?? 0;
      if (tried >= retries || asked > LONGEST_WAIT_MS) throw error.fault;
      await sleep(Math.max(asked, FIRST_WAIT_MS * 2 ** tried * (0.5 + random())));
    }
  }
}

/**
 * What a `Retry-After` header asks for, in milliseconds: a number of seconds, or a date.
 * @param now the server's own time where it says it.
 * @returns nothing where the header is not there or cannot be read.
 * @example retryAfterMs('120', now) // 120000
 */
export function retryAfterMs(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
