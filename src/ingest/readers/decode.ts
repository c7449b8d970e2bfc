import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** The encodings providers' files arrive in. */
export type Encoding = 'utf-8' | 'utf-8 with BOM' | 'utf-16' | 'windows-1252';

/** How far into a file without a mark the pattern of NUL bytes is looked for. */
const PATTERN_BYTES = 4096;

/** A text file's bytes as UTF-8, with the mark at its head taken off; the same bytes where they are that already. */
export function decode(bytes: Uint8Array): { encoding: Encoding; text: Uint8Array } {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return { encoding: 'utf-16', text: transcode(bytes, utf16) };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    const text = bytes.subarray(3);
    if (isUtf8(text)) return { encoding: 'utf-8 with BOM', text };
    return { encoding: 'windows-1252', text: transcode(text, 'windows-1252') };
  }
  if (isUtf8(bytes)) return { encoding: 'utf-8', text: bytes };
  return { encoding: 'windows-1252', text: transcode(bytes, 'windows-1252') };
}

/** Which UTF-16 the bytes are, by their mark or, without one, by where their NUL bytes stand. */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(bytes.length, PATTERN_BYTES) >> 1;
  let first = 0;
  let second = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (bytes[2 * pair] === 0) first += 1;
    if (bytes[2 * pair + 1] === 0) second += 1;
  }
  if (second * 2 > pairs && first === 0) return 'utf-16le';
  if (first * 2 > pairs && second === 0) return 'utf-16be';
  return undefined;
}

function transcode(bytes: Uint8Array, encoding: string): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return Buffer.from(iconv.decode(buffer, encoding), 'utf8');
}
