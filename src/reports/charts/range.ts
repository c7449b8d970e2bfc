import { rangeAxis } from './axes.js';
import { axisWords } from './axis-words.js';
import type { ChartSpec, RangeData } from './chart-data.js';
import { PALETTE } from './palette.js';
import { referenceLayers } from './reference.js';
import { textWidth } from './text-width.js';
import { INNER_WIDTH, TEXT_SIZE, pixels, sideNames, themed, wordLayer } from './theme.js';

const STEP = 40;
const NAME_ROOM = 190;
const VALUE_GAP = 16;
const END_TICK = 6;

/** The measures of the chart, in pixels, and the ends of its axis. */
interface Frame {
  readonly width: number;
  readonly height: number;
  readonly start: number;
  readonly end: number;
}

/** Draws a dot and its likely range for each group, with the whole set apart. */
export function rangeSpec(data: RangeData): ChartSpec {
  const names = sideNames(
    data.rows.map((row) => row.name),
    { step: STEP, room: NAME_ROOM, bold: data.rows.find((row) => row.whole)?.name ?? null },
  );
  const [start, end] = rangeAxis(data);
  const values = Math.max(...data.rows.map(({ text }) => textWidth(text, TEXT_SIZE, 600)));
  const frame: Frame = {
    width: Math.floor(INNER_WIDTH - names.width - VALUE_GAP - values),
    height: STEP * data.rows.length,
    start,
    end,
  };
  return themed({
    width: frame.width,
    height: frame.height,
    layer: [
      ...apartLayers(data, names.width),
      ...names.layers,
      ...referenceLayers(data.reference, frame),
      ...spanLayers(data, frame),
      dotLayer(data, frame),
      ...valueLayers(data, frame),
    ],
  });
}

function encoding(data: RangeData, from: string, { start, end }: Frame): ChartSpec {
  return {
    x: {
      field: from,
      type: 'quantitative',
      scale: { domain: [start, end], nice: false, zero: false },
      axis: { tickCount: 5, labelExpr: axisWords(data.unit) },
    },
    y: pixels('py'),
  };
}

/** A rule across the chart between the whole and the groups it is made of. */
function apartLayers(data: RangeData, nameWidth: number): ChartSpec[] {
  const edges = data.rows.flatMap(({ whole }, index) =>
    index > 0 && whole !== data.rows[index - 1]?.whole ? [STEP * index] : [],
  );
  const right = INNER_WIDTH - nameWidth;
  return edges.map((py) => ({
    data: { values: [{ px: -nameWidth, px2: right, py }] },
    mark: { type: 'rule', color: PALETTE.border, strokeWidth: 1 },
    encoding: { x: pixels('px'), x2: { field: 'px2' }, y: pixels('py') },
  }));
}

function spanLayers(data: RangeData, frame: Frame): ChartSpec[] {
  const spans = data.rows.flatMap(({ low, high }, index) =>
    low === null || high === null ? [] : [{ low, high, py: STEP * (index + 0.5) }],
  );
  const ends = spans.flatMap(({ low, high, py }) =>
    [low, high].map((value) => ({ value, py: py - END_TICK, py2: py + END_TICK })),
  );
  const style = { type: 'rule', color: PALETTE.darkBlue, strokeWidth: 2 };
  return [
    {
      data: { values: spans },
      mark: style,
      encoding: { ...encoding(data, 'low', frame), x2: { field: 'high' } },
    },
    {
      data: { values: ends },
      mark: style,
      encoding: { ...encoding(data, 'value', frame), y2: { field: 'py2' } },
    },
  ];
}

/** The whole is a square and larger, so that shape as well as place tells it apart. */
function dotLayer(data: RangeData, frame: Frame): ChartSpec {
  const when = (whole: string | number, part: string | number): ChartSpec => ({
    condition: { test: 'datum.whole', value: whole },
    value: part,
  });
  return {
    data: {
      values: data.rows.map(({ name, value, text, whole }, index) => ({
        name,
        value,
        text,
        whole,
        py: STEP * (index + 0.5),
      })),
    },
    mark: { type: 'point', filled: true, color: PALETTE.darkBlue, opacity: 1 },
    encoding: {
      ...encoding(data, 'value', frame),
      shape: when('square', 'circle'),
      size: when(190, 130),
    },
  };
}

function valueLayers(data: RangeData, { width }: Frame): ChartSpec[] {
  const words = data.rows.map(({ text, whole }, index) => ({
    text,
    whole,
    px: width + VALUE_GAP,
    py: STEP * (index + 0.5),
  }));
  return [true, false].map((whole) =>
    wordLayer(
      words.filter((word) => word.whole === whole),
      { align: 'left', fontWeight: whole ? 600 : 400 },
    ),
  );
}
