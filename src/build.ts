import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { programVersion, type Workspace } from './config.js';
import { asWorkspaceError, problem } from './errors.js';
import {
  contractFiles,
  registerDeliveries,
  type Contract,
  type Decision,
  type Delivery,
  type Secret,
  type Staging,
} from './ingest/index.js';
import type { Log } from './log.js';
import { loadMetrics, measure } from './metrics/index.js';
import { internalTables, publicTables } from './published-tables.js';
import {
  buildModels,
  loadModels,
  loadReference,
  runChecks,
  type CheckResult,
} from './transform/index.js';
import { literal, openForBuild, type Database } from './warehouse/database.js';
import { createTableOf } from './warehouse/insert.js';
import { writeManifest, type Manifest, type RefusedDelivery } from './warehouse/manifest.js';
import { writeDatabaseFile } from './warehouse/publish.js';
import { listSql, sqlDir, sqlDirs } from './warehouse/sql-file.js';

/** What a build is made of. */
export interface BuildInputs {
  readonly workspace: Workspace;
  readonly deliveries: readonly Delivery[];
  readonly decisions: readonly Decision[];
  readonly staging: Staging;
  readonly contracts: readonly Contract[];
  readonly fingerprint: string;
  readonly runId: string;
  /** The folder to build in, `runs/<run id>` without. */
  readonly runDir?: string;
  readonly startedAt: string;
  /** Whether the tables are to be the same whenever they are made: then none says when it was. */
  readonly isTimeless?: boolean;
  /** How many deliveries were already behind what is published: refusals after them are news. */
  readonly knownDeliveries: number;
  readonly log: Log;
  /** Called as each step is about to start. */
  readonly step: (name: string) => void;
}

/** A run's folder, complete and checked, not yet published. */
export interface BuiltRun {
  readonly runDir: string;
  /** Files that are new since what is published and were not accepted. */
  readonly refused: readonly RefusedDelivery[];
}

/** An ONS postcode directory is over a gigabyte; a workspace's own lists are under a megabyte. */
const LARGE_FILE_BYTES = 64 * 1024 * 1024;

/**
 * A text that changes when anything the published content depends on changes: the deliveries, the decisions, the
 * settings, the contracts, the SQL, the workspace's own files, the secret and the program.
 */
export function inputFingerprint(
  workspace: Workspace,
  deliveries: readonly Delivery[],
  secret: Secret,
  decisions: readonly Decision[],
): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([programVersion(), workspace.config, secret.keyId]));
  const own = Object.values(workspace.config.geography)
    .filter((path) => path !== undefined)
    .map((path) => resolve(workspace.dir, path))
    .filter((path) => existsSync(path));
  const sql = sqlDirs(workspace.dir).flatMap((dir) => [...listSql(dir), ...listSql(dir, '.csv')]);
  for (const path of [...contractFiles(workspace.dir), ...sql, ...own]) {
    hash.update(relative(sqlDir, path)).update(contentOf(path));
  }
  for (const {
    delivery_id: id,
    source_id: source,
    submitter,
    period,
    path,
    sha256,
  } of deliveries) {
    hash.update([id, source, submitter, period, path, sha256].join('\n'));
  }
  for (const decision of decisions) hash.update(JSON.stringify(decision));
  return hash.digest('hex');
}

/** A file's bytes, or the size and time of one too large to read every night. */
function contentOf(path: string): Buffer | string {
  const { size, mtimeMs } = statSync(path);
  return size > LARGE_FILE_BYTES ? `${size} ${mtimeMs}` : readFileSync(path);
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
      await buildModels(database, loadModels(dirs), log);
      step('measure');
      log.info('Measuring.');
      await measure(database, loadMetrics(dirs), workspace.config.disclosure.public, log);
      step('check');
      const checks = await runChecks(database, dirs);
      requireChecks(checks, log);
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

function requireChecks(checks: readonly CheckResult[], log: Log): void {
  for (const check of checks) {
    if (check.failureCount > 0 && check.severity === 'warning') {
      log.warning(`${check.checkId}: ${check.message} ${check.failureCount} rows.`);
    }
  }
  const failed = checks.filter((check) => check.failureCount > 0 && check.severity === 'error');
  if (failed.length === 0) return;
  throw problem('CC-CHK-001', {
    where: failed.map((check) => check.checkId).join(', '),
    expected: 'no row that fails',
    got: failed.map((check) => `${check.failureCount} rows (${check.message})`).join('; '),
    next: 'What was published before is still in place.',
  });
}

async function writeRun(
  database: Database,
  inputs: BuildInputs,
  runDir: string,
  checks: readonly CheckResult[],
  refused: RefusedDelivery[],
): Promise<void> {
  const { workspace, runId, startedAt, fingerprint } = inputs;
  await createTableOf(
    database,
    'ops.run',
    {
      run_id: 'VARCHAR',
      started_at: 'TIMESTAMP',
      program_version: 'VARCHAR',
      input_fingerprint: 'VARCHAR',
    },
    [
      {
        run_id: runId,
        started_at: inputs.isTimeless === true ? null : startedAt,
        program_version: programVersion(),
        input_fingerprint: fingerprint,
      },
    ],
  );
  const internal = await internalTables(database);
  const open = publicTables(workspace.config.disclosure.public);
  const manifest: Manifest = {
    run_id: runId,
    started_at: startedAt,
    program_version: programVersion(),
    input_fingerprint: fingerprint,
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
  writeManifest(runDir, manifest);
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
