/** A stretch of XML, from its first letter to after its last. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A placeholder with the pieces of text, in one run or more, that it is spread over. */
export interface Found {
  /** As we know it: `key_messages`. */
  readonly name: string;
  /** As it stands in the template: `{{Key messages}}`. */
  readonly written: string;
  readonly pieces: readonly Stretch[];
  readonly paragraph: Stretch;
  /** Whether the paragraph holds nothing else. */
  readonly alone: boolean;
  /** Width of the table cell that it stands in, in twentieths of a point; null outside a table. */
  readonly cellWidth: number | null;
}

interface Paragraph extends Stretch {
  /** The texts of its runs, by where they stand in the XML. */
  readonly texts: readonly Stretch[];
  readonly cellWidth: number | null;
}

const TOKEN =
  /<w:p(?=[\s>/])[^>]*>|<\/w:p>|<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<\/?w:tc(?=[\s>])[^>]*>|<w:tcW\b[^>]*>/g;

/** Finds the placeholders of a part of a Word file, also those that Word split over runs. */
export function findPlaceholders(xml: string): Found[] {
  return paragraphsOf(xml).flatMap((paragraph) => placeholdersOf(xml, paragraph));
}

/** The paragraphs of a part; a paragraph of a text box is not also part of the one around it. */
function paragraphsOf(xml: string): Paragraph[] {
  const done: Paragraph[] = [];
  const open: { start: number; texts: Stretch[] }[] = [];
  const cells: (number | null)[] = [];
  for (const token of xml.matchAll(TOKEN)) {
    const [tag, text] = token;
    const end = token.index + tag.length;
    if (text !== undefined) {
      const close = end - '</w:t>'.length;
      open.at(-1)?.texts.push({ start: close - text.length, end: close });
    } else if (tag === '</w:p>') {
      const paragraph = open.pop();
      if (paragraph !== undefined)
        done.push({ ...paragraph, end, cellWidth: cells.at(-1) ?? null });
    } else if (/^<w:p\b/.test(tag)) {
      if (!tag.endsWith('/>')) open.push({ start: token.index, texts: [] });
    } else {
      followCell(tag, cells);
    }
  }
  return done;
}

/** Keeps the widths of the cells that are open, the innermost last. */
function followCell(tag: string, cells: (number | null)[]): void {
  if (tag.startsWith('</')) cells.pop();
  else if (!tag.startsWith('<w:tcW')) cells.push(null);
  else if (tag.includes('w:type="dxa"')) cells[cells.length - 1] = widthIn(tag);
}

function widthIn(tag: string): number | null {
  const width = /\bw:w="(\d+)"/.exec(tag)?.[1];
  return width === undefined ? null : Number(width);
}

const PLACEHOLDER = /\{\{(.*?)(?:\}\}|$)/gs;
const DRAWN = /<w:(drawing|pict|object)\b/;

function placeholdersOf(xml: string, paragraph: Paragraph): Found[] {
  const text = paragraph.texts.map(({ start, end }) => xml.slice(start, end)).join('');
  const drawn = DRAWN.test(xml.slice(paragraph.start, paragraph.end));
  return [...text.matchAll(PLACEHOLDER)].map((match) => ({
    name: nameOf(match[1] ?? ''),
    written: match[0],
    pieces: piecesOf(paragraph.texts, match.index, match.index + match[0].length),
    paragraph: { start: paragraph.start, end: paragraph.end },
    alone: text.trim() === match[0] && !drawn,
    cellWidth: paragraph.cellWidth,
  }));
}

function nameOf(written: string): string {
  return written
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** The parts of the texts of runs that lie between two places of the text of a paragraph. */
function piecesOf(texts: readonly Stretch[], from: number, to: number): Stretch[] {
  const pieces: Stretch[] = [];
  let before = 0;
  for (const { start, end } of texts) {
    const first = Math.max(from - before, 0);
    const last = Math.min(to - before, end - start);
    if (first < last) pieces.push({ start: start + first, end: start + last });
    before += end - start;
  }
  return pieces;
}

/** Another text for a stretch of XML. */
export interface Edit extends Stretch {
  readonly text: string;
}

/** Makes changes that do not overlap, last first, so that the places of the others stay true. */
export function edited(xml: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), xml);
}
