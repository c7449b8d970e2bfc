import type { Database } from '../warehouse/database.js';
import { createTableOf } from '../warehouse/insert.js';
import type { Measure, MetricFamily } from './definition.js';
import { partLabels } from './part-labels.js';

const COLUMNS = {
  metric_id: 'VARCHAR',
  title: 'VARCHAR',
  unit: 'VARCHAR',
  kind: 'VARCHAR',
  quantile: 'DOUBLE',
  good_direction: 'VARCHAR',
  definition: 'VARCHAR',
  source: 'VARCHAR',
  decimals: 'INTEGER',
  minimum_base: 'INTEGER',
  no_change_band: 'DOUBLE',
  caveats: 'VARCHAR',
  reviewed_on: 'DATE',
  grain: 'VARCHAR',
  example: 'VARCHAR',
  disclosure: 'VARCHAR',
  numerator_label: 'VARCHAR',
  denominator_label: 'VARCHAR',
};

/** Makes `metrics.metric`: what each measure is, as the header of its family says. */
export async function createMetricTable(
  database: Database,
  families: readonly MetricFamily[],
): Promise<void> {
  const rows = families.flatMap(({ header }) =>
    header.measures.map((each) => metricRow(each, header)),
  );
  await createTableOf(database, 'metrics.metric', COLUMNS, rows);
}

function metricRow(
  each: Measure,
  header: MetricFamily['header'],
): Record<keyof typeof COLUMNS, string | number | null> {
  const labels = partLabels(each, header.columns);
  return {
    metric_id: each.id,
    title: each.title,
    unit: each.unit,
    kind: each.kind,
    quantile: each.kind === 'quantile' ? each.quantile : null,
    good_direction: each.good_direction,
    definition: each.definition.trim(),
    source: each.source,
    decimals: each.decimals,
    minimum_base: each.minimum_base,
    no_change_band: each.no_change_band,
    caveats: each.caveats.trim(),
    reviewed_on: each.reviewed_on,
    grain: header.grain,
    example: header.example.trim(),
    disclosure: header.disclosure,
    numerator_label: labels.numerator,
    denominator_label: labels.denominator,
  };
}
