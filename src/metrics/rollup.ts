import type { DisclosureProfile } from '../config.js';
import { messageOf, problem, type CarecountError } from '../errors.js';
import type { Log } from '../log.js';
import { literal, type Database } from '../warehouse/database.js';
import { statementFault } from '../warehouse/statement-fault.js';
import { baseColumn, type Dimension, type Measure, type MetricFamily } from './definition.js';
import { contributionSql } from './contribution-sql.js';
import { createContributionTable, keepSql } from './contributions.js';
import { partLabels } from './part-labels.js';
import { areasOfMonthsSql } from './areas.js';
import { cutTextSql, furtherValuesSql, hasPlainCut } from './further-cut.js';
import { figureMemberSql } from './members.js';
import { rollingSql, wholeRollingSql, YEARS_SQL, type RolledPeriod } from './periods.js';
import { statusSql } from './disclosure/primary.js';
import { intervalColumns, spreadSelects, type IntervalSelect } from './interval/index.js';
import { rolledUpSql } from './rolled-up.js';
import { baseAlias, hasDenominator, measureAlias } from './sums.js';
import { onAllThreads } from './threads.js';

const DIMENSIONS = ['care_setting', 'job_role', 'sector'] as const;

/**
 * Makes `metrics.metric` and `metrics.measure` from the families: every declared cut over every area
 * level and month, the whole frame first, so that an absence is a row.
 */
export async function measure(
  database: Database,
  families: readonly MetricFamily[],
  profile: DisclosureProfile,
  log: Log,
): Promise<void> {
  await database.run('create schema if not exists metrics');
  await createTables(database);
  await createContributionTable(database);
  await describeMetrics(database, families);
  await onAllThreads(database, families, async (own, family) => {
    const start = performance.now();
    try {
      await measureFamily(own, family, profile);
    } catch (error) {
      throw await familyFault(own, family, error);
    }
    log.debug(`measured ${family.name} in ${Math.round(performance.now() - start)} ms`);
  });
  await database.run(`insert into ${MEASURE}\n${YEARS_SQL}`);
}

/** The fault of a body that fails by itself, with its line; else of what the roll-up finds in it. */
async function familyFault(
  database: Database,
  family: MetricFamily,
  error: unknown,
): Promise<CarecountError> {
  try {
    await database.run(`explain ${family.sql}`);
  } catch (cause) {
    return problem('CC-MOD-001', await statementFault(database, family, cause), cause);
  }
  const parts = {
    where: family.file,
    expected: 'a body with one row per contributor',
    got: messageOf(error).split('\n')[0],
    next: `Mend ${family.file}.`,
  };
  return problem('CC-MOD-001', parts, error);
}

async function createTables(database: Database): Promise<void> {
  await database.run(`create table metrics.metric (
    metric_id varchar primary key, title varchar, unit varchar, kind varchar, quantile double,
    good_direction varchar, definition varchar, source varchar, decimals integer,
    minimum_base integer, no_change_band double, caveats varchar, reviewed_on date,
    grain varchar, example varchar, disclosure varchar,
    numerator_label varchar, denominator_label varchar
  )`);
  await database.run(`create table metrics.measure (
    metric_id varchar, period date, period_type varchar, area_code varchar, area_type varchar,
    care_setting varchar, job_role varchar, sector varchar, cut varchar,
    numerator decimal(18, 2), denominator decimal(18, 2), value decimal(18, 8),
    ci_low decimal(18, 8), ci_high decimal(18, 8),
    base_workplaces integer, base_organisations integer, base_workers integer,
    coverage decimal(9, 6), status varchar
  )`);
}

async function describeMetrics(
  database: Database,
  families: readonly MetricFamily[],
): Promise<void> {
  for (const { header } of families) {
    for (const each of header.measures) {
      await database.run(
        `insert into metrics.metric values ($id, $title, $unit, $kind, $quantile, $direction,
          $definition, $source, $decimals, $base, $band, $caveats, cast($reviewed as date),
          $grain, $example, $disclosure, $numerator, $denominator)`,
        {
          id: each.id,
          title: each.title,
          unit: each.unit,
          kind: each.kind,
          quantile: each.kind === 'quantile' ? each.quantile : null,
          direction: each.good_direction,
          definition: each.definition.trim(),
          source: each.source,
          decimals: each.decimals,
          base: each.minimum_base,
          band: each.no_change_band,
          caveats: each.caveats.trim(),
          reviewed: each.reviewed_on,
          grain: header.grain,
          example: header.example.trim(),
          disclosure: header.disclosure,
          ...partLabels(each, header.columns),
        },
      );
    }
  }
}

async function measureFamily(
  database: Database,
  family: MetricFamily,
  profile: DisclosureProfile,
): Promise<void> {
  await runSelects(database, rollUpSelects(family, profile));
  if (hasPlainCut(family)) await database.run(keepSql(family.header.measures));
  if (family.header.rolling) await runSelects(database, rollingSelects(family, profile));
  await database.run('drop table contribution');
}

async function runSelects(database: Database, selects: readonly RollUpSelect[]): Promise<void> {
  for (const { table, sql } of selects) {
    const target =
      table === MEASURE ? `insert into ${table}` : `create or replace temp table ${table} as`;
    await database.run(`${target}\n${sql}`);
  }
}

const MEASURE = 'metrics.measure';

/** One SELECT of the roll-up, and the table that its rows go to. */
export interface RollUpSelect {
  readonly table:
    | 'contribution'
    | 'figure_member'
    | 'rolled_up'
    | 'frame'
    | IntervalSelect['table']
    | typeof MEASURE;
  readonly sql: string;
  /** The measure whose figures it gives; null where it prepares those of several. */
  readonly metricId: string | null;
}

/** The SELECTs that make a family's figures of its body, in the order in which they run. */
export function rollUpSelects(family: MetricFamily, profile: DisclosureProfile): RollUpSelect[] {
  return [
    { table: 'contribution', sql: contributionSql(family), metricId: null },
    ...cutSelects(family, profile, 'month'),
  ];
}

/** Those that make its figures of three months together, once those of the months are made. */
function rollingSelects(family: MetricFamily, profile: DisclosureProfile): RollUpSelect[] {
  return [
    { table: 'contribution', sql: rollingSql(), metricId: null },
    ...cutSelects(family, profile, 'rolling_3m'),
  ];
}

function cutSelects(
  family: MetricFamily,
  profile: DisclosureProfile,
  periodType: RolledPeriod,
): RollUpSelect[] {
  const { header } = family;
  const cuts: Dimension[][] = [...(header.uncut ? [[]] : []), ...header.cuts];
  return cuts.flatMap((cut): RollUpSelect[] => [
    { table: 'figure_member', sql: figureMemberSql(family, cut, periodType), metricId: null },
    { table: 'rolled_up', sql: rolledUpSql(family, cut), metricId: null },
    { table: 'frame', sql: frameSql(family, cut), metricId: null },
    ...spreadSelects(family, cut).map((each) => ({ ...each, metricId: null })),
    ...header.measures.map((each): RollUpSelect => ({
      table: MEASURE,
      sql: measureSql(family, each, cut, profile, periodType),
      metricId: each.id,
    })),
  ]);
}

/** Every month, area and value of the cut's dimensions, whether anyone contributed or not. */
function frameSql({ header }: MetricFamily, cut: readonly Dimension[]): string {
  const values: Record<Dimension, string> = {
    care_setting: "select care_setting from reference.care_setting where care_setting <> 'all'",
    job_role: jobRolesSql(header),
    sector: 'select distinct sector from reference.employer_type',
    further_cut: furtherValuesSql(header),
  };
  return `select * from
    (${areasOfMonthsSql()})
    ${cut.map((each) => `cross join (${values[each]})`).join('\n    ')}`;
}

/** The job roles that a cut by role shows. */
function jobRolesSql({ job_roles, cut_job_roles }: MetricFamily['header']): string {
  const roles = cut_job_roles ?? job_roles;
  if (roles === undefined) return 'select distinct job_role from contribution';
  return `select unnest([${roles.map(literal).join(', ')}]) as job_role`;
}

function measureSql(
  family: MetricFamily,
  each: Measure,
  cut: readonly Dimension[],
  profile: DisclosureProfile,
  periodType: RolledPeriod,
): string {
  const { header } = family;
  const base = baseColumn(each);
  const isCount = each.kind === 'count';
  const interval = intervalColumns(family, each, cut);
  const numerator =
    each.kind === 'quantile' ? 'null' : `rolled_up.${measureAlias(each, 'numerator')}`;
  const denominator = hasDenominator(each)
    ? `rolled_up.${measureAlias(each, 'denominator')}`
    : 'null';
  const quotient = `cast(${numerator} as double) / nullif(cast(${denominator} as double), 0)`;
  const value = {
    ratio: quotient,
    mean: quotient,
    count: `coalesce(${numerator}, 0)`,
    quantile: `rolled_up.${measureAlias(each, 'value')}`,
  }[each.kind];
  const isPercentile = each.kind === 'quantile' && each.quantile !== 0.5;
  return `with joined as (
    select
        frame.*,
        ${isCount ? `coalesce(${numerator}, 0)` : numerator} as numerator,
        ${denominator} as denominator,
        cast(${value} as decimal(18, 8)) as value,
        ${interval.low} as ci_low,
        ${interval.high} as ci_high,
        ${interval.coverage} as coverage,
        coalesce(rolled_up.${baseAlias(base, 'workplaces')}, 0) as base_workplaces,
        coalesce(rolled_up.${baseAlias(base, 'organisations')}, 0) as base_organisations,
        coalesce(rolled_up.${baseAlias(base, 'workers')}, 0) as base_workers,
    from frame
    left join rolled_up using (period, area_code${cut.map((name) => `, ${name}`).join('')})
    ${interval.joins}
)
select
    ${literal(each.id)}, period, ${literal(periodType)}, area_code, area_type,
    ${DIMENSIONS.map((name) => (cut.includes(name) ? name : `'all'`)).join(', ')}, ${cutTextSql(header, cut)},
    numerator, denominator, value, ci_low, ci_high,
    base_workplaces, base_organisations, base_workers, coverage,
    ${statusSql(header.disclosure === 'none' ? null : profile, { minimumBase: each.minimum_base, isPercentile })}
from joined
${periodType === 'month' ? '' : wholeRollingSql}`;
}
