import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeColumnLineage } from './column-lineage.js';
import { programVersion, type Workspace } from './config.js';
import { asWorkspaceError } from './errors.js';
import {
  registerDeliveries,
  type Contract,
  type Decision,
  type Delivery,
  type Staging,
} from './ingest/index.js';
import type { RunInputs } from './inputs.js';
import type { Log } from './log.js';
import { CONTRIBUTION_FILES, loadMetrics, measure } from './metrics/index.js';
import { internalTables, publicTables } from './published-tables.js';
import { requireChecks } from './require-checks.js';
import {
  builtFrom,
  inputColumns,
  registerRuns,
  stepSeconds,
  type RunRow,
} from './history/run-history.js';
import {
  buildComparisons,
  buildModels,
  loadModels,
  loadReference,
  runChecks,
  writeCheckTables,
  type CheckResult,
} from './transform/index.js';
import { literal, openForBuild, type Database } from './warehouse/database.js';
import { writeManifest, type Manifest, type RefusedDelivery } from './warehouse/manifest.js';
import { writeDatabaseFile } from './warehouse/publish.js';
import type { RunStep } from './warehouse/runs.js';
import { sqlDirs } from './warehouse/sql-file.js';

/** What a build is made of. */
export interface BuildInputs {
  readonly workspace: Workspace;
  readonly deliveries: readonly Delivery[];
  readonly decisions: readonly Decision[];
  readonly staging: Staging;
  readonly contracts: readonly Contract[];
  readonly inputs: RunInputs;
  readonly runId: string;
  /** The folder to build in, `runs/<run id>` without. */
  readonly runDir?: string;
  readonly startedAt: string;
  /** Whether the tables are to be the same whenever they are made: then none says when it was. */
  readonly isTimeless?: boolean;
  /** How many deliveries were already behind what is published: refusals after them are news. */
  readonly knownDeliveries: number;
  /** What is to stand in `ops.run` besides this run; nothing without. */
  readonly history?: RunHistory;
  readonly log: Log;
  /** Called as each step is about to start. */
  readonly step: (name: string) => void;
}

/** The runs before this one, and what of this one is known when its tables are written. */
export interface RunHistory {
  readonly earlier: readonly RunRow[];
  readonly own: () => Pick<RunRow, 'files_landed' | 'files_read'> & {
    readonly steps: readonly RunStep[];
  };
}

/** A run's folder, complete and checked, not yet published. */
export interface BuiltRun {
  readonly runDir: string;
  /** Files that are new since what is published and were not accepted. */
  readonly refused: readonly RefusedDelivery[];
}

/**
 * Builds a new warehouse from what is staged into `data/warehouse/runs/<run id>/`: the internal and
 * the public file, the public tables as Parquet, and the manifest.
 * @throws CC-CHK-001 where a check of severity error fails: the folder then has no manifest.
 */
export async function buildRun(inputs: BuildInputs): Promise<BuiltRun> {
  const { workspace, runId, log, step } = inputs;
  const dirs = sqlDirs(workspace.dir);
  const runDir = inputs.runDir ?? join(workspace.warehouseDir, 'runs', runId);
  const scratch = join(workspace.warehouseDir, 'tmp');
  rmSync(scratch, { recursive: true, force: true });
  try {
    mkdirSync(runDir, { recursive: true });
    mkdirSync(scratch, { recursive: true });
    const database = await openForBuild(':memory:', {
      ...workspace.config.limits,
      tempDirectory: scratch,
    });
    try {
      step('build');
      log.info('Building the warehouse.');
      await registerDeliveries(
        database,
        workspace,
        inputs.deliveries,
        inputs.staging,
        inputs.contracts,
        inputs.decisions,
      );
      await loadReference(database, workspace);
      const models = loadModels(dirs);
      await buildModels(database, models, log);
      step('measure');
      log.info('Measuring.');
      const families = loadMetrics(dirs, workspace.config.metrics.families);
      const profile = workspace.config.disclosure.public;
      await measure(database, families, profile, log);
      step('compare');
      await buildComparisons(database, models, log);
      await writeColumnLineage(database, { ...inputs, models, families, profile });
      step('check');
      const checks = await runChecks(database, dirs, models);
      requireChecks(checks, inputs);
      await writeCheckTables(database, checks);
      step('write');
      const refused = await refusedFiles(database, inputs.knownDeliveries);
      await writeRun(database, inputs, runDir, checks, refused);
      return { runDir, refused };
    } finally {
      database.close();
    }
  } catch (error) {
    rmSync(runDir, { recursive: true, force: true });
    throw asWorkspaceError(error, runDir);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function writeRun(
  database: Database,
  inputs: BuildInputs,
  runDir: string,
  checks: readonly CheckResult[],
  refused: RefusedDelivery[],
): Promise<void> {
  const { workspace, runId, startedAt } = inputs;
  await registerRuns(database, [
    ...(inputs.history?.earlier ?? []),
    await ownRow(database, inputs),
  ]);
  const internal = await internalTables(database);
  const open = publicTables(workspace.config.disclosure.public);
  const manifest: Manifest = {
    run_id: runId,
    started_at: startedAt,
    program_version: programVersion(),
    input_fingerprint: inputs.inputs.fingerprint,
    input_parts: inputs.inputs.parts,
    latest_period: await latestPeriod(database),
    delivery_count: inputs.deliveries.length,
    checks: checks.map((check) => ({
      check_id: check.checkId,
      severity: check.severity,
      message: check.message,
      failure_count: check.failureCount,
    })),
    refused,
    internal_tables: await writeDatabaseFile(database, join(runDir, 'carecount.duckdb'), internal),
    public_tables: await writeDatabaseFile(database, join(runDir, 'carecount-public.duckdb'), open),
  };
  const parquetDir = join(runDir, 'public');
  mkdirSync(parquetDir, { recursive: true });
  for (const { schema, name, select } of open) {
    const path = join(parquetDir, `${schema}.${name}.parquet`);
    await database.run(`copy (${select}) to ${literal(path)} (format parquet)`);
  }
  await writeContributions(database, join(runDir, 'contribution'));
  writeManifest(runDir, manifest);
}

/** This run's row of `ops.run`, written before it has ended. */
async function ownRow(database: Database, inputs: BuildInputs): Promise<RunRow> {
  const [row] = await database.rows('select count(*) as measure_count from metrics.measure');
  const own = inputs.history?.own();
  const { fingerprint, parts } = inputs.inputs;
  return {
    run_id: inputs.runId,
    started_at: inputs.isTimeless === true ? null : inputs.startedAt,
    finished_at: null,
    outcome: 'this_run',
    exit_code: null,
    seconds: null,
    program_version: programVersion(),
    ...inputColumns(
      builtFrom(fingerprint, parts, inputs.deliveries.length, Number(row?.['measure_count'])),
    ),
    files_landed: own?.files_landed ?? null,
    files_read: own?.files_read ?? null,
    packs_written: null,
    steps: stepSeconds(own?.steps ?? []),
  };
}

/** Keeps what each workplace brings to each figure, so that two runs can be compared by cause. */
async function writeContributions(database: Database, dir: string): Promise<void> {
  mkdirSync(dir, { recursive: true });
  for (const [name, query] of Object.entries(CONTRIBUTION_FILES)) {
    await database.run(
      `copy (${query}) to ${literal(join(dir, name))} (format parquet, compression zstd)`,
    );
  }
}

async function latestPeriod(database: Database): Promise<string | null> {
  const [row] = await database.rows('select max(period) as period from metrics.measure');
  return (row?.['period'] as string | null) ?? null;
}

async function refusedFiles(
  database: Database,
  knownDeliveries: number,
): Promise<RefusedDelivery[]> {
  const rows = await database.rows(
    `select state, path, reason from ops.delivery
    where delivery_id > $knownDeliveries and state in ('rejected', 'unrecognised')
    order by delivery_id`,
    { knownDeliveries },
  );
  return rows.map((row) => ({
    state: String(row['state']),
    path: String(row['path']),
    reason: String(row['reason']),
  }));
}
