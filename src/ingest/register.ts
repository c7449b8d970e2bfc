import type { Workspace } from '../config.js';
import { asAtDate, type Month } from '../period.js';
import { identifier, literal, type Database } from '../warehouse/database.js';
import { createTableOf } from '../warehouse/insert.js';
import { checkRules, emptyStaging } from './check-rules.js';
import { namedColumns, type Contract, type ContractColumn } from './contract/index.js';
import { registerDecisions, type Decision } from './decisions.js';
import type { Delivery } from './deliveries.js';
import type { FileNote } from './ready.js';
import type { Staging } from './stage.js';
import { parquetPath, stagingKey, type StagedBatch } from './staged.js';

const DELIVERY_COLUMNS = {
  delivery_id: 'INTEGER',
  source_id: 'VARCHAR',
  submitter: 'VARCHAR',
  period: 'DATE',
  as_at_date: 'DATE',
  path: 'VARCHAR',
  size: 'BIGINT',
  modified_at: 'TIMESTAMP',
  arrived_at: 'TIMESTAMP',
  sha256: 'VARCHAR',
  landed_path: 'VARCHAR',
  member: 'VARCHAR',
  run_id: 'VARCHAR',
  dataset_id: 'VARCHAR',
  slot: 'VARCHAR',
  outcome: 'VARCHAR',
  is_duplicate: 'BOOLEAN',
  reason: 'VARCHAR',
  batch_id: 'VARCHAR',
  file_index: 'INTEGER',
  first_row: 'BIGINT',
  records: 'BIGINT',
  encoding: 'VARCHAR',
  variant: 'VARCHAR',
  file_notes: 'STRUCT(rule VARCHAR, column_name VARCHAR, detail VARCHAR)[]',
  preamble_rows: 'BIGINT',
  header_rows: 'BIGINT',
  read_rows: 'BIGINT',
  note_rows: 'BIGINT',
  footer_rows: 'BIGINT',
};

const DATASET_COLUMNS = {
  dataset_id: 'VARCHAR',
  title: 'VARCHAR',
  one_per: 'VARCHAR',
  reject_above_bad_share: 'DOUBLE',
  reject_from_bad_rows: 'INTEGER',
  /** Whether each row of a file is one record: not where columns become rows or tables stand abreast. */
  is_row_per_record: 'BOOLEAN',
};

/** What each contract calls a breach of its own rules and columns. */
const RULE_COLUMNS = {
  dataset_id: 'VARCHAR',
  rule: 'VARCHAR',
  column_name: 'VARCHAR',
  message: 'VARCHAR',
  national_code: 'VARCHAR',
};

/**
 * Puts what was ingested into the schema `raw` of a database that is being built: one row per
 * delivery, one per dataset, a view of every staged record for each dataset, and what all records
 * have in common (`raw.record`).
 */
export async function registerDeliveries(
  database: Database,
  workspace: Workspace,
  deliveries: readonly Delivery[],
  staging: Staging,
  contracts: readonly Contract[],
  decisions: readonly Decision[],
): Promise<void> {
  await database.run('create schema if not exists raw');
  await registerDecisions(database, decisions);
  const oneOf = new Map(contracts.map((contract) => [contract.id, contract.one_per]));
  const rows = deliveryRows(deliveries, staging, oneOf);
  await createTableOf(database, 'raw.delivery', DELIVERY_COLUMNS, rows);
  await createTableOf(database, 'raw.dataset', DATASET_COLUMNS, contracts.map(datasetRow));
  await createTableOf(database, 'raw.rule', RULE_COLUMNS, contracts.flatMap(ruleRows));
  const batches = [...new Set([...staging.staged.values()].map((place) => place.batch))];
  const arrived = contracts.filter(({ id }) => batches.some((batch) => batch.dataset_id === id));
  for (const contract of contracts) {
    if (!arrived.includes(contract)) await createEmpty(database, contract);
    else await database.run(datasetView(workspace, contract, batches));
  }
  // Where nothing has arrived the first, empty, lends its columns.
  const shown = arrived.length > 0 ? arrived : contracts.slice(0, 1);
  await database.run(`create view raw.record as ${shown.map(recordsOf).join(' union all ')}`);
  await database.run(
    `create view raw.known_share as ${shown.map(knownShareOf).join(' union all ')}`,
  );
}

function datasetRow(contract: Contract) {
  const { id, title, one_per, reject_above_bad_share, reject_from_bad_rows, layout } = contract;
  return {
    dataset_id: id,
    title,
    one_per,
    reject_above_bad_share,
    reject_from_bad_rows,
    is_row_per_record: layout.unpivot === undefined && !layout.side_by_side,
  };
}

function ruleRows({ id, columns, rules, wording }: Contract) {
  const ofColumns = namedColumns({ columns }).flatMap(({ name, national_code: code }) =>
    code === undefined
      ? []
      : [{ dataset_id: id, rule: null, column_name: name, message: null, national_code: code }],
  );
  const own = rules.map((rule) => ({
    dataset_id: id,
    rule: rule.id,
    column_name: rule.column,
    message: rule.message,
    national_code: rule.national_code ?? null,
  }));
  const general = Object.entries(wording).map(([rule, message]) => ({
    dataset_id: id,
    rule,
    column_name: null,
    message,
    national_code: null,
  }));
  return [...ofColumns, ...own, ...general];
}

/** What every record has, whatever its dataset. */
function recordsOf({ id }: Contract): string {
  return `select ${literal(id)} as dataset_id, delivery_id, record_number, sheet, line, row_state, findings
    from raw.${identifier(id)}`;
}

/** In how many of a delivery's records that carry fresh data each column has a value. */
function knownShareOf({ id, columns }: Contract): string {
  const counts = columns.filter(isStaged).map((column) => {
    const heading = 'name' in column ? column.name : column.as;
    return `{'column_name': ${literal(column.as)}, 'heading': ${literal(heading)}, 'known_count': count(${identifier(column.as)})}`;
  });
  return `select ${literal(id)} as dataset_id, delivery_id, record_count, unnest(counts, recursive := true)
    from (
        select delivery_id, count(*) as record_count, [${counts.join(', ')}] as counts
        from raw.${identifier(id)} where row_state = 'kept' and is_data group by all
    )`;
}

function isStaged(column: ContractColumn): boolean {
  return !('privacy' in column) || column.privacy !== 'drop';
}

function deliveryRows(
  deliveries: readonly Delivery[],
  staging: Staging,
  oneOf: ReadonlyMap<string, Contract['one_per']>,
): object[] {
  const latest = new Map<string, string>();
  return deliveries.map((delivery) => {
    const place = staging.staged.get(stagingKey(delivery));
    const refused = staging.refused.get(delivery.sha256);
    const datasetId = place?.batch.dataset_id ?? refused?.dataset_id ?? null;
    const submitter = delivery.has_submitter
      ? delivery.submitter
      : (place?.file.submitter ?? delivery.submitter);
    const period = delivery.has_period ? delivery.period : (place?.file.period ?? delivery.period);
    const isPerPath = oneOf.get(datasetId ?? '') === 'path';
    const parts = isPerPath ? [delivery.path, delivery.member ?? ''] : [submitter, period];
    const slot = JSON.stringify([delivery.source_id, datasetId, ...parts]);
    const verdict = misplaced(delivery, period) ?? refused ?? { outcome: 'ready', reason: null };
    const isReady = verdict.outcome === 'ready';
    const isDuplicate = isReady && latest.get(slot) === delivery.sha256;
    if (isReady) latest.set(slot, delivery.sha256);
    return {
      delivery_id: delivery.delivery_id,
      source_id: delivery.source_id,
      submitter,
      period: `${period}-01`,
      as_at_date: asAtDate(period),
      path: delivery.path,
      size: delivery.size,
      modified_at: delivery.modified_at,
      arrived_at: delivery.arrived_at,
      sha256: delivery.sha256,
      landed_path: delivery.landed_path,
      member: delivery.member ?? null,
      run_id: delivery.run_id,
      dataset_id: datasetId,
      slot,
      outcome: verdict.outcome,
      is_duplicate: isDuplicate,
      reason: verdict.reason,
      batch_id: place?.batch.batch_id ?? null,
      file_index: place?.file.file_index ?? null,
      first_row: place?.file.first_row ?? null,
      records: place?.file.records ?? null,
      encoding: place?.file.encoding ?? null,
      variant: place?.file.variant ?? null,
      file_notes: [...(place?.file.notes ?? []), ...coverNotes(delivery, place?.file.period)],
      preamble_rows: place?.file.tally.preamble ?? null,
      header_rows: place?.file.tally.header ?? null,
      read_rows: place?.file.tally.read ?? null,
      note_rows: place?.file.tally.note ?? null,
      footer_rows: place?.file.tally.footer ?? null,
    };
  });
}

/** What a file says of its month where its path says another, which then holds. */
function coverNotes(
  { has_period: isGiven, period }: Delivery,
  said: string | null | undefined,
): { rule: FileNote['rule']; column_name: string; detail: string }[] {
  if (!isGiven || said === null || said === undefined || said === period) return [];
  return [{ rule: 'cover_differs', column_name: '', detail: said }];
}

/** A delivery that cannot be opened, or whose path says nothing of its provider, or what cannot be. */
function misplaced(
  delivery: Delivery,
  period: Month,
): { outcome: string; reason: string } | undefined {
  if (delivery.fault !== undefined) return { outcome: 'rejected', reason: delivery.fault };
  if (!delivery.fits_pattern) {
    return {
      outcome: 'unrecognised',
      reason:
        "The file does not lie where the source's pattern expects one, so its provider and month are not known. Move it into its folder.",
    };
  }
  const known = [delivery.arrived_at, delivery.modified_at].map((instant) => instant.slice(0, 7));
  if (known.every((month) => month < period)) {
    return {
      outcome: 'rejected',
      reason: delivery.has_period
        ? `The file lies under ${period}, a month that had not begun when it arrived. Move it to the month it describes.`
        : `The file says that it is for ${period}, a month that had not begun when it arrived. Mend the month in it.`,
    };
  }
  return undefined;
}

function datasetView(
  workspace: Workspace,
  contract: Contract,
  batches: readonly StagedBatch[],
): string {
  const paths = batches
    .filter((batch) => batch.dataset_id === contract.id)
    .map((batch) => literal(parquetPath(workspace, batch)));
  const staged = `select
        * exclude (filename),
        parse_filename(filename, true) as batch_id
    from read_parquet([${paths.join(', ')}], file_row_number = true, filename = true)`;
  return `create view raw.${identifier(contract.id)} as ${ofDeliveries(staged)}`;
}

/** A table of no rows: unlike a view over the contract's SQL, it costs nothing to ask. */
async function createEmpty(database: Database, contract: Contract): Promise<void> {
  const staged = `select *, null::varchar as batch_id, 0 as file_row_number
    from (${emptyStaging(contract)})`;
  try {
    await database.run(
      `create table raw.${identifier(contract.id)} as ${ofDeliveries(staged)} limit 0`,
    );
  } catch (error) {
    await checkRules(database, [contract]);
    throw error;
  }
}

/** Staged records with the delivery that each came in. */
function ofDeliveries(staged: string): string {
  return `select
    delivery.delivery_id,
    delivery.source_id,
    delivery.submitter,
    delivery.period,
    delivery.as_at_date,
    staged.file_row_number - delivery.first_row + 1 as record_number,
    staged.* exclude (file_index, batch_id, file_row_number)
from (${staged}) as staged
inner join raw.delivery
    on staged.batch_id = delivery.batch_id
    and staged.file_index = delivery.file_index
where delivery.outcome = 'ready' and not delivery.is_duplicate`;
}
