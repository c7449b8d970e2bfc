import type { ChartSpec, TrendData, TrendSeries } from './chart-data.js';
import type { LineStyles } from './line-styles.js';
import { PALETTE } from './palette.js';
import { fitText } from './text-width.js';
import { TEXT_SIZE, pixels, stacked, wordLayer } from './theme.js';
import type { TrendFrame } from './trend-frame.js';

const LABEL_WIDTH = 150;
const KEY_WIDTH = 52;
const LINE_HEIGHT = 18;
const LABEL_GAP = 8;

/** What the words at the ends of the lines take to the right of the plot, in pixels. */
export const LABEL_ROOM = LABEL_WIDTH + KEY_WIDTH;

type Role = TrendSeries['role'] | 'reference';

/** The words at the end of a line. */
export interface EndLabel {
  readonly lines: readonly string[];
  readonly role: Role;
  /** Where the figure itself stands, and where its words begin. */
  readonly centre: number;
  readonly top: number;
}

/** The least height of a plot in which all the words at the ends of its lines find room. */
export function heightFor(data: TrendData): number {
  const lines = endFigures(data).map((each) => labelLines(each).length * LINE_HEIGHT + LABEL_GAP);
  return lines.reduce((sum, each) => sum + each, 0) - 2 * LINE_HEIGHT;
}

/** Places the words at the ends of the lines so that none lies on another. */
export function endLabels(data: TrendData, { height, end }: TrendFrame): EndLabel[] {
  const wanted = endFigures(data)
    .map((each) => ({
      role: each.role,
      lines: labelLines(each),
      centre: Math.round(height * (1 - each.value / end)),
    }))
    .sort((a, b) => a.centre - b.centre);
  const boxes = wanted.map(({ centre, lines }) => {
    const boxHeight = lines.length * LINE_HEIGHT;
    return { top: centre - boxHeight / 2, height: boxHeight };
  });
  const tops = spread(boxes, height);
  return wanted.map((each, index) => ({ ...each, top: tops[index] ?? 0 }));
}

interface EndFigure {
  readonly name: string;
  readonly role: Role;
  readonly value: number;
  readonly text: string;
}

/** A line that stops before the last month has its words where it stops, and says why it does. */
function endFigures(data: TrendData): EndFigure[] {
  const series = data.series.flatMap(({ name, role, points }): EndFigure[] => {
    const shown = points.filter((point) => point.value !== null).at(-1);
    if (shown?.value === undefined || shown.value === null) return [];
    return [{ name, role, value: shown.value, text: points.at(-1)?.text ?? '' }];
  });
  return data.reference === null ? series : [...series, { ...data.reference, role: 'reference' }];
}

function labelLines({ name, text }: EndFigure): string[] {
  return [...fitText(name, { width: LABEL_WIDTH, lines: 3 }, TEXT_SIZE), text];
}

/** Moves boxes apart, downwards first and then back up from the foot. */
export function spread(
  boxes: readonly { top: number; height: number }[],
  plotHeight: number,
): number[] {
  const tops: number[] = [];
  let free = -LINE_HEIGHT;
  for (const box of boxes) {
    const top = Math.max(box.top, free);
    tops.push(top);
    free = top + box.height + LABEL_GAP;
  }
  let limit = plotHeight + LINE_HEIGHT;
  for (let index = boxes.length - 1; index >= 0; index--) {
    const height = boxes[index]?.height ?? 0;
    tops[index] = Math.min(tops[index] ?? 0, limit - height);
    limit = (tops[index] ?? 0) - LABEL_GAP;
  }
  return tops;
}

/** Names at the ends of the lines, with the figures below them in bold. */
export function labelLayers(labels: readonly EndLabel[], { width }: TrendFrame): ChartSpec[] {
  const words = labels.flatMap(({ lines, top }) => {
    const middle = top + (lines.length * LINE_HEIGHT) / 2;
    const last = lines.length - 1;
    return stacked(lines, width + KEY_WIDTH, middle, LINE_HEIGHT).map((word, index) => ({
      ...word,
      bold: index === last,
    }));
  });
  return [false, true].map((bold) =>
    wordLayer(
      words.filter((word) => word.bold === bold),
      { align: 'left', fontWeight: bold ? 600 : 400 },
    ),
  );
}

/** Beside each label a piece of its line; for a reference its diamond, and another at its height. */
export function keyLayers(
  labels: readonly EndLabel[],
  styles: LineStyles,
  { width: plot }: TrendFrame,
): ChartSpec[] {
  return labels.map((label) => {
    const py = Math.round(label.top + (label.lines.length * LINE_HEIGHT) / 2);
    if (label.role === 'reference') {
      return diamonds([
        { px: plot + 4, py: label.centre },
        { px: plot + 32, py },
      ]);
    }
    const { colour, dash, width } = styles[label.role];
    return {
      data: { values: [{ px: plot + 16, px2: plot + 46, py }] },
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
