import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { problem } from '../../errors.js';
import type { Database } from '../../warehouse/database.js';
import { comparisonOf } from './comparators.js';
import { contributionsOf } from './contributors.js';
import { leftOutOf } from './exclusions.js';
import { figureOf, quantilesOf } from './figure.js';
import type { Kept } from './kept.js';
import { measureLineage } from './measure-lineage.js';
import { movementOf } from './movement.js';
import type { Wanted } from './published.js';
import { resolveRequest, type Request } from './request.js';
import type { Explanation } from './schema.js';
import { filesOf, headingsOf } from './sources.js';
import { weightedOf } from './weighted.js';

export { explanationSchema, type Explanation } from './schema.js';
export { explanationText } from './text.js';

/**
 * Explains one figure of a published run: its parts, who makes it, what was left out, what it is compared
 * with and where it comes from.
 * @throws CC-USE-001 for what there is no figure of, CC-CFG-006 for a run of an earlier program.
 */
export async function explainFigure(
  database: Database,
  request: Request & { readonly published: Wanted },
  kept: Kept,
): Promise<Explanation> {
  await requireKept(database, kept);
  const resolved = await resolveRequest(database, request);
  const lineage = await measureLineage(database, resolved.metric.metric_id);
  const figure = await figureOf(database, resolved, lineage);
  const contributions = await contributionsOf(database, resolved, figure, { kept, lineage });
  const files = await filesOf(database, contributions.named);
  return {
    run_id: await runId(database),
    ...resolved,
    figure,
    quantiles: await quantilesOf(database, resolved),
    contributions,
    left_out: await leftOutOf(database, resolved, { kept, lineage }),
    comparison: await comparisonOf(database, resolved, figure, request.published),
    weighted: await weightedOf(database, resolved),
    movement: await movementOf(database, resolved, lineage),
    files,
    headings: headingsOf(lineage, files),
  };
}

/** A run of an earlier program does not keep what a figure is made of. */
async function requireKept(database: Database, { dir }: Kept): Promise<void> {
  const columns = await database.rows(
    `select 1 from duckdb_columns()
    where (schema_name, table_name, column_name) in (
        ('core', 'fct_published_figure', 'is_latest_edition'), ('comparison', 'movement', 'mix_change'),
        ('comparison', 'change', 'is_material')
    )`,
  );
  if (columns.length === 3 && existsSync(join(dir, 'left_out.parquet'))) return;
  throw problem('CC-CFG-006', {
    where: 'explain',
    expected: 'a published warehouse with what its figures are made of',
    got: 'one of an earlier version of the program',
    next: 'Run carecount nightly --force.',
  });
}

async function runId(database: Database): Promise<string | null> {
  const [row] = await database.rows(
    "select run_id from ops.run where outcome = 'this_run' limit 1",
  );
  return row === undefined ? null : String(row['run_id']);
}
