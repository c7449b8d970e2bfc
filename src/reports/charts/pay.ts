import { payAxis } from './axes.js';
import type { ChartSpec, PayData } from './chart-data.js';
import { PALETTE } from './palette.js';
import { textWidth } from './text-width.js';
import { CHART_WIDTH, TEXT_SIZE, haloed, sideNames, pixels, themed } from './theme.js';

const STEP = 48;
const RIGHT_ROOM = 34;

/** How far words may stand to the right of the plot. */
const WORD_ROOM = 16;

/** The height of a line of words above the plot. */
const FLOOR_LINE = 21;

/** How the lines of rates differ: long strokes and dots. */
const DASHES = [
  [6, 4],
  [2, 3],
] as const;

/** The measures of a pay chart, in pixels, and the ends of its axis in pounds. */
interface Frame {
  readonly width: number;
  readonly height: number;
  readonly start: number;
  readonly end: number;
}

/** Draws the spread of pay by setting against the rates to set it beside. */
export function paySpec(data: PayData): ChartSpec {
  const [start, end] = payAxis(data);
  const names = sideNames(
    data.rows.map((row) => row.name),
    { step: STEP, room: 170, bold: data.rows[0]?.name ?? null },
  );
  const width = CHART_WIDTH - names.width - RIGHT_ROOM;
  const frame: Frame = { width, height: STEP * data.rows.length, start, end };
  return themed({
    width,
    height: frame.height,
    layer: [
      ...names.layers,
      ...floorLayers(data, frame),
      ...spreadLayers(data, frame),
      ...medianLayers(data, frame),
    ],
  });
}

function encoding(data: PayData, from: string, { start, end }: Frame): ChartSpec {
  return {
    x: {
      field: from,
      type: 'quantitative',
      scale: { domain: [start, end], nice: false, zero: false },
      axis: { values: poundTicks(start, end), labelExpr: "'£' + datum.value" },
    },
    y: {
      field: 'name',
      type: 'ordinal',
      scale: { domain: data.rows.map((row) => row.name) },
      axis: null,
    },
  };
}

function poundTicks(start: number, end: number): number[] {
  const step = Math.max(1, Math.ceil((end - start) / 8));
  return Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, i) => start + i * step);
}

function spreadLayers(data: PayData, frame: Frame): ChartSpec[] {
  const between = (from: 'p10' | 'p25', to: 'p75' | 'p90') => ({
    values: data.rows.filter((row) => row[from] !== null && row[to] !== null),
  });
  return [
    {
      data: between('p10', 'p90'),
      mark: { type: 'rule', color: PALETTE.darkBlue, strokeWidth: 2 },
      encoding: { ...encoding(data, 'p10', frame), x2: { field: 'p90' } },
    },
    {
      data: between('p25', 'p75'),
      mark: { type: 'bar', height: 14, fill: PALETTE.lightBlue, stroke: PALETTE.darkBlue },
      encoding: { ...encoding(data, 'p25', frame), x2: { field: 'p75' } },
    },
  ];
}

function medianLayers(data: PayData, frame: Frame): ChartSpec[] {
  const share = { data: { values: data.rows } };
  const words = (style: ChartSpec): ChartSpec => ({
    ...share,
    mark: { type: 'text', dy: -18, baseline: 'middle', fontWeight: 600, ...style },
    encoding: { ...encoding(data, 'median', frame), text: { field: 'text', type: 'nominal' } },
  });
  return [
    {
      ...share,
      mark: { type: 'tick', thickness: 4, size: 20, color: PALETTE.darkBlue, opacity: 1 },
      encoding: encoding(data, 'median', frame),
    },
    words({ stroke: PALETTE.paper, strokeWidth: 5 }),
    words({}),
  ];
}

/** A dashed line for each rate to set pay against. Each has its words on a line of its own above the plot. */
function floorLayers({ floors }: PayData, { width, height, start, end }: Frame): ChartSpec[] {
  const lines = [...floors]
    .sort((a, b) => a.value - b.value)
    .map(({ value, text }, index) => ({
      text,
      px: Math.round((width * (value - start)) / (end - start)),
      py: -FLOOR_LINE * (floors.length - index) - 4,
      dash: DASHES[index % DASHES.length],
    }));
  const words = lines.map(({ text, px, py }) => {
    const room = width + WORD_ROOM - textWidth(text, TEXT_SIZE);
    return { text, px: Math.max(0, Math.min(px - 4, room)), py };
  });
  return [
    ...lines.map(({ px, py, dash }) => ({
      data: { values: [{ px, py: py + 9, py2: height }] },
      mark: { type: 'rule', color: PALETTE.darkPink, strokeWidth: 2, strokeDash: dash },
      encoding: { x: pixels('px'), y: pixels('py'), y2: { field: 'py2' } },
    })),
    ...haloed(words, { align: 'left' }),
  ];
}
