import type {
  Area,
  MeasuredFact,
  MetricInfo,
  PublishedFact,
} from '../../../src/reports/facts/fact.js';
import { figureOf, givenFigure } from '../../../src/reports/facts/figure.js';
import type { Status } from '../../../src/reports/facts/figure.js';

/** The vacancy rate, with a band of half a percentage point. */
export const VACANCY: MetricInfo = {
  metricId: 'vacancy_rate',
  title: 'Vacancy rate',
  unit: 'rate',
  goodDirection: 'lower',
  definition: '',
  source: '',
  decimals: 1,
  minimumBase: 10,
  noChangeBand: 0.005,
  caveats: '',
  reviewedOn: null,
};

/** The median pay of care workers, with a band of one per cent. */
export const PAY: MetricInfo = {
  ...VACANCY,
  metricId: 'hourly_pay_median',
  title: 'Median hourly pay',
  unit: 'gbp_hour',
  goodDirection: 'higher',
  decimals: 2,
  noChangeBand: 0.01,
};

/** An invented council. */
export const NORTHMOOR: Area = {
  code: 'X10000001',
  name: 'Northmoor',
  type: 'council',
  validFrom: null,
};

export interface FactWords {
  value: number | null;
  metric?: MetricInfo;
  area?: Area;
  period?: string;
  status?: Status;
  ci?: readonly [number, number];
  setting?: string;
}

/** A measured fact in a few words. */
export function fact({
  value,
  metric = VACANCY,
  area = NORTHMOOR,
  period = '2026-04',
  status = 'ok',
  ci,
  setting = 'all',
}: FactWords): MeasuredFact {
  const stored = {
    status,
    value,
    interval: ci === undefined ? null : { low: ci[0], high: ci[1] },
    base: { workplaces: 45, organisations: 30, workers: 1240 },
  };
  return {
    kind: 'measured',
    id: [metric.metricId, area.code, period, setting].join('/'),
    metric,
    area,
    period,
    careSetting: setting,
    jobRole: 'all',
    coverage: null,
    figure: figureOf(stored, metric.unit, metric.decimals),
  };
}

/** England as published. */
export function published(value: number, decimals = 1): PublishedFact {
  return {
    kind: 'published',
    id: 'published/vacancy_rate',
    metric: VACANCY,
    area: { code: 'E92000001', name: 'England', type: 'country', validFrom: null },
    periodText: '2024-25',
    periodStart: '2024-04-01',
    periodEnd: '2025-03-31',
    population: 'all sectors',
    edition: '2025-07',
    source: 'Invented',
    figure: givenFigure(value, 'rate', decimals),
  };
}
