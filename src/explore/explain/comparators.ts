import type { Database, Row } from '../../warehouse/database.js';
import { earlierOf } from './earlier.js';
import { comparedValue, SAME_FIGURE, sameFigure } from './figure.js';
import { publishedOf, type Wanted } from './published.js';
import type { Resolved } from './request.js';
import type { AreaValue, Comparison, Figure, MetricEntry } from './schema.js';
import { standingOf } from './standing.js';

/** The other figures that one is compared with. */
export async function comparisonOf(
  database: Database,
  resolved: Resolved,
  figure: Figure,
  published: Wanted,
): Promise<Comparison> {
  return {
    parents: await parentsOf(database, resolved),
    ...(await standingOf(database, resolved)),
    ...(await earlierOf(database, resolved, figure)),
    published: await publishedOf(database, resolved, published),
  };
}

const AREA_VALUE = `select measure.area_code, dim_area.area_name, measure.area_type,
    measure.value::double as value, measure.status
from metrics.measure
inner join core.dim_area on measure.area_code = dim_area.area_code
where ${SAME_FIGURE} and measure.period = $period::date`;

async function parentsOf(database: Database, resolved: Resolved): Promise<AreaValue[]> {
  const { metric, asked } = resolved;
  const rows = await database.rows(
    `${AREA_VALUE} and measure.area_code <> $area and measure.area_code in (
        select ancestor_area_code from core.bridge_area where area_code = $area
    )
    order by list_position(['council', 'partnership', 'icb', 'region', 'country'], measure.area_type),
        measure.area_code`,
    { ...sameFigure(resolved), period: asked.period, area: asked.area_code },
  );
  return rows.map((row) => areaValue(row, metric));
}

function areaValue(row: Row, metric: MetricEntry): AreaValue {
  return {
    ...comparedValue(row, metric),
    area_code: String(row['area_code']),
    area_name: String(row['area_name']),
    area_type: String(row['area_type']),
  };
}
