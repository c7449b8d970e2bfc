import type { Workspace } from '../config.js';
import {
  loadContracts,
  lookAhead,
  openDecisions,
  openDeliveries,
  readSecret,
  readState,
  reasonToRead,
  stagingKey,
  unreadOf,
  withRetries,
  type Delivery,
  type Outlook,
  type ReadReason,
  type ReadState,
} from '../ingest/index.js';
import { inputChanges, seedsOf } from './input-changes.js';
import { inputsOf, type RunInputs } from '../inputs.js';
import type { Log } from '../log.js';
import { loadMetrics } from '../metrics/index.js';
import { deliveriesAreDue } from './deliveries-due.js';
import { packsAreDue } from './packs-due.js';
import { Impact, type Touched } from './plan-impact.js';
import { loadModels } from '../transform/index.js';
import { publishedManifest } from '../warehouse/kept-runs.js';
import type { Manifest } from '../warehouse/manifest.js';
import { openRuns, rollbackInForce, type RollbackInForce } from '../warehouse/runs.js';
import { sqlDirs } from '../warehouse/sql-file.js';

/** The kind of a file that is told of and not read: it changes only what lists deliveries. */
const NOT_READ = 'no kind that is read';

/** Files of one kind that would be read for one reason. */
export interface PlannedRead {
  readonly reason: ReadReason;
  /** Null where it is only known once they are read. */
  readonly dataset_id: string | null;
  readonly files: number;
}

/** One reason to build, and what may come out differently by it. */
export interface PlanReason extends Touched {
  readonly reason: string;
}

/** What a nightly would do now. */
export interface Plan {
  readonly published_run: string | null;
  readonly is_nothing_to_do: boolean;
  readonly sources: readonly Outlook[];
  readonly reads: readonly PlannedRead[];
  readonly would_build: boolean;
  readonly reasons: readonly PlanReason[];
  /** A run builds them all; these are all of them. */
  readonly model_count: number;
  /** Models that may come out differently. */
  readonly models: readonly string[];
  /** Metrics that may come out differently. */
  readonly metrics: readonly string[];
  readonly would_write_packs: boolean;
  /** Whether there are packs that not everyone has who is to have them, or there will be. */
  readonly would_deliver: boolean;
  /** A rollback that keeps what is unchanged from being published again. */
  readonly rollback: RollbackInForce | null;
}

export interface PlanOptions {
  readonly workspace: Workspace;
  readonly now: Date;
  readonly log: Log;
}

/** Says what a nightly would do and why, and does nothing of it: no file is written, no machine asked. */
export async function plan({ workspace, now, log }: PlanOptions): Promise<Plan> {
  const secret = readSecret(workspace);
  const contracts = loadContracts(workspace.dir);
  const decisions = openDecisions(workspace, log).read();
  const deliveries = withRetries(openDeliveries(workspace, log).read(), decisions);
  const events = openRuns(workspace, log).read();
  const published = publishedManifest(workspace);
  const state = readState({ workspace, deliveries, contracts, secret });
  const known = deliveries;
  const sources: Outlook[] = [];
  for (const source of workspace.config.sources) {
    sources.push(await lookAhead({ workspace, source, known, contracts, state, now }));
  }
  const dirs = sqlDirs(workspace.dir);
  const models = loadModels(dirs);
  const impact = await Impact.of(models, loadMetrics(dirs, workspace.config.metrics.families));
  const inputs = inputsOf(workspace, deliveries, secret, decisions);
  const rollback = rollbackInForce(events, published?.run_id);
  const isHeld = rollback?.held_fingerprints.includes(inputs.fingerprint) === true;
  const isChanged = published?.input_fingerprint !== inputs.fingerprint && !isHeld;
  const reasons = [
    ...(isChanged ? changeReasons(workspace, published, inputs, impact) : []),
    ...(isChanged ? deliveryReasons(published, deliveries, state, impact) : []),
    ...arrivalReasons(sources, impact),
  ];
  const isLanding = sources.some(({ files }) => files.some((file) => file.state !== 'unsettled'));
  const wouldBuild = isChanged || isLanding;
  const wouldWritePacks = wouldBuild || packsAreDue(workspace, published, events);
  const wouldDeliver =
    workspace.config.delivery !== undefined &&
    (wouldWritePacks || deliveriesAreDue(workspace, published, events));
  const isAsking = sources.some((source) => !source.is_looked_into);
  return {
    published_run: published?.run_id ?? null,
    is_nothing_to_do: !wouldBuild && !wouldWritePacks && !wouldDeliver && !isAsking,
    sources,
    reads: plannedReads(state, deliveries, sources),
    would_build: wouldBuild,
    reasons,
    model_count: models.length,
    models: union(reasons.map((each) => each.models)),
    metrics: union(reasons.map((each) => each.metrics)),
    would_write_packs: wouldWritePacks,
    would_deliver: wouldDeliver,
    rollback: rollback ?? null,
  };
}

function changeReasons(
  { config }: Workspace,
  published: Manifest | undefined,
  inputs: RunInputs,
  impact: Impact,
): PlanReason[] {
  if (published === undefined) {
    return [{ reason: 'nothing is published yet', ...impact.of('everything') }];
  }
  if (published.input_parts === undefined) {
    const reason = `run ${published.run_id} does not say what it was built from`;
    return [{ reason, ...impact.of('everything') }];
  }
  return inputChanges(published.input_parts, inputs.parts).map((change) => ({
    reason: `${change.what === 'setting' ? 'setting ' : ''}${change.name} ${change.change}`,
    ...impact.of(seedsOf(change, config, impact.metricIds)),
  }));
}

/** What was landed after what is published was built, as by `carecount ingest` or a run that was killed. */
function deliveryReasons(
  published: Manifest | undefined,
  deliveries: readonly Delivery[],
  state: ReadState,
  impact: Impact,
): PlanReason[] {
  const since = deliveries.filter((each) => each.delivery_id > (published?.delivery_count ?? 0));
  const kinds = since.map((each) =>
    state.refused.has(each.sha256) ? NOT_READ : datasetOf(state, each),
  );
  return byKind(kinds, 'landed since, not built yet', impact);
}

function arrivalReasons(sources: readonly Outlook[], impact: Impact): PlanReason[] {
  const kinds = sources.flatMap(({ files }) =>
    files
      .filter(({ state }) => state !== 'unsettled')
      .map((file) =>
        file.dataset_id === null && !file.would_be_read ? NOT_READ : file.dataset_id,
      ),
  );
  return byKind(kinds, 'would be landed', impact);
}

function byKind(kinds: readonly (string | null)[], what: string, impact: Impact): PlanReason[] {
  return [...counted(kinds)].map(([kind, count]) => ({
    reason: `${count} ${count === 1 ? 'file' : 'files'} of ${kindWords(kind)} ${what}`,
    ...(kind === null ? impact.of('everything') : impact.ofDataset(kind)),
  }));
}

function kindWords(kind: string | null): string {
  return kind ?? 'a kind not known yet';
}

function plannedReads(
  state: ReadState,
  deliveries: readonly Delivery[],
  sources: readonly Outlook[],
): PlannedRead[] {
  const reads = [
    ...[...unreadOf(state, deliveries).values()].map((each) => ({
      reason: reasonToRead(state, each),
      dataset_id: datasetOf(state, each),
    })),
    ...sources
      .flatMap(({ files }) => files.filter((file) => file.would_be_read))
      .map((file) => ({ reason: 'new_bytes' as const, dataset_id: file.dataset_id })),
  ];
  const keys = counted(reads.map((each) => JSON.stringify(each)));
  return [...keys].map(([key, files]) => ({ ...(JSON.parse(key) as (typeof reads)[0]), files }));
}

function datasetOf({ staged, refused, outdated }: ReadState, delivery: Delivery): string | null {
  const key = stagingKey(delivery);
  return (
    staged.get(key)?.batch.dataset_id ??
    outdated.get(key)?.dataset_id ??
    refused.get(delivery.sha256)?.dataset_id ??
    null
  );
}

function counted<Key>(keys: readonly Key[]): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].sort();
}
