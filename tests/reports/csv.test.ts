import { describe, expect, it } from 'vitest';
import { csvText } from '../../src/reports/csv.js';

describe('csvText', () => {
  it('quotes what needs it and ends each row with both line ends', () => {
    expect(
      csvText([
        ['a', 'b,c', 'd"e'],
        ['', '1', '-2.5'],
      ]),
    ).toBe('a,"b,c","d""e"\r\n,1,-2.5\r\n');
  });

  it('makes text plain that a spreadsheet would run', () => {
    expect(csvText([['=1+1', '@x', '+a', '-b']])).toBe("'=1+1,'@x,'+a,'-b\r\n");
  });
});
