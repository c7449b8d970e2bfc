import { identifier, literal, type Database } from '../../warehouse/database.js';
import { contributingSql, hereParameters, hereSql, keptTable, type Kept } from './kept.js';
import type { MeasureLineage } from './measure-lineage.js';
import type { Resolved } from './request.js';
import { leftOutSchema, type LeftOut } from './schema.js';
import { reasonWords } from './words.js';

/** Counts what of a figure's area, setting and sector does not count in it, by reason. */
export async function leftOutOf(
  database: Database,
  resolved: Resolved,
  { kept, lineage }: { kept: Kept; lineage: MeasureLineage },
): Promise<LeftOut[]> {
  if (lineage.workplaceReasons.length === 0) return [];
  const rows = await database.rows(leftOutSql(kept, lineage), hereParameters(resolved));
  return rows.map((row) =>
    leftOutSchema.parse({ ...row, reason_words: reasonWords(String(row['reason'])) }),
  );
}

/**
 * Workplaces by the reason the measure goes by; those without one that bring nothing to this figure; and of
 * workplaces that do count, worker records that stand for nobody and workers whose value a rule leaves out.
 */
function leftOutSql(kept: Kept, lineage: MeasureLineage): string {
  const reasons = lineage.workplaceReasons.map((name) => `workplace.${identifier(name)}`);
  const columns = [...lineage.workerReasons, ...(lineage.readsWorkers ? ['worker_record'] : [])];
  return `with here as (
    select
        workplace.workplace_id, workplace.worker_record_count,
        coalesce(${reasons.join(', ')}) as reason,
        workplace.workplace_id in (
            select contribution.workplace_id ${contributingSql(kept)}
        ) as is_counted
    from ${keptTable(kept, 'workplace')} as workplace
    where workplace.period = $last::date and ${hereSql(kept, 'workplace')}
),
workplace_left_out as (
    select
        'workplace' as left_out, coalesce(reason, 'nothing_to_count') as reason,
        count(*) as workplace_count, coalesce(sum(worker_record_count), 0) as worker_count
    from here
    where not is_counted
    group by all
),
worker_left_out as (
    select
        if(part.reason_column = 'worker_record', 'worker_record', 'worker') as left_out, part.reason,
        count(distinct part.workplace_id) as workplace_count, sum(part.worker_count) as worker_count
    from ${keptTable(kept, 'left_out')} as part
    inner join here on part.workplace_id = here.workplace_id
    where part.period = $last::date and here.reason is null
        and part.reason_column in (${[...columns, ''].map(literal).join(', ')})
        and ($role = 'all' or part.job_role is null or part.job_role = $role)
    group by all
)
select * replace (cast(workplace_count as bigint) as workplace_count, cast(worker_count as bigint) as worker_count)
from (select * from workplace_left_out union all select * from worker_left_out)
order by left_out desc, workplace_count desc, worker_count desc, reason`;
}
