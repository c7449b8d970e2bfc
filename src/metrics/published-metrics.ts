import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { z } from 'zod';
import { sqlDir } from '../warehouse/sql-file.js';

const publishedMetricsSchema = z.array(
  z.strictObject({
    metric_id: z.string(),
    title: z.string(),
    unit: z.string(),
    good_direction: z.string(),
    /** The measure of ours that it may stand beside; empty where there is none. */
    beside_metric_id: z.string(),
    definition: z.string(),
    source: z.string(),
  }),
);

/** The part of the catalogue about rates that only others publish, from `reference.published_metric`. */
export function publishedMetricsText(): string {
  const csv = readFileSync(join(sqlDir, 'reference', 'published_metric.csv'), 'utf8');
  const { data } = Papa.parse(csv, { header: true, skipEmptyLines: true });
  const lines = publishedMetricsSchema.parse(data).map((each) => {
    const beside = each.beside_metric_id === '' ? '' : ` Beside \`${each.beside_metric_id}\`.`;
    return `- \`${each.metric_id}\` ${each.title}: ${each.definition} Good is ${each.good_direction}.${beside} Source: ${each.source}.`;
  });
  return `## Published by others only

Rates that are not computed from returns, in \`core.fct_published_figure\` under ids of their own where their file was
delivered; their titles and definitions are in \`reference.published_metric\`. They are of another workforce:
\`carecount explain\` shows them under a heading of their own beside the measure that is named, never in its lines.
The counts behind them, with the rates as they follow from these and as published, are in
\`core.fct_children_workforce_year\`.

${lines.join('\n')}
`;
}
