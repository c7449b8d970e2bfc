import type { Database } from '../../warehouse/database.js';
import type { Resolved } from './request.js';
import { publishedSchema, type MetricEntry, type PublishedFigure } from './schema.js';
import { valueWords } from './words.js';

/** England by its code: an invented area has no parent in the lists. */
const ENGLAND = 'E92000001';

/** The area, the regions of its councils, and England. */
const AREAS_SQL = `with recursive council as (
    select area_code from core.bridge_area where ancestor_area_code = $area
    union
    select $area
),
above as (
    select area_code from council
    union
    select area_member.parent_area_code
    from above
    inner join reference.area_member on above.area_code = area_member.area_code
),
compared as (
    select dim_area.area_code, dim_area.area_name, dim_area.area_type
    from core.dim_area
    where dim_area.area_code = $area
        or dim_area.area_code = '${ENGLAND}'
        or (dim_area.area_type in ('region', 'country') and dim_area.area_code in (select area_code from above))
)`;

/**
 * What others have published of an area, its region and England, of periods that had ended with the figure's:
 * by population the latest period in its latest edition, or with `all` each.
 */
export async function publishedOf(
  database: Database,
  { metric, asked }: Resolved,
  all: boolean,
): Promise<PublishedFigure[]> {
  const latest = all
    ? ''
    : `qualify row_number() over (
        partition by area_code, population order by period_end desc, edition desc
    ) = 1`;
  const rows = await database.rows(
    `${AREAS_SQL}
    select compared.*, figure.period, figure.population, figure.edition,
        figure.value::double as value, figure.rounding, figure.source, figure.period_end
    from core.fct_published_figure as figure
    inner join compared using (area_code)
    where figure.metric_id = $metric and figure.care_setting = $setting and figure.job_role = $role
        and figure.period_end <= last_day($last::date)
    ${latest}
    order by compared.area_code <> $area, compared.area_type desc, compared.area_code,
        figure.period_end desc, figure.population, figure.edition desc`,
    {
      metric: metric.metric_id,
      area: asked.area_code,
      setting: asked.care_setting,
      role: asked.job_role,
      last: asked.last_month,
    },
  );
  return rows.map(({ rounding, period_end: _, ...row }) =>
    publishedSchema.parse({
      ...row,
      shown: valueWords(Number(row['value']), asPublished(metric, String(rounding))),
    }),
  );
}

/** To the places it was published in, but no more than our own and one. */
function asPublished({ unit, decimals }: MetricEntry, rounding: string) {
  const places = /^(\d)dp$/.exec(rounding)?.[1];
  return {
    unit,
    decimals: places === undefined ? decimals : Math.min(Number(places), decimals + 1),
  };
}
