import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/ingest/readers/decode.js';

const TEXT = 'Name,Pay\nSeñor Ó Café,£12.60\n';
const shown = (bytes: Uint8Array) => {
  const { encoding, text } = decode(bytes);
  return { encoding, text: Buffer.from(text).toString('utf8') };
};

describe('decode', () => {
  it('leaves UTF-8 as it is', () => {
    const bytes = Buffer.from(TEXT);
    expect(decode(bytes)).toEqual({ encoding: 'utf-8', text: bytes });
    expect(decode(bytes).text).toBe(bytes);
  });

  it('takes the mark off UTF-8', () => {
    expect(shown(Buffer.from(`\ufeff${TEXT}`))).toEqual({ encoding: 'utf-8 with BOM', text: TEXT });
  });

  it.each(['utf-16le', 'utf-16be'])('reads %s with a mark and without one', (encoding) => {
    for (const addBOM of [true, false]) {
      const bytes = iconv.encode(TEXT, encoding, { addBOM });
      expect(shown(bytes)).toEqual({ encoding: 'utf-16', text: TEXT });
    }
  });

  it.each([
    [0x80, '\u20ac'],
    [0x92, '\u2019'],
    [0x93, '\u201c'],
    [0x96, '\u2013'],
    [0x9f, '\u0178'],
    [0xa3, '\u00a3'],
  ])('reads the byte %i of windows-1252 as the character Windows has there', (byte, character) => {
    expect(shown(Buffer.from([0x41, byte]))).toEqual({
      encoding: 'windows-1252',
      text: `A${character}`,
    });
  });

  it('looks at the whole file, not at its head', () => {
    const head = 'name,value\n'.repeat(100_000);
    const { encoding, text } = shown(Buffer.concat([Buffer.from(head), Buffer.from([0xa3, 0x31])]));
    expect(encoding).toBe('windows-1252');
    expect(text.slice(-2)).toBe('£1');
  });

  it('does not believe a mark of UTF-8 before bytes that are not', () => {
    expect(shown(Buffer.from([0xef, 0xbb, 0xbf, 0x41, 0xa3]))).toEqual({
      encoding: 'windows-1252',
      text: 'A£',
    });
  });

  it('takes an empty file for UTF-8', () => {
    expect(shown(Buffer.alloc(0))).toEqual({ encoding: 'utf-8', text: '' });
  });
});
