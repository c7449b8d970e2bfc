import { spawnSync } from 'node:child_process';

/** A text of a PDF, which is plain, or UTF-16 in hexadecimal. */
const TEXT = /\((?:[^()\\]|\\.)*\)|<FEFF[0-9A-F]*>/;

/** The structure and the metadata of a PDF as text, without its pages, fonts and pictures. */
export function structureOf(pdf: Uint8Array): string {
  const stream = /stream\r?\n(?!<\?xpacket)[^]*?endstream/g;
  return Buffer.from(pdf).toString('latin1').replace(stream, '');
}

/** Every text that stands after a key, such as `/Alt`, in order. */
export function textsAfter(pdf: string, key: string): string[] {
  return [...pdf.matchAll(new RegExp(`${key} (${TEXT.source})`, 'g'))].map(([, text = '']) =>
    text.startsWith('<')
      ? Buffer.from(text.slice(5, -1), 'hex').swap16().toString('utf16le')
      : text.slice(1, -1).replace(/\\(.)/g, '$1'),
  );
}

/** How many parts of the tagged structure are of a kind, such as `TH`. */
export function countTags(pdf: string, tag: string): number {
  return pdf.match(new RegExp(`/S /${tag}\\s`, 'g'))?.length ?? 0;
}

/** What poppler reads in a PDF, in the order of the page; null where it is not installed. */
export function readText(pdf: Uint8Array, ...options: readonly string[]): string | null {
  const done = spawnSync('pdftotext', [...options, '-', '-'], { input: pdf, encoding: 'utf8' });
  return done.error === undefined && done.status === 0 ? done.stdout : null;
}

export const HAS_POPPLER = spawnSync('pdftotext', ['-v']).error === undefined;
