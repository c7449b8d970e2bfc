import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import type { Briefing, Table } from '../../../../src/reports/briefing.js';
import { relinked } from '../../../../src/reports/renderers/html/pack-files.js';
import { renderHtml } from '../../../../src/reports/renderers/html/render-html.js';
import { HAND_TABLE, handBriefing } from '../../helpers/hand-briefing.js';

function open(
  files: readonly string[],
  table: Table = HAND_TABLE,
  fileStem: Briefing['fileStem'] = 'briefing',
): Document {
  const page = renderHtml(
    { briefing: handBriefing({ fileStem }, table), charts: new Map() },
    files,
  );
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

  it('of a summary leads to the whole briefing, and of a briefing to the summary', () => {
    const files = ['briefing.html', 'briefing.pdf', 'summary.html', 'summary.pdf'];
    expect(links(open(files))).toEqual(['briefing.pdf', 'summary.html', 'summary.pdf']);
    expect(links(open(files, HAND_TABLE, 'summary'))).toEqual([
      'summary.pdf',
      'briefing.html',
      'briefing.pdf',
    ]);
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

const spaced = (text: string): string => text.replace(/\s+/g, ' ');

describe('relinked', () => {
  it('leaves out a list in which no link is left', () => {
    const files = ['briefing.pdf', 'table-main.csv', 'vacancy-ranked.csv'];
    const page = renderHtml({ briefing: handBriefing(), charts: new Map() }, files);
    expect(page).toContain('Other formats');
    const alone = renderHtml({ briefing: handBriefing(), charts: new Map() });
    expect(spaced(relinked(page, new Map()))).toBe(spaced(alone));
  });
});
