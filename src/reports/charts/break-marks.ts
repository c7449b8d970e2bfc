import type { ChartSpec, TrendData } from './chart-data.js';
import { PALETTE } from './palette.js';
import { textWidth, wrapText } from './text-width.js';
import { TEXT_SIZE, haloed, pixels } from './theme.js';
import type { Word } from './theme.js';
import { EDGE } from './trend-frame.js';
import type { TrendFrame } from './trend-frame.js';

const LINE_HEIGHT = 18;
const FOOT = 8;
/** The widest that words may be: at most half of a plot, so that they stay above it. */
const WIDEST = 180;
const BESIDE = 6;

/** A break with the place of its line and of its words above the plot. */
interface PlacedBreak {
  readonly px: number;
  readonly top: number;
  readonly lines: readonly string[];
  readonly left: number;
}

/** A dashed line down the plot before the first month of each new way. */
export function breakLayers(data: TrendData, frame: TrendFrame): ChartSpec[] {
  return placed(data, frame).map(({ px, top }) => ({
    data: { values: [{ px, py: top, py2: frame.height }] },
    mark: { type: 'rule', color: PALETTE.secondary, strokeWidth: 1.5, strokeDash: [4, 4] },
    encoding: { x: pixels('px'), y: pixels('py'), y2: { field: 'py2' } },
  }));
}

/** What changed, above the plot at the head of each line. */
export function breakHead(data: TrendData, frame: TrendFrame): ChartSpec[] {
  const words = placed(data, frame).flatMap(({ lines, left, top }) =>
    lines.map((text, index): Word => ({ text, px: left, py: top + LINE_HEIGHT * (index + 0.5) })),
  );
  return words.length === 0 ? [] : haloed(words, { align: 'left' });
}

/**
 * The words of each break have lines of their own, the outermost highest: so no two meet, and no
 * break's line runs through the words of another.
 */
function placed(data: TrendData, { width }: TrendFrame): PlacedBreak[] {
  const step = width / (data.months.length - 1 + 2 * EDGE);
  const marks = data.breaks
    .filter(({ month }) => data.months.includes(month))
    .map(({ month, text }) => ({
      px: Math.max(0, Math.round(step * (data.months.indexOf(month) + EDGE - 0.5))),
      lines: wrapText(text, WIDEST, TEXT_SIZE),
    }))
    .sort((a, b) => Math.abs(a.px - width / 2) - Math.abs(b.px - width / 2));
  let bottom = -FOOT;
  return marks.map(({ px, lines }) => {
    const wide = Math.max(...lines.map((line) => textWidth(line, TEXT_SIZE)));
    const left = px < width / 2 ? px + BESIDE : px - BESIDE - wide;
    const top = bottom - lines.length * LINE_HEIGHT;
    bottom = top - 4;
    return { px, top, lines, left };
  });
}
