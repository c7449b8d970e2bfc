import { PALETTE } from './palette.js';
import { FONT_STACK } from './font.js';
import { textWidth, wrapText } from './text-width.js';
import type { ChartSpec } from './chart-data.js';

/** The size of every word in a chart, in pixels. */
export const TEXT_SIZE = 15;

/** How wide the whole of a chart is drawn, in pixels, so that all have words of one size. */
export const CHART_WIDTH = 660;

const NAME_LINE = 17;

/** How names are set down the side: height of a row, greatest width, and the one in bold. */
export interface NameList {
  readonly step: number;
  readonly room: number;
  readonly bold: string | null;
}

/** Names down the side of a chart, and the room they take. */
export interface SideNames {
  readonly width: number;
  readonly layers: readonly ChartSpec[];
}

/**
 * Writes a list of names down the side, each in the middle of its row on as many lines as it needs:
 * an axis would hang the second line below the row.
 */
export function sideNames(names: readonly string[], list: NameList): SideNames {
  const { step, room, bold } = list;
  const lines = names.flatMap((name, row) => {
    const wrapped = wrapText(name, room, TEXT_SIZE, 600);
    const top = step * (row + 0.5) - (wrapped.length * NAME_LINE) / 2;
    return wrapped.map((text, index) => ({
      text,
      px: -10,
      py: top + NAME_LINE * (index + 0.5),
      bold: name === bold,
    }));
  });
  const widest = Math.max(...lines.map(({ text }) => textWidth(text, TEXT_SIZE, 600)));
  return {
    width: Math.ceil(widest) + 10,
    layers: [true, false].map((heavy) => ({
      data: { values: lines.filter((line) => line.bold === heavy) },
      mark: { type: 'text', align: 'right', baseline: 'middle', fontWeight: heavy ? 600 : 400 },
      encoding: { x: pixels('px'), y: pixels('py'), text: { field: 'text', type: 'nominal' } },
    })),
  };
}

/** A channel that takes pixels as they are. */
export const pixels = (field: string): ChartSpec => ({
  field,
  type: 'quantitative',
  scale: null,
  axis: null,
});

/** The words and lines that every chart shares. */
const CONFIG: ChartSpec = {
  font: FONT_STACK,
  background: null,
  view: { stroke: null },
  axis: {
    labelColor: PALETTE.text,
    labelFontSize: TEXT_SIZE,
    labelFlush: false,
    labelLimit: 0,
    domainColor: PALETTE.secondary,
    tickColor: PALETTE.secondary,
    gridColor: PALETTE.grid,
    title: null,
  },
  text: { color: PALETTE.text, fontSize: TEXT_SIZE },
};

/** Completes a chart's specification with the shared theme. */
export function themed(spec: ChartSpec): ChartSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    padding: 6,
    config: CONFIG,
    ...spec,
  };
}
