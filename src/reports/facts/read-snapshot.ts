import type { z } from 'zod';
import type { Database } from '../../warehouse/database.js';
import type { Month } from '../../period.js';
import { addMonths, asAtDate } from '../../period.js';
import type { DisclosureProfile } from '../../config.js';
import { problem } from '../../errors.js';
import type { Audience } from '../briefing.js';
import type {
  Area,
  LivingWage,
  MeasuredFact,
  MetricInfo,
  PublishedFact,
  WageFloor,
} from './fact.js';
import { figureOf } from './figure.js';
import { readChildren, readComparators, readMovements, readWider } from './comparators.js';
import { jobRoleOf, MONTHS_SHOWN } from './pack-metrics.js';
import { parsed } from './parsed.js';
import { publishedFact } from './published-fact.js';
import { ENGLAND, areaOf, factId } from './snapshot.js';
import type { CareSetting, RunInfo, Snapshot } from './snapshot.js';
import * as sql from './queries.js';
import * as rows from './rows.js';

/** For whom figures are shown, and what that audience's profile asks of them. */
export interface ShownProfile {
  readonly audience: Audience;
  readonly disclosure: DisclosureProfile;
}

/** Reads everything the briefings of one file need. Nothing suppressed leaves the database. */
export async function readSnapshot(
  database: Database,
  partnership: { readonly code: string; readonly name: string },
  profile: ShownProfile,
): Promise<Snapshot> {
  const period = await latestPeriod(database);
  const metrics = await readMetrics(database);
  const areas = named(await readAreas(database, asAtDate(period)), partnership);
  const known = { metrics, areas };
  const facts = await readMeasures(database, period, profile, known);
  const withData = new Set(
    [...facts.values()].filter((fact) => fact.period === period).map((fact) => fact.area.code),
  );
  return {
    period,
    run: await readRun(database),
    metrics,
    areas,
    areasWithData: [...areas.values()].filter((area) => withData.has(area.code)),
    careSettings: await readCareSettings(database),
    facts,
    england: await readEngland(database, period, known),
    floor: await readFloor(database, period),
    livingWage: await readLivingWage(database, period),
    comparators: await readComparators(database, period, known),
    wider: await readWider(database, known),
    london: await readLondon(database),
    movements: profile.audience === 'internal' ? await readMovements(database, period) : [],
    children: await readChildren(database, period, known),
  };
}

type Known = Pick<Snapshot, 'metrics' | 'areas'>;

async function latestPeriod(database: Database): Promise<Month> {
  const [row] = await parsed(database, sql.LATEST_PERIOD, rows.periodRow);
  if (row?.period == null) {
    throw problem('CC-REP-001', {
      where: 'the published file',
      expected: 'at least one measured month',
      got: 'none',
      next: 'Put returns in the inbox and run `carecount nightly`.',
    });
  }
  return row.period.slice(0, 7);
}

async function readMetrics(database: Database): Promise<Map<string, MetricInfo>> {
  const found = await parsed(database, sql.METRICS, rows.metricRow);
  return new Map(found.map((row) => [row.metric_id, rows.metricInfoOf(row)]));
}

async function readAreas(database: Database, asAt: string): Promise<Map<string, Area>> {
  const found = await parsed(database, sql.AREAS, rows.areaRow, { as_at: asAt });
  return new Map(
    found.map((row) => [
      row.area_code,
      {
        code: row.area_code,
        name: row.area_name,
        type: row.area_type,
        validFrom: row.valid_from,
        endedOn: row.ended_on,
        longitude: row.longitude,
        latitude: row.latitude,
      },
    ]),
  );
}

/** A workspace says what its partnership is called; the file may not know the place at all. */
function named(
  areas: Map<string, Area>,
  { code, name }: { readonly code: string; readonly name: string },
): Map<string, Area> {
  const known = areas.get(code) ?? { code, name, type: 'partnership', validFrom: null };
  return areas.set(code, { ...known, name });
}

async function readMeasures(
  database: Database,
  period: Month,
  { audience, disclosure }: ShownProfile,
  known: Known,
): Promise<Map<string, MeasuredFact>> {
  const found = await parsed(database, sql.MEASURES, rows.measureRow, {
    from: firstDay(addMonths(period, 1 - MONTHS_SHOWN)),
    period: firstDay(period),
    previous: firstDay(addMonths(period, -1)),
    last_year: firstDay(addMonths(period, -12)),
    is_internal: audience === 'internal',
    min_workers: disclosure.min_workers,
    min_workers_for_percentiles: disclosure.min_workers_for_percentiles,
    min_workplaces: disclosure.min_workplaces,
    min_organisations: disclosure.min_organisations,
  });
  const facts = new Map<string, MeasuredFact>();
  for (const row of found) {
    const metric = known.metrics.get(row.metric_id);
    const area = known.areas.get(row.area_code);
    if (metric === undefined || area === undefined) continue;
    const fact = measured(row, metric, area);
    facts.set(fact.id, fact);
  }
  return facts;
}

const firstDay = (month: Month): string => `${month}-01`;

function measured(
  row: z.infer<typeof rows.measureRow>,
  metric: MetricInfo,
  area: Area,
): MeasuredFact {
  const month = row.period.slice(0, 7);
  const interval =
    row.ci_low === null || row.ci_high === null ? null : { low: row.ci_low, high: row.ci_high };
  const base = {
    workplaces: row.base_workplaces,
    organisations: row.base_organisations,
    workers: row.base_workers,
  };
  return {
    kind: 'measured',
    id: factId({
      metricId: row.metric_id,
      areaCode: row.area_code,
      period: month,
      careSetting: row.care_setting,
    }),
    metric,
    area,
    period: month,
    careSetting: row.care_setting,
    jobRole: row.job_role,
    coverage: row.coverage,
    figure: figureOf(
      { status: row.status, value: row.value, interval, base },
      metric.unit,
      metric.decimals,
    ),
  };
}

async function readCareSettings(database: Database): Promise<CareSetting[]> {
  const found = await parsed(database, sql.CARE_SETTINGS, rows.careSettingRow);
  return found.map((row) => ({ code: row.care_setting, label: row.care_setting_label }));
}

async function readEngland(
  database: Database,
  period: Month,
  known: Known,
): Promise<Map<string, PublishedFact>> {
  const found = await parsed(database, sql.ENGLAND_FIGURES, rows.publishedRow, {
    area_code: ENGLAND,
    as_at: asAtDate(period),
  });
  const england = new Map<string, PublishedFact>();
  for (const row of found) {
    const metric = known.metrics.get(row.metric_id);
    if (metric === undefined || england.has(row.metric_id)) continue;
    if (row.job_role !== jobRoleOf(row.metric_id)) continue;
    england.set(row.metric_id, publishedFact(row, metric, areaOf(known, ENGLAND)));
  }
  return england;
}

async function readFloor(database: Database, period: Month): Promise<WageFloor | null> {
  const [row] = await parsed(database, sql.WAGE_FLOOR, rows.floorRow, { as_at: asAtDate(period) });
  if (row === undefined) return null;
  return { validFrom: row.valid_from, minimumAge: row.nlw_min_age, gbpHour: row.nlw_gbp_hour };
}

async function readLondon(database: Database): Promise<ReadonlySet<string>> {
  const found = await parsed(database, sql.LONDON_AREAS, rows.areaCodeRow);
  return new Set(found.map(({ area_code }) => area_code));
}

async function readLivingWage(database: Database, period: Month): Promise<LivingWage | null> {
  if ((await database.rows(sql.LIVING_WAGE_TABLE)).length === 0) return null;
  const [row] = await parsed(database, sql.LIVING_WAGE, rows.livingWageRow, {
    as_at: asAtDate(period),
  });
  if (row === undefined) return null;
  return {
    announcedOn: row.announced_date,
    ukGbpHour: row.uk_gbp_hour,
    londonGbpHour: row.london_gbp_hour,
  };
}

async function readRun(database: Database): Promise<RunInfo> {
  const [row] = await parsed(database, sql.LATEST_RUN, rows.runRow);
  return {
    runId: row?.run_id ?? 'not recorded',
    startedAt: row?.started_at ?? 'not recorded',
    programVersion: row?.program_version ?? 'not recorded',
    inputFingerprint: row?.input_fingerprint ?? 'not recorded',
    inputs: {
      contracts: row?.contracts_fingerprint ?? null,
      sql: row?.sql_fingerprint ?? null,
      config: row?.config_fingerprint ?? null,
      deliveries: row?.deliveries_fingerprint ?? null,
      deliveryCount: row?.delivery_count ?? null,
    },
  };
}
