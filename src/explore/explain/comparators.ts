import type { Database, Row } from '../../warehouse/database.js';
import { comparedValue, SAME_FIGURE, sameFigure } from './figure.js';
import { publishedOf } from './published.js';
import type { Resolved } from './request.js';
import type { AreaValue, Comparison, EarlierValue, Figure, MetricEntry } from './schema.js';
import { displayed, valueWords } from './words.js';

/** The other figures that one is compared with. */
export async function comparisonOf(
  database: Database,
  resolved: Resolved,
  figure: Figure,
  withAllEditions: boolean,
): Promise<Comparison> {
  return {
    parents: await parentsOf(database, resolved),
    councils: await councilsOf(database, resolved),
    month_before: await earlierOf(database, resolved, figure, 1),
    year_before: await earlierOf(database, resolved, figure, 12),
    published: await publishedOf(database, resolved, withAllEditions),
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

/** The councils' median, and where among them the area stands, by the values as they are printed. */
async function councilsOf(database: Database, resolved: Resolved): Promise<Comparison['councils']> {
  const { metric, asked } = resolved;
  const rows = await database.rows(`${AREA_VALUE} and measure.area_type = 'council'`, {
    ...sameFigure(resolved),
    period: asked.period,
  });
  const values = rows
    .map((row) => areaValue(row, metric))
    .flatMap(({ area_code, value }) => (value === null ? [] : [{ area_code, value }]))
    .map(({ area_code, value }) => ({ area_code, value, printed: displayed(value, metric) }));
  const own = values.find(({ area_code }) => area_code === asked.area_code);
  const others = values.filter((each) => each !== own);
  if (values.length === 0) return null;
  const middle = median(others.map(({ value }) => value));
  const above = values.filter(({ printed }) => own !== undefined && printed > own.printed);
  const same = values.filter(({ printed }) => printed === own?.printed);
  return {
    median: middle,
    median_shown: middle === null ? null : valueWords(middle, metric),
    other_count: others.length,
    rank: own === undefined ? null : above.length + 1,
    sharing_rank: own === undefined ? null : same.length,
    ranked_count: values.length,
  };
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

async function earlierOf(
  database: Database,
  resolved: Resolved,
  figure: Figure,
  months: number,
): Promise<EarlierValue | null> {
  const { metric, asked } = resolved;
  const [row] = await database.rows(
    `select measure.period, measure.value::double as value, measure.status
    from metrics.measure
    where ${SAME_FIGURE} and measure.area_code = $area
        and measure.period = $period::date - to_months($months::integer)`,
    { ...sameFigure(resolved), area: asked.area_code, period: asked.period, months },
  );
  if (row === undefined) return null;
  const value = comparedValue(row, metric);
  return {
    ...value,
    period: String(row['period']),
    change_words: changeWords(value.value, figure, metric),
  };
}

/** The change since an earlier value, between what is printed; one under the measure's band is called none. */
function changeWords(before: number | null, figure: Figure, metric: MetricEntry): string | null {
  const now = figure.value;
  if (before === null || now === null) return null;
  const isRate = metric.unit === 'rate';
  const band = isRate ? metric.no_change_band : metric.no_change_band * Math.abs(before);
  const printed = displayed(now, metric) - displayed(before, metric);
  const size = valueWords(Math.abs(isRate ? printed / 100 : printed), metric);
  if (printed === 0) return 'no change';
  const words = `${printed > 0 ? 'up' : 'down'} ${isRate ? size.replace('%', ' points') : size}`;
  return Math.abs(now - before) < band ? `${words}, no material change` : words;
}
