import { z } from 'zod';

const MOST_DIFFERENCES = 20;

const plantedFinding = z.strictObject({
  /** The file's path below the inbox. */
  path: z.string().min(1),
  /**
   * The data record's number in the file, from 1; the header and blank lines are not counted. 0 where
   * the finding is about the file as a whole.
   */
  record: z.int().min(0),
  /** Empty where the finding is about the whole record or file. */
  column: z.string(),
  rule: z.string().min(1),
  severity: z.enum(['error', 'warning']),
});

const plantedDelivery = z.strictObject({
  path: z.string().min(1),
  state: z.enum(['accepted_with_warnings', 'rejected', 'unrecognised', 'duplicate', 'superseded']),
  reason: z.string().min(1),
});

/** A workplace whose return holds the staff of its whole provider. */
const groupedProvider = z.strictObject({
  /** Its submitter and its own id, as the warehouse knows it. */
  workplace_id: z.string().min(1),
  /** How the warehouse tells. */
  rule: z.string().min(1),
});

/** What the generator put into the demonstration's returns on purpose. It holds no worker's value. */
export const plantedSchema = z.strictObject({
  seed: z.int(),
  scale: z.number().positive(),
  totals: z.strictObject({
    organisations: z.int().min(0),
    /** Workplaces that were ever in a return. */
    workplaces: z.int().min(0),
    /** Worker records, deletions apart, in the latest month's files that are in force. */
    workers_latest: z.int().min(0),
    /** Every file below the inbox. */
    files: z.int().min(0),
    /** Data records of the worker files in force. */
    worker_rows: z.int().min(0),
    /** Data records of the workplace files in force. */
    workplace_rows: z.int().min(0),
    /** Locations of the latest register. */
    register_locations: z.int().min(0),
  }),
  /** Every delivery that does not end as plain `accepted`, by path. */
  deliveries: z.array(plantedDelivery),
  /** Every finding, by path, record, column and rule. */
  findings: z.array(plantedFinding),
  /** Every workplace whose staff are those of a whole provider, as the register lets one see. */
  grouped_providers: z.array(groupedProvider),
});

export type Planted = z.infer<typeof plantedSchema>;
export type PlantedFinding = z.infer<typeof plantedFinding>;
export type PlantedDelivery = z.infer<typeof plantedDelivery>;

/** What a run is compared by. */
type Compared = Pick<Planted, 'deliveries' | 'findings' | 'grouped_providers'>;

/** What a run made of the same files. */
export interface Found {
  /** Every delivery and the state it ended in, `accepted` ones included. */
  readonly deliveries: readonly { readonly path: string; readonly state: string }[];
  readonly findings: readonly {
    readonly path: string;
    readonly record: number;
    readonly column: string;
    readonly rule: string;
    readonly severity: string;
  }[];
  /** Every workplace of `ops.grouped_provider`. */
  readonly grouped_providers: readonly { readonly workplace_id: string; readonly rule: string }[];
}

/** Says in words how what a run found differs from what was planted; nothing when equal. */
export function comparePlanted(planted: Compared, found: Found): string[] {
  const differences = [
    ...compareStates(planted, found),
    ...compareCounted(planted.findings, found.findings, wordsOfFinding),
    ...compareCounted(planted.grouped_providers, found.grouped_providers, wordsOfGroup),
  ];
  const rest = differences.length - MOST_DIFFERENCES;
  if (rest <= 0) return differences;
  return [...differences.slice(0, MOST_DIFFERENCES), `and ${rest} more`];
}

/** Puts findings in the order of `planted.json`. */
export function inOrder(findings: readonly PlantedFinding[]): PlantedFinding[] {
  return [...findings].sort(
    (left, right) =>
      compareText(left.path, right.path) ||
      left.record - right.record ||
      compareText(left.column, right.column) ||
      compareText(left.rule, right.rule),
  );
}

/** Orders texts by code point, the same on every machine. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function compareStates(planted: Compared, found: Found): string[] {
  const expected = new Map(planted.deliveries.map((each) => [each.path, each.state as string]));
  const actual = new Map(found.deliveries.map((each) => [each.path, each.state]));
  const differences: string[] = [];
  for (const [path, state] of expected) {
    const got = actual.get(path) ?? 'no such delivery';
    if (got !== state) differences.push(`${path}: expected state ${state}; got ${got}`);
  }
  for (const [path, state] of actual) {
    if (state !== 'accepted' && !expected.has(path)) {
      differences.push(`${path}: expected state accepted; got ${state}`);
    }
  }
  return differences;
}

function wordsOfFinding(each: Found['findings'][number]): string {
  return `${each.path} record ${each.record} ${each.column}: ${each.rule} (${each.severity})`;
}

function wordsOfGroup(each: Found['grouped_providers'][number]): string {
  return `${each.workplace_id}: grouped provider, ${each.rule}`;
}

/** What is missing and what nobody planted, each as often as it is so. */
function compareCounted<T>(
  planted: readonly T[],
  found: readonly T[],
  say: (each: T) => string,
): string[] {
  const open = new Map<string, number>();
  for (const each of found) open.set(say(each), (open.get(say(each)) ?? 0) + 1);
  const differences: string[] = [];
  for (const each of planted) {
    const left = open.get(say(each)) ?? 0;
    if (left === 0) differences.push(`missing: ${say(each)}`);
    else open.set(say(each), left - 1);
  }
  for (const [words, left] of open) {
    for (let count = 0; count < left; count += 1) differences.push(`unexpected: ${words}`);
  }
  return differences;
}
