import type JSZip from 'jszip';
import type { Setting } from '../paragraph.js';
import { ROLES, STYLES } from '../styles.js';
import type { KnownStyle, Role } from '../styles.js';
import { DOCUMENT, partOf } from './open-template.js';

/** What there is in a template to write with: its styles and the width of its text. */
export async function templateSetting(zip: JSZip, dataBelow: boolean): Promise<Setting> {
  return {
    styles: stylesIn(await partOf(zip, 'word/styles.xml')),
    textWidth: textWidthIn(await partOf(zip, DOCUMENT)),
    own: false,
    dataBelow,
  };
}

/** The template's paragraph styles by name, as their ids differ from one language of Word to another. */
function stylesIn(xml: string): Map<Role, KnownStyle> {
  const byId = new Map<string, { name: string; xml: string }>();
  for (const [style = ''] of xml.matchAll(/<w:style\b.*?<\/w:style>/gs)) {
    const id = /^<w:style\b[^>]*w:styleId="([^"]*)"/.exec(style)?.[1];
    const name = /<w:name w:val="([^"]*)"/.exec(style)?.[1];
    const isParagraph = /^<w:style\b[^>]*w:type="paragraph"/.test(style);
    if (id !== undefined && name !== undefined && isParagraph) byId.set(id, { name, xml: style });
  }
  const known = new Map<Role, KnownStyle>();
  for (const role of ROLES) {
    const wanted = STYLES[role].name.toLowerCase();
    const id = [...byId].find(([, { name }]) => name.toLowerCase() === wanted)?.[0];
    if (id !== undefined) known.set(role, { id, numbered: isNumbered(id, byId) });
  }
  return known;
}

/** Whether a style, or one that it is based on, counts its paragraphs. */
function isNumbered(id: string, styles: ReadonlyMap<string, { xml: string }>): boolean {
  const seen = new Set<string>();
  let at: string | undefined = id;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    const xml: string = styles.get(at)?.xml ?? '';
    const number = /<w:numPr>.*?<w:numId w:val="(\d+)"/s.exec(xml)?.[1];
    if (number !== undefined) return number !== '0';
    at = /<w:basedOn w:val="([^"]*)"/.exec(xml)?.[1];
  }
  return false;
}

/** A4 between Word's usual margins, in twentieths of a point. */
const USUAL_WIDTH = 9026;

/** The narrowest text of the template's sections. */
function textWidthIn(xml: string): number {
  const widths = [...xml.matchAll(/<w:sectPr\b.*?<\/w:sectPr>/gs)].map(([section]) => {
    const page = numberIn(section, /<w:pgSz\b[^>]*\bw:w="(\d+)"/);
    const left = numberIn(section, /<w:pgMar\b[^>]*\bw:left="(\d+)"/);
    const right = numberIn(section, /<w:pgMar\b[^>]*\bw:right="(\d+)"/);
    return page - left - right;
  });
  const usable = widths.filter((width) => width > 0);
  return usable.length === 0 ? USUAL_WIDTH : Math.min(...usable);
}

function numberIn(xml: string, pattern: RegExp): number {
  return Number(pattern.exec(xml)?.[1] ?? 0);
}
