import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseConfig, type DisclosureProfile } from '../../src/config.js';
import { silentLog } from '../../src/log.js';
import { createMacros } from '../../src/transform/reference.js';
import { loadMetrics, measure, type MetricFamily } from '../../src/metrics/index.js';
import { literal, openForBuild, type Database, type Row } from '../../src/warehouse/database.js';
import { createTableOf } from '../../src/warehouse/insert.js';
import { sqlDir } from '../../src/warehouse/sql-file.js';
import { SMALL_CONFIG, tempDir } from '../helpers/workspace.js';

export const PUBLIC: DisclosureProfile = parseConfig(SMALL_CONFIG).disclosure.public;

/** A profile that hides nothing. */
export const OPEN: DisclosureProfile = {
  min_workers: 1,
  min_workplaces: 1,
  min_organisations: 1,
  min_workers_for_percentiles: 1,
  round_counts_to: 1,
};

/** One contributor, ordinary save for what a test says. */
export interface Contributor {
  period?: string;
  workplace?: string;
  organisation?: string;
  area?: string;
  setting?: string;
  role?: string;
  sector?: string;
  workers?: number;
  part?: number | null;
  whole?: number | null;
  pay?: number | null;
}

const COMMON = `good_direction: lower
    definition: Invented.
    source: A test
    decimals: 1
    minimum_base: 50
    no_change_band: 0.01
    caveats: None.
    reviewed_on: 2026-01-01`;

export const HEADER = `title: Invented
grain: one row per contributor
measures:
  - id: part_rate
    title: Part of the whole
    unit: rate
    kind: ratio
    numerator: part
    denominator: whole
    ${COMMON}
  - id: pay_median
    title: Median pay
    unit: gbp_hour
    kind: quantile
    quantile: 0.5
    value: pay
    ${COMMON}
  - id: pay_p90
    title: High pay
    unit: gbp_hour
    kind: quantile
    quantile: 0.9
    value: pay
    ${COMMON}
  - id: part_count
    title: Parts
    unit: count
    kind: count
    numerator: part
    ${COMMON}
columns:
  part: Part
  whole: Whole
  pay: Pay
cuts:
  - [care_setting]
  - [job_role]
  - [sector]
example: Two of four are a half.
source: core.contributor`;

/** A family of metrics over `core.contributor`, with a line of its header changed. */
export function family(
  change: (header: string) => string = (header) => header,
  sql = 'select * from core.contributor',
): MetricFamily {
  const dir = join(tempDir(), 'metrics');
  mkdirSync(dir);
  writeFileSync(join(dir, 'invented.sql'), `/*\n${change(HEADER)}\n*/\n${sql}\n`);
  const [loaded] = loadMetrics([dirname(dir)]);
  if (loaded === undefined) throw new Error('no family');
  return loaded;
}

const SETTINGS = [
  ['all', null],
  ['residential', 'all'],
  ['care_home_nursing', 'residential'],
  ['care_home', 'residential'],
  ['day', 'all'],
].map(([setting, parent]) => ({ care_setting: setting, part_of_care_setting: parent }));

/** Two councils of one partnership, and what cannot be placed. */
const BRIDGE = [
  ['X06A', 'X06A', 'council'],
  ['X06B', 'X06B', 'council'],
  ['unplaced', 'unplaced', 'unplaced'],
  ...['X06A', 'X06B', 'unplaced'].map((code) => [code, 'X47', 'partnership']),
].map(([area, ancestor, type]) => ({
  area_code: area,
  ancestor_area_code: ancestor,
  ancestor_area_type: type,
}));

/** Measures contributors in a database of their own. */
export async function measured(
  contributors: readonly Contributor[],
  {
    profile = OPEN,
    families = [family()],
    areasThen = [],
    months = ['2026-04-01', '2026-03-01'],
    register = { workplaces: [], coverage: [] },
  }: {
    profile?: DisclosureProfile;
    families?: readonly MetricFamily[];
    /** Which areas that have ended since a workplace lay in. */
    areasThen?: readonly Row[];
    /** The months that anything was returned for. */
    months?: readonly string[];
    register?: Register;
  } = {},
): Promise<Database> {
  const database = await openForBuild(':memory:', { threads: 1 });
  onTestFinished(() => {
    database.close();
  });
  await database.run('create schema core');
  await database.run('create schema reference');
  await createMacros(database);
  await createTableOf(
    database,
    'core.bridge_area',
    { area_code: 'VARCHAR', ancestor_area_code: 'VARCHAR', ancestor_area_type: 'VARCHAR' },
    BRIDGE,
  );
  await createTableOf(
    database,
    'core.bridge_area_then',
    { period: 'DATE', workplace_id: 'VARCHAR', area_code: 'VARCHAR', area_type: 'VARCHAR' },
    areasThen,
  );
  await createTableOf(
    database,
    'reference.care_setting',
    { care_setting: 'VARCHAR', part_of_care_setting: 'VARCHAR' },
    SETTINGS,
  );
  await createRegister(database, register);
  await createTableOf(database, 'reference.employer_type', { sector: 'VARCHAR' }, [
    { sector: 'private' },
    { sector: 'voluntary' },
  ]);
  await createTableOf(database, 'core.int_extract_workplace', { period: 'DATE' }, []);
  await createTableOf(
    database,
    'core.int_return_month',
    { period: 'DATE' },
    months.map((period) => ({ period })),
  );
  await createTableOf(
    database,
    'core.contributor',
    {
      period: 'DATE',
      workplace_id: 'VARCHAR',
      organisation_id: 'VARCHAR',
      area_code: 'VARCHAR',
      care_setting: 'VARCHAR',
      job_role: 'VARCHAR',
      sector: 'VARCHAR',
      worker_count: 'INTEGER',
      part: 'INTEGER',
      whole: 'INTEGER',
      pay: 'DECIMAL(8, 2)',
    },
    contributors.map((each, index) => ({
      period: each.period ?? '2026-04-01',
      workplace_id: each.workplace ?? `w${index}`,
      organisation_id: each.organisation ?? `o${index}`,
      area_code: each.area ?? 'X06A',
      care_setting: each.setting ?? 'care_home',
      job_role: each.role ?? '8',
      sector: each.sector ?? 'private',
      worker_count: each.workers ?? 1,
      part: each.part ?? null,
      whole: each.whole ?? null,
      pay: each.pay ?? null,
    })),
  );
  for (const { header } of families) await createFurtherValues(database, header.further_cut);
  await measure(database, families, profile, silentLog);
  return database;
}

/** The list of a further dimension's values: 6 and 7. */
async function createFurtherValues(
  database: Database,
  further: MetricFamily['header']['further_cut'],
): Promise<void> {
  if (further === undefined) return;
  const place = further.from.lastIndexOf('.');
  const [table, column] = [further.from.slice(0, place), further.from.slice(place + 1)];
  await createTableOf(database, table, { [column]: 'VARCHAR' }, [
    { [column]: '6' },
    { [column]: '7' },
  ]);
}

/** Workplaces that a register has, and how many locations it has where; none without a register. */
export interface Register {
  readonly workplaces: readonly Row[];
  readonly coverage: readonly Row[];
}

/** The tables that intervals are made with. */
async function createRegister(database: Database, register: Register): Promise<void> {
  await createTableOf(
    database,
    'core.int_registered_workplace',
    { period: 'DATE', workplace_id: 'VARCHAR' },
    register.workplaces,
  );
  await createTableOf(
    database,
    'core.int_register_coverage',
    {
      period: 'DATE',
      area_code: 'VARCHAR',
      care_setting: 'VARCHAR',
      location_count: 'INTEGER',
      coverage: 'DECIMAL(9, 6)',
    },
    register.coverage,
  );
  await database.run(
    `create table reference.student_t as
    select * from read_csv(${literal(join(sqlDir, 'reference', 'student_t.csv'))}, columns = {df: 'INTEGER', t_975: 'DOUBLE'})`,
  );
}

/** One cell of `metrics.measure`: the whole of the partnership in April, save for what a test says. */
export async function cell(
  database: Database,
  metric: string,
  at: Record<string, string> = {},
): Promise<Row> {
  const key: Record<string, string> = {
    metric_id: metric,
    period: '2026-04-01',
    area_code: 'X47',
    care_setting: 'all',
    job_role: 'all',
    sector: 'all',
    cut: 'all',
    ...at,
  };
  const rows = await database.rows(
    `select * from metrics.measure where ${Object.keys(key)
      .map((name) => `${name} = $${name}`)
      .join(' and ')}`,
    key,
  );
  if (rows[0] === undefined || rows.length > 1)
    throw new Error(`${rows.length} rows of ${JSON.stringify(key)}`);
  return rows[0];
}
