import type { Database, Row } from '../../warehouse/database.js';
import { hasNoParts, isHidden, isOfPeople } from './figure.js';
import { contributingSql, hereParameters, keptTable, type Kept } from './kept.js';
import type { MeasureLineage } from './measure-lineage.js';
import type { Resolved } from './request.js';
import { contributorSchema, type Contributions, type Contributor, type Figure } from './schema.js';

/** A row of what is kept; whoever has not agreed to share is nobody here. */
interface Part {
  readonly contributor: Contributor | null;
  readonly hasWorkplace: boolean;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly workers: number;
}

/** What makes a figure: workplaces that may be named, largest first, and the others together. */
export async function contributionsOf(
  database: Database,
  resolved: Resolved,
  figure: Figure,
  { kept, lineage }: { kept: Kept; lineage: MeasureLineage },
): Promise<Contributions> {
  const { metric } = resolved;
  const withoutParts = hasNoParts(metric.kind) || isHidden(figure.status, metric, lineage);
  const isGuarded = !withoutParts && isOfPeople(metric, lineage);
  const rows = await database.rows(
    contributorSql(kept, withoutParts ? 'worker_count' : 'numerator'),
    hereParameters(resolved),
  );
  const parts = rows.map((row) => partOf(row, withoutParts));
  const few = isGuarded ? fewWorkers(parts, kept.leastWorkers) : new Set<Part>();
  const named = parts.filter((part) => part.contributor !== null && !few.has(part));
  const others = parts.filter((part) => !named.includes(part));
  return {
    named: named.flatMap(({ contributor }) => (contributor === null ? [] : [contributor])),
    not_named: {
      workplaces: others.length,
      without_consent: others.filter((part) => part.hasWorkplace && !few.has(part)).length,
      with_few_workers: few.size,
      without_workplace: others.filter((part) => !part.hasWorkplace && !few.has(part)).length,
      numerator: withoutParts ? null : total(others, 'numerator'),
      denominator: withoutParts ? null : total(others, 'denominator'),
      worker_count: total(others, 'workers') ?? 0,
    },
    adds_up: addsUp(parts, figure, withoutParts),
    least_workers: isGuarded ? kept.leastWorkers : null,
  };
}

/**
 * Those of too few workers to be told, and with them the next smallest until together they are enough,
 * so that the rest does not give away one of them.
 */
function fewWorkers(parts: readonly Part[], least: number): Set<Part> {
  const named = parts
    .filter(({ contributor }) => contributor !== null)
    .sort((a, b) => a.workers - b.workers);
  const few = new Set(named.filter(({ workers }) => workers < least));
  const hidden = parts.filter(({ contributor }) => contributor === null);
  for (const next of named.slice(few.size)) {
    const together = [...few, ...hidden];
    const workers = together.reduce((sum, part) => sum + part.workers, 0);
    if (together.length === 0 || workers >= least) break;
    few.add(next);
  }
  return few;
}

const NOT_TOLD = {
  numerator: null,
  denominator: null,
  numerator_share: null,
  denominator_share: null,
};

function partOf(
  { has_workplace: hasWorkplace, workplace_id: id, ...row }: Row,
  withoutParts: boolean,
): Part {
  const number = (name: string): number | null => (row[name] as number | null) ?? null;
  const told = { workplace_id: id, ...row, ...(withoutParts ? NOT_TOLD : {}) };
  return {
    hasWorkplace: hasWorkplace === true,
    numerator: number('numerator'),
    denominator: number('denominator'),
    workers: number('worker_count') ?? 0,
    contributor: id === null ? null : contributorSchema.parse(told),
  };
}

/**
 * What each workplace brings, with the workplace as it was when it last did. Names come from the published
 * table only, which has no workplace without sharing consent.
 */
function contributorSql(kept: Kept, size: 'numerator' | 'worker_count'): string {
  const share = (column: string): string =>
    `cast(part.${column} as double) / nullif(sum(part.${column}) over (), 0)`;
  return `with part as (
    select
        contribution.workplace_id,
        max(contribution.period) as period,
        sum(contribution.numerator) as numerator,
        sum(contribution.denominator) as denominator,
        cast(coalesce(sum(contribution.worker_count) filter (
            where contribution.period = $last::date
        ), 0) as bigint) as worker_count
    ${contributingSql(kept)}
    group by all
)
select
    part.numerator, part.denominator, part.worker_count,
    ${share('numerator')} as numerator_share,
    ${share('denominator')} as denominator_share,
    ${share('worker_count')} as worker_share,
    (part.period, part.workplace_id) in (
        select (any_workplace.period, any_workplace.workplace_id)
        from ${keptTable(kept, 'workplace')} as any_workplace
    ) as has_workplace,
    workplace.workplace_id, workplace.workplace_name, workplace.organisation_id, workplace.care_setting,
    strftime(workplace.return_period, '%Y-%m') as return_period, workplace.return_age_months,
    workplace.workplace_delivery_id, workplace.workplace_record_number,
    workplace.worker_delivery_id, workplace.worker_record_count
from part
left join core.fct_workplace_month as workplace
    on part.workplace_id = workplace.workplace_id and part.period = workplace.period
order by part.${size} desc, part.denominator desc, part.worker_count desc, workplace.workplace_id`;
}

function total(parts: readonly Part[], name: 'numerator' | 'denominator' | 'workers') {
  const values = parts.flatMap((part) => part[name] ?? []);
  if (name !== 'workers' && parts.every((part) => part[name] === null)) return null;
  return Math.round(values.reduce((sum, each) => sum + each, 0) * 100) / 100;
}

/** Where parts are not told, workers and workplaces are what can be added up. */
function addsUp(parts: readonly Part[], figure: Figure, withoutParts: boolean): boolean {
  const isSame = (part: 'numerator' | 'denominator'): boolean =>
    (total(parts, part) ?? 0) === (figure[part] ?? 0);
  const bases =
    parts.length === figure.base_workplaces &&
    (total(parts, 'workers') ?? 0) === figure.base_workers;
  return bases && (withoutParts || (isSame('numerator') && isSame('denominator')));
}
