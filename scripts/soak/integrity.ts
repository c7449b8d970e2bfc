import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace, type Workspace } from '../../src/config.js';
import { openDeliveries, storedHash } from '../../src/ingest/deliveries.js';
import { silentLog } from '../../src/log.js';
import { identifier, openReadOnly } from '../../src/warehouse/database.js';
import { readManifest, type Manifest } from '../../src/warehouse/manifest.js';
import { publishedRunId } from '../../src/warehouse/publish.js';
import { filesUnder } from './arrivals.js';

/** Tables that say when and by which run, which two histories of the same returns do not share. */
const OF_THE_RUN = ['ops.run', 'ops.delivery', 'ops.freshness'];

/** What is published, as one line per table that does not depend on the run. */
export function contentOf(manifest: Manifest | undefined): string[] {
  return [...(manifest?.internal_tables ?? []), ...(manifest?.public_tables ?? [])]
    .filter(({ table }) => !OF_THE_RUN.includes(table))
    .map(({ table, rows, hash }) => `${table} ${rows} ${hash}`);
}

/** What of a workspace is not as a kill at any moment must leave it, one sentence each. */
export async function faultsOf(dir: string): Promise<string[]> {
  const workspace = openWorkspace(dir);
  return [...landedFaults(workspace), ...(await publishedFaults(workspace))];
}

/** What the ledger says was landed, and is not there whole. */
function landedFaults(workspace: Workspace): string[] {
  return openDeliveries(workspace, silentLog)
    .read()
    .flatMap((delivery) => {
      const path = join(workspace.rawDir, delivery.landed_path);
      if (!existsSync(path)) return [`${delivery.landed_path}: in the ledger, not in data/raw.`];
      return sha256(path) === storedHash(delivery)
        ? []
        : [`${delivery.landed_path}: not the bytes that the ledger names.`];
    });
}

/** What is published and cannot be read whole. */
async function publishedFaults({ publishedLink, warehouseDir }: Workspace): Promise<string[]> {
  const runId = publishedRunId(publishedLink);
  if (runId === undefined) return [];
  const runDir = join(warehouseDir, 'runs', runId);
  const manifest = readManifest(runDir);
  if (manifest === undefined) return [`${runId}: published without a manifest.`];
  const logs = readdirSync(runDir).filter((name) => name.endsWith('.wal'));
  const counts = [
    ...(await wrongCounts(join(runDir, 'carecount.duckdb'), manifest.internal_tables)),
    ...(await wrongCounts(join(runDir, 'carecount-public.duckdb'), manifest.public_tables)),
  ];
  return [...logs.map((name) => `${runId}: ${name} lies beside what is published.`), ...counts];
}

async function wrongCounts(path: string, tables: Manifest['internal_tables']): Promise<string[]> {
  const database = await openReadOnly(path);
  try {
    const faults: string[] = [];
    for (const { table, rows } of tables) {
      const name = table.split('.').map(identifier).join('.');
      const [row] = await database.rows(`select count(*) as row_count from ${name}`);
      if (row?.['row_count'] !== rows)
        faults.push(`${table}: not the ${rows} rows it was made of.`);
    }
    return faults;
  } finally {
    database.close();
  }
}

/** Files of the inbox that no delivery is of: lost, once a run has gone through. */
export function lostFiles(dir: string): string[] {
  const known = new Set(openDeliveries(openWorkspace(dir), silentLog).read().map(storedHash));
  const inbox = join(dir, 'data', 'inbox');
  return filesUnder(inbox).filter((path) => !known.has(sha256(join(inbox, path))));
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
