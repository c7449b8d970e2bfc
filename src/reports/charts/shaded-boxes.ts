import type { ChartSpec } from './chart-data.js';
import { PALETTE } from './palette.js';
import { NO_SHADE } from './shades.js';
import type { Shade } from './shades.js';
import { pixels, wordLayer } from './theme.js';
import type { Word } from './theme.js';

/** A box with a shade and the words in it. */
export interface ShadedBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly shade: Shade;
  readonly picked: boolean;
  readonly words: readonly (Word & { readonly bold: boolean })[];
}

/** Draws boxes: all are outlined, as the lightest shade does not stand out from the page by itself. */
export function boxLayers(boxes: readonly ShadedBox[], fontSize: number): ChartSpec[] {
  return [
    rectangles(
      boxes.filter((box) => !box.picked && box.shade !== NO_SHADE),
      { stroke: PALETTE.darkBlue, strokeWidth: 1 },
    ),
    rectangles(
      boxes.filter((box) => !box.picked && box.shade === NO_SHADE),
      { stroke: PALETTE.secondary, strokeWidth: 1, strokeDash: [3, 3] },
    ),
    rectangles(
      boxes.filter((box) => box.picked),
      { stroke: PALETTE.text, strokeWidth: 4 },
    ),
    ...[PALETTE.text, PALETTE.paper].flatMap((ink) =>
      [false, true].map((bold) => inked(boxes, ink, bold, fontSize)),
    ),
  ];
}

function inked(
  boxes: readonly ShadedBox[],
  ink: string,
  bold: boolean,
  fontSize: number,
): ChartSpec {
  const words = boxes
    .filter(({ shade }) => shade.ink === ink)
    .flatMap((box) => box.words)
    .filter((word) => word.bold === bold)
    .map(({ text, px, py }) => ({ text, px, py }));
  return wordLayer(words, { color: ink, fontSize, fontWeight: bold ? 600 : 400 });
}

function rectangles(boxes: readonly ShadedBox[], style: ChartSpec): ChartSpec {
  return {
    data: {
      values: boxes.map(({ left, top, width, height, shade }) => ({
        px: left,
        px2: left + width,
        py: top,
        py2: top + height,
        fill: shade.fill,
      })),
    },
    mark: { type: 'rect', opacity: 1, ...style },
    encoding: {
      x: pixels('px'),
      x2: { field: 'px2' },
      y: pixels('py'),
      y2: { field: 'py2' },
      fill: { field: 'fill', type: 'nominal', scale: null },
    },
  };
}
