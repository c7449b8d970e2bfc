import { PALETTE } from './palette.js';
import { FONT_STACK } from './font.js';
import { fitText, textWidth } from './text-width.js';
import type { ChartSpec } from './chart-data.js';

/** The size of every word in a chart, in pixels. */
export const TEXT_SIZE = 15;

/** How wide the whole of a chart is drawn, in pixels, so that all have words of one size. */
export const CHART_WIDTH = 660;

/** White about every chart, in pixels. */
export const PADDING = 6;

/** What a chart may take of that: half a line's width is left at either side. */
export const INNER_WIDTH = CHART_WIDTH - 2 * PADDING - 2;

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
  const most = Math.floor(step / NAME_LINE);
  const lines = names.flatMap((name, row) => {
    const wrapped = fitText(name, { width: room, lines: most }, TEXT_SIZE, 600);
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
    layers: [true, false].map((heavy) =>
      wordLayer(
        lines.filter((line) => line.bold === heavy),
        { align: 'right', fontWeight: heavy ? 600 : 400 },
      ),
    ),
  };
}

/** A channel that takes pixels as they are. */
export const pixels = (field: string): ChartSpec => ({
  field,
  type: 'quantitative',
  scale: null,
  axis: null,
});

/** A line of words and its place in pixels. */
export interface Word {
  readonly text: string;
  readonly px: number;
  readonly py: number;
}

/** Words set where they are told, each with its middle at its height. */
export function wordLayer(words: readonly Word[], style: ChartSpec = {}): ChartSpec {
  return {
    data: { values: words },
    mark: { type: 'text', baseline: 'middle', ...style },
    encoding: { x: pixels('px'), y: pixels('py'), text: { field: 'text', type: 'nominal' } },
  };
}

/** The same words with white about them, for words that lie on lines. */
export function haloed(words: readonly Word[], style: ChartSpec = {}): ChartSpec[] {
  return [
    wordLayer(words, { ...style, stroke: PALETTE.paper, strokeWidth: 5, strokeJoin: 'round' }),
    wordLayer(words, style),
  ];
}

/** Several lines of words about a middle. */
export function stacked(
  lines: readonly string[],
  px: number,
  middle: number,
  line: number,
): Word[] {
  const top = middle - (lines.length * line) / 2;
  return lines.map((text, index) => ({ text, px, py: top + line * (index + 0.5) }));
}

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
    padding: PADDING,
    config: CONFIG,
    ...spec,
  };
}
