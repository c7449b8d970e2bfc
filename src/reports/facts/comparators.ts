import type { z } from 'zod';
import type { Database } from '../../warehouse/database.js';
import { asAtDate } from '../../period.js';
import type { Month } from '../../period.js';
import type { Area, MeasuredFact, MetricInfo, PublishedFact } from './fact.js';
import { figureOf } from './figure.js';
import { parsed } from './parsed.js';
import { publishedFact } from './published-fact.js';
import { jobRoleOf } from './pack-metrics.js';
import * as sql from './queries.js';
import * as rows from './rows.js';

/** What an area's figure of a metric is set against, as published. */
export interface Comparator {
  readonly otherCount: number;
  readonly mean: MeasuredFact;
  readonly median: MeasuredFact;
  readonly lowerQuartile: MeasuredFact;
  readonly upperQuartile: MeasuredFact;
  /** Its place among them and itself; null where the file gives none. */
  readonly standing: Standing | null;
}

/** A place by figures as they are published: 1 is the best, and those that are equal share one. */
export interface Standing {
  readonly rank: number;
  /** How many share it, itself included. */
  readonly sharing: number;
  /** How many are ranked, itself included. */
  readonly of: number;
}

/** The part of a rate's change over a year that one care setting made. */
export interface Movement {
  readonly metricId: string;
  readonly areaCode: string;
  readonly careSetting: string;
  /** As fractions: its share of the whole changed, or its own rate did. */
  readonly mixChange: number;
  readonly withinChange: number;
}

interface Known {
  readonly metrics: ReadonlyMap<string, MetricInfo>;
  readonly areas: ReadonlyMap<string, Area>;
}

/** What names a comparator: the metric, the area and who the others are. */
export function comparatorKey(
  metricId: string,
  areaCode: string,
  others: 'peers' | 'neighbours',
): string {
  return [metricId, areaCode, others].join('/');
}

export async function readComparators(
  database: Database,
  period: Month,
  known: Known,
): Promise<Map<string, Comparator>> {
  const found = await parsed(database, sql.COMPARATORS, rows.comparatorRow, {
    period: `${period}-01`,
  });
  const comparators = new Map<string, Comparator>();
  for (const row of found) {
    const metric = known.metrics.get(row.metric_id);
    const area = known.areas.get(row.area_code);
    if (metric === undefined || area === undefined || row.mean === null) continue;
    const key = comparatorKey(row.metric_id, row.area_code, row.comparator);
    comparators.set(key, comparatorOf(row, metric, area, period));
  }
  return comparators;
}

/** Whom a figure beside the area's own is about: its area code and period are those of the area. */
const OTHERS = {
  peers: 'the other areas of its type',
  neighbours: 'its neighbours',
} as const;

function comparatorOf(
  row: z.infer<typeof rows.comparatorRow>,
  metric: MetricInfo,
  area: Area,
  period: Month,
): Comparator {
  const fact = (name: string, value: number | null): MeasuredFact => ({
    kind: 'measured',
    id: ['comparison', row.metric_id, row.area_code, period, row.comparator, name].join('/'),
    population: `${name.replace('_', ' ')} of ${OTHERS[row.comparator]}`,
    metric,
    area,
    period,
    careSetting: 'all',
    jobRole: jobRoleOf(row.metric_id),
    coverage: null,
    figure: figureOf(
      {
        status: value === null ? 'not_available' : 'ok',
        value,
        interval: null,
        base: { workplaces: null, organisations: null, workers: null },
      },
      metric.unit,
      metric.decimals,
    ),
  });
  return {
    otherCount: row.other_count,
    mean: fact('mean', row.mean),
    median: fact('median', row.median),
    lowerQuartile: fact('lower_quartile', row.lower_quartile),
    upperQuartile: fact('upper_quartile', row.upper_quartile),
    standing: standingOf(row),
  };
}

function standingOf(row: z.infer<typeof rows.comparatorRow>): Standing | null {
  const { rank, sharing_rank: sharing, ranked_count: of } = row;
  return rank === null || sharing === null || of === null ? null : { rank, sharing, of };
}

/** The region and then the country that each area lies in, by its code. */
export async function readWider(
  database: Database,
  { areas }: Pick<Known, 'areas'>,
): Promise<Map<string, Area[]>> {
  const wider = new Map<string, Area[]>();
  for (const row of await parsed(database, sql.WIDER_AREAS, rows.widerRow)) {
    const area = areas.get(row.wider_area_code);
    if (area === undefined) continue;
    wider.set(row.area_code, [...(wider.get(row.area_code) ?? []), area]);
  }
  return wider;
}

/** The parts of each area's change, which only the internal file has. */
export async function readMovements(database: Database, period: Month): Promise<Movement[]> {
  const found = await parsed(database, sql.MOVEMENTS, rows.movementRow, {
    period: `${period}-01`,
  });
  return found.map((row) => ({
    metricId: row.metric_id,
    areaCode: row.area_code,
    careSetting: row.care_setting,
    mixChange: row.mix_change,
    withinChange: row.within_change,
  }));
}

/** Children's social work by area and metric: the latest period and those before it, newest first. */
export async function readChildren(
  database: Database,
  period: Month,
  { areas }: Known,
): Promise<PublishedFact[]> {
  const found = await parsed(database, sql.CHILDREN_FIGURES, rows.childrenRow, {
    as_at: asAtDate(period),
  });
  return found.flatMap((row) => {
    const area = areas.get(row.area_code);
    return area === undefined ? [] : [publishedFact(row, childrenMetric(row), area)];
  });
}

/** A rate of children's social workers: the catalogue of our own measures does not have it. */
function childrenMetric(row: z.infer<typeof rows.childrenRow>): MetricInfo {
  return {
    metricId: row.metric_id,
    title: row.title,
    unit: 'rate',
    goodDirection: row.good_direction,
    definition: row.definition,
    source: row.source,
    decimals: 1,
    minimumBase: null,
    noChangeBand: 0,
    caveats: '',
    reviewedOn: null,
  };
}
