import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { renderIndex } from '../../../../src/reports/renderers/html/render-index.js';
import type { AreaType } from '../../../../src/reports/facts/fact.js';

const AREAS: readonly (readonly [name: string, type: AreaType])[] = [
  ['Northmoor', 'council'],
  ['Great Wrendle and Tolcaster', 'council'],
  ['Upper Northmoor', 'district'],
  ['Môr "><img src=x onerror=alert(1)>', 'district'],
];

function open(runScripts: boolean): Document {
  const page = renderIndex({
    audience: 'public',
    partnershipName: 'Marrowdale Care Partnership',
    demonstration: null,
    shelves: AREAS.map(([name, type], index) => ({
      area: { code: `X0${index}`, name, type, validFrom: null },
      packs: [{ month: '2026-04', files: new Set(['briefing.html']) }],
    })),
  });
  return new JSDOM(
    page.replace(/<style>.*?<\/style>/s, ''),
    runScripts ? { runScripts: 'dangerously' } : {},
  ).window.document;
}

function search(page: Document, words: string): (string | undefined)[] {
  const input = page.querySelector('input') as HTMLInputElement;
  input.value = words;
  input.dispatchEvent(new (page.defaultView as unknown as { Event: typeof Event }).Event('input'));
  return [...page.querySelectorAll<HTMLElement>('main section:not([hidden]) li:not([hidden])')].map(
    (item) => item.dataset['area'],
  );
}

describe('the search of the list of packs', () => {
  it('leaves what has all the words in its name and says how many', () => {
    const page = open(true);
    expect(search(page, 'north')).toEqual(['Northmoor', 'Upper Northmoor']);
    expect(page.querySelector('[role=status]')?.textContent).toBe('2 of 4 areas');
    expect(search(page, ' TOLCASTER great ')).toEqual(['Great Wrendle and Tolcaster']);
  });

  it('hides a type of area of which nothing is left, and shows all again', () => {
    const page = open(true);
    search(page, 'wrendle');
    expect(page.querySelectorAll('main section[hidden]')).toHaveLength(1);
    expect(search(page, '')).toHaveLength(4);
    expect(page.querySelector('[role=status]')?.textContent).toBe('');
  });

  it('finds a name without its accents, and takes names as text', () => {
    const page = open(true);
    expect(search(page, 'mor "><img')).toEqual([AREAS[3]?.[0]]);
    expect(page.querySelector('img')).toBeNull();
  });

  it('is hidden without a program, and the list is whole', () => {
    const page = open(false);
    expect(page.querySelector<HTMLElement>('.search')?.hidden).toBe(true);
    expect(page.querySelectorAll('main li')).toHaveLength(4);
  });
});
