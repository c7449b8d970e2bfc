import { axisEnd } from './axes.js';
import type { ChartSpec, RankedData } from './chart-data.js';
import { PALETTE } from './palette.js';
import { CHART_WIDTH, TEXT_SIZE, sideNames, pixels, themed } from './theme.js';

/** Few areas have room for names on two lines; many are set close, on one. */
const FEW = { most: 12, step: 40, room: 170 };
const MANY = { step: 26, room: 280 };
const VALUE_ROOM = 90;

/** The measures of a ranked chart, in pixels, and where its axis ends. */
interface Frame {
  readonly width: number;
  readonly step: number;
  readonly height: number;
  readonly end: number;
}

/** Draws areas from highest to lowest with one picked out and the partnership as a line. */
export function rankedSpec(data: RankedData): ChartSpec {
  const picked = data.bars.find((bar) => bar.picked)?.name ?? null;
  const layout = data.bars.length > FEW.most ? MANY : FEW;
  const { step } = layout;
  const names = sideNames(
    data.bars.map((bar) => bar.name),
    { ...layout, bold: picked },
  );
  const frame: Frame = {
    width: CHART_WIDTH - names.width - VALUE_ROOM,
    step,
    height: step * data.bars.length,
    end: axisEnd(Math.max(...data.bars.map((bar) => bar.value), data.reference?.value ?? 0)),
  };
  return themed({
    width: frame.width,
    height: frame.height,
    layer: [
      ...names.layers,
      barLayer(data, frame),
      ...referenceLayers(data, frame),
      ...valueLayers(data, frame),
    ],
  });
}

function barLayer(data: RankedData, { end }: Frame): ChartSpec {
  return {
    data: { values: data.bars },
    mark: { type: 'bar', height: { band: 0.6 }, strokeWidth: 1 },
    encoding: {
      x: {
        field: 'value',
        type: 'quantitative',
        scale: { domain: [0, end], nice: false },
        axis: { grid: false, tickCount: 5, labelExpr: "datum.label + '%'" },
      },
      y: {
        field: 'name',
        type: 'ordinal',
        scale: { domain: data.bars.map((bar) => bar.name) },
        axis: null,
      },
      fill: chosen(PALETTE.darkBlue, PALETTE.quietBar),
      stroke: chosen(PALETTE.darkBlue, PALETTE.secondary),
    },
  };
}

function chosen(picked: string, rest: string): ChartSpec {
  return { condition: { test: 'datum.picked', value: picked }, value: rest };
}

function valueLayers(data: RankedData, { width, step }: Frame): ChartSpec[] {
  const rows = data.bars.map((bar, index) => ({
    text: bar.text,
    picked: bar.picked,
    px: width + 14,
    py: step * (index + 0.5),
  }));
  return [true, false].map((picked) => ({
    data: { values: rows.filter((row) => row.picked === picked) },
    mark: { type: 'text', align: 'left', baseline: 'middle', fontWeight: picked ? 600 : 400 },
    encoding: { x: pixels('px'), y: pixels('py'), text: { field: 'text', type: 'nominal' } },
  }));
}

function referenceLayers(data: RankedData, { width, height, end }: Frame): ChartSpec[] {
  const { reference } = data;
  if (reference === null) return [];
  const px = Math.round((width * reference.value) / end);
  const align = px < width / 3 ? 'left' : px > (width * 2) / 3 ? 'right' : 'center';
  const rule = (style: ChartSpec): ChartSpec => ({
    data: { values: [{ px, py: -8, py2: height }] },
    mark: { type: 'rule', ...style },
    encoding: { x: pixels('px'), y: pixels('py'), y2: { field: 'py2' } },
  });
  return [
    rule({ color: PALETTE.paper, strokeWidth: 5 }),
    rule({ color: PALETTE.text, strokeWidth: 1.5, strokeDash: [6, 4] }),
    {
      data: { values: [{ px, py: -20, text: `${reference.name} ${reference.text}` }] },
      mark: { type: 'text', align, baseline: 'middle', fontSize: TEXT_SIZE },
      encoding: { x: pixels('px'), y: pixels('py'), text: { field: 'text', type: 'nominal' } },
    },
  ];
}
