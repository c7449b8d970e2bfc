import JSZip from 'jszip';
import { escapeText } from '../../../markup.js';
import type { Briefing } from '../../briefing.js';
import { fixedZip } from '../fixed-zip.js';
import { wordSafe } from './text.js';

const DOCUMENT = 'word/document.xml';
const CORE = 'docProps/core.xml';

/** Gives a Word file its properties and each picture a number of its own, and packs it without a clock. */
export async function finish(bytes: Uint8Array, briefing: Briefing): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes);
  const xml = (await zip.file(DOCUMENT)?.async('text')) ?? '';
  zip.file(DOCUMENT, numberedPictures(withoutTwice(xml)));
  if (zip.file(CORE) === null) await declareCore(zip);
  zip.file(CORE, coreXml(briefing));
  return fixedZip(zip, briefing.asAt);
}

/** The library gives every picture the same number. */
function numberedPictures(xml: string): string {
  let count = 0;
  return xml.replace(
    /(<wp:docPr\b[^>]*?\bid=")\d+(")/g,
    (_, open: string, close: string) => `${open}${(count += 1)}${close}`,
  );
}

/** Filling a template adds a name to a list of the root element that may have it already. */
function withoutTwice(xml: string): string {
  return xml.replace(
    /(mc:Ignorable=")([^"]*)/,
    (_, open: string, names: string) => open + [...new Set(names.split(/\s+/))].join(' '),
  );
}

function coreXml({ title, kicker, partnership, asAt }: Briefing): string {
  const day = `${asAt}T00:00:00Z`;
  const words = (text: string): string => escapeText(wordSafe(text));
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${words(title)}</dc:title><dc:subject>${words(kicker)}</dc:subject>`,
    `<dc:creator>${words(partnership.name)}</dc:creator>`,
    '<cp:lastModifiedBy>Carecount</cp:lastModifiedBy><cp:revision>1</cp:revision>',
    `<dcterms:created xsi:type="dcterms:W3CDTF">${day}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${day}</dcterms:modified>`,
    '<dc:language>en-GB</dc:language></cp:coreProperties>',
  ].join('');
}

/** Some programs save a document without properties: says that there are some now. */
async function declareCore(zip: JSZip): Promise<void> {
  await insertBefore(
    zip,
    '[Content_Types].xml',
    '</Types>',
    `<Override PartName="/${CORE}" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>`,
  );
  await insertBefore(
    zip,
    '_rels/.rels',
    '</Relationships>',
    `<Relationship Id="carecountCore" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="${CORE}"/>`,
  );
}

/** Puts XML at the end of an element that closes a part. */
export async function insertBefore(
  zip: JSZip,
  part: string,
  closing: string,
  xml: string,
): Promise<void> {
  const text = (await zip.file(part)?.async('text')) ?? '';
  const at = text.lastIndexOf(closing);
  if (at >= 0) zip.file(part, `${text.slice(0, at)}${xml}${text.slice(at)}`);
}
