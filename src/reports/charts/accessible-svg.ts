import { escapeText } from '../../markup.js';
import { PALETTE } from './palette.js';
import { CHART_WIDTH } from './theme.js';
import { FONT_STACK } from './font.js';
import { wrapText } from './text-width.js';

/** The words that stand for a chart where it is not seen. */
export interface ChartWords {
  /** Unique within its page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** A drawn chart with its size in pixels. */
export interface DrawnChart {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Letters that no XML may hold, nor a picture be made of. */
const CONTROL = /(?![\t\n\r])[\p{Cc}\p{Cs}]/gu;

/**
 * Makes one image with a name and a description out of what vega draws, which names every mark and
 * not the whole. Ids are counted anew, as vega counts through the life of the process.
 */
export function accessibleSvg(drawn: string, words: ChartWords): DrawnChart {
  const [drawnWidth = 0, height = 0] =
    /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(drawn)?.slice(1).map(Number) ?? [];
  const width = Math.max(drawnWidth, CHART_WIDTH);
  const inside = drawn
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/ (role|class|aria-[a-z]+)="[^"]*"/g, '');
  const { id, title, description } = words;
  const open =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" ` +
    `height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc">`;
  const names =
    `<title id="${id}-title">${escapeText(title)}</title>` +
    `<desc id="${id}-desc">${escapeText(description)}</desc>`;
  const svg = `${open}${names}${renumbered(inside, id)}</svg>`.replace(CONTROL, '');
  return { svg, width, height };
}

function renumbered(svg: string, id: string): string {
  const seen = new Map<string, string>();
  const own = (name: string): string => {
    const known = seen.get(name) ?? `${id}-clip-${seen.size + 1}`;
    seen.set(name, known);
    return known;
  };
  return svg
    .replace(/ id="([^"]*)"/g, (_, name: string) => ` id="${own(name)}"`)
    .replace(/url\(#([^)]*)\)/g, (_, name: string) => `url(#${own(name)})`);
}

/** The words printed about a chart in a file of its own. */
export interface Surround {
  readonly title: string;
  readonly subtitle: string;
  readonly notes: readonly string[];
}

const MARGIN = 16;

/** Puts title, subtitle and notes about a chart, for a file that stands alone. */
export function standaloneSvg(chart: DrawnChart, words: ChartWords, surround: Surround): string {
  const width = Math.max(640, chart.width + 2 * MARGIN);
  const room = width - 2 * MARGIN;
  const head = textLines(surround.title, { size: 20, weight: 600, room, top: MARGIN });
  const under = textLines(surround.subtitle, { size: 15, weight: 400, room, top: head.bottom + 4 });
  const chartTop = under.bottom + 12;
  let bottom = chartTop + chart.height + 8;
  const notes = surround.notes.map((note) => {
    const lines = textLines(note, { size: 14, weight: 400, room, top: bottom });
    bottom = lines.bottom + 2;
    return lines.svg;
  });
  const height = Math.ceil(bottom + MARGIN);
  const inner = chart.svg
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>$/, '')
    .replace(/<title[^>]*>.*?<\/title><desc[^>]*>.*?<\/desc>/s, '');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${words.id}-title ${words.id}-desc">`,
    `<title id="${words.id}-title">${escapeText(words.title)}</title>`,
    `<desc id="${words.id}-desc">${escapeText(words.description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${PALETTE.paper}"/>`,
    `<g font-family="${FONT_STACK}" fill="${PALETTE.text}">${head.svg}${under.svg}${notes.join('')}</g>`,
    `<g transform="translate(${MARGIN} ${chartTop})">${inner}</g>`,
    '</svg>\n',
  ]
    .join('\n')
    .replace(CONTROL, '');
}

interface Lines {
  readonly size: number;
  readonly weight: 400 | 600;
  readonly room: number;
  readonly top: number;
}

function textLines(
  text: string,
  { size, weight, room, top }: Lines,
): { svg: string; bottom: number } {
  const height = Math.round(size * 1.3);
  const lines = wrapText(text, room, size, weight);
  const svg = lines
    .map((line, index) => {
      const y = top + height * index + size;
      return `<text x="${MARGIN}" y="${y}" font-size="${size}" font-weight="${weight}">${escapeText(line)}</text>`;
    })
    .join('');
  return { svg, bottom: top + height * lines.length };
}

const MARK_HEIGHT = 24;

/** A drawn chart with one line of words below it, for a picture that may be taken out of its page. */
export function marked({ svg, width, height }: DrawnChart, words: string): DrawnChart {
  const taller = height + MARK_HEIGHT;
  const line = `<text x="6" y="${height + 14}" font-family="${FONT_STACK}" font-size="14" fill="${PALETTE.text}">${escapeText(words)}</text>`;
  return {
    width,
    height: taller,
    svg: svg
      .replace(/viewBox="[^"]*"/, `viewBox="0 0 ${width} ${taller}"`)
      .replace(/ height="[^"]*"/, ` height="${taller}"`)
      .replace(/<\/svg>$/, () => `${line}</svg>`),
  };
}
