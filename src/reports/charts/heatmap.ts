import type { ChartSpec, HeatmapData } from './chart-data.js';
import { boxLayers } from './shaded-boxes.js';
import type { ShadedBox } from './shaded-boxes.js';
import { keyLayers, shadingOf } from './shades.js';
import { fitText, sizeFor } from './text-width.js';
import { INNER_WIDTH, sideNames, stacked, themed, wordLayer } from './theme.js';

const STEP = 44;
const NAME_ROOM = 170;
const GAP = 3;
const HEAD_LINES = 4;
const HEAD_LINE = 17;
const CELL_LINE = 16;
const SIZES = [15, 14, 13, 12];

/** The measures of a heatmap, in pixels. */
interface Frame {
  readonly width: number;
  readonly height: number;
  readonly column: number;
  readonly headSize: number;
  readonly cellSize: number;
}

/** Draws areas by settings: a shade in each cell and the figure itself upon it. */
export function heatmapSpec(data: HeatmapData): ChartSpec {
  const names = sideNames(data.rows, { step: STEP, room: NAME_ROOM, bold: null });
  const width = INNER_WIDTH - names.width;
  const column = width / data.columns.length;
  const texts = data.cells.map(({ text }) => text);
  const frame: Frame = {
    width,
    height: STEP * data.rows.length,
    column,
    headSize: sizeFor(data.columns, column - 6, SIZES),
    cellSize: sizeFor(texts, column - GAP - 6, SIZES),
  };
  const heads = headLines(data, frame);
  const headTop = -6 - HEAD_LINE * Math.max(...heads.map((lines) => lines.length));
  const shading = shadingOf(data.cells);
  const place = { left: -names.width, bottom: headTop - 6, width: width + names.width };
  return themed({
    width,
    height: frame.height,
    layer: [
      ...keyLayers(shading.key, place),
      ...names.layers,
      headLayer(heads, frame),
      ...boxLayers(
        data.cells.map((cell) => cellBox(cell, data, frame, shading.of(cell.value))),
        frame.cellSize,
      ),
    ],
  });
}

function headLines(data: HeatmapData, { column, headSize }: Frame): string[][] {
  return data.columns.map((name) =>
    fitText(name, { width: column - 6, lines: HEAD_LINES }, headSize),
  );
}

function headLayer(heads: readonly (readonly string[])[], { column, headSize }: Frame): ChartSpec {
  const words = heads.flatMap((lines, index) => {
    const middle = -6 - (lines.length * HEAD_LINE) / 2;
    return stacked(lines, column * (index + 0.5), middle, HEAD_LINE);
  });
  return wordLayer(words, { fontSize: headSize });
}

function cellBox(
  cell: HeatmapData['cells'][number],
  data: HeatmapData,
  { column, cellSize }: Frame,
  shade: ShadedBox['shade'],
): ShadedBox {
  const left = column * data.columns.indexOf(cell.column);
  const top = STEP * data.rows.indexOf(cell.row);
  const lines = fitText(cell.text, { width: column - GAP - 4, lines: 2 }, cellSize);
  const words = stacked(lines, left + column / 2, top + STEP / 2, CELL_LINE);
  return {
    left: left + GAP / 2,
    top: top + GAP / 2,
    width: column - GAP,
    height: STEP - GAP,
    shade,
    picked: false,
    words: words.map((word) => ({ ...word, bold: false })),
  };
}
