import { parseConfig, workspaceOf } from './config.js';
import { loadContracts, registerDeliveries } from './ingest/index.js';
import { silentLog } from './log.js';
import { measure, type MetricFamily } from './metrics/index.js';
import { buildComparisons, buildModels, loadModels, loadReference } from './transform/index.js';
import { openForBuild, type Database } from './warehouse/database.js';
import { sqlDirs } from './warehouse/sql-file.js';

/** Settings of nobody, so that what a test finds does not depend on whose workspace it runs in. */
const SETTINGS = `version: 1
partnership: {code: X47000001, name: Test partnership, councils: [E06000001]}
sources: [{id: returns, kind: folder, path: data/inbox}]
`;

/**
 * Builds every model on no delivery, in memory: each table has the types that it really has and no rows,
 * save for the code lists.
 * @param workspaceDir whose contracts and SQL are read besides the package's
 * @param families the measures whose (empty) figures are in it
 */
export async function emptyWarehouse(
  workspaceDir: string,
  families: readonly MetricFamily[] = [],
): Promise<Database> {
  const workspace = workspaceOf(workspaceDir, parseConfig(SETTINGS));
  const database = await openForBuild(':memory:', { threads: 1 });
  const staging = { staged: new Map(), refused: new Map(), filesRead: 0 };
  await registerDeliveries(database, workspace, [], staging, loadContracts(workspaceDir), []);
  await loadReference(database, workspace);
  const models = loadModels(sqlDirs(workspaceDir));
  await buildModels(database, models, silentLog);
  await measure(database, families, workspace.config.disclosure.public, silentLog);
  await buildComparisons(database, models, silentLog);
  return database;
}
