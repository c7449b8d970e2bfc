import type { ChartSpec, ReferenceMark } from './chart-data.js';
import { PALETTE } from './palette.js';
import { fitText, textWidth } from './text-width.js';
import { TEXT_SIZE, pixels, wordLayer } from './theme.js';

/** A plot in pixels, and the figures at its left and right edge. */
interface Plot {
  readonly width: number;
  readonly height: number;
  readonly start: number;
  readonly end: number;
}

/** A dashed line down the plot at a figure to compare with, and its words above. */
export function referenceLayers(
  reference: ReferenceMark | null,
  { width, height, start, end }: Plot,
): ChartSpec[] {
  if (reference === null) return [];
  const px = Math.round((width * (reference.value - start)) / (end - start));
  const rule = (style: ChartSpec): ChartSpec => ({
    data: { values: [{ px, py: -8, py2: height }] },
    mark: { type: 'rule', ...style },
    encoding: { x: pixels('px'), y: pixels('py'), y2: { field: 'py2' } },
  });
  return [
    rule({ color: PALETTE.paper, strokeWidth: 5 }),
    rule({ color: PALETTE.text, strokeWidth: 1.5, strokeDash: [6, 4] }),
    wordLayer([{ ...words(reference, width, px), py: -20 }], { align: 'left' }),
  ];
}

/** The words about the line, moved aside where they would leave the plot. */
function words({ name, text }: ReferenceMark, width: number, px: number) {
  const room = width - textWidth(` ${text}`, TEXT_SIZE);
  const short = fitText(name, { width: room, lines: 1 }, TEXT_SIZE).join('');
  const line = `${short} ${text}`;
  const wide = textWidth(line, TEXT_SIZE);
  return { text: line, px: Math.max(0, Math.min(px - wide / 2, width - wide)) };
}
