import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../src/reports/briefing.js';
import { renderHtml } from '../../../../src/reports/renderers/html/render-html.js';
import { HAND_TABLE, handBriefing } from '../../helpers/hand-briefing.js';

const VALUES = [
  ['April', '9.2%'],
  ['May', '[c]'],
  ['June', '10.1%'],
  ['July', '8% [u]'],
  ['August', '-0.4'],
] as const;

const TABLE: Table = {
  ...HAND_TABLE,
  columns: [{ label: 'Vacancy rate', align: 'number' }],
  rows: VALUES.map(([header, text]) => ({ header, cells: [{ text }] })),
};

function open(table: Table, runScripts: boolean): Document {
  const page = renderHtml({ briefing: handBriefing({}, table), charts: new Map() });
  const plain = page.replace(/<style>.*?<\/style>/s, '');
  return new JSDOM(plain, runScripts ? { runScripts: 'dangerously' } : {}).window.document;
}

function order(page: Document): string[] {
  return [...page.querySelectorAll('#table-main tbody th')].map(({ textContent }) => textContent);
}

describe('the sorting of a table', () => {
  it('goes from highest to lowest, back, and to the order of the paper, with marks last', () => {
    const page = open(TABLE, true);
    const head = page.querySelector('#table-main thead th.number');
    const press = (): string[] => {
      head?.querySelector('button')?.click();
      return order(page);
    };
    expect(press()).toEqual(['June', 'April', 'July', 'August', 'May']);
    expect(head?.getAttribute('aria-sort')).toBe('descending');
    expect(page.querySelector('main > [role=status]')?.textContent).toBe(
      'Sorted by Vacancy rate, highest first',
    );
    expect(press()).toEqual(['August', 'July', 'April', 'June', 'May']);
    expect(head?.getAttribute('aria-sort')).toBe('ascending');
    expect(press()).toEqual(VALUES.map(([header]) => header));
    expect(head?.hasAttribute('aria-sort')).toBe(false);
  });

  it('keeps the heads, and each row whole', () => {
    const page = open(TABLE, true);
    page.querySelector<HTMLButtonElement>('#table-main button')?.click();
    expect(page.querySelector('#table-main thead th.number')?.textContent.trim()).toBe(
      'Vacancy rate',
    );
    expect(page.querySelector('#table-main tbody tr')?.textContent.replace(/\s+/g, '')).toBe(
      'June10.1%',
    );
  });

  it('is not there without a program, nor for few rows or cells with detail', () => {
    expect(open(TABLE, false).querySelector('button')).toBeNull();
    expect(
      open({ ...TABLE, rows: TABLE.rows.slice(0, 3) }, true).querySelector('button'),
    ).toBeNull();
    expect(open(HAND_TABLE, true).querySelector('button')).toBeNull();
  });
});
