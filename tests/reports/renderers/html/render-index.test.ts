import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { renderIndex } from '../../../../src/reports/renderers/html/render-index.js';
import { renderProviderIndex } from '../../../../src/reports/renderers/html/render-provider-index.js';
import { NORTHMOOR } from '../../helpers/facts.js';

const COMMON = { partnershipName: 'Marrowdale Care Partnership', demonstration: null };
const inMonth = (month: string, files: readonly string[]) => ({ month, files: new Set(files) });

/** Each link of a page to a pack: its words and where it leads. */
function links(page: string): [string, string][] {
  const { document } = new JSDOM(page.replace(/<style>.*?<\/style>/s, '')).window;
  return [...document.querySelectorAll('main li a')].map((link) => [
    link.textContent.trim(),
    link.getAttribute('href') ?? '',
  ]);
}

const index = (...packs: ReturnType<typeof inMonth>[]): string =>
  renderIndex({ ...COMMON, audience: 'public', shelves: [{ area: NORTHMOOR, packs }] });

describe('renderIndex', () => {
  it('links to the paper and its summary', () => {
    const files = ['briefing.html', 'briefing.pdf', 'summary.html', 'summary.pdf'];
    expect(links(index(inMonth('2026-04', files)))).toEqual([
      ['Northmoor, April 2026', 'X10000001/2026-04/briefing.html'],
      ['summary on one page of Northmoor', 'X10000001/2026-04/summary.html'],
    ]);
  });

  it('links to another format where there is no page, and says which', () => {
    const latest = inMonth('2026-04', ['briefing.docx', 'briefing.pdf', 'summary.docx']);
    expect(links(index(latest, inMonth('2026-03', ['briefing.xlsx'])))).toEqual([
      ['Northmoor, April 2026 (PDF)', 'X10000001/2026-04/briefing.pdf'],
      ['summary on one page of Northmoor (Word)', 'X10000001/2026-04/summary.docx'],
      ['March 2026 (Excel)', 'X10000001/2026-03/briefing.xlsx'],
    ]);
  });

  it('says where the figures are of a pack without a document', () => {
    const page = index(inMonth('2026-04', ['vacancy-trend.csv']));
    expect(links(page)).toEqual([]);
    expect(page).toContain(
      'Northmoor, April 2026 (figures alone, in the folder X10000001/2026-04)',
    );
  });
});

describe('renderProviderIndex', () => {
  it('links to a sheet in a format that it has', () => {
    const shelf = { label: 'Alder Care', folder: 'alder%2Fcare' };
    const packs = [inMonth('2026-04', ['provider.pdf'])];
    expect(links(renderProviderIndex({ ...COMMON, shelves: [{ ...shelf, packs }] }))).toEqual([
      ['Alder Care, April 2026 (PDF)', 'alder%252Fcare/2026-04/provider.pdf'],
    ]);
  });
});
