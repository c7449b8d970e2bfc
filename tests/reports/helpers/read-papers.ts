import { JSDOM } from 'jsdom';
import { below } from './read-workbook.js';

/** The rows of a table, its head first: each cell as its lines, the figure before the smaller ones. */
export type ShownTable = readonly (readonly (readonly string[])[])[];

/** What a document shows: its tables by caption, and its paragraphs. */
export interface ShownPaper {
  readonly tables: ReadonlyMap<string, ShownTable>;
  readonly paragraphs: readonly string[];
}

/** A text with single spaces, without marks that only say where a line may break. */
export function flat(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u2060]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Reads a page. */
export function readPage(page: string): ShownPaper {
  const { document } = new JSDOM(page.replace(/<style>.*?<\/style>/s, '')).window;
  const tables = [...document.querySelectorAll('table')].map((table) => {
    const rows = [...table.rows].map((row) => [...row.cells].map(linesOfCell));
    return [flat(table.caption?.textContent ?? ''), rows] as const;
  });
  const blocks = [...document.querySelectorAll('p, li, h3, dd, svg > desc')];
  return {
    tables: new Map(tables),
    paragraphs: blocks.map(({ textContent }) => flat(textContent)),
  };
}

function linesOfCell(cell: Element): string[] {
  const details = [...cell.querySelectorAll('.detail')];
  const smaller = details.map(({ textContent }) => flat(textContent));
  [...details, ...cell.querySelectorAll('svg')].forEach((each) => {
    each.remove();
  });
  return [flat(cell.textContent), ...smaller];
}

/** Reads the document.xml of a Word document, the words for its pictures among the paragraphs. */
export function readWord(xml: string): ShownPaper {
  const { document } = new JSDOM(xml, { contentType: 'text/xml' }).window;
  const root = document.documentElement;
  const tables = below(root, 'w:tbl').map((table) => {
    const rows = below(table, 'w:tr').map((row) =>
      below(row, 'w:tc').map((cell) => below(cell, 'w:p').map(textOfParagraph)),
    );
    const caption = table.previousElementSibling;
    return [caption === null ? '' : textOfParagraph(caption), rows] as const;
  });
  const pictures = below(root, 'wp:docPr').flatMap((each) =>
    ['title', 'descr'].map((name) => flat(each.getAttribute(name) ?? '')),
  );
  return {
    tables: new Map(tables.filter(([caption]) => /^(Table|Data for figure) \d+: /.test(caption))),
    paragraphs: [...below(root, 'w:p').map(textOfParagraph), ...pictures],
  };
}

function textOfParagraph(paragraph: Element): string {
  const pieces = [...paragraph.querySelectorAll('*')].map(({ tagName, textContent }) => {
    if (tagName === 'w:tab') return ' ';
    return tagName === 'w:t' ? textContent : '';
  });
  return flat(pieces.join(''));
}
