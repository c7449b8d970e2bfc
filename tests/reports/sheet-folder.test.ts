import { describe, expect, it } from 'vitest';
import { sheetFolder } from '../../src/reports/sheet-folder.js';

describe('sheetFolder', () => {
  it('cuts a name that no disk would take, and keeps two of them apart', () => {
    const [one, two] = ['a', 'b'].map((end) => sheetFolder(`${'\u0436'.repeat(200)}${end}`));
    expect(one).not.toBe(two);
    expect(Buffer.byteLength(one ?? '')).toBeLessThan(200);
    expect(sheetFolder('a'.repeat(200))).toBe('a'.repeat(200));
  });

  it('never takes the name of the list', () => {
    expect(sheetFolder('index.html')).toBe('index%2Ehtml');
  });
});
