import { axisEnd } from './axes.js';
import type { ChartSpec, TrendData, TrendSeries } from './chart-data.js';
import { PALETTE } from './palette.js';
import { TEXT_SIZE, pixels, themed } from './theme.js';
import { wrapText } from './text-width.js';

const WIDTH = 400;
const HEIGHT = 260;
const LABEL_WIDTH = 150;
const LINE_HEIGHT = 18;
const LABEL_GAP = 8;

const STYLE = {
  area: { colour: PALETTE.darkBlue, dash: [1, 0], width: 3 },
  partnership: { colour: PALETTE.orange, dash: [6, 4], width: 2.5 },
} as const;

/** Draws an area and its partnership over months, with England as a mark apart. */
export function trendSpec(data: TrendData): ChartSpec {
  const values = data.series.flatMap((each) => each.points.flatMap((point) => point.value ?? []));
  const end = axisEnd(Math.max(...values, data.reference?.value ?? 0));
  const labels = endLabels(data, end);
  return themed({
    width: WIDTH,
    height: HEIGHT,
    layer: [
      ...[...data.series].reverse().flatMap((series) => lineLayers(data, series, end)),
      ...hiddenLayer(data, end),
      ...labelLayers(labels),
      ...keyLayers(labels),
    ],
  });
}

function encoding(data: TrendData, end: number): ChartSpec {
  const last = data.months.length - 1;
  return {
    x: {
      field: 'month',
      type: 'ordinal',
      scale: { domain: data.months, type: 'point', padding: 0.4 },
      axis: {
        labelAngle: 0,
        labelPadding: 6,
        values: data.months.filter((_, index) => (last - index) % 3 === 0),
      },
    },
    y: {
      field: 'value',
      type: 'quantitative',
      scale: { domain: [0, end], nice: false },
      axis: { tickCount: 5, labelExpr: "datum.label + '%'", domain: false, ticks: false },
    },
  };
}

function lineLayers(data: TrendData, series: TrendSeries, end: number): ChartSpec[] {
  const { colour, dash, width } = STYLE[series.role];
  const shown = segments(series);
  const share = { data: { values: shown } };
  return [
    {
      ...share,
      mark: { type: 'line', color: colour, strokeWidth: width, strokeDash: dash },
      encoding: { ...encoding(data, end), detail: { field: 'segment', type: 'nominal' } },
    },
    {
      ...share,
      mark: { type: 'point', size: 42, stroke: colour, strokeWidth: 2, opacity: 1 },
      encoding: {
        ...encoding(data, end),
        fill: {
          condition: { test: 'datum.low', value: PALETTE.paper },
          value: colour,
        },
      },
    },
  ];
}

/** Splits a line where a month is not shown: a gap is never bridged. */
function segments(series: TrendSeries): ChartSpec[] {
  let segment = 0;
  return series.points.flatMap((point) => {
    if (point.value === null) {
      segment += 1;
      return [];
    }
    const { label: month, value, text, low } = point;
    return [{ series: series.name, month, value, text, low, segment }];
  });
}

function hiddenLayer(data: TrendData, end: number): ChartSpec[] {
  const own = data.series.find((each) => each.role === 'area');
  const hidden = (own?.points ?? []).filter((point) => point.value === null);
  if (hidden.length === 0) return [];
  return [
    {
      data: { values: hidden.map((point) => ({ month: point.label, value: 0, text: point.text })) },
      mark: { type: 'text', dy: -10, color: PALETTE.secondary },
      encoding: { ...encoding(data, end), text: { field: 'text', type: 'nominal' } },
    },
  ];
}

interface EndLabel {
  readonly lines: readonly string[];
  readonly role: 'area' | 'partnership' | 'england';
  /** Where the figure itself stands, and where its words begin. */
  readonly centre: number;
  readonly top: number;
}

/** Places the words at the ends of the lines so that none lies on another. */
function endLabels(data: TrendData, end: number): EndLabel[] {
  const wanted = endFigures(data)
    .map((each) => ({
      role: each.role,
      lines: [...wrapText(each.name, LABEL_WIDTH, TEXT_SIZE), each.text],
      centre: Math.round(HEIGHT * (1 - each.value / end)),
    }))
    .sort((a, b) => a.centre - b.centre);
  const boxes = wanted.map(({ centre, lines }) => {
    const height = lines.length * LINE_HEIGHT;
    return { top: centre - height / 2, height };
  });
  const tops = spread(boxes);
  return wanted.map((each, index) => ({ ...each, top: tops[index] ?? 0 }));
}

function endFigures(data: TrendData) {
  const series = data.series.flatMap((each) => {
    const last = each.points.at(-1);
    if (last === undefined || last.value === null) return [];
    return [{ name: each.name, role: each.role, value: last.value, text: last.text }];
  });
  return data.reference === null
    ? series
    : [...series, { ...data.reference, role: 'england' as const }];
}

/** Moves boxes apart, downwards first and then back up from the foot. */
export function spread(boxes: readonly { top: number; height: number }[]): number[] {
  const tops: number[] = [];
  let free = -LINE_HEIGHT;
  for (const box of boxes) {
    const top = Math.max(box.top, free);
    tops.push(top);
    free = top + box.height + LABEL_GAP;
  }
  let limit = HEIGHT + LINE_HEIGHT;
  for (let index = boxes.length - 1; index >= 0; index--) {
    const height = boxes[index]?.height ?? 0;
    tops[index] = Math.min(tops[index] ?? 0, limit - height);
    limit = (tops[index] ?? 0) - LABEL_GAP;
  }
  return tops;
}

function labelLayers(labels: readonly EndLabel[]): ChartSpec[] {
  const words = labels.flatMap((label) =>
    label.lines.map((text, index) => ({
      text,
      px: WIDTH + 52,
      py: Math.round(label.top + LINE_HEIGHT * (index + 0.5)),
      bold: index === label.lines.length - 1,
    })),
  );
  return [false, true].map((bold) => ({
    data: { values: words.filter((word) => word.bold === bold) },
    mark: { type: 'text', align: 'left', baseline: 'middle', fontWeight: bold ? 600 : 400 },
    encoding: { x: pixels('px'), y: pixels('py'), text: { field: 'text', type: 'nominal' } },
  }));
}

/** Beside each label a piece of its line; for England its diamond, and another at its height. */
function keyLayers(labels: readonly EndLabel[]): ChartSpec[] {
  return labels.map((label) => {
    const py = Math.round(label.top + (label.lines.length * LINE_HEIGHT) / 2);
    if (label.role === 'england') {
      return diamonds([
        { px: WIDTH + 4, py: label.centre },
        { px: WIDTH + 32, py },
      ]);
    }
    const { colour, dash, width } = STYLE[label.role];
    return {
      data: { values: [{ px: WIDTH + 20, px2: WIDTH + 44, py }] },
      mark: { type: 'rule', color: colour, strokeWidth: width, strokeDash: dash },
      encoding: { x: pixels('px'), y: pixels('py'), x2: { field: 'px2' } },
    };
  });
}

function diamonds(values: readonly { px: number; py: number }[]): ChartSpec {
  return {
    data: { values },
    mark: {
      type: 'point',
      shape: 'diamond',
      size: 110,
      filled: true,
      color: PALETTE.darkGrey,
      opacity: 1,
    },
    encoding: { x: pixels('px'), y: pixels('py') },
  };
}
