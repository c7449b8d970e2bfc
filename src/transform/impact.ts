import { openForBuild } from '../warehouse/database.js';
import { referencesOf } from './references.js';

/** A statement with a name of its own: a model, or a family of metrics. */
export interface Statement {
  /** `core.fct_worker_month`, or `metrics.vacancy_rate` for a family. */
  readonly id: string;
  readonly sql: string;
}

/** What each statement reads, by id. */
export type Reads = ReadonlyMap<string, readonly string[]>;

/** Tables that list every delivery: what reads only them is about a dataset only where it names it. */
const REGISTERS = new Set(['core.int_delivery', 'raw.delivery', 'raw.record', 'raw.known_share']);

/** What every family of metrics reads besides its body. */
const ROLL_UP_READS = [
  'core.bridge_area',
  'core.bridge_area_then',
  'core.int_extract_workplace',
  'core.int_register_coverage',
  'core.int_registered_workplace',
  'core.int_return_month',
  'reference.care_setting',
  'reference.student_t',
];

/** Finds what each statement reads, from its parse tree; a statement that cannot be parsed reads nothing. */
export async function readsOf(statements: readonly Statement[]): Promise<Reads> {
  const database = await openForBuild(':memory:', { threads: 1 });
  try {
    const reads = new Map<string, readonly string[]>();
    for (const { id, sql } of statements) {
      const found = await referencesOf(database, sql).catch(() => []);
      const names = found.map(({ schema, name }) => `${schema}.${name}`);
      reads.set(id, id.startsWith('metrics.') ? [...names, ...ROLL_UP_READS] : names);
    }
    return reads;
  } finally {
    database.close();
  }
}

/** Every statement whose result may differ where some tables or statements do, themselves included. */
export function downstreamOf(reads: Reads, changed: Iterable<string>): Set<string> {
  const touched = new Set(changed);
  for (let size = -1; size !== touched.size;) {
    size = touched.size;
    for (const [id, tables] of reads) if (tables.some((each) => touched.has(each))) touched.add(id);
  }
  return new Set([...touched].filter((id) => reads.has(id)));
}

/**
 * Every statement whose result may differ where more of a dataset arrives. The tables that list all
 * deliveries change with every file, and what reads them is touched where it reads the dataset too,
 * names it, or is about deliveries of any kind (`ops`).
 */
export function downstreamOfDataset(
  statements: readonly Statement[],
  reads: Reads,
  datasetId: string,
): Set<string> {
  const named = statements
    .filter(({ id, sql }) => {
      const isReader = (reads.get(id) ?? []).some((each) => REGISTERS.has(each));
      return isReader && (id.startsWith('ops.') || sql.includes(`'${datasetId}'`));
    })
    .map(({ id }) => id);
  const touched = downstreamOf(reads, [`raw.${datasetId}`, ...named]);
  touched.add('core.int_delivery');
  return touched;
}
