import type { ChartSpec, TilesData } from './chart-data.js';
import { boxLayers } from './shaded-boxes.js';
import type { ShadedBox } from './shaded-boxes.js';
import { keyLayers, shadingOf } from './shades.js';
import type { Shade } from './shades.js';
import { shortNames } from './short-names.js';
import { fitText, sizeFor, textWidth, wrapText } from './text-width.js';
import { INNER_WIDTH, stacked, themed } from './theme.js';

const LARGEST = 120;
/** Tiles of this side hold most names; the few that are longer are cut and marked so. */
const ROOMY = 90;
const GAP = 3;
/** White within a tile, left and right together. */
const INSET = 2;
const SIZES = [15, 14, 13, 12];
const LINE_OF_SIZE = 1.12;

type Tile = TilesData['tiles'][number];

/** The measures of a tile and its words, in pixels. */
interface Frame {
  readonly side: number;
  readonly size: number;
  readonly left: number;
  readonly firstColumn: number;
  readonly firstRow: number;
  readonly nameOf: (name: string) => readonly string[];
}

/** Draws areas as squares of one size, set out as they lie, each with its name and figure. */
export function tilesSpec(data: TilesData): ChartSpec {
  const width = INNER_WIDTH;
  const [firstColumn, columns] = extent(data.tiles.map(({ column }) => column));
  const [firstRow, rows] = extent(data.tiles.map(({ row }) => row));
  const side = sideOf(columns);
  const left = Math.floor((width - side * columns) / 2);
  const frame: Frame = { side, left, firstColumn, firstRow, ...namesFor(data.tiles, side) };
  const shading = shadingOf(data.tiles);
  return themed({
    width,
    height: side * rows,
    layer: [
      ...keyLayers(shading.key, { left: 0, bottom: -10, width }),
      ...boxLayers(
        data.tiles.map((tile) => tileBox(tile, frame, shading.of(tile.value))),
        frame.size,
      ),
    ],
  });
}

function extent(places: readonly number[]): [number, number] {
  const first = Math.min(...places);
  return [first, Math.max(...places) - first + 1];
}

/** Whether the tiles of so many columns have names in full, and not short ones from the table. */
export function hasFullNames(tiles: TilesData['tiles']): boolean {
  const side = sideOf(extent(tiles.map(({ column }) => column))[1]);
  return side >= ROOMY || fullSize(tiles, side) !== undefined;
}

function sideOf(columns: number): number {
  return Math.min(LARGEST, Math.floor(INNER_WIDTH / columns));
}

/** Names in full where all find room or the tiles are large; otherwise short ones for all. */
function namesFor(tiles: readonly Tile[], side: number): Pick<Frame, 'size' | 'nameOf'> {
  const width = side - GAP - INSET;
  const full = fullSize(tiles, side);
  if (full !== undefined || side >= ROOMY) {
    const size = full ?? Math.min(...SIZES);
    const lines = Math.floor((side - GAP - 6) / (size * LINE_OF_SIZE)) - 2;
    return {
      size,
      nameOf: (name) => fitText(name, { width, lines: Math.max(1, lines) }, size, 600),
    };
  }
  const short = shortNames(tiles.map(({ name }) => name));
  const texts = [...short.values(), ...tiles.map(({ text }) => text)];
  return {
    size: sizeFor(texts, width, SIZES, 600),
    nameOf: (name) => [short.get(name) ?? name],
  };
}

function fullSize(tiles: readonly Tile[], side: number): number | undefined {
  const room = side - GAP - INSET;
  return SIZES.find((size) =>
    tiles.every(({ name, text }) => {
      const whole = `${name} ${text}`.split(' ');
      const lines = wrapText(name, room, size, 600).length + wrapText(text, room, size, 600).length;
      const fits = whole.every((word) => textWidth(word, size, 600) <= room);
      return fits && lines * size * LINE_OF_SIZE <= side - GAP - 6;
    }),
  );
}

function tileBox(tile: Tile, frame: Frame, shade: Shade): ShadedBox {
  const { side, size, left, firstColumn, firstRow, nameOf } = frame;
  const corner = {
    left: left + side * (tile.column - firstColumn),
    top: side * (tile.row - firstRow),
  };
  const name = nameOf(tile.name);
  const lines = [...name, ...wrapText(tile.text, side - GAP - INSET, size, 600)];
  const line = size * LINE_OF_SIZE;
  const words = stacked(lines, corner.left + side / 2, corner.top + side / 2, line);
  return {
    left: corner.left + GAP / 2,
    top: corner.top + GAP / 2,
    width: side - GAP,
    height: side - GAP,
    shade,
    picked: tile.picked,
    words: words.map((word, index) => ({ ...word, bold: tile.picked || index >= name.length })),
  };
}
