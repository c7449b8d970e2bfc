import { problem } from '../errors.js';

/** Thrown by a query that was cancelled. */
export class QueryCancelled extends Error {
  override readonly name = 'QueryCancelled';
}

const REPEAT_MS = 50;

/**
 * Counts the time the engine works and interrupts it when the limit is reached. The time a reader
 * takes between two pieces of a result does not count.
 */
export class Stopwatch {
  private remainingMs: number;
  private expired = false;
  private cancelled = false;
  private running: Promise<unknown> = Promise.resolve();
  private repeat: NodeJS.Timeout | undefined;

  /** @param limitMs none, or 0, for no limit */
  constructor(
    private readonly interrupt: () => void,
    private readonly limitMs = 0,
  ) {
    this.remainingMs = limitMs;
  }

  /** Begins a new query. */
  start(): void {
    this.remainingMs = this.limitMs;
    this.expired = false;
  }

  /** Interrupts what runs, and refuses whatever comes after. */
  cancel(): void {
    this.cancelled = true;
    this.interrupt();
  }

  /** Resolves when nothing runs. */
  async settled(): Promise<void> {
    await this.running.catch(() => undefined);
  }

  /**
   * Runs a piece of a query.
   * @throws CC-SQL-002 where the limit was reached, QueryCancelled where it was cancelled.
   */
  async time<T>(work: () => Promise<T>): Promise<T> {
    this.check();
    const began = performance.now();
    const running = work();
    this.running = running;
    const timer = this.limitMs > 0 ? setTimeout(() => this.expire(), this.remainingMs) : undefined;
    try {
      const value = await running;
      this.check();
      return value;
    } catch (error) {
      this.check();
      throw error;
    } finally {
      clearTimeout(timer);
      clearInterval(this.repeat);
      this.remainingMs = Math.max(1, this.remainingMs - (performance.now() - began));
    }
  }

  /** An interrupt that falls between two steps of the engine is lost, so it is repeated. */
  private expire(): void {
    this.expired = true;
    this.interrupt();
    this.repeat = setInterval(this.interrupt, REPEAT_MS);
  }

  private check(): void {
    if (this.cancelled) throw new QueryCancelled('cancelled');
    if (!this.expired) return;
    const seconds = this.limitMs / 1000;
    throw problem('CC-SQL-002', {
      where: 'query',
      expected: `an answer within ${seconds} seconds`,
      got: 'none yet',
      next: `Give it longer with --timeout ${Math.ceil(seconds * 4)} (0 for no limit), or ask for fewer rows.`,
    });
  }
}
