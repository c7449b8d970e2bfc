import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildRun } from './build.js';
import { programVersion, type Workspace } from './config.js';
import { asWorkspaceError, CarecountError, messageOf, stackOf, type ErrorCode } from './errors.js';
import {
  emptyTemporaryDir,
  land,
  loadContracts,
  openDecisions,
  openDeliveries,
  readSecret,
  stage,
  withRetries,
  type Contract,
  type Decision,
  type Delivery,
  type Secret,
} from './ingest/index.js';
import { inputsOf, type RunInputs } from './inputs.js';
import type { Log } from './log.js';
import { builtOf, earlierRuns } from './history/run-history.js';
import { deliveriesAreDue } from './plan/deliveries-due.js';
import { packsAreDue } from './plan/packs-due.js';
import { keptRuns, publishedManifest } from './warehouse/kept-runs.js';
import { takeLock } from './warehouse/lock.js';
import { readManifest, type Manifest, type RefusedDelivery } from './warehouse/manifest.js';
import { pruneRuns, swapPublished } from './warehouse/publish.js';
import {
  exitCodeOf,
  openRuns,
  rollbackInForce,
  runIdOf,
  type RunFailure,
  type RunOutcome,
  type RunStage,
  type RunStep,
} from './warehouse/runs.js';

/** Where a run may be told to stop: `carecount ingest`, `carecount build`. */
export type Stage = 'ingest' | 'build';

export interface NightlyOptions {
  readonly workspace: Workspace;
  readonly log: Log;
  /** Runs even when nothing is new. */
  readonly force?: boolean;
  /** Stops after a stage. */
  readonly until?: Stage;
  readonly now?: () => Date;
  /** Called as each step is about to start; tests stop the process here. */
  readonly step?: (name: string) => void;
}

/** What a run did, for the summary, `--json` and the exit code. */
export interface NightlyResult {
  readonly run_id: string;
  readonly outcome: RunOutcome;
  readonly exit_code: number;
  readonly seconds: number;
  readonly files_landed: number;
  readonly files_read: number;
  readonly packs_written: number;
  readonly packs_index: string | null;
  readonly latest_period: string | null;
  readonly published_run: string | null;
  readonly failures: readonly RunFailure[];
}

/**
 * The whole run: pull and land, read and stage, build, measure, check, publish, report, deliver. Safe to start
 * at any time and to kill at any moment: the next run finishes the job.
 * @throws CC-RUN-001 where another run holds the lock.
 */
export async function nightly(options: NightlyOptions): Promise<NightlyResult> {
  const { workspace } = options;
  const release = await takeLock(join(workspace.ledgerDir, 'run.lock'));
  try {
    return await new Nightly(options).run();
  } finally {
    release();
  }
}

/** What decides what a run builds. */
interface NightInputs {
  readonly deliveries: readonly Delivery[];
  readonly decisions: readonly Decision[];
  readonly contracts: readonly Contract[];
  readonly inputs: RunInputs;
}

/** One run under the lock: its id, its counts and its failures so far. */
class Nightly {
  private readonly workspace: Workspace;
  private readonly log: Log;
  private readonly startedAt: Date;
  private readonly runId: string;
  private readonly failures: RunFailure[] = [];
  private stage: RunStage = 'ingest';
  private filesLanded = 0;
  private filesRead = 0;
  private packsWritten = 0;
  private packsIndex: string | null = null;
  private built: Manifest | undefined;
  private readonly stepStarts: { readonly step: string; readonly at: number }[] = [];

  constructor(private readonly options: NightlyOptions) {
    this.workspace = options.workspace;
    this.log = options.log;
    this.startedAt = this.now();
    this.runId = runIdOf(this.startedAt);
  }

  async run(): Promise<NightlyResult> {
    const runs = openRuns(this.workspace, this.log);
    runs.append([
      {
        event: 'started',
        run_id: this.runId,
        at: this.startedAt.toISOString(),
        program_version: programVersion(),
      },
    ]);
    let outcome: NightlyResult['outcome'] = 'failed';
    try {
      outcome = await this.steps();
    } catch (error) {
      this.fail(this.stage, asWorkspaceError(error, this.workspace.dir));
    }
    const result = this.result(outcome);
    runs.append([
      {
        event: 'finished',
        run_id: this.runId,
        at: this.now().toISOString(),
        outcome,
        exit_code: result.exit_code,
        milliseconds: Math.round(result.seconds * 1000),
        files_landed: this.filesLanded,
        files_read: this.filesRead,
        packs_written: this.packsWritten,
        failures: this.failures,
        steps: this.stepTimes(),
        ...this.builtEntry(),
      },
    ]);
    return result;
  }

  private async steps(): Promise<NightlyResult['outcome']> {
    const { workspace, log } = this;
    const secret = readSecret(workspace);

    this.step('land');
    emptyTemporaryDir(workspace);
    const decisions = openDecisions(workspace, log).read();
    const deliveries = withRetries(await this.landAll(), decisions);

    const inputs = inputsOf(workspace, deliveries, secret, decisions);
    const published = publishedManifest(workspace);
    const areSourcesRead = this.failures.length === 0;
    if (published !== undefined && !this.isTold(published.run_id)) {
      this.noteRefused(published.refused);
    }
    const isNew =
      this.options.force === true ||
      (published?.input_fingerprint !== inputs.fingerprint && !this.isHeld(inputs.fingerprint));
    const isReporting = this.options.until === undefined;
    const events = this.events();
    const arePacksDue = isReporting && packsAreDue(workspace, published, events);
    const areDeliveriesDue = isReporting && deliveriesAreDue(workspace, published, events);
    if (!isNew && !arePacksDue && !areDeliveriesDue) {
      log.info(`Nothing new since run ${published?.run_id ?? 'none'}.`);
      return areSourcesRead ? 'nothing_new' : 'failed';
    }
    if (isNew) {
      const contracts = loadContracts(workspace.dir);
      const night = { deliveries, decisions, contracts, inputs };
      await this.buildAndPublish(night, secret, published);
    }
    if (this.options.until === 'ingest') return 'staged';
    if (isReporting && (isNew || arePacksDue)) await this.reportIfAny();
    if (isReporting) await this.deliverIfAny();
    return 'published';
  }

  private async landAll(): Promise<Delivery[]> {
    const ledger = openDeliveries(this.workspace, this.log);
    const deliveries = ledger.read();
    for (const source of this.workspace.config.sources) {
      const landing = await land({
        workspace: this.workspace,
        source,
        known: deliveries,
        ledger,
        runId: this.runId,
        now: this.startedAt,
        log: this.log,
      });
      for (const delivery of landing.deliveries) deliveries.push(delivery);
      this.filesLanded += landing.files;
      for (const fault of landing.faults) this.fail('ingest', fault);
    }
    return deliveries;
  }

  private async buildAndPublish(
    night: NightInputs,
    secret: Secret,
    published: Manifest | undefined,
  ): Promise<void> {
    const { workspace, log } = this;
    const { deliveries, contracts } = night;
    this.step('stage');
    const staging = await stage({ workspace, deliveries, contracts, secret, log });
    this.filesRead = staging.filesRead;
    if (this.options.until === 'ingest') return;

    const built = await buildRun({
      ...night,
      workspace,
      staging,
      runId: this.runId,
      startedAt: this.startedAt.toISOString(),
      knownDeliveries: published?.delivery_count ?? 0,
      history: {
        earlier: earlierRuns(this.events(), keptRuns(workspace), this.runId),
        own: () => ({
          files_landed: this.filesLanded,
          files_read: this.filesRead,
          steps: this.stepTimes(),
        }),
      },
      log,
      step: (name) => {
        this.step(name);
      },
    });
    this.noteRefused(built.refused);
    this.built = readManifest(built.runDir);

    this.step('publish');
    mkdirSync(workspace.warehouseDir, { recursive: true });
    swapPublished(workspace.publishedLink, built.runDir);
    this.step('prune');
    pruneRuns(workspace.warehouseDir, this.runId, workspace.config.retention.runs);
  }

  private noteRefused(refused: readonly RefusedDelivery[]): void {
    for (const { state, path, reason } of refused) {
      const code: ErrorCode = state === 'rejected' ? 'CC-SRC-002' : 'CC-SRC-003';
      this.failures.push({ stage: 'ingest', code, message: `${path}: ${reason}` });
    }
    if (refused.length > 0) {
      this.log.warning(`${refused.length} files were not accepted. What is good is published.`);
    }
  }

  private async reportIfAny(): Promise<void> {
    if (publishedManifest(this.workspace)?.latest_period === null) {
      this.log.info(
        'No whole return yet (a workplace file and a worker file of one month): no packs.',
      );
      return;
    }
    this.step('report');
    const { reportPublished } = await import('./report.js');
    try {
      const { packs, indexPath, faults } = await reportPublished(this.workspace, this.log);
      this.packsWritten = packs.length;
      this.packsIndex = indexPath;
      for (const fault of faults) this.fail('report', fault);
    } catch (error) {
      this.fail('report', error);
    }
  }

  private async deliverIfAny(): Promise<void> {
    const { workspace, log } = this;
    const published = publishedManifest(workspace);
    if (workspace.config.delivery === undefined || published?.latest_period == null) return;
    this.step('deliver');
    const { deliverPublished } = await import('./deliver.js');
    try {
      const { targets } = await deliverPublished(workspace, log, { now: () => this.now() });
      for (const { kind, target, delivered, already } of targets) {
        log.info(`Delivered: ${kind} ${target}: ${delivered} now, ${already} before.`);
      }
      for (const failure of targets.flatMap(({ failures }) => failures)) {
        this.fail('deliver', failure);
      }
    } catch (error) {
      const isToldAlready = this.failures.some(({ stage }) => stage === 'report');
      const areNone = error instanceof CarecountError && error.code === 'CC-DEL-004';
      if (!areNone || !isToldAlready) this.fail('deliver', error);
    }
  }

  /** Whether some run has told what this one found: one killed after publishing has told nobody. */
  private isTold(runId: string): boolean {
    return this.events().some((event) => event.event === 'finished' && event.run_id >= runId);
  }

  /** Whether a rollback keeps these inputs from being published again. */
  private isHeld(fingerprint: string): boolean {
    const published = publishedManifest(this.workspace)?.run_id;
    const rollback = rollbackInForce(this.events(), published);
    if (rollback?.held_fingerprints.includes(fingerprint) !== true) return false;
    this.log.info(
      `The rollback to run ${rollback.run_id} holds: nothing has changed since. \`carecount nightly --force\` publishes anew.`,
    );
    return true;
  }

  private events() {
    return openRuns(this.workspace, this.log).read();
  }

  private fail(stage: RunStage, error: unknown): void {
    const code = error instanceof CarecountError ? error.code : 'bug';
    this.failures.push({ stage, code, message: messageOf(error) });
    this.log.error(messageOf(error));
    if (code === 'bug') this.log.debug(stackOf(error));
  }

  private result(outcome: NightlyResult['outcome']): NightlyResult {
    const published = publishedManifest(this.workspace);
    return {
      run_id: this.runId,
      outcome,
      exit_code: exitCodeOf(this.failures),
      seconds: (this.now().getTime() - this.startedAt.getTime()) / 1000,
      files_landed: this.filesLanded,
      files_read: this.filesRead,
      packs_written: this.packsWritten,
      packs_index: this.packsIndex,
      latest_period: published?.latest_period ?? null,
      published_run: published?.run_id ?? null,
      failures: this.failures,
    };
  }

  private step(name: string): void {
    if (name === 'build' || name === 'report' || name === 'deliver') this.stage = name;
    this.stepStarts.push({ step: name, at: performance.now() });
    this.options.step?.(name);
  }

  private stepTimes(): RunStep[] {
    const ends = [...this.stepStarts.slice(1).map(({ at }) => at), performance.now()];
    return this.stepStarts.map(({ step, at }, index) => ({
      step,
      milliseconds: Math.round((ends[index] ?? at) - at),
    }));
  }

  private builtEntry() {
    const built = this.built === undefined ? undefined : builtOf(this.built);
    return built === undefined ? {} : { built };
  }

  private now(): Date {
    return this.options.now?.() ?? new Date();
  }
}
