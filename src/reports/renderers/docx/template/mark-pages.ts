import type JSZip from 'jszip';
import { escapeText } from '../../../../markup.js';
import { insertBefore } from '../finish.js';
import { STYLES } from '../styles.js';
import { wordSafe } from '../text.js';
import { DOCUMENT, partOf } from './open-template.js';

const HEADER = 'headerCarecount.xml';
const RELATION = 'carecountHeader';
const NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Where a header begins, in twentieths of a point, and a page that leaves no room for one. */
const HEADER_ROOM = 567;
const NO_ROOM = /(<w:pgMar\b[^>]*\bw:header=")[012]?\d?\d(")/g;

/** Puts words on every page of a template: atop each header that it has, and a header where it has none. */
export async function markPages(zip: JSZip, words: string): Promise<void> {
  const line = markXml(words);
  for (const { name } of zip.file(/^word\/header[^/]*\.xml$/)) {
    const header = await partOf(zip, name);
    zip.file(
      name,
      header.replace(/<w:hdr\b[^>]*>/, (open) => open + line),
    );
  }
  const document = await partOf(zip, DOCUMENT);
  const marked = withHeaders(document);
  if (marked === document) return;
  zip.file(DOCUMENT, marked.replace(NO_ROOM, `$1${HEADER_ROOM}$2`));
  zip.file(
    `word/${HEADER}`,
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:hdr xmlns:w="${NAMESPACE}">${line}</w:hdr>`,
  );
  await declareHeader(zip);
}

function markXml(words: string): string {
  const { bold, size, color } = STYLES.mark.run;
  const look = `${bold === true ? '<w:b/>' : ''}<w:color w:val="${color}"/><w:sz w:val="${String(size)}"/>`;
  const text = `<w:t xml:space="preserve">${escapeText(wordSafe(words))}</w:t>`;
  return `<w:p><w:pPr><w:spacing w:after="60"/></w:pPr><w:r><w:rPr>${look}</w:rPr>${text}</w:r></w:p>`;
}

/** Names our header for each kind of page that the first section has none for; later ones take it over. */
function withHeaders(document: string): string {
  const section = /<w:sectPr\b[^>]*?(?:\/>|>.*?<\/w:sectPr>)/s.exec(document);
  const missing = ['default', 'first', 'even'].filter(
    (type) => !new RegExp(`<w:headerReference\\b[^>]*w:type="${type}"`).test(section?.[0] ?? ''),
  );
  const references = missing
    .map(
      (type) => `<w:headerReference xmlns:r="${RELATIONS}" w:type="${type}" r:id="${RELATION}"/>`,
    )
    .join('');
  if (section === null) {
    return document.replace('</w:body>', () => `<w:sectPr>${references}</w:sectPr></w:body>`);
  }
  const open = /^<w:sectPr\b[^>]*>/.exec(section[0])?.[0] ?? '';
  const rest = section[0].slice(open.length);
  const filled = open.endsWith('/>')
    ? `${open.slice(0, -2)}>${references}</w:sectPr>`
    : open + references + rest;
  const end = section.index + section[0].length;
  return document.slice(0, section.index) + filled + document.slice(end);
}

async function declareHeader(zip: JSZip): Promise<void> {
  await insertBefore(
    zip,
    '[Content_Types].xml',
    '</Types>',
    `<Override PartName="/word/${HEADER}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>`,
  );
  await insertBefore(
    zip,
    'word/_rels/document.xml.rels',
    '</Relationships>',
    `<Relationship Id="${RELATION}" Type="${RELATIONS}/header" Target="${HEADER}"/>`,
  );
}
