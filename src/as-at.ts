import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildRun } from './build.js';
import type { Workspace } from './config.js';
import { problem } from './errors.js';
import {
  emptyTemporaryDir,
  loadContracts,
  openDecisions,
  openDeliveries,
  readSecret,
  stage,
  withRetries,
} from './ingest/index.js';
import { inputsOf } from './inputs.js';
import type { Log } from './log.js';
import { isDate } from './period.js';
import { takeLock } from './warehouse/lock.js';
import { readManifest } from './warehouse/manifest.js';

export interface AsAtOptions {
  readonly workspace: Workspace;
  /** The day, `yyyy-mm-dd` in UTC, at whose end the warehouse is to be. */
  readonly date: string;
  readonly now: Date;
  readonly log: Log;
}

/** A warehouse as it would have been, beside the published one. */
export interface AsAtBuild {
  readonly as_at: string;
  readonly dir: string;
  /** The internal file. */
  readonly path: string;
  readonly deliveries: number;
  /** First day of the latest month that has figures. */
  readonly latest_period: string | null;
}

/** Where the warehouse as at a day lies. */
function asAtDir({ warehouseDir }: Pick<Workspace, 'warehouseDir'>, date: string): string {
  return join(warehouseDir, 'as-at', date);
}

/**
 * Builds the warehouse of what had arrived and been decided by the end of a day, with today's
 * program, settings and code lists. Nothing is landed and nothing is published; what was built for
 * the same day before is replaced.
 * @throws CC-USE-001 for a day that is none or has not come, or by whose end nothing had arrived;
 * CC-RUN-001 where a run holds the lock.
 */
export async function buildAsAt(options: AsAtOptions): Promise<AsAtBuild> {
  const { workspace, log } = options;
  const date = pastDay(options.date, options.now);
  const release = await takeLock(join(workspace.ledgerDir, 'run.lock'));
  try {
    const decisions = openDecisions(workspace, log)
      .read()
      .filter(isBy(date, ({ at }) => at));
    const arrived = openDeliveries(workspace, log).read();
    const known = arrived.filter(isBy(date, (delivery) => delivery.arrived_at));
    if (known.length === 0) throw nothingBy(date, arrived[0]?.arrived_at);
    const deliveries = withRetries(known, decisions);
    const contracts = loadContracts(workspace.dir);
    const secret = readSecret(workspace);
    emptyTemporaryDir(workspace);
    const staging = await stage({ workspace, deliveries, contracts, secret, log });
    const dir = asAtDir(workspace, date);
    const fresh = `${dir}.new`;
    rmSync(fresh, { recursive: true, force: true });
    await buildRun({
      workspace,
      deliveries,
      decisions,
      staging,
      contracts,
      inputs: inputsOf(workspace, deliveries, secret, decisions),
      runId: `as-at-${date}`,
      runDir: fresh,
      startedAt: options.now.toISOString(),
      isTimeless: true,
      knownDeliveries: deliveries.length,
      log,
      step: () => undefined,
    });
    replaceDir(fresh, dir);
    return {
      as_at: date,
      dir,
      path: join(dir, 'carecount.duckdb'),
      deliveries: deliveries.length,
      latest_period: readManifest(dir)?.latest_period ?? null,
    };
  } finally {
    release();
  }
}

function isBy<T>(date: string, instantOf: (item: T) => string): (item: T) => boolean {
  return (item) => instantOf(item).slice(0, 10) <= date;
}

function pastDay(text: string, now: Date): string {
  const today = now.toISOString().slice(0, 10);
  if (isDate(text) && text <= today) return text;
  throw problem('CC-USE-001', {
    where: '--as-at',
    expected: `a day such as ${today}, not later than today`,
    got: `"${text}"`,
    next: 'Write it as yyyy-mm-dd.',
  });
}

function nothingBy(date: string, first: string | undefined): Error {
  return problem('CC-USE-001', {
    where: `--as-at ${date}`,
    expected: 'a day by whose end something had arrived',
    got: first === undefined ? 'an empty ledger' : `a first arrival on ${first.slice(0, 10)}`,
    next: first === undefined ? 'Run `carecount nightly` first.' : 'Name that day or a later one.',
  });
}

function replaceDir(fresh: string, dir: string): void {
  const old = `${dir}.old`;
  rmSync(old, { recursive: true, force: true });
  mkdirSync(join(dir, '..'), { recursive: true });
  if (existsSync(dir)) renameSync(dir, old);
  renameSync(fresh, dir);
  rmSync(old, { recursive: true, force: true });
}
