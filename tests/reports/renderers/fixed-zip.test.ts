import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { fixedZip } from '../../../src/reports/renderers/fixed-zip.js';

async function zipOf(names: readonly string[], date: string): Promise<JSZip> {
  const zip = new JSZip();
  for (const name of names) zip.file(name, `text of ${name}`, { date: new Date(date) });
  return JSZip.loadAsync(await zip.generateAsync({ type: 'uint8array' }));
}

describe('fixedZip', () => {
  it('gives equal bytes for equal contents, whatever their order and dates', async () => {
    const one = await fixedZip(await zipOf(['b/c.xml', 'a.xml'], '2026-01-01'), '2026-04-30');
    const two = await fixedZip(await zipOf(['a.xml', 'b/c.xml'], '2020-06-07'), '2026-04-30');
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });

  it('keeps the contents, leaves out folders and dates each entry with the day', async () => {
    const bytes = await fixedZip(await zipOf(['b/c.xml', 'a.xml'], '2026-01-01'), '2026-04-30');
    const zip = await JSZip.loadAsync(bytes);
    expect(Object.keys(zip.files)).toEqual(['a.xml', 'b/c.xml']);
    expect(await zip.file('b/c.xml')?.async('string')).toBe('text of b/c.xml');
    expect(zip.file('a.xml')?.date.toISOString()).toBe('2026-04-30T00:00:00.000Z');
  });
});
