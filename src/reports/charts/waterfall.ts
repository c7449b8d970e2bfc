import { axisEnd } from './axes.js';
import type { ChartSpec, WaterfallData } from './chart-data.js';
import { PALETTE } from './palette.js';
import { fitText, sizeFor, wrapText } from './text-width.js';
import { INNER_WIDTH, pixels, stacked, themed, wordLayer } from './theme.js';

const HEIGHT = 260;
const NAME_LINES = 5;
const LINE = 17;
const SIZES = [15, 14, 13, 12];

/** One bar: where the figure stood before it and stands after it. */
interface Bar {
  readonly name: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly part: 'whole' | 'rise' | 'fall';
}

/** The measures of a waterfall, in pixels, and the ends of its axis. */
interface Frame {
  readonly width: number;
  readonly column: number;
  readonly nameSize: number;
  readonly figureSize: number;
  readonly start: number;
  readonly end: number;
}

/** Draws how a figure got from one value to another, step by step, from a line at nought. */
export function waterfallSpec(data: WaterfallData): ChartSpec {
  const bars = barsOf(data);
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const [start, end] = [
    least < 0 ? -axisEnd(-least) : 0,
    most > 0 || least === 0 ? axisEnd(most) : 0,
  ];
  const width = INNER_WIDTH;
  const column = width / bars.length;
  const frame: Frame = {
    width,
    column,
    nameSize: sizeFor(
      bars.map(({ name }) => name),
      column - 6,
      SIZES,
    ),
    figureSize: sizeFor(
      bars.map(({ text }) => text),
      column - 6,
      SIZES,
      600,
    ),
    start,
    end,
  };
  return themed({
    width,
    height: HEIGHT,
    layer: [
      ...barLayers(bars, frame),
      joinLayer(bars, frame),
      zeroLayer(frame),
      textLayer(bars, frame),
      nameLayer(bars, frame),
    ],
  });
}

function barsOf({ start, steps, end }: WaterfallData): Bar[] {
  let level = start.value;
  const middle = steps.map(({ name, value, text }): Bar => {
    const from = level;
    level = Number((level + value).toFixed(6));
    return { name, text, from, to: level, part: value < 0 ? 'fall' : 'rise' };
  });
  const whole = ({ name, value, text }: WaterfallData['start']): Bar => ({
    name,
    text,
    from: 0,
    to: value,
    part: 'whole',
  });
  return [whole(start), ...middle, whole(end)];
}

function encoding({ start, end }: Frame): ChartSpec {
  const scale = { domain: [start, end], nice: false, zero: false };
  return {
    x: pixels('px'),
    y: { field: 'from', type: 'quantitative', scale, axis: null },
    y2: { field: 'to' },
  };
}

const FILL = {
  whole: PALETTE.darkBlue,
  rise: PALETTE.darkPink,
  fall: PALETTE.lightBlue,
} as const;

function barLayers(bars: readonly Bar[], frame: Frame): ChartSpec[] {
  const placed = bars.map((bar, index) => ({ ...bar, px: frame.column * (index + 0.5) }));
  return (['whole', 'rise', 'fall'] as const).map((part) => ({
    data: { values: placed.filter((bar) => bar.part === part) },
    mark: {
      type: 'bar',
      orient: 'vertical',
      width: frame.column * 0.7,
      fill: FILL[part],
      stroke: part === 'rise' ? PALETTE.darkPink : PALETTE.darkBlue,
      strokeWidth: 1,
    },
    encoding: encoding(frame),
  }));
}

/** Joins the end of each bar to the beginning of the next. */
function joinLayer(bars: readonly Bar[], { column, start, end }: Frame): ChartSpec {
  const joins = bars.slice(0, -1).map(({ to }, index) => ({
    px: column * (index + 0.85),
    px2: column * (index + 1.15),
    py: heightOf(to, start, end),
  }));
  return {
    data: { values: joins },
    mark: { type: 'rule', color: PALETTE.secondary, strokeWidth: 1 },
    encoding: { x: pixels('px'), x2: { field: 'px2' }, y: pixels('py') },
  };
}

function zeroLayer({ width, start, end }: Frame): ChartSpec {
  return {
    data: { values: [{ px: 0, px2: width, py: heightOf(0, start, end) }] },
    mark: { type: 'rule', color: PALETTE.text, strokeWidth: 1.5 },
    encoding: { x: pixels('px'), x2: { field: 'px2' }, y: pixels('py') },
  };
}

function heightOf(value: number, start: number, end: number): number {
  return HEIGHT * (1 - (value - start) / (end - start));
}

/** The figure of each bar, above it. */
function textLayer(bars: readonly Bar[], { column, figureSize, start, end }: Frame): ChartSpec {
  const words = bars.flatMap(({ from, to, text }, index) => {
    const lines = wrapText(text, column - 4, figureSize, 600);
    const top = heightOf(Math.max(from, to), start, end);
    return stacked(lines, column * (index + 0.5), top - 4 - (lines.length * LINE) / 2, LINE);
  });
  return wordLayer(words, { fontSize: figureSize, fontWeight: 600 });
}

function nameLayer(bars: readonly Bar[], { column, nameSize }: Frame): ChartSpec {
  const words = bars.flatMap(({ name }, index) => {
    const lines = fitText(name, { width: column - 6, lines: NAME_LINES }, nameSize);
    const middle = HEIGHT + 8 + (lines.length * LINE) / 2;
    return stacked(lines, column * (index + 0.5), middle, LINE);
  });
  return wordLayer(words, { fontSize: nameSize });
}
