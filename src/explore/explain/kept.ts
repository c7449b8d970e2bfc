import { literal } from '../../warehouse/database.js';
import type { Resolved } from './request.js';

/** The folder of a run with what each workplace brings to each figure, and how little is told of few. */
export interface Kept {
  readonly dir: string;
  /** Workers of a workplace below which nothing about them is told. */
  readonly leastWorkers: number;
}

type KeptName = 'measure' | 'workplace' | 'left_out' | 'area_then';

/** A file that the run keeps beside its published ones, as a table. */
export function keptTable({ dir }: Kept, name: KeptName): string {
  return `read_parquet(${literal(`${dir}/${name}.parquet`)})`;
}

/** Restricts rows of a kept file to the area, setting and sector of a figure, as the roll-up places them. */
export function hereSql(kept: Kept, table: string): string {
  return `(
        ${table}.area_code in (select area_code from core.bridge_area where ancestor_area_code = $area)
        or (${table}.period, ${table}.workplace_id) in (
            select (area_then.period, area_then.workplace_id)
            from ${keptTable(kept, 'area_then')} as area_then
            where area_then.area_code = $area
        )
    )
    and ($setting = 'all' or ${table}.care_setting in (
        select care_setting from reference.care_setting
        where care_setting = $setting or part_of_care_setting = $setting
    ))
    and ($sector = 'all' or ${table}.sector = $sector)`;
}

/** The contributions to a figure, as the table `contribution`. */
export function contributingSql(kept: Kept): string {
  return `from ${keptTable(kept, 'measure')} as contribution
    where contribution.metric_id = $metric
        and contribution.period between $first::date and $last::date
        and ($role = 'all' or contribution.job_role = $role)
        and ${hereSql(kept, 'contribution')}`;
}

/** The parameters of these. */
export function hereParameters({ metric, asked }: Resolved): Record<string, string> {
  return {
    metric: metric.metric_id,
    first: asked.first_month,
    last: asked.last_month,
    area: asked.area_code,
    setting: asked.care_setting,
    role: asked.job_role,
    sector: asked.sector,
  };
}
