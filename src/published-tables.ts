import type { DisclosureProfile } from './config.js';
import { publicMeasureSql } from './metrics/index.js';
import { identifier, type Database } from './warehouse/database.js';
import type { PublishedTable } from './warehouse/publish.js';

/** Schemas whose tables the internal file carries. */
const SCHEMAS = ['reference', 'core', 'ops', 'metrics', 'comparison'];

/** What of the internal file the public one carries besides the measures: nothing about a workplace. */
const PUBLIC_TABLES = [
  'reference.care_setting',
  'reference.job_role',
  'reference.employer_type',
  'reference.wage_floor',
  'reference.real_living_wage',
  'reference.published_metric',
  'core.fct_published_figure',
  'comparison.area',
  'comparison.change',
  'comparison.pay_gap',
  'comparison.published_series',
  'ops.run',
  'metrics.metric',
];

/**
 * The tables of the file for people who hold the data under agreement: everything but the working
 * tables (`int_`), and no row of a workplace that has not agreed to share.
 */
export async function internalTables(database: Database): Promise<PublishedTable[]> {
  const tables = await database.rows(
    `select
        duckdb_tables.schema_name,
        duckdb_tables.table_name,
        bool_or(duckdb_columns.column_name = 'has_sharing_consent') as has_consent
    from duckdb_tables()
    inner join duckdb_columns() using (schema_name, table_name)
    where duckdb_tables.schema_name in (${SCHEMAS.map((name) => `'${name}'`).join(', ')})
        and not starts_with(duckdb_tables.table_name, 'int_')
    group by all
    order by all`,
  );
  return tables.map((row) => {
    const schema = String(row['schema_name']);
    const name = String(row['table_name']);
    const where = row['has_consent'] === true ? ' where has_sharing_consent' : '';
    return { schema, name, select: `select * from ${schema}.${identifier(name)}${where}` };
  });
}

/** The tables of the file for everyone: measures under disclosure control, and what explains them. */
export function publicTables(profile: DisclosureProfile): PublishedTable[] {
  const plain = PUBLIC_TABLES.map((table) => {
    const [schema = '', name = ''] = table.split('.');
    return { schema, name, select: `select * from ${table}` };
  });
  const areas = ['dim_area', 'bridge_area'].map((name) => ({
    schema: 'core',
    name,
    select: `select * from core.${name} where area_code <> 'unplaced'`,
  }));
  const measures = {
    schema: 'metrics',
    name: 'measure',
    select: `with measure as (select * from metrics.measure), metric as (select * from metrics.metric)
      ${publicMeasureSql(profile)}`,
  };
  return [...plain, ...areas, measures];
}
