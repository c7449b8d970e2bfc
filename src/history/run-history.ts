import { hashOfPart } from '../inputs.js';
import { identifier, literal, type Database } from '../warehouse/database.js';
import { createTableOf } from '../warehouse/insert.js';
import type { InputParts, Manifest } from '../warehouse/manifest.js';
import type { BuiltInputs, RunEvent, RunStep } from '../warehouse/runs.js';

/** One row of `ops.run`. */
export interface RunRow {
  readonly run_id: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly outcome: string;
  readonly exit_code: number | null;
  readonly seconds: number | null;
  readonly program_version: string;
  readonly input_fingerprint: string | null;
  readonly contracts_fingerprint: string | null;
  readonly sql_fingerprint: string | null;
  readonly config_fingerprint: string | null;
  readonly deliveries_fingerprint: string | null;
  readonly files_landed: number | null;
  readonly files_read: number | null;
  readonly delivery_count: number | null;
  readonly measure_count: number | null;
  readonly packs_written: number | null;
  readonly steps: readonly { readonly step: string; readonly seconds: number }[];
}

const COLUMNS: Record<keyof RunRow, { type: string; note: string }> = {
  run_id: { type: 'VARCHAR', note: 'When it started, so that ids sort by time' },
  started_at: { type: 'TIMESTAMP', note: 'When it started, UTC; null in a build as at a day' },
  finished_at: { type: 'TIMESTAMP', note: 'When it ended, UTC; null where it had not' },
  outcome: {
    type: 'VARCHAR',
    note: 'published, staged, nothing_new or failed; this_run for the run that wrote this file; running for one that was killed',
  },
  exit_code: { type: 'INTEGER', note: 'Its exit code; null where it had not ended' },
  seconds: { type: 'DECIMAL(12, 3)', note: 'How long it took' },
  program_version: { type: 'VARCHAR', note: 'The version of carecount' },
  input_fingerprint: {
    type: 'VARCHAR',
    note: 'The same for the same deliveries, decisions, settings, contracts, SQL and program; null where nothing was built',
  },
  contracts_fingerprint: { type: 'VARCHAR', note: 'Of the contracts' },
  sql_fingerprint: { type: 'VARCHAR', note: 'Of models, metrics, checks and reference lists' },
  config_fingerprint: { type: 'VARCHAR', note: 'Of carecount.yaml' },
  deliveries_fingerprint: { type: 'VARCHAR', note: 'Of what had arrived' },
  files_landed: { type: 'INTEGER', note: 'Files it took in' },
  files_read: { type: 'INTEGER', note: 'Files it read' },
  delivery_count: { type: 'INTEGER', note: 'Deliveries behind what it built' },
  measure_count: { type: 'INTEGER', note: 'Rows of metrics.measure it made' },
  packs_written: { type: 'INTEGER', note: 'Packs it wrote' },
  steps: { type: 'STRUCT(step VARCHAR, seconds DOUBLE)[]', note: 'How long each step took' },
};

/** The rows of the runs before one, from the ledger and from the folders that are kept. */
export function earlierRuns(
  events: readonly RunEvent[],
  kept: readonly Manifest[],
  ownRunId: string,
): RunRow[] {
  const manifests = new Map(kept.map((manifest) => [manifest.run_id, manifest]));
  const ends = new Map(
    events.flatMap((event) => (event.event === 'finished' ? [[event.run_id, event] as const] : [])),
  );
  return events.flatMap((event) => {
    if (event.event !== 'started' || event.run_id === ownRunId) return [];
    const end = ends.get(event.run_id);
    const manifest = manifests.get(event.run_id);
    const built = end?.built ?? (manifest === undefined ? undefined : builtOf(manifest));
    return [
      {
        run_id: event.run_id,
        started_at: event.at,
        finished_at: end?.at ?? null,
        outcome: end?.outcome ?? 'running',
        exit_code: end?.exit_code ?? null,
        seconds: end === undefined ? null : end.milliseconds / 1000,
        program_version: event.program_version,
        ...inputColumns(built),
        files_landed: end?.files_landed ?? null,
        files_read: end?.files_read ?? null,
        packs_written: end?.packs_written ?? null,
        steps: stepSeconds(end?.steps ?? []),
      },
    ];
  });
}

/** What of a run's manifest the ledger keeps when its folder is gone. */
export function builtOf(manifest: Manifest): BuiltInputs | undefined {
  const { input_parts: parts, input_fingerprint: fingerprint, delivery_count: count } = manifest;
  if (parts === undefined) return undefined;
  const measures = manifest.internal_tables.find(({ table }) => table === 'metrics.measure');
  return builtFrom(fingerprint, parts, count, measures?.rows ?? 0);
}

/** What a run was built from, and how much of it there was. */
export function builtFrom(
  fingerprint: string,
  parts: InputParts,
  deliveryCount: number,
  measureCount: number,
): BuiltInputs {
  return {
    input_fingerprint: fingerprint,
    contracts: hashOfPart(parts.contracts),
    sql: hashOfPart(parts.sql),
    config: hashOfPart(parts.config),
    deliveries: parts.deliveries,
    delivery_count: deliveryCount,
    measure_count: measureCount,
  };
}

/** The columns of `ops.run` that say what a run was built from. */
export function inputColumns(built: BuiltInputs | undefined) {
  return {
    input_fingerprint: built?.input_fingerprint ?? null,
    contracts_fingerprint: built?.contracts ?? null,
    sql_fingerprint: built?.sql ?? null,
    config_fingerprint: built?.config ?? null,
    deliveries_fingerprint: built?.deliveries ?? null,
    delivery_count: built?.delivery_count ?? null,
    measure_count: built?.measure_count ?? null,
  };
}

/** Steps as `ops.run` has them. */
export function stepSeconds(steps: readonly RunStep[]): RunRow['steps'] {
  return steps.map(({ step, milliseconds }) => ({ step, seconds: milliseconds / 1000 }));
}

/** Makes `ops.run`: one row per run, the one that is being made among them. */
export async function registerRuns(database: Database, rows: readonly RunRow[]): Promise<void> {
  const types = Object.fromEntries(Object.entries(COLUMNS).map(([name, { type }]) => [name, type]));
  await createTableOf(database, 'ops.run', types, rows);
  const comments = [
    "comment on table ops.run is 'Runs. Grain: one row per run up to the one that wrote this file. Source: data/ledger/runs.jsonl and the manifests of kept runs'",
    ...Object.entries(COLUMNS).map(
      ([name, { note }]) => `comment on column ops.run.${identifier(name)} is ${literal(note)}`,
    ),
  ];
  await database.run(comments.join(';\n'));
}
