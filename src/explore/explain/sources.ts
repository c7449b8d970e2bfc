import type { Database } from '../../warehouse/database.js';
import type { MeasureLineage } from './measure-lineage.js';
import { fileSchema, type Contributor, type Explanation, type SourceFile } from './schema.js';

/** The files that the named contributors came in, in the order of arrival. */
export async function filesOf(
  database: Database,
  contributors: readonly Contributor[],
): Promise<SourceFile[]> {
  const ids = new Set(
    contributors.flatMap(({ workplace_delivery_id: workplace, worker_delivery_id: worker }) =>
      [workplace, worker].filter((id) => id !== null),
    ),
  );
  if (ids.size === 0) return [];
  const rows = await database.rows(
    `select delivery_id, concat_ws('/', path, member) as path, submitter, dataset_id,
        strftime(period, '%Y-%m') as period, strftime(arrived_at, '%Y-%m-%d %H:%M') as arrived_at
    from ops.delivery where delivery_id in (${[...ids].join(', ')}) order by delivery_id`,
  );
  return rows.map((row) => fileSchema.parse(row));
}

/** The headings that the figure is made of, in the kinds of file that its contributors sent. */
export function headingsOf(
  { headings }: MeasureLineage,
  files: readonly SourceFile[],
): Explanation['headings'] {
  const sent = new Set(files.map(({ dataset_id: dataset }) => dataset));
  return headings.filter(({ dataset_id: dataset }) => sent.size === 0 || sent.has(dataset));
}
