import type { Workspace } from '../config.js';
import { asAtDate } from '../period.js';
import { identifier, literal, type Database } from '../warehouse/database.js';
import { createTableOf } from '../warehouse/insert.js';
import { compileStaging } from './compile.js';
import { namedColumns, type Contract } from './contract.js';
import type { Delivery } from './deliveries.js';
import { stagingKey, type Staging } from './stage.js';
import { parquetPath, type StagedBatch } from './staged.js';

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
  run_id: 'VARCHAR',
  dataset_id: 'VARCHAR',
  outcome: 'VARCHAR',
  is_duplicate: 'BOOLEAN',
  reason: 'VARCHAR',
  batch_id: 'VARCHAR',
  file_index: 'INTEGER',
  first_row: 'BIGINT',
  records: 'BIGINT',
  encoding: 'VARCHAR',
  variant: 'VARCHAR',
  unknown_columns: 'VARCHAR[]',
};

/**
 * Puts what was ingested into the schema `raw` of a database that is being built: one row per
 * delivery, one per dataset, and a view of every staged record for each dataset.
 */
export async function registerDeliveries(
  database: Database,
  workspace: Workspace,
  deliveries: readonly Delivery[],
  staging: Staging,
  contracts: readonly Contract[],
): Promise<void> {
  await database.run('create schema if not exists raw');
  await createTableOf(
    database,
    'raw.delivery',
    DELIVERY_COLUMNS,
    deliveryRows(deliveries, staging),
  );
  await createTableOf(
    database,
    'raw.dataset',
    {
      dataset_id: 'VARCHAR',
      title: 'VARCHAR',
      reject_above_bad_share: 'DOUBLE',
      reject_from_bad_rows: 'INTEGER',
    },
    contracts.map(({ id, title, reject_above_bad_share, reject_from_bad_rows }) => ({
      dataset_id: id,
      title,
      reject_above_bad_share,
      reject_from_bad_rows,
    })),
  );
  const batches = [...new Set([...staging.staged.values()].map((place) => place.batch))];
  for (const contract of contracts) {
    const own = batches.filter((batch) => batch.dataset_id === contract.id);
    await database.run(datasetView(workspace, contract, own));
  }
}

function deliveryRows(deliveries: readonly Delivery[], staging: Staging): object[] {
  const latest = new Map<string, string>();
  return deliveries.map((delivery) => {
    const place = staging.staged.get(stagingKey(delivery));
    const refused = staging.refused.get(delivery.sha256);
    const datasetId = place?.batch.dataset_id ?? refused?.dataset_id ?? null;
    const slot = [delivery.source_id, delivery.submitter, delivery.period, datasetId].join('\n');
    const verdict = misplaced(delivery) ?? refused ?? { outcome: 'ready', reason: null };
    const isReady = verdict.outcome === 'ready';
    const isDuplicate = isReady && latest.get(slot) === delivery.sha256;
    if (isReady) latest.set(slot, delivery.sha256);
    return {
      delivery_id: delivery.delivery_id,
      source_id: delivery.source_id,
      submitter: delivery.submitter,
      period: `${delivery.period}-01`,
      as_at_date: asAtDate(delivery.period),
      path: delivery.path,
      size: delivery.size,
      modified_at: delivery.modified_at,
      arrived_at: delivery.arrived_at,
      sha256: delivery.sha256,
      landed_path: delivery.landed_path,
      run_id: delivery.run_id,
      dataset_id: datasetId,
      outcome: verdict.outcome,
      is_duplicate: isDuplicate,
      reason: verdict.reason,
      batch_id: place?.batch.batch_id ?? null,
      file_index: place?.file.file_index ?? null,
      first_row: place?.file.first_row ?? null,
      records: place?.file.records ?? null,
      encoding: place?.file.encoding ?? null,
      variant: place?.file.variant ?? null,
      unknown_columns: place?.file.unknown_columns ?? [],
    };
  });
}

/** A delivery whose path says nothing of its provider and month, or what cannot be. */
function misplaced(delivery: Delivery): { outcome: string; reason: string } | undefined {
  if (!delivery.fits_pattern) {
    return {
      outcome: 'unrecognised',
      reason:
        "The file does not lie where the source's pattern expects one, so its provider and month are not known. Move it into its folder.",
    };
  }
  const known = [delivery.arrived_at, delivery.modified_at].map((instant) => instant.slice(0, 7));
  if (known.every((month) => month < delivery.period)) {
    return {
      outcome: 'rejected',
      reason: `The file lies under ${delivery.period}, a month that had not begun when it arrived. Move it to the month it describes.`,
    };
  }
  return undefined;
}

function datasetView(
  workspace: Workspace,
  contract: Contract,
  batches: readonly StagedBatch[],
): string {
  return `create view raw.${identifier(contract.id)} as
select
    delivery.delivery_id,
    delivery.source_id,
    delivery.submitter,
    delivery.period,
    delivery.as_at_date,
    staged.file_row_number - delivery.first_row + 1 as record_number,
    staged.* exclude (file_index, batch_id, file_row_number)
from (${stagedRows(workspace, contract, batches)}) as staged
inner join raw.delivery
    on staged.batch_id = delivery.batch_id
    and staged.file_index = delivery.file_index
where delivery.outcome = 'ready' and not delivery.is_duplicate`;
}

function stagedRows(
  workspace: Workspace,
  contract: Contract,
  batches: readonly StagedBatch[],
): string {
  if (batches.length > 0) {
    const paths = batches.map((batch) => literal(parquetPath(workspace, batch))).join(', ');
    return `select
        * exclude (filename),
        parse_filename(filename, true) as batch_id
    from read_parquet([${paths}], file_row_number = true, filename = true)`;
  }
  const header = namedColumns(contract).map((column) => column.name);
  const cells = header.map((_, index) => `null::varchar as c${index}`).join(', ');
  const empty = `csv as (select 0 as file_index, null::date as as_at_date, ${cells} where false)`;
  return `select *, null::varchar as batch_id, 0 as file_row_number
    from (${compileStaging(contract, header).replace(/^with /, `with ${empty}, `)})`;
}
