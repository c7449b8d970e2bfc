import type { ChartSpec } from './chart-data.js';
import { PALETTE } from './palette.js';
import { textWidth } from './text-width.js';
import { TEXT_SIZE, pixels, wordLayer } from './theme.js';

/** A fill and the ink of the words upon it. */
export interface Shade {
  readonly fill: string;
  readonly ink: string;
}

/** @source Government Analysis Function, sequential palette; lightest for the lowest. */
export const SHADES: readonly Shade[] = [
  { fill: PALETTE.lightBlue, ink: PALETTE.text },
  { fill: PALETTE.midBlue, ink: PALETTE.paper },
  { fill: PALETTE.darkBlue, ink: PALETTE.paper },
];

/** The ground of a figure that is not shown: its mark says why. */
export const NO_SHADE: Shade = { fill: PALETTE.panel, ink: PALETTE.text };

/** A figure to shade, or the mark of one that is not shown. */
export interface Shaded {
  readonly value: number | null;
  readonly text: string;
}

/** What a shade stands for: the lowest and the highest figure in it. */
export interface ShadeKey {
  readonly shade: Shade;
  readonly text: string;
}

/** The shades of a chart's figures, and the key that says what each stands for. */
export interface Shading {
  readonly of: (value: number | null) => Shade;
  readonly key: readonly ShadeKey[];
}

type Shown = Shaded & { readonly value: number };

/** Parts the figures into three groups as near to equal in number as ties allow. */
export function shadingOf(figures: readonly Shaded[]): Shading {
  const shown = figures
    .filter((each): each is Shown => each.value !== null)
    .sort((a, b) => a.value - b.value);
  const starts = [1, 2].map((third) => shown[Math.floor((shown.length * third) / 3)]?.value ?? 0);
  const lowest = shown[0]?.value;
  const groupOf = (value: number): number =>
    starts.filter((start) => start !== lowest && value >= start).length;
  const shadeOf = (value: number): Shade => SHADES[groupOf(value)] ?? NO_SHADE;
  const groups = SHADES.map((shade) => shown.filter(({ value }) => shadeOf(value) === shade));
  const hidden = figures.filter((each) => each.value === null).map(({ text }) => text);
  return {
    of: (value) => (value === null ? NO_SHADE : shadeOf(value)),
    key: [
      ...groups.flatMap((group, index) => keyOf(group, SHADES[index] ?? NO_SHADE)),
      ...(hidden.length === 0
        ? []
        : [{ shade: NO_SHADE, text: `${[...new Set(hidden)].sort().join(', ')} not shown` }]),
    ],
  };
}

function keyOf(group: readonly Shown[], shade: Shade): ShadeKey[] {
  const [first, last] = [group[0], group.at(-1)].map((each) => unmarked(each?.text ?? ''));
  if (first === undefined || last === undefined || group.length === 0) return [];
  return [{ shade, text: first === last ? first : `${first} to ${last}` }];
}

/** A figure without the mark of its reliability: "8% [u]" is "8%". */
function unmarked(text: string): string {
  return text.replace(/ \[[^\]]*\]$/, '');
}

const SWATCH = 18;
const GAP = 6;
const BETWEEN = 22;
const LINE = 26;

/** Where the key of shades begins, and how much room it has, in pixels. */
export interface KeyPlace {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
}

/** Draws the key of shades in rows that end above a height. */
export function keyLayers(
  key: readonly ShadeKey[],
  { left, bottom, width }: KeyPlace,
): ChartSpec[] {
  let x = 0;
  let row = 0;
  const placed = key.map(({ shade, text }) => {
    const wide = SWATCH + GAP + textWidth(text, TEXT_SIZE);
    if (x > 0 && x + wide > width) {
      x = 0;
      row += 1;
    }
    const item = { shade, text, x, row };
    x += wide + BETWEEN;
    return item;
  });
  const entries = placed.map((each) => ({
    text: each.text,
    fill: each.shade.fill,
    x: left + each.x,
    px: left + each.x + SWATCH + GAP,
    py: bottom - LINE * (row - each.row + 0.5),
  }));
  return [
    {
      data: { values: entries.map(({ fill, x: px, py }) => ({ fill, px: px + SWATCH / 2, py })) },
      mark: {
        type: 'square',
        size: SWATCH ** 2,
        stroke: PALETTE.darkBlue,
        strokeWidth: 1,
        opacity: 1,
      },
      encoding: {
        x: pixels('px'),
        y: pixels('py'),
        fill: { field: 'fill', type: 'nominal', scale: null },
      },
    },
    wordLayer(
      entries.map(({ text, px, py }) => ({ text, px, py })),
      { align: 'left' },
    ),
  ];
}
