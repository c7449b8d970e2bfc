import type {
  BoundariesData,
  HeatmapData,
  MultiplesData,
  PayData,
  RangeData,
  RankedData,
  TilesData,
  TrendData,
  TrendPoint,
  WaterfallData,
} from '../../../src/reports/charts/chart-data.js';

/** Charts of invented places, awkward on purpose. */

export const LONG_NAME = `Great Wrendle ${'and Tolcaster '.repeat(14)}`.trim();
export const UNBROKEN_NAME = 'Llanfairpwllgwyngyll'.repeat(10);
export const HOSTILE_NAME = '"><img src=x onerror=alert(1)> =cmd|1 #panic {{x}} \u202egnorw';

const MONTHS = [
  'Mar 2025',
  'Apr 2025',
  'May 2025',
  'Jun 2025',
  'Jul 2025',
  'Aug 2025',
  'Sep 2025',
  'Oct 2025',
  'Nov 2025',
  'Dec 2025',
  'Jan 2026',
  'Feb 2026',
  'Mar 2026',
];

/** Points for the months; null is not shown. */
export function points(
  values: readonly (number | null)[],
  low: readonly number[] = [],
): TrendPoint[] {
  return MONTHS.slice(MONTHS.length - values.length).map((label, index) => {
    const value = values[index] ?? null;
    const isLow = low.includes(index);
    return {
      label,
      value,
      text: value === null ? '[c]' : isLow ? `${Math.round(value)}% [u]` : `${value.toFixed(1)}%`,
      low: isLow,
    };
  });
}

const steady = (from: number, step: number): (number | null)[] =>
  MONTHS.map((_, index) => Number((from + step * index).toFixed(1)));

export const TREND: TrendData = {
  kind: 'trend',
  unit: 'rate',
  months: MONTHS,
  series: [
    {
      name: 'Great Wrendle and Tolcaster',
      role: 'area',
      points: points([8.1, 7.9, null, 8.4, null, null, 9.2, 9, 8.8, 8.7, 8.3, 8, 7.7], [9]),
    },
    { name: 'Northmoor partnership', role: 'partnership', points: points(steady(7, 0.06)) },
    { name: 'Middle region', role: 'region', points: points(steady(7.5, 0.02)) },
    { name: 'England', role: 'country', points: points(steady(8, -0.02)) },
  ],
  breaks: [{ month: 'Oct 2025', text: 'New question on vacancies' }],
  reference: { name: 'England, published, 2024-25', value: 7.8, text: '7.8%' },
};

export const TREND_OF_TWO: TrendData = {
  ...TREND,
  series: TREND.series.slice(0, 2),
  breaks: [
    {
      month: 'Apr 2025',
      text: 'Tolcaster joined Great Wrendle, so figures before and after do not compare',
    },
    { month: 'Mar 2026', text: 'New way of counting workers who have two posts in one workplace' },
  ],
  reference: null,
};

export const TREND_ALL_HIDDEN_BUT_ONE: TrendData = {
  kind: 'trend',
  unit: 'gbp_year',
  months: MONTHS,
  series: [
    {
      name: UNBROKEN_NAME,
      role: 'area',
      points: MONTHS.map((label, index) => ({
        label,
        value: index === 4 ? 24_750 : null,
        text: index === 4 ? '£24,750' : '[c]',
        low: false,
      })),
    },
  ],
  breaks: [],
  reference: { name: LONG_NAME, value: 23_500, text: '£23,500' },
};

export const RANKED: RankedData = {
  kind: 'ranked',
  unit: 'gbp_year',
  bars: [
    { name: LONG_NAME, value: 26_100, text: '£26,100 [u]', picked: false },
    { name: UNBROKEN_NAME, value: 24_000, text: '£24,000', picked: true },
    { name: HOSTILE_NAME, value: 0, text: '£0 [low]', picked: false },
  ],
  reference: { name: LONG_NAME, value: 25_900, text: '£25,900' },
};

const SETTINGS = [
  'Care homes with nursing',
  'Care homes without nursing',
  'Domiciliary care',
  'Supported living and extra care',
  'Day care and community services',
  'Other',
];

export const RANGE: RangeData = {
  kind: 'range',
  unit: 'rate',
  rows: [
    { name: 'All settings', value: 8.2, low: 7.6, high: 8.9, text: '8.2%', whole: true },
    ...SETTINGS.map((name, index) => ({
      name,
      value: 4 + 2.1 * index,
      low: index === 3 ? null : 3 + 1.9 * index,
      high: index === 3 ? null : 5.5 + 2.5 * index,
      text: index === 3 ? '10% [u]' : `${(4 + 2.1 * index).toFixed(1)}%`,
      whole: false,
    })),
    { name: LONG_NAME, value: 0, low: 0, high: 1.2, text: '0.0% [low]', whole: false },
  ],
  reference: { name: 'Northmoor partnership', value: 7.1, text: '7.1%' },
};

export const RANGE_OF_ONE: RangeData = {
  kind: 'range',
  unit: 'gbp_hour',
  rows: [
    { name: 'Domiciliary care', value: 12.6, low: null, high: null, text: '£12.60', whole: true },
  ],
  reference: { name: 'National Living Wage', value: 12.21, text: '£12.21' },
};

export const HEATMAP: HeatmapData = {
  kind: 'heatmap',
  unit: 'rate',
  rows: ['Northmoor', LONG_NAME, UNBROKEN_NAME, 'Tolcaster', 'Ash Vale'],
  columns: [...SETTINGS, 'All settings'],
  cells: ['Northmoor', LONG_NAME, UNBROKEN_NAME, 'Tolcaster', 'Ash Vale'].flatMap((row, r) =>
    [...SETTINGS, 'All settings'].map((column, c) => {
      const value = (r + c) % 4 === 3 ? null : Number((3 + ((r * 7 + c * 5) % 13)).toFixed(1));
      const low = r === 2 && c === 2;
      const text =
        value === null
          ? c % 2 === 0
            ? '[c]'
            : '[x]'
          : low
            ? `${value}% [u]`
            : `${value.toFixed(1)}%`;
      return { row, column, value, text };
    }),
  ),
};

export const HEATMAP_HIDDEN_BUT_ONE: HeatmapData = {
  kind: 'heatmap',
  unit: 'gbp_year',
  rows: ['Northmoor'],
  columns: ['Domiciliary care', 'Day care'],
  cells: [
    { row: 'Northmoor', column: 'Domiciliary care', value: 24_100, text: '£24,100' },
    { row: 'Northmoor', column: 'Day care', value: null, text: '[c]' },
  ],
};

export const WATERFALL: WaterfallData = {
  kind: 'waterfall',
  unit: 'rate',
  start: { name: 'March 2025', value: 9.4, text: '9.4%' },
  steps: [
    { name: 'Care homes with nursing', value: 0.3, text: '+0.3' },
    { name: 'Care homes without nursing', value: -1.2, text: '−1.2' },
    { name: 'Domiciliary care', value: -0.9, text: '−0.9' },
    { name: 'Supported living and extra care', value: 0, text: '0.0' },
    { name: 'Different mix of settings', value: 0.3, text: '+0.3' },
  ],
  end: { name: 'March 2026', value: 7.9, text: '7.9%' },
};

export const WATERFALL_BELOW_NOUGHT: WaterfallData = {
  kind: 'waterfall',
  unit: 'gbp_hour',
  start: { name: LONG_NAME, value: 0.4, text: '£0.40' },
  steps: [
    { name: UNBROKEN_NAME, value: -1.1, text: '−£1.10' },
    { name: 'Within settings', value: 0.5, text: '+£0.50' },
  ],
  end: { name: HOSTILE_NAME, value: -0.2, text: '−£0.20' },
};

export const MULTIPLES: MultiplesData = {
  kind: 'multiples',
  unit: 'rate',
  months: MONTHS,
  panels: Array.from({ length: 24 }, (_, index) => ({
    name:
      index === 1
        ? LONG_NAME
        : index === 2
          ? UNBROKEN_NAME
          : index === 3
            ? 'All hidden'
            : `Council ${index + 1}`,
    picked: index === 5,
    points: points(
      MONTHS.map((_month, month) =>
        index === 3 || (index === 7 && month % 2 === 0)
          ? null
          : Number((6 + ((index * 5 + month * 3) % 7) + index / 6).toFixed(1)),
      ),
      index === 9 ? [4, 5] : [],
    ),
  })),
};

/** A made-up country of so many councils in rows of ten. */
export function tilesOf(count: number, across: number): TilesData {
  return {
    kind: 'tiles',
    unit: 'rate',
    tiles: Array.from({ length: count }, (_, index) => ({
      code: `X${String(index).padStart(8, '0')}`,
      name:
        [LONG_NAME, 'Great Wrendle', 'Tolcaster', 'Ash Vale', 'Saint Osyth upon Moor'][index % 5] +
        (count > 5 ? ` ${index}` : ''),
      column: index % across,
      row: Math.floor(index / across),
      value: index % 9 === 4 ? null : Number((3 + ((index * 17) % 101) / 10).toFixed(1)),
      text: index % 9 === 4 ? '[c]' : `${(3 + ((index * 17) % 101) / 10).toFixed(1)}%`,
      picked: index === 2,
    })),
  };
}

/** A square of land; its ring runs as GeoJSON asks, against the clock. */
function square(west: number, south: number, side: number): number[][] {
  const [east, north] = [west + side, south + side];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

export const BOUNDARIES: BoundariesData = {
  kind: 'boundaries',
  unit: 'rate',
  areas: [
    {
      code: 'X10000001',
      name: 'Northmoor',
      value: 8.1,
      text: '8.1%',
      picked: true,
      geometry: {
        type: 'Polygon',
        coordinates: [square(-2, 52, 0.4), square(-1.9, 52.1, 0.1).reverse()],
      },
    },
    {
      code: 'X10000002',
      name: HOSTILE_NAME,
      value: 4.2,
      text: '4.2%',
      picked: false,
      geometry: {
        type: 'MultiPolygon',
        coordinates: [[square(-1.6, 52, 0.4)], [square(-1.5, 52.5, 0.02)]],
      },
    },
    {
      code: 'X10000003',
      name: 'Ash Vale',
      value: null,
      text: '[c]',
      picked: false,
      geometry: { type: 'Polygon', coordinates: [square(-1.6, 52.45, 0.04)] },
    },
    {
      code: 'X10000004',
      name: 'Tolcaster',
      value: 6,
      text: '6.0%',
      picked: false,
      geometry: { type: 'Polygon', coordinates: [square(-2, 51.6, 0.4).reverse()] },
    },
  ],
};

const payRow = (name: string, median: number): PayData['rows'][number] => ({
  name,
  p10: median - 0.5,
  p25: median - 0.2,
  median,
  p75: median + 0.6,
  p90: median + 1.4,
  text: `£${median.toFixed(2)}`,
});

/** Pay of three settings between the floor in law and the real living wage. */
export const PAY: PayData = {
  kind: 'pay',
  rows: [
    payRow('All care settings', 12.95),
    payRow('Care homes (with and without nursing)', 12.9),
    payRow('Home care, supported living and extra care', 13.45),
  ],
  floors: [
    { value: 12.71, text: 'Statutory floor £12.71 (aged 21 and over)' },
    { value: 13.45, text: 'Real living wage £13.45 (outside London)' },
  ],
};

/** Pay that lies far below the rates it is set against, whose words then have no room to the right. */
export const PAY_BELOW_RATES: PayData = {
  ...PAY,
  rows: [payRow('All care settings', 8.1)],
};

export const PAY_AT_ONE_RATE: PayData = {
  ...PAY,
  floors: PAY.floors.map((each) => ({ ...each, value: 13 })),
};
