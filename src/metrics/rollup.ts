import type { DisclosureProfile } from '../config.js';
import { messageOf, problem, type CarecountError } from '../errors.js';
import type { Log } from '../log.js';
import { literal, type Database } from '../warehouse/database.js';
import { statementFault } from '../warehouse/statement-fault.js';
import type { Dimension, Measure, MetricFamily } from './definition.js';
import { contributionSql } from './contribution-sql.js';
import { createContributionTable, keepSql } from './contributions.js';
import { createMetricTable } from './metric-table.js';
import { areasOfMonthsSql } from './areas.js';
import { furtherValuesSql, hasPlainCut } from './further-cut.js';
import { figureMemberSql } from './members.js';
import { rollingSql, YEARS_SQL } from './periods.js';
import { figuresSql, type FigureScope } from './figures.js';
import { endsSelects, spreadSelects, type IntervalSelect } from './interval/index.js';
import { rolledUpSql } from './rolled-up.js';
import { sumTypesOf } from './sum-types.js';
import { onAllThreads } from './threads.js';

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
  await createMeasureTable(database);
  await createContributionTable(database);
  await createMetricTable(database, families);
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

async function createMeasureTable(database: Database): Promise<void> {
  await database.run(`create table metrics.measure (
    metric_id varchar, period date, period_type varchar, area_code varchar, area_type varchar,
    care_setting varchar, job_role varchar, sector varchar, cut varchar,
    numerator decimal(18, 2), denominator decimal(18, 2), value decimal(18, 8),
    ci_low decimal(18, 8), ci_high decimal(18, 8),
    base_workplaces integer, base_organisations integer, base_workers integer,
    coverage decimal(9, 6), status varchar
  )`);
}

async function measureFamily(
  database: Database,
  family: MetricFamily,
  profile: DisclosureProfile,
): Promise<void> {
  const typed = { ...family, sumTypes: await sumTypesOf(database, family) };
  await runSelects(database, rollUpSelects(typed, profile));
  if (hasPlainCut(family)) await database.run(keepSql(typed));
  if (family.header.rolling) await runSelects(database, rollingSelects(typed, profile));
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
  /** The measure whose figures it gives; null where it gives or prepares those of several. */
  readonly metricId: string | null;
}

/**
 * The SELECTs that make a family's figures of its body, in the order in which they run.
 * @param groups which of its measures one SELECT makes the figures of: all, where nothing is said
 */
export function rollUpSelects(
  family: MetricFamily,
  profile: DisclosureProfile,
  groups: readonly (readonly Measure[])[] = [family.header.measures],
): RollUpSelect[] {
  return [
    { table: 'contribution', sql: contributionSql(family), metricId: null },
    ...cutsOf(family).flatMap((cut) =>
      cutSelects({ family, cut, profile, periodType: 'month' }, groups),
    ),
  ];
}

/** Those that make its figures of three months together, once those of the months are made. */
function rollingSelects(family: MetricFamily, profile: DisclosureProfile): RollUpSelect[] {
  return [
    { table: 'contribution', sql: rollingSql(), metricId: null },
    ...cutsOf(family).flatMap((cut) =>
      cutSelects({ family, cut, profile, periodType: 'rolling_3m' }, [family.header.measures]),
    ),
  ];
}

function cutsOf({ header: { uncut, cuts } }: MetricFamily): readonly Dimension[][] {
  return [...(uncut ? [[]] : []), ...cuts];
}

function cutSelects(scope: FigureScope, groups: readonly (readonly Measure[])[]): RollUpSelect[] {
  const { family, cut, periodType } = scope;
  const shared = [
    { table: 'figure_member', sql: figureMemberSql(family, cut, periodType) },
    { table: 'rolled_up', sql: rolledUpSql(family, cut) },
    { table: 'frame', sql: frameSql(family, cut) },
    ...spreadSelects(family, cut),
  ] as const;
  return [
    ...shared.map((each) => ({ ...each, metricId: null })),
    ...groups.flatMap((measures): RollUpSelect[] => [
      ...endsSelects(family, measures, cut).map((each) => ({ ...each, metricId: null })),
      {
        table: MEASURE,
        sql: figuresSql(measures, scope),
        metricId: measures.length === 1 ? (measures[0]?.id ?? null) : null,
      },
    ]),
  ];
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
