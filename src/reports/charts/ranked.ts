import { axisEnd } from './axes.js';
import { axisWords } from './axis-words.js';
import type { ChartSpec, RankedData } from './chart-data.js';
import { PALETTE } from './palette.js';
import { referenceLayers } from './reference.js';
import { textWidth } from './text-width.js';
import { INNER_WIDTH, TEXT_SIZE, sideNames, themed, wordLayer } from './theme.js';

/** Few areas have room for names on two lines; many are set close, on one. */
const FEW = { most: 12, step: 40, room: 170 };
const MANY = { step: 26, room: 280 };
const VALUE_GAP = 14;

/** The measures of a ranked chart, in pixels, and where its axis ends. */
interface Frame {
  readonly width: number;
  readonly step: number;
  readonly height: number;
  readonly start: number;
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
  const values = Math.max(...data.bars.map(({ text }) => textWidth(text, TEXT_SIZE, 600)));
  const frame: Frame = {
    width: Math.floor(INNER_WIDTH - names.width - VALUE_GAP - values),
    step,
    height: step * data.bars.length,
    start: 0,
    end: axisEnd(Math.max(...data.bars.map((bar) => bar.value), data.reference?.value ?? 0)),
  };
  return themed({
    width: frame.width,
    height: frame.height,
    layer: [
      ...names.layers,
      barLayer(data, frame),
      ...referenceLayers(data.reference, frame),
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
        axis: { grid: false, tickCount: 5, labelExpr: axisWords(data.unit) },
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
    px: width + VALUE_GAP,
    py: step * (index + 0.5),
  }));
  return [true, false].map((picked) =>
    wordLayer(
      rows.filter((row) => row.picked === picked),
      { align: 'left', fontWeight: picked ? 600 : 400 },
    ),
  );
}
