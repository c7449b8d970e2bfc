import { asAtDate } from '../../period.js';
import type { Month } from '../../period.js';
import type {
  Area,
  AreaType,
  LivingWage,
  MeasuredFact,
  MetricInfo,
  PublishedFact,
  WageFloor,
} from './fact.js';
import type { Comparator, Movement } from './comparators.js';
import { NOT_AVAILABLE } from './figure.js';
import { jobRoleOf } from './pack-metrics.js';

/** A code with the words for it and its place in a list. */
export interface CareSetting {
  readonly code: string;
  readonly label: string;
}

/** The run that made the file. */
export interface RunInfo {
  readonly runId: string;
  readonly startedAt: string;
  readonly programVersion: string;
  readonly inputFingerprint: string;
  readonly inputs: RunInputs;
}

/** A hash of each thing that a run rests on, and how many deliveries there were; null where not recorded. */
export interface RunInputs {
  readonly contracts: string | null;
  readonly sql: string | null;
  readonly config: string | null;
  readonly deliveries: string | null;
  readonly deliveryCount: number | null;
}

/** All that briefings are made of, read once and then only looked up in. */
export interface Snapshot {
  /** The latest month of the data: never taken from the clock. */
  readonly period: Month;
  readonly run: RunInfo;
  readonly metrics: ReadonlyMap<string, MetricInfo>;
  readonly areas: ReadonlyMap<string, Area>;
  /** Areas with at least one row in the latest month, by type and name. */
  readonly areasWithData: readonly Area[];
  readonly careSettings: readonly CareSetting[];
  readonly facts: ReadonlyMap<string, MeasuredFact>;
  /** The England figure to quote for a metric: of the latest period, in its latest edition. */
  readonly england: ReadonlyMap<string, PublishedFact>;
  readonly floor: WageFloor | null;
  readonly livingWage: LivingWage | null;
  /** By metric, area and who the others are: see comparatorKey. */
  readonly comparators: ReadonlyMap<string, Comparator>;
  /** The region and then the country that an area lies in, by its code. */
  readonly wider: ReadonlyMap<string, readonly Area[]>;
  /** The areas of which all councils are London boroughs, by code: London has a real living wage of its own. */
  readonly london: ReadonlySet<string>;
  /** How each care setting moved a rate over a year; none for the public. */
  readonly movements: readonly Movement[];
  /** Children's social work as published, each metric's newest period first. */
  readonly children: readonly PublishedFact[];
}

/** What names one measured number. */
export interface FactKey {
  readonly metricId: string;
  readonly areaCode: string;
  readonly period: Month;
  readonly careSetting?: string;
}

/** England's code. */
export const ENGLAND = 'E92000001';

/** The identity of a measured number within a pack. */
export function factId({ metricId, areaCode, period, careSetting = 'all' }: FactKey): string {
  return [metricId, areaCode, period, careSetting, jobRoleOf(metricId)].join('/');
}

/** The number asked for; `[x]` where the file has no such row. */
export function factOf(snapshot: Snapshot, key: FactKey): MeasuredFact {
  const id = factId(key);
  return (
    snapshot.facts.get(id) ?? {
      kind: 'measured',
      id,
      metric: metricOf(snapshot, key.metricId),
      area: areaOf(snapshot, key.areaCode),
      period: key.period,
      careSetting: key.careSetting ?? 'all',
      jobRole: jobRoleOf(key.metricId),
      coverage: null,
      figure: NOT_AVAILABLE,
    }
  );
}

/** What the file says of a metric; a metric it does not know has no figures anyway. */
export function metricOf(snapshot: Snapshot, metricId: string): MetricInfo {
  return (
    snapshot.metrics.get(metricId) ?? {
      metricId,
      title: metricId,
      unit: 'rate',
      goodDirection: 'neither',
      definition: '',
      source: '',
      decimals: 1,
      minimumBase: null,
      noChangeBand: 0,
      caveats: '',
      reviewedOn: null,
    }
  );
}

/** The area of a code. */
export function areaOf(snapshot: Pick<Snapshot, 'areas'>, code: string): Area {
  return snapshot.areas.get(code) ?? { code, name: code, type: 'group', validFrom: null };
}

/**
 * The areas of a type that one is compared with, of those with data in the latest month: those that
 * stand now, or, for one that has ended since, those that stood on the last day of the month.
 */
export function peersOf(snapshot: Snapshot, type: AreaType, own: Area): readonly Area[] {
  const lastDay = asAtDate(snapshot.period);
  const stands = ({ validFrom, endedOn }: Area): boolean =>
    own.endedOn == null
      ? endedOn == null
      : (validFrom ?? '') <= lastDay && (endedOn == null || endedOn > lastDay);
  return snapshot.areasWithData.filter((area) => area.type === type && stands(area));
}
