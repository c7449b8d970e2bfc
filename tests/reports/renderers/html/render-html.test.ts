import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../src/reports/briefing.js';
import { renderHtml } from '../../../../src/reports/renderers/html/render-html.js';
import { HAND_TABLE, handBriefing } from '../../helpers/hand-briefing.js';

function open(files: readonly string[], table?: Table): Document {
  const page = renderHtml({ briefing: handBriefing({}, table), charts: new Map() }, files);
  return new JSDOM(page.replace(/<style>.*?<\/style>/s, '')).window.document;
}

function links(page: Document): (string | null)[] {
  return [...page.querySelectorAll('a:not([href^="#"])')].map((link) => link.getAttribute('href'));
}

describe('renderHtml', () => {
  it('links to the other files of the folder, and to none that is not there', () => {
    const files = [
      'briefing.pdf',
      'briefing.xlsx',
      'table-main.csv',
      'vacancy-ranked.csv',
      'x.txt',
    ];
    expect(links(open(files))).toEqual(files.slice(0, 4));
    expect(links(open([]))).toEqual([]);
  });

  it('names what a link leads to', () => {
    const page = open(['briefing.pdf', 'table-main.csv']);
    const words = [...page.querySelectorAll('a:not([href^="#"])')].map((link) => link.textContent);
    expect(words).toEqual(['PDF, tagged for screen readers', 'Table 1: figures as CSV']);
  });

  it('draws a small line beside a figure, broken where a month has none, for the eye alone', () => {
    const cells = [{ text: '7.9%', spark: [4, 5, null, 6, null, 4, 8] }];
    const page = open([], { ...HAND_TABLE, rows: [{ header: 'Northmoor', cells }] });
    const spark = page.querySelector('svg.spark');
    expect(spark?.getAttribute('aria-hidden')).toBe('true');
    expect(
      [...(spark?.querySelectorAll('polyline') ?? [])].map((line) => line.getAttribute('points')),
    ).toEqual(['2.0,14.0 11.3,11.0', '30.0,8.0 30.0,8.0', '48.7,14.0 58.0,2.0']);
    expect(page.querySelector('#table-main td:last-child')?.textContent.trim()).toBe('7.9%');
  });

  it('draws no line of fewer than two figures', () => {
    const cells = [{ text: '7.9%', spark: [null, 5, null] }];
    const page = open([], { ...HAND_TABLE, rows: [{ header: 'Northmoor', cells }] });
    expect(page.querySelector('svg.spark')).toBeNull();
  });
});
