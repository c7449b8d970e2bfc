import { axisEnd } from './axes.js';
import { axisRoom, axisWords } from './axis-words.js';
import { breakHead, breakLayers } from './break-marks.js';
import type { ChartSpec, TrendData, TrendSeries } from './chart-data.js';
import { LABEL_ROOM, endLabels, heightFor, keyLayers, labelLayers } from './end-labels.js';
import { lineStyles } from './line-styles.js';
import type { LineStyle } from './line-styles.js';
import { PALETTE } from './palette.js';
import { textWidth } from './text-width.js';
import { INNER_WIDTH, TEXT_SIZE, themed } from './theme.js';
import { EDGE } from './trend-frame.js';
import type { TrendFrame } from './trend-frame.js';

const LEAST_HEIGHT = 260;

/** Draws an area and those it is compared with over months, with England as a mark apart. */
export function trendSpec(data: TrendData): ChartSpec {
  const values = data.series.flatMap((each) => each.points.flatMap((point) => point.value ?? []));
  const end = axisEnd(Math.max(...values, data.reference?.value ?? 0));
  const frame: TrendFrame = {
    width: INNER_WIDTH - axisRoom([end], data.unit) - LABEL_ROOM,
    height: Math.max(LEAST_HEIGHT, heightFor(data)),
    end,
  };
  const styles = lineStyles(data.series);
  const labels = endLabels(data, frame);
  return themed({
    width: frame.width,
    height: frame.height,
    layer: [
      ...breakLayers(data, frame),
      ...[...data.series]
        .reverse()
        .flatMap((series) => lineLayers(data, series, styles[series.role], frame)),
      ...hiddenLayer(data, frame),
      ...breakHead(data, frame),
      ...labelLayers(labels, frame),
      ...keyLayers(labels, styles, frame),
    ],
  });
}

function encoding(data: TrendData, { width, end }: TrendFrame): ChartSpec {
  const last = data.months.length - 1;
  const widest = Math.max(...data.months.map((month) => textWidth(month, TEXT_SIZE)));
  const every = Math.ceil((widest + 8) / (width / (last + 2 * EDGE)));
  return {
    x: {
      field: 'month',
      type: 'ordinal',
      scale: { domain: data.months, type: 'point', padding: EDGE },
      axis: {
        labelAngle: 0,
        labelPadding: 6,
        values: data.months.filter((_, index) => (last - index) % every === 0),
      },
    },
    y: {
      field: 'value',
      type: 'quantitative',
      scale: { domain: [0, end], nice: false },
      axis: { tickCount: 5, labelExpr: axisWords(data.unit), domain: false, ticks: false },
    },
  };
}

function lineLayers(
  data: TrendData,
  series: TrendSeries,
  { colour, dash, width }: LineStyle,
  frame: TrendFrame,
): ChartSpec[] {
  const share = { data: { values: segments(series) } };
  return [
    {
      ...share,
      mark: { type: 'line', color: colour, strokeWidth: width, strokeDash: dash },
      encoding: { ...encoding(data, frame), detail: { field: 'segment', type: 'nominal' } },
    },
    {
      ...share,
      mark: { type: 'point', size: 42, stroke: colour, strokeWidth: 2, opacity: 1 },
      encoding: {
        ...encoding(data, frame),
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

function hiddenLayer(data: TrendData, frame: TrendFrame): ChartSpec[] {
  const own = data.series.find((each) => each.role === 'area');
  const hidden = (own?.points ?? []).filter((point) => point.value === null);
  if (hidden.length === 0) return [];
  return [
    {
      data: { values: hidden.map((point) => ({ month: point.label, value: 0, text: point.text })) },
      mark: { type: 'text', dy: -10, color: PALETTE.secondary },
      encoding: { ...encoding(data, frame), text: { field: 'text', type: 'nominal' } },
    },
  ];
}
