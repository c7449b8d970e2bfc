import { join } from 'node:path';
import { z } from 'zod';
import type { Workspace } from '../config.js';
import { ERROR_CODES, isErrorCode } from '../errors.js';
import type { Log } from '../log.js';
import { openLedger, type Ledger } from './ledger.js';

/** The stages of a run, first to last. */
const STAGES = ['ingest', 'build', 'report', 'deliver'] as const;

export type RunStage = (typeof STAGES)[number];

const failureSchema = z.object({ stage: z.enum(STAGES), code: z.string(), message: z.string() });

const outcomeSchema = z.enum(['published', 'staged', 'nothing_new', 'failed']);

/** What a run that built a warehouse made it of, for when its folder is gone. */
const builtSchema = z.object({
  input_fingerprint: z.string(),
  contracts: z.string(),
  sql: z.string(),
  config: z.string(),
  deliveries: z.string(),
  delivery_count: z.int(),
  measure_count: z.int(),
});

const stepSchema = z.object({ step: z.string(), milliseconds: z.int() });

const runEventSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('started'),
    run_id: z.string(),
    at: z.string(),
    program_version: z.string(),
  }),
  z.object({
    event: z.literal('finished'),
    run_id: z.string(),
    at: z.string(),
    outcome: outcomeSchema,
    exit_code: z.int(),
    milliseconds: z.int(),
    files_landed: z.int(),
    files_read: z.int(),
    packs_written: z.int(),
    failures: z.array(failureSchema),
    steps: z.array(stepSchema).optional(),
    built: builtSchema.optional(),
  }),
  /** Packs of a published run, written after it by `carecount report` or by the run itself. */
  z.object({
    event: z.literal('reported'),
    run_id: z.string(),
    at: z.string(),
    audience: z.string(),
    packs_written: z.int(),
    /** Of the words that officers keep for their papers; events of earlier versions have none. */
    paper_fingerprint: z.string().optional(),
  }),
  /** Written before the link is moved: the rollback holds only where the link is at `run_id`. */
  z.object({
    event: z.literal('rolled_back'),
    run_id: z.string(),
    at: z.string(),
    by: z.string(),
    from_run_id: z.string(),
    /** Of the run it turned away from: while the inputs are these, no nightly publishes anew. */
    from_fingerprint: z.string(),
  }),
]);

export type RunEvent = z.infer<typeof runEventSchema>;
/** How a run ended: what it made is published, only staged, not needed, or not done. */
export type RunOutcome = z.infer<typeof outcomeSchema>;
export type RunStep = z.infer<typeof stepSchema>;
export type BuiltInputs = z.infer<typeof builtSchema>;
export type RollbackEvent = Extract<RunEvent, { event: 'rolled_back' }>;
export type RunFailure = z.infer<typeof failureSchema>;

/** One run as its events tell it. */
export interface RunRecord {
  readonly run_id: string;
  readonly started_at: string;
  readonly program_version: string;
  /** `running` when it has not ended: it is under way, or it was killed. */
  readonly outcome: RunOutcome | 'running';
  readonly exit_code: number | null;
  readonly seconds: number | null;
  readonly files_landed: number | null;
  readonly files_read: number | null;
  readonly packs_written: number | null;
  readonly failures: readonly RunFailure[];
}

/** Opens the ledger of runs. */
export function openRuns(workspace: Workspace, log: Log): Ledger<RunEvent> {
  return openLedger(join(workspace.ledgerDir, 'runs.jsonl'), runEventSchema, log);
}

/** A run's name: when it started, to the millisecond, so that names sort by time. */
export function runIdOf(now: Date): string {
  return now.toISOString().replace(/[-:.]/g, '').replace('Z', 'z').replace('T', 't');
}

/** The runs of a ledger, newest first. */
export function runRecords(events: readonly RunEvent[]): RunRecord[] {
  const ends = new Map(
    events.flatMap((event) => (event.event === 'finished' ? [[event.run_id, event] as const] : [])),
  );
  return events
    .flatMap((event) => {
      if (event.event !== 'started') return [];
      const end = ends.get(event.run_id);
      return [
        {
          run_id: event.run_id,
          started_at: event.at,
          program_version: event.program_version,
          outcome: end?.outcome ?? ('running' as const),
          exit_code: end?.exit_code ?? null,
          seconds: end === undefined ? null : end.milliseconds / 1000,
          files_landed: end?.files_landed ?? null,
          files_read: end?.files_read ?? null,
          packs_written: end?.packs_written ?? null,
          failures: end?.failures ?? [],
        },
      ];
    })
    .reverse();
}

/** The exit code of a run's failures: the first failing stage decides, and a bug is 1. */
export function exitCodeOf(failures: readonly RunFailure[]): number {
  const [first] = [...failures].sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));
  if (first === undefined) return 0;
  return isErrorCode(first.code) ? ERROR_CODES[first.code].exit : 1;
}

/** When the packs of an audience were written last, and of what. */
export function lastReported(
  events: readonly RunEvent[],
  audience: string,
): Extract<RunEvent, { event: 'reported' }> | undefined {
  return events.findLast(
    (event): event is Extract<RunEvent, { event: 'reported' }> =>
      event.event === 'reported' && event.audience === audience,
  );
}

/** A rollback that holds: since when, from where, and which inputs it keeps from being published again. */
export interface RollbackInForce {
  readonly run_id: string;
  readonly from_run_id: string;
  readonly at: string;
  readonly by: string;
  readonly held_fingerprints: readonly string[];
}

/**
 * The rollback that what is published stands by, or nothing. Rollbacks that followed each other
 * count together: what each turned away from stays away.
 */
export function rollbackInForce(
  events: readonly RunEvent[],
  publishedRun: string | undefined,
): RollbackInForce | undefined {
  const chain: RollbackEvent[] = [];
  let standing = publishedRun;
  for (const event of events.filter((each) => each.event === 'rolled_back').reverse()) {
    if (event.run_id !== standing) break;
    chain.push(event);
    standing = event.from_run_id;
  }
  const [last] = chain;
  const newest = chain
    .map((event) => event.from_run_id)
    .sort()
    .at(-1);
  if (last === undefined || newest === undefined || newest <= last.run_id) return undefined;
  return {
    run_id: last.run_id,
    from_run_id: newest,
    at: last.at,
    by: last.by,
    held_fingerprints: chain.map((event) => event.from_fingerprint),
  };
}
