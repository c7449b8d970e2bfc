import type { Database } from '../../warehouse/database.js';
import { editionOf } from './edition.js';
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

/** Figures of the measure, and of a measure of another workforce that may stand beside it. */
const PUBLISHED_SQL = `${AREAS_SQL},
published as (
    select compared.*, figure.* exclude (area_code), published_metric.title
    from core.fct_published_figure as figure
    inner join compared using (area_code)
    left join reference.published_metric using (metric_id)
    where (figure.metric_id = $metric or published_metric.beside_metric_id = $metric)
        and figure.care_setting = $setting and figure.job_role = $role
        and figure.period_end <= last_day($last::date)
)`;

/** Which of the published figures are wanted. */
export interface Wanted {
  /** Every period and edition. */
  readonly all: boolean;
  /** Only this one, as typed. */
  readonly edition?: string | undefined;
}

/**
 * What others have published of an area, its region and England, of periods that had ended with the figure's:
 * by population the latest period in its latest edition, or in the one that is named, or with `all` each.
 * @throws CC-USE-001 for an edition there is not
 */
export async function publishedOf(
  database: Database,
  resolved: Resolved,
  wanted: Wanted,
): Promise<PublishedFigure[]> {
  const { metric, asked } = resolved;
  const figure = {
    metric: metric.metric_id,
    area: asked.area_code,
    setting: asked.care_setting,
    role: asked.job_role,
    last: asked.last_month,
  };
  const editions = await database.rows(
    `${PUBLISHED_SQL} select distinct edition from published order by edition desc`,
    figure,
  );
  const edition =
    wanted.edition === undefined
      ? null
      : editionOf(
          wanted.edition,
          editions.map((row) => String(row['edition'])),
        );
  const latestPeriod = `qualify row_number() over (
        partition by metric_id, area_code, population order by period_end desc, period
    ) = 1`;
  const rows = await database.rows(
    `${PUBLISHED_SQL}
    select metric_id, coalesce(title, $title) as title, area_code, area_name, area_type, period,
        population, edition, value::double as value, rounding, source
    from published
    where case when $edition is not null then edition = $edition else is_latest_edition or $all end
    ${wanted.all ? '' : latestPeriod}
    order by metric_id <> $metric, metric_id, area_code <> $area, area_type desc, area_code,
        period_end desc, population, edition desc`,
    { ...figure, title: metric.title, edition, all: wanted.all },
  );
  return rows.map(({ rounding, ...row }) =>
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
