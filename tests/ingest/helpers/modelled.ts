import { registerDeliveries, type Delivery } from '../../../src/ingest/index.js';
import { silentLog } from '../../../src/log.js';
import { buildModels, loadModels, loadReference } from '../../../src/transform/index.js';
import { openForBuild, type Database, type Row } from '../../../src/warehouse/database.js';
import { tempWorkspace } from '../../helpers/workspace.js';
import { arrive, CONTRACTS, stageAgain, type Staged } from './staging.js';

/** A file under a name of its own, whose path says neither who sent it nor for when. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: string | Uint8Array;
  /** The month it arrived in, which is the month it is for unless it says another. */
  readonly arrived?: string;
}

/** Stages files as a source without a pattern would bring them. */
export async function stageNamed(...files: readonly NamedFile[]): Promise<Staged> {
  const workspace = tempWorkspace();
  const arrived = arrive(
    workspace,
    files.map(({ bytes, arrived: period = '2026-04' }) => ({
      bytes,
      period,
      submitter: 'returns',
    })),
  );
  const deliveries = arrived.map((delivery, index): Delivery => ({
    ...delivery,
    path: files[index]?.name ?? '',
    has_submitter: false,
    has_period: false,
  }));
  return stageAgain(workspace, deliveries);
}

/** What a build would see of the files of some kinds, those whose contracts begin with `family`. */
export async function rawRows(staged: Staged, family: string, sql: string): Promise<Row[]> {
  const database = await registered(staged, family);
  try {
    return await database.rows(sql);
  } finally {
    database.close();
  }
}

/**
 * What the staging models of some kinds of file give, one answer for each query.
 * @param others models beyond those of the family, by id.
 */
export async function modelled(
  staged: Staged,
  family: string,
  queries: readonly string[],
  others: readonly string[] = [],
): Promise<readonly Row[][]> {
  const database = await registered(staged, family);
  try {
    const reference = tempWorkspace((config) => {
      config.partnership.councils = ['E06000001'];
    });
    await loadReference(database, reference);
    const models = loadModels().filter(
      ({ id }) => id.startsWith(`staging.stg_${family}`) || others.includes(id),
    );
    await buildModels(database, models, silentLog);
    const answers: Row[][] = [];
    for (const query of queries) answers.push(await database.rows(query));
    return answers;
  } finally {
    database.close();
  }
}

async function registered(staged: Staged, family: string): Promise<Database> {
  const database = await openForBuild();
  const contracts = CONTRACTS.filter(({ id }) => id.startsWith(family));
  const { workspace, deliveries, staging } = staged;
  await registerDeliveries(database, workspace, deliveries, staging, contracts, []);
  return database;
}
