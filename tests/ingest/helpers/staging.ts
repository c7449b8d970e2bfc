import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../../src/config.js';
import {
  loadContracts,
  readSecret,
  registerDeliveries,
  stage,
  type Contract,
  type Delivery,
  type Staging,
} from '../../../src/ingest/index.js';
import { silentLog } from '../../../src/log.js';
import { openForBuild, type Row } from '../../../src/warehouse/database.js';
import { beforeAll } from 'vitest';
import { lastingDir, removeDir, tempWorkspace } from '../../helpers/workspace.js';
import { workers, workplaces, type Cells } from './files.js';

export const CONTRACTS = loadContracts();
/** Of them, those of the bulk upload. */
export const RETURNS = CONTRACTS.filter(({ id }) => /^asc_wds_work(er|place)$/.test(id));
/** The same without the rules between columns, for tests of what a cell alone costs. */
export const PLAIN_RETURNS: readonly Contract[] = RETURNS.map((contract) => ({
  ...contract,
  rules: [],
}));
export const SECRET_TEXT = 'a secret for tests that nobody else knows, ever';
export const SECRET = readSecret(tempSecretPlace(), { CARECOUNT_SECRET: SECRET_TEXT });

function tempSecretPlace(): Workspace {
  return { secretPath: '/nowhere', config: { demonstration: false } } as Workspace;
}

/** What a test says of a file that has arrived. */
export interface Arrival {
  readonly bytes: string | Uint8Array;
  readonly submitter?: string;
  readonly period?: string;
}

/** Puts files where landing would, and gives their deliveries, in order. */
export function arrive(workspace: Workspace, arrivals: readonly Arrival[], from = 1): Delivery[] {
  return arrivals.map(({ bytes, submitter = 'alder', period = '2026-04' }, index) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const landedPath = `returns/2026-05-01/${sha256.slice(0, 12)}-file.csv`;
    const path = join(workspace.rawDir, landedPath);
    mkdirSync(join(workspace.rawDir, 'returns/2026-05-01'), { recursive: true });
    writeFileSync(path, bytes);
    return {
      delivery_id: from + index,
      source_id: 'returns',
      submitter,
      has_submitter: true,
      period,
      has_period: true,
      path: `${submitter}/${period}/file-${from + index}.csv`,
      fits_pattern: true,
      size: bytes.length,
      modified_at: '2026-05-01T06:00:00.000Z',
      arrived_at: '2026-05-01T07:00:00.000Z',
      sha256,
      landed_path: landedPath,
      run_id: 'run1',
    };
  });
}

export interface Staged {
  readonly workspace: Workspace;
  readonly deliveries: readonly Delivery[];
  readonly staging: Staging;
  readonly contracts?: readonly Contract[];
}

/** Stages files in a workspace of their own. */
export async function stageFiles(
  ...files: readonly (Arrival | string | Uint8Array)[]
): Promise<Staged> {
  return stageUnder(CONTRACTS, ...files);
}

/** Stages files of the bulk upload in a workspace of their own, without the rules between columns. */
export async function stageReturns(
  ...files: readonly (Arrival | string | Uint8Array)[]
): Promise<Staged> {
  return stageUnder(PLAIN_RETURNS, ...files);
}

/** Stages files in a workspace of their own, under contracts that a test makes. */
export async function stageUnder(
  contracts: readonly Contract[],
  ...files: readonly (Arrival | string | Uint8Array)[]
): Promise<Staged> {
  const workspace = tempWorkspace();
  return stageAgain(workspace, arrive(workspace, files.map(arrivalOf)), contracts);
}

function arrivalOf(file: Arrival | string | Uint8Array): Arrival {
  return typeof file === 'string' || file instanceof Uint8Array ? { bytes: file } : file;
}

/** Stages deliveries in a workspace that may have staged before. */
export async function stageAgain(
  workspace: Workspace,
  deliveries: readonly Delivery[],
  contracts: readonly Contract[] = CONTRACTS,
  secret = SECRET,
): Promise<Staged> {
  const staging = await stage({ workspace, deliveries, contracts, secret, log: silentLog });
  return { workspace, deliveries, staging, contracts };
}

/** What a build would see of staged files, from one query. */
export async function rowsOf(
  { workspace, deliveries, staging, contracts = CONTRACTS }: Staged,
  sql: string,
): Promise<Row[]> {
  const database = await openForBuild();
  try {
    await registerDeliveries(database, workspace, deliveries, staging, contracts, []);
    return await database.rows(sql);
  } finally {
    database.close();
  }
}

/** Every staged record of a dataset, in the order of arrival. */
export async function records(
  staged: Staged,
  dataset: 'worker' | 'workplace' = 'worker',
): Promise<Row[]> {
  return rowsOf(staged, `select * from raw.asc_wds_${dataset} order by delivery_id, record_number`);
}

/**
 * Stages one file, for all tests of a `describe`, with a record for each change that they are about.
 * @returns what gives the record of a change.
 */
export function stagedOnce(
  dataset: 'worker' | 'workplace',
  changes: readonly Cells[],
  contracts = PLAIN_RETURNS,
): (change: Cells) => Row {
  let rows: Row[] = [];
  beforeAll(async () => {
    const workspace = tempWorkspace(undefined, lastingDir());
    try {
      const bytes = dataset === 'worker' ? workers(...changes) : workplaces(...changes);
      const deliveries = arrive(workspace, [{ bytes }]);
      rows = await records(await stageAgain(workspace, deliveries, contracts), dataset);
    } finally {
      removeDir(workspace.dir);
    }
  });
  return (change) => {
    const row = rows[changes.indexOf(change)];
    if (row === undefined) throw new Error('there is no such record');
    return row;
  };
}

/** Why the one file of a workspace was not read. */
export function refusal(staged: Staged): { outcome: string; reason: string } {
  const [refused] = staged.staging.refused.values();
  if (refused === undefined) throw new Error('the file was read');
  return refused;
}
