import type { Month } from '../../period.js';
import type { Figure, Unit } from './figure.js';

/** A metric as the warehouse describes it. */
export interface MetricInfo {
  readonly metricId: string;
  readonly title: string;
  readonly unit: Unit;
  readonly goodDirection: 'higher' | 'lower' | 'neither';
  readonly definition: string;
  readonly source: string;
  readonly decimals: number;
  readonly minimumBase: number | null;
  /** A change smaller than this is not material: in itself for rates, else of the earlier figure. */
  readonly noChangeBand: number;
  readonly caveats: string;
  readonly reviewedOn: string | null;
}

export type AreaType =
  'council' | 'district' | 'icb' | 'region' | 'country' | 'partnership' | 'group';

/** A place as it was in the month of the briefing. */
export interface Area {
  readonly code: string;
  readonly name: string;
  readonly type: AreaType;
  readonly validFrom: string | null;
  /** The day from which it stands no longer; none while it stands. */
  readonly endedOn?: string | null;
  /** The middle of it in degrees; null where the list of areas does not say. */
  readonly longitude?: number | null;
  readonly latitude?: number | null;
}

/** What every fact carries: its identity in the pack and its figure. */
interface AnyFact {
  readonly id: string;
  readonly metric: MetricInfo;
  readonly area: Area;
  readonly figure: Figure;
}

/** One number measured from returns. */
export interface MeasuredFact extends AnyFact {
  readonly kind: 'measured';
  readonly period: Month;
  readonly careSetting: string;
  readonly jobRole: string;
  /** CQC-registered locations with a current return, a fraction; null without a register. */
  readonly coverage: number | null;
  /** Who it is about where that is not the area itself: "mean of its neighbours". */
  readonly population?: string;
}

/** One number published by somebody else, which is never quoted without edition and population. */
export interface PublishedFact extends AnyFact {
  readonly kind: 'published';
  readonly periodText: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly population: string;
  readonly edition: string;
  readonly source: string;
}

export type Fact = MeasuredFact | PublishedFact;

/** The real living wage announced last by a date. */
export interface LivingWage {
  readonly announcedOn: string;
  readonly ukGbpHour: number;
  readonly londonGbpHour: number;
}

/** The statutory pay floor in force on a date. */
export interface WageFloor {
  readonly validFrom: string;
  readonly minimumAge: number;
  readonly gbpHour: number;
}
