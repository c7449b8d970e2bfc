import type { DisclosureProfile } from '../config.js';
import { messageOf, problem, type CarecountError } from '../errors.js';
import type { Log } from '../log.js';
import { literal, type Database } from '../warehouse/database.js';
import { statementFault } from '../warehouse/statement-fault.js';
import {
  baseColumn,
  CONTRIBUTION_COLUMNS,
  measureColumns,
  type Dimension,
  type Measure,
  type MetricFamily,
} from './definition.js';
import { createContributionTable, keepSql } from './contributions.js';
import { statusSql } from './disclosure/primary.js';

const DIMENSIONS: readonly Dimension[] = ['care_setting', 'job_role', 'sector'];

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
  for (const family of families) {
    const start = performance.now();
    try {
      await measureFamily(database, family, profile);
    } catch (error) {
      throw await familyFault(database, family, error);
    }
    log.debug(`measured ${family.name} in ${Math.round(performance.now() - start)} ms`);
  }
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
    grain varchar, example varchar, disclosure varchar
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
          $grain, $example, $disclosure)`,
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
  for (const { table, sql } of rollUpSelects(family, profile)) {
    const target =
      table === MEASURE ? `insert into ${table}` : `create or replace temp table ${table} as`;
    await database.run(`${target}\n${sql}`);
  }
  for (const each of family.header.measures) await database.run(keepSql(each));
  await database.run('drop table contribution');
}

const MEASURE = 'metrics.measure';

/** One SELECT of the roll-up, and the table that its rows go to. */
export interface RollUpSelect {
  readonly table: 'contribution' | 'rolled_up' | 'frame' | typeof MEASURE;
  readonly sql: string;
  /** The measure whose figures it gives; null where it prepares those of several. */
  readonly metricId: string | null;
}

/** The SELECTs that make a family's figures of its body, in the order in which they run. */
export function rollUpSelects(family: MetricFamily, profile: DisclosureProfile): RollUpSelect[] {
  const cuts: Dimension[][] = [...(family.header.uncut ? [[]] : []), ...family.header.cuts];
  return [
    { table: 'contribution', sql: contributionSql(family), metricId: null },
    ...cuts.flatMap((cut): RollUpSelect[] => [
      { table: 'rolled_up', sql: rollUpSql(family, cut), metricId: null },
      { table: 'frame', sql: frameSql(family, cut), metricId: null },
      ...family.header.measures.map(
        (each) =>
          ({
            table: MEASURE,
            sql: measureSql(family, each, cut, profile),
            metricId: each.id,
          }) as const,
      ),
    ]),
  ];
}

/** The body, its workplaces and organisations numbered so that counting them is cheap. */
function contributionSql({ header, sql }: MetricFamily): string {
  const columns = new Set([...CONTRIBUTION_COLUMNS, ...header.measures.flatMap(measureColumns)]);
  const roles =
    header.job_roles === undefined
      ? ''
      : `where body.job_role in (${header.job_roles.map(literal).join(', ')})`;
  return `with body as (${sql}
)
select
    dense_rank() over (order by body.workplace_id) as workplace_number,
    dense_rank() over (order by body.organisation_id) as organisation_number,
    ${[...columns].map((column) => `body.${column}`).join(', ')}
from body
${roles}`;
}

const measureAlias = (each: Measure, part: string): string => `${each.id}__${part}`;
const baseAlias = (column: string, part: string): string => `${column}__${part}`;

/** Sums, quantiles and bases for each area, month and value of the cut's dimensions. */
function rollUpSql({ header }: MetricFamily, cut: readonly Dimension[]): string {
  const bySetting = cut.includes('care_setting');
  const dimensions = cut.map((each) =>
    each === 'care_setting' ? 'setting_member.member_of as care_setting' : `contribution.${each}`,
  );
  const bases = [...new Set(header.measures.map(baseColumn))];
  return `with setting_member as (
    select care_setting, care_setting as member_of from reference.care_setting
    where care_setting <> 'all'
    union all
    select care_setting, part_of_care_setting as member_of from reference.care_setting
    where part_of_care_setting <> 'all'
)
select
    contribution.period,
    bridge_area.ancestor_area_code as area_code,
    ${[...dimensions, ...header.measures.flatMap(partsOf), ...bases.flatMap(basesOf)].join(',\n    ')}
from contribution
inner join core.bridge_area on contribution.area_code = bridge_area.area_code
${bySetting ? 'inner join setting_member on contribution.care_setting = setting_member.care_setting' : ''}
group by all`;
}

/** @returns quantiles interpolated between the two nearest people, as `quantile_cont` does. */
function partsOf(each: Measure): string[] {
  if (each.kind === 'quantile') {
    return [
      `quantile_cont(cast(contribution.${each.value} as double), ${each.quantile}) as ${measureAlias(each, 'value')}`,
    ];
  }
  const base = `contribution.${baseColumn(each)} is not null`;
  const sums = [
    `sum(contribution.${each.numerator}) filter (where ${base}) as ${measureAlias(each, 'numerator')}`,
  ];
  if (each.kind === 'ratio') {
    sums.push(`sum(contribution.${each.denominator}) as ${measureAlias(each, 'denominator')}`);
  }
  return sums;
}

function basesOf(column: string): string[] {
  const present = `filter (where contribution.${column} is not null)`;
  return [
    `count(distinct contribution.workplace_number) ${present} as ${baseAlias(column, 'workplaces')}`,
    `count(distinct contribution.organisation_number) ${present} as ${baseAlias(column, 'organisations')}`,
    `coalesce(sum(contribution.worker_count) ${present}, 0) as ${baseAlias(column, 'workers')}`,
  ];
}

/** Every month, area and value of the cut's dimensions, whether anyone contributed or not. */
function frameSql({ header }: MetricFamily, cut: readonly Dimension[]): string {
  const values: Record<Dimension, string> = {
    care_setting: "select care_setting from reference.care_setting where care_setting <> 'all'",
    job_role:
      header.job_roles === undefined
        ? 'select distinct job_role from contribution'
        : `select unnest([${header.job_roles.map(literal).join(', ')}]) as job_role`,
    sector: 'select distinct sector from reference.employer_type',
  };
  return `select * from
    (
        select period from core.int_return_month
        union
        select period from core.int_extract_workplace
    )
    cross join (
        select distinct ancestor_area_code as area_code, ancestor_area_type as area_type
        from core.bridge_area
    )
    ${cut.map((each) => `cross join (${values[each]})`).join('\n    ')}`;
}

function measureSql(
  { header }: MetricFamily,
  each: Measure,
  cut: readonly Dimension[],
  profile: DisclosureProfile,
): string {
  const base = baseColumn(each);
  const isCount = each.kind === 'count';
  const numerator =
    each.kind === 'quantile' ? 'null' : `rolled_up.${measureAlias(each, 'numerator')}`;
  const denominator =
    each.kind === 'ratio' ? `rolled_up.${measureAlias(each, 'denominator')}` : 'null';
  const value = {
    ratio: `cast(${numerator} as double) / nullif(cast(${denominator} as double), 0)`,
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
        coalesce(rolled_up.${baseAlias(base, 'workplaces')}, 0) as base_workplaces,
        coalesce(rolled_up.${baseAlias(base, 'organisations')}, 0) as base_organisations,
        coalesce(rolled_up.${baseAlias(base, 'workers')}, 0) as base_workers,
    from frame
    left join rolled_up using (period, area_code${cut.map((name) => `, ${name}`).join('')})
)
select
    ${literal(each.id)}, period, 'month', area_code, area_type,
    ${DIMENSIONS.map((name) => (cut.includes(name) ? name : `'all'`)).join(', ')}, 'all',
    numerator, denominator, value, null, null,
    base_workplaces, base_organisations, base_workers, null,
    ${statusSql(header.disclosure === 'none' ? null : profile, { minimumBase: each.minimum_base, isPercentile })}
from joined`;
}
