import { PatchType, patchDocument } from 'docx';
import type { FileChild, IPatch } from 'docx';
import type JSZip from 'jszip';
import { escapeText } from '../../../../markup.js';
import { monthLabel } from '../../../../period.js';
import { withoutAppendices } from '../../../appendices.js';
import type { Briefing } from '../../../briefing.js';
import type { PackParts } from '../../pack-parts.js';
import { markOf } from '../mark.js';
import { paperOf } from '../paper.js';
import { paragraph } from '../paragraph.js';
import type { Setting } from '../paragraph.js';
import { wordSafe } from '../text.js';
import { checkPlaceholders } from './check-placeholders.js';
import type { Placeholders } from './check-placeholders.js';
import { edited, findPlaceholders } from './find-placeholders.js';
import type { Edit, Found } from './find-placeholders.js';
import { markPages } from './mark-pages.js';
import { openTemplate, partOf } from './open-template.js';
import { WITH_DATA, placeholderContent, placeholderText } from './placeholders.js';
import { templateSetting } from './template-setting.js';

/** Text from data never holds these: it cannot be taken for a place to fill. */
const DELIMITERS = { start: '\ue000', end: '\ue001' };

const FILLED = /^word\/(document|header[^/]*|footer[^/]*|footnotes|endnotes)\.xml$/;

/**
 * Fills the placeholders of a council's Word template with a briefing, in the template's own styles.
 * @throws CC-REP-004 where it is no Word document, has no placeholder, or one that is not known or
 * does not stand where it can be filled.
 */
export async function fillTemplate(
  parts: PackParts,
  template: Uint8Array,
  name: string,
): Promise<Uint8Array> {
  const { briefing } = parts;
  const zip = await openTemplate(template, name);
  const found = await placeholdersIn(zip);
  checkPlaceholders(found, briefing, name);
  const places = await fillTexts(zip, found, briefing);
  const dataBelow = !places.some((place) => WITH_DATA.includes(place.name));
  const setting = await templateSetting(zip, dataBelow);
  const mark = markOf(briefing);
  if (mark !== null) await markPages(zip, mark);
  return patchDocument({
    outputType: 'uint8array',
    data: await zip.generateAsync({ type: 'uint8array' }),
    patches: patchesOf(
      places,
      dataBelow ? { ...parts, briefing: withoutAppendices(briefing) } : parts,
      setting,
    ),
    placeholderDelimiters: DELIMITERS,
    recursive: false,
  });
}

async function placeholdersIn(zip: JSZip): Promise<Placeholders> {
  const found = new Map<string, readonly Found[]>();
  for (const { name } of zip.file(FILLED)) {
    found.set(name, findPlaceholders(await partOf(zip, name)));
  }
  return found;
}

/** A paragraph to be replaced: by what, and how wide it may be. */
interface Place {
  readonly name: string;
  readonly cellWidth: number | null;
}

/** Fills in the words, marks the paragraphs to be replaced, and says what is to stand in each. */
async function fillTexts(zip: JSZip, found: Placeholders, briefing: Briefing): Promise<Place[]> {
  const places: Place[] = [];
  for (const [part, placeholders] of found) {
    const xml = await partOf(zip, part);
    const edits = placeholders.flatMap((each): Edit[] => {
      const text = placeholderText(each.name, briefing);
      if (text !== null) return textEdits(each, text);
      places.push(each);
      return [paragraphEdit(xml, each, places.length)];
    });
    zip.file(part, edited(xml, edits));
  }
  return places;
}

/** The words go where the placeholder begins, in the look of its first letter. */
function textEdits({ pieces }: Found, text: string): Edit[] {
  return pieces.map(({ start, end }, index) => ({
    start,
    end,
    text: index === 0 ? escapeText(wordSafe(text)) : '',
  }));
}

/** A paragraph of nothing but a mark; one that ends a section of the template still ends it. */
function paragraphEdit(xml: string, { paragraph: { start, end } }: Found, number: number): Edit {
  const section = /<w:sectPr\b.*?<\/w:sectPr>/s.exec(xml.slice(start, end))?.[0];
  const ending = section === undefined ? '' : `<w:p><w:pPr>${section}</w:pPr></w:p>`;
  const mark = `${DELIMITERS.start}${number}${DELIMITERS.end}`;
  return { start, end, text: `<w:p><w:r><w:t>${mark}</w:t></w:r></w:p>${ending}` };
}

function patchesOf(
  places: readonly Place[],
  parts: PackParts,
  setting: Setting,
): Record<string, IPatch> {
  const patches = places.map(({ name, cellWidth }, index): [string, IPatch] => {
    const here = { ...setting, textWidth: widthAt(cellWidth, setting) };
    const content = placeholderContent(name, paperOf(parts, here));
    const children = content.length === 0 ? nothing(here, parts.briefing) : content;
    return [String(index + 1), { type: PatchType.DOCUMENT, children }];
  });
  return Object.fromEntries(patches);
}

/** The space that Word leaves in a cell, on both sides together. */
const IN_CELL = 216;

function widthAt(cellWidth: number | null, { textWidth }: Setting): number {
  return cellWidth === null ? textWidth : Math.min(cellWidth, textWidth) - IN_CELL;
}

function nothing(setting: Setting, { area, period }: Briefing): FileChild[] {
  const words = `There is nothing under this heading for ${area.name} in ${monthLabel(period)}.`;
  return [paragraph(setting, 'answer', words)];
}
