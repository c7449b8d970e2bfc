import type { z } from 'zod';
import type { Area, MetricInfo, PublishedFact } from './fact.js';
import { givenFigure } from './figure.js';
import { publishedDecimals } from './parsed.js';
import type { publishedRow } from './rows.js';

/** A figure that somebody else published, with as many digits as they printed. */
export function publishedFact(
  row: Omit<z.infer<typeof publishedRow>, 'job_role'>,
  metric: MetricInfo,
  area: Area,
): PublishedFact {
  return {
    kind: 'published',
    id: ['published', row.metric_id, area.code, row.period, row.population, row.edition].join('/'),
    metric,
    area,
    periodText: row.period,
    periodStart: row.period_start,
    periodEnd: row.period_end,
    population: row.population,
    edition: row.edition,
    source: row.source,
    figure: givenFigure(
      row.value,
      metric.unit,
      publishedDecimals(row.rounding, metric.unit) ?? metric.decimals,
    ),
  };
}
