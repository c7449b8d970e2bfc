import JSZip from 'jszip';
import { fixedZip } from '../fixed-zip.js';

/**
 * Puts right what exceljs writes in its own way: tables get a filter although none is asked for,
 * links within the workbook are written as links to a file as well, and the font of cells that have
 * none, by which widths are measured, is Calibri. Equal input gives equal bytes.
 * @param day The date of the entries of the file, `2026-04-30`.
 */
export async function tidyWorkbook(bytes: Uint8Array, day: string): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes);
  for (const [path, entry] of Object.entries(zip.files)) {
    const tidy = tidierOf(path);
    if (tidy !== null) zip.file(path, tidy(await entry.async('string')));
  }
  return fixedZip(zip, day);
}

function tidierOf(path: string): ((xml: string) => string) | null {
  if (/^xl\/tables\/[^/]+\.xml$/.test(path)) return withoutFilter;
  if (path === 'xl/styles.xml') return inArial;
  if (/^xl\/worksheets\/_rels\/[^/]+\.rels$/.test(path)) return withoutFileLinks;
  return /^xl\/worksheets\/[^/]+\.xml$/.test(path) ? withInnerLinks : null;
}

function withoutFilter(xml: string): string {
  return xml
    .replace(/<autoFilter[^>]*>.*?<\/autoFilter>/s, '')
    .replace(' totalsRowShown="1"', ' totalsRowShown="0"');
}

function withoutFileLinks(xml: string): string {
  return xml.replace(/<Relationship [^>]*relationships\/hyperlink"[^>]*\/>/g, '');
}

function withInnerLinks(xml: string): string {
  return xml.replace(/(<hyperlink ref="[A-Z]+\d+") r:id="[^"]*"( location=")#/g, '$1$2');
}

function inArial(xml: string): string {
  return xml.replace(
    /<font>(?:(?!<\/font>).)*<name val="Calibri"\/>.*?<\/font>/s,
    '<font><sz val="12"/><name val="Arial"/><family val="2"/></font>',
  );
}
