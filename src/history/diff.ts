import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../config.js';
import { problem } from '../errors.js';
import {
  causeSql,
  CREATE_PARTS,
  FIGURE_ORDER,
  figureSql,
  movedSql,
  partsSql,
  PATTERNS_SQL,
  SUMMARY_SQL,
  type CauseInputs,
  type DiffFilter,
} from './diff-sql.js';
import { inputChanges, seedsOf, type Seeds } from '../plan/input-changes.js';
import { literal, openForBuild, type Database, type Row } from '../warehouse/database.js';
import {
  findRun,
  keptRuns,
  publishedManifest,
  runBefore,
  runDirOf,
} from '../warehouse/kept-runs.js';
import type { Manifest } from '../warehouse/manifest.js';

/** The two runs that are compared. */
export interface RunPair {
  readonly a: Manifest;
  readonly b: Manifest;
}

/** Which figures moved between two runs. */
export interface RunDiff {
  readonly run_a: string;
  readonly run_b: string;
  /** Whether both runs keep what the causes are made of; a run of an older program does not. */
  readonly has_causes: boolean;
  /** What of the rules differs: files, settings, other data. */
  readonly rule_changes: readonly string[];
  readonly summary: readonly Row[];
  readonly figures: readonly Row[];
  readonly figure_count: number;
}

/** What a return is made of; all other data counts with the rules. */
const RETURN_DATASETS = ['asc_wds_workplace', 'asc_wds_worker'];

/**
 * The runs that two texts mean; without the second the one that is published, without the first the
 * one kept before it.
 * @throws CC-USE-001 where there is no such run, CC-CFG-006 where nothing is published.
 */
export function runPair(workspace: Workspace, a?: string, b?: string): RunPair {
  const kept = keptRuns(workspace);
  const later = b === undefined ? publishedManifest(workspace) : findRun(kept, b);
  if (later === undefined) {
    throw problem('CC-CFG-006', {
      where: workspace.publishedLink,
      expected: 'a published warehouse',
      got: 'none yet',
      next: 'Run carecount nightly first.',
    });
  }
  const earlier = a === undefined ? runBefore(kept, later.run_id) : findRun(kept, a);
  if (earlier !== undefined && earlier.run_id !== later.run_id) return { a: earlier, b: later };
  throw problem('CC-USE-001', {
    where: 'carecount diff',
    expected: 'two kept runs',
    got: earlier === undefined ? `none kept before ${later.run_id}` : `${later.run_id} twice`,
    next: 'See them with `carecount runs --kept`.',
  });
}

/**
 * Compares the figures of two kept runs.
 * @param read what to do with the tables `figure` and `moved` of the database while it is open
 */
export async function diffRuns<Result>(
  workspace: Workspace,
  { a, b }: RunPair,
  filter: DiffFilter,
  read: (database: Database, diff: Omit<RunDiff, 'figures' | 'figure_count'>) => Promise<Result>,
): Promise<Result> {
  const database = await openForBuild(':memory:', workspace.config.limits);
  try {
    for (const [name, run] of [['run_a', a] as const, ['run_b', b] as const]) {
      const path = join(runDirOf(workspace, run.run_id), 'carecount.duckdb');
      await database.run(`attach ${literal(path)} as ${name} (read_only)`);
    }
    await database.run(movedSql(filter));
    await database.run(CREATE_PARTS);
    const ruleChanges = await rulesThatDiffer(database, workspace, { a, b });
    const dirs = [a, b].map((run) => join(runDirOf(workspace, run.run_id), 'contribution'));
    const hasCauses = dirs.every((dir) => existsSync(join(dir, 'return.parquet')));
    if (hasCauses) {
      await findCauses(database, {
        dirA: dirs[0] ?? '',
        dirB: dirs[1] ?? '',
        deliveriesA: a.delivery_count,
        deliveriesB: b.delivery_count,
        rulesDiffer: ruleChanges.length > 0,
      });
    }
    await database.run(figureSql(hasCauses));
    return await read(database, {
      run_a: a.run_id,
      run_b: b.run_id,
      has_causes: hasCauses,
      rule_changes: ruleChanges,
      summary: await database.rows(SUMMARY_SQL),
    });
  } finally {
    database.close();
  }
}

/** The largest of the figures that moved, and how many there are. @param limit 0 for all */
export async function figuresOf(
  database: Database,
  limit: number,
): Promise<Pick<RunDiff, 'figures' | 'figure_count'>> {
  const cut = limit === 0 ? '' : `limit ${limit}`;
  const [row] = await database.rows('select count(*) as figure_count from figure');
  return {
    figures: await database.rows(`select * from figure order by ${FIGURE_ORDER} ${cut}`),
    figure_count: Number(row?.['figure_count']),
  };
}

async function findCauses(database: Database, inputs: CauseInputs): Promise<void> {
  await database.run(causeSql(inputs));
  for (const row of await database.rows(PATTERNS_SQL)) {
    const pattern = {
      bySetting: row['by_setting'] === true,
      byRole: row['by_role'] === true,
      bySector: row['by_sector'] === true,
    };
    await database.run(partsSql(inputs, pattern));
  }
}

/** What of two runs differs besides providers' returns: program, SQL, settings, lists, other data. */
async function rulesThatDiffer(
  database: Database,
  { config }: Workspace,
  { a, b }: RunPair,
): Promise<string[]> {
  if (a.input_parts === undefined || b.input_parts === undefined) {
    return a.input_fingerprint === b.input_fingerprint ? [] : ['not known: an older program'];
  }
  const changes = inputChanges(a.input_parts, b.input_parts)
    .filter((change) => change.what !== 'decisions')
    .filter((change) => isRule(seedsOf(change, config, ['metrics'])))
    .map(({ name, change }) => `${name} ${change}`);
  return [...changes, ...(await otherData(database, a, b))];
}

/** What only lists deliveries and faults (`ops`) moves no figure. */
function isRule(seeds: Seeds): boolean {
  return seeds === 'everything' || seeds.some((each) => !each.startsWith('ops.'));
}

async function otherData(database: Database, a: Manifest, b: Manifest): Promise<string[]> {
  const later = a.delivery_count > b.delivery_count ? 'run_a' : 'run_b';
  const rows = await database.rows(
    `select dataset_id, count(*) as file_count from ${later}.ops.delivery
    where delivery_id > $known and state in ('accepted', 'accepted_with_warnings')
        and dataset_id not in (${RETURN_DATASETS.map(literal).join(', ')})
    group by all order by all`,
    { known: Math.min(a.delivery_count, b.delivery_count) },
  );
  return rows.map((row) => `${String(row['file_count'])} more of ${String(row['dataset_id'])}`);
}
