import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../../src/reports/renderers/html/render-html.js';
import { handBriefing } from '../helpers/hand-briefing.js';
import { DeliveryPlace } from './helpers/delivery.js';
import { emailSettings, startMailServer } from './helpers/mail-server.js';

const AREA = 'X06000091';
const OTHERS = [
  'briefing.docx',
  'briefing.pdf',
  'briefing.xlsx',
  'summary.pdf',
  'table-main.csv',
  'vacancy-ranked.csv',
  'vacancy-ranked.png',
  'vacancy-ranked.svg',
];

/** A place with one pack, whose two pages link to each other and to every other file. */
function placeWithPages(): DeliveryPlace {
  const place = new DeliveryPlace();
  place.writePack();
  const dir = join(place.audienceDir, AREA, '2026-04');
  for (const name of OTHERS) writeFileSync(join(dir, name), `what ${name} holds`);
  for (const fileStem of ['briefing', 'summary'] as const) {
    const page = renderHtml({ briefing: handBriefing({ fileStem }), charts: new Map() }, [
      ...OTHERS,
      'briefing.html',
      'summary.html',
    ]);
    writeFileSync(join(dir, `${fileStem}.html`), page);
  }
  return place;
}

/** Where the links of a page lead, but for those within it. */
function linksOf(page: string): string[] {
  const { document } = new JSDOM(page.replace(/<style>.*?<\/style>/s, '')).window;
  return [...document.querySelectorAll('a:not([href^="#"])')].map(
    (link) => link.getAttribute('href') ?? '',
  );
}

/** Delivers to a folder and follows every link of every page there; gives the links of the paper. */
async function linksInFolder(formats?: readonly string[]): Promise<string[]> {
  const place = placeWithPages();
  mkdirSync(join(place.dir, 'shelf'));
  await place.deliver({ folders: [{ path: 'shelf', ...(formats && { formats }) }] });
  const dir = join(place.dir, 'shelf', AREA, 'latest');
  const names = readdirSync(dir);
  const pages = names.filter((name) => name.endsWith('.html'));
  expect(pages).toEqual(['briefing.html', 'summary.html']);
  for (const name of pages) {
    const links = linksOf(readFileSync(join(dir, name), 'utf8'));
    expect(links.filter((link) => !names.includes(link))).toEqual([]);
  }
  return linksOf(readFileSync(join(dir, 'briefing.html'), 'utf8'));
}

/** The files that came with a mail, name to content. */
function attachmentsOf(raw: string): Map<string, string> {
  const parts = raw.split(/\r\n--[^\r\n]+/);
  return new Map(
    parts.flatMap((part) => {
      const name = /filename=(\S+)/.exec(part)?.[1];
      const [, body = ''] = part.split(/\r\n\r\n(.*)/s);
      return name === undefined ? [] : [[name, Buffer.from(body, 'base64').toString('utf8')]];
    }),
  );
}

describe('a page that is delivered', () => {
  it('keeps all its links where the whole pack goes', async () => {
    expect((await linksInFolder()).sort()).toEqual([...OTHERS, 'summary.html'].sort());
  });

  it('links to no file that a folder does not take', async () => {
    expect(await linksInFolder(['html', 'pdf'])).toEqual([
      'briefing.pdf',
      'summary.html',
      'summary.pdf',
    ]);
  });

  it('links to the files of a mail by the names that they have there, and to no other', async () => {
    const place = placeWithPages();
    const server = await startMailServer();
    await place.deliver(await emailSettings(place, server));

    const files = attachmentsOf(server.taken[0]?.raw ?? '');
    const links = linksOf(files.get(`${AREA}-2026-04-briefing.html`) ?? '');
    expect(links).toEqual(
      ['briefing.pdf', 'briefing.docx', 'briefing.xlsx', 'summary.html', 'summary.pdf'].map(
        (name) => `${AREA}-2026-04-${name}`,
      ),
    );
    const all = [...links, ...linksOf(files.get(`${AREA}-2026-04-summary.html`) ?? '')];
    expect(all.filter((link) => !files.has(link))).toEqual([]);
  });

  it('has no empty list where nothing lies beside it', async () => {
    const place = placeWithPages();
    const server = await startMailServer();
    const lists = [{ id: 'scrutiny', to: ['ada@wittle.example'], formats: ['html'] }];
    await place.deliver(await emailSettings(place, server, { lists }));

    const page = attachmentsOf(server.taken[0]?.raw ?? '').get(`${AREA}-2026-04-briefing.html`);
    expect(page).toContain('Figure 1: ');
    expect(page).not.toContain('figures as CSV');
    expect(page).not.toMatch(/<ul[^>]*>\s*<\/ul>/);
  });

  it('goes with the pictures of its charts where they are asked for', async () => {
    const place = placeWithPages();
    mkdirSync(join(place.dir, 'shelf'));
    await place.deliver({ folders: [{ path: 'shelf', formats: ['png'] }] });
    expect(readdirSync(join(place.dir, 'shelf', AREA, 'latest'))).toEqual([
      'pack.json',
      'vacancy-ranked.png',
    ]);
  });
});
