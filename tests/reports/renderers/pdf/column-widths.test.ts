import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../src/reports/briefing.js';
import { textWidth } from '../../../../src/reports/charts/text-width.js';
import { breakable, columnWidths } from '../../../../src/reports/renderers/pdf/column-widths.js';

function table(header: string, ...texts: readonly string[]): Table {
  return {
    id: 'a',
    caption: 'A',
    columns: texts.map(() => ({ label: 'Label', align: 'text' })),
    rows: [{ header, cells: texts.map((text) => ({ text })) }],
  };
}

const sum = (widths: readonly number[]): number => widths.reduce((all, width) => all + width, 0);

describe('columnWidths', () => {
  it('never takes more than the page', () => {
    const words = 'many words that need room '.repeat(9);
    expect(sum(columnWidths(table(words, words, words, words)))).toBeLessThanOrEqual(482);
    const long = Array.from({ length: 14 }, () => 'Responsibilities');
    expect(sum(columnWidths(table('Name', ...long)))).toBeLessThanOrEqual(482);
  });

  it('has the longest word of each column on one line', () => {
    const [, narrow = 0] = columnWidths(
      table('x '.repeat(90), 'a b accommodation c', 'y '.repeat(90)),
    );
    expect(narrow).toBeGreaterThan(textWidth('accommodation', 10, 600));
  });

  it('never breaks a word for the sake of a column of short texts', () => {
    const columns = [
      'All settings',
      'Home care',
      'Community',
      'Accommodation',
      '[c]',
      '[x]',
      'Other services',
      '[c] [c] [c] [c]',
    ];
    const [name = 0] = columnWidths(table('Harrowmere County', ...columns));
    expect(breakable('Harrowmere County', name)).toBe('Harrowmere County');
  });

  it('gives more to the column with more words', () => {
    const [, few = 0, many = 0] = columnWidths(
      table('Name', '7.1%', 'words upon words '.repeat(9)),
    );
    expect(many).toBeGreaterThan(few);
  });

  it('keeps a small table small, so that a figure stays near its name', () => {
    expect(sum(columnWidths(table('May', '7.1%')))).toBeLessThan(300);
  });
});

describe('breakable', () => {
  it('lets a word break only where it is wider than its column', () => {
    expect(breakable('short word', 90)).toBe('short word');
    expect(breakable('WWWWWW x', 40)).toBe(`${[...'WWWWWW'].join('\u200b')} x`);
  });
});
