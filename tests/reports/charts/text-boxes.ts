import { JSDOM } from 'jsdom';
import { textWidth } from '../../../src/reports/charts/text-width.js';

/** A text of a drawing and the room its letters take, in pixels. */
export interface TextBox {
  readonly text: string;
  readonly size: number;
  readonly fill: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Every text of an SVG, once: words that are drawn twice for a white edge count once. */
export function textBoxes(svg: string): TextBox[] {
  const { document } = new JSDOM(svg, { contentType: 'image/svg+xml' }).window;
  const boxes = [...document.querySelectorAll('text')].map(boxOf);
  const seen = new Map(boxes.map((box) => [`${box.text} ${box.left} ${box.top}`, box]));
  return [...seen.values()].filter(({ text }) => text.trim() !== '');
}

function boxOf(element: Element): TextBox {
  const text = element.textContent;
  const size = Number.parseFloat(element.getAttribute('font-size') ?? '');
  const heavy = ['bold', '600'].includes(element.getAttribute('font-weight') ?? '');
  const width = textWidth(text, size, heavy ? 600 : 400);
  const anchor = element.getAttribute('text-anchor') ?? 'start';
  const { x, y } = placeOf(element);
  const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
  const fill = element.getAttribute('fill') ?? '';
  return {
    text,
    size,
    fill,
    left,
    right: left + width,
    top: y - size * 0.7,
    bottom: y + size * 0.2,
  };
}

function placeOf(element: Element): { x: number; y: number } {
  let [x, y] = [0, 0];
  for (let each: Element | null = element; each !== null; each = each.parentElement) {
    const moved = /translate\(([-\d.e]+)[ ,]([-\d.e]+)\)/.exec(
      each.getAttribute('transform') ?? '',
    );
    x += Number(moved?.[1] ?? 0);
    y += Number(moved?.[2] ?? 0);
  }
  return { x, y };
}

/** The pairs of texts that lie on each other. */
export function overlaps(boxes: readonly TextBox[]): string[] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (b) =>
          a.left < b.right - 0.5 &&
          b.left < a.right - 0.5 &&
          a.top < b.bottom - 0.5 &&
          b.top < a.bottom - 0.5,
      )
      .map((b) => `${a.text} / ${b.text}`),
  );
}

/** The texts that reach beyond the drawing. */
export function clipped(
  boxes: readonly TextBox[],
  size: { width: number; height: number },
): string[] {
  return boxes
    .filter(
      ({ left, right, top, bottom }) =>
        left < 0 || top < 0 || right > size.width || bottom > size.height,
    )
    .map(({ text }) => text);
}
