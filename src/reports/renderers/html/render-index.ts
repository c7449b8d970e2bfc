import { html, type Markup } from '../../../markup.js';
import { monthLabel } from '../../../period.js';
import type { ShelvedPack } from '../../pack-files.js';
import type { Audience } from '../../briefing.js';
import type { Area, AreaType } from '../../facts/fact.js';
import { typeLabels } from '../../sections/context.js';
import { packLink, packLinkOrPlace } from './pack-link.js';
import { SEARCH_SCRIPT } from './scripts.js';
import { pageOf } from './shell.js';

/** The packs that exist for an area, latest month first. */
export interface Shelf {
  readonly area: Area;
  readonly packs: readonly ShelvedPack[];
}

/** What the list of packs needs. */
export interface IndexPage {
  readonly audience: Audience;
  readonly partnershipName: string;
  readonly demonstration: string | null;
  readonly shelves: readonly Shelf[];
  /** Whether the list of providers' sheets lies in `providers`. */
  readonly hasProviderSheets?: boolean;
}

const ORDER: readonly AreaType[] = ['partnership', 'council', 'district', 'icb', 'region'];

/** The page that lists every pack by type of area. */
export function renderIndex({
  audience,
  partnershipName,
  demonstration,
  shelves,
  hasProviderSheets = false,
}: IndexPage): string {
  const groups = ORDER.map((type) => ({
    type,
    list: shelves.filter(({ area }) => area.type === type),
  }));
  const heading = `Adult social care workforce briefings, ${partnershipName}`;
  return pageOf({
    title: heading,
    heading,
    kicker: audience === 'public' ? 'Public packs' : 'Internal packs: not for publication',
    demonstration,
    head: searchBox({ article: 'an', one: 'area', many: 'areas' }),
    main: html`${groups.filter(({ list }) => list.length > 0).map(({ type, list }) => group(type, list))}`,
    foot: html`<p>
        One briefing for each area, with its charts and the figures behind them in the same folder.
      </p>
      ${
        hasProviderSheets
          ? html`<p><a href="providers/index.html">Benchmark sheets of providers</a></p>`
          : null
      }`,
    script: SEARCH_SCRIPT,
  });
}

/** What is searched for: "an", "area", "areas". */
interface SearchWords {
  readonly article: string;
  readonly one: string;
  readonly many: string;
}

/** Shown by the script that makes it work. */
export function searchBox({ article, one, many }: SearchWords): Markup {
  return html`<div class="search" role="search" data-one="${one}" data-many="${many}" hidden>
    <label for="search">Find ${article} ${one} by name</label>
    <input id="search" type="search" autocomplete="off" spellcheck="false" />
    <p role="status"></p>
  </div> `;
}

function group(type: AreaType, list: readonly Shelf[]): Markup {
  return html`<section aria-labelledby="type-${type}">
    <h2 id="type-${type}">${typeLabels(type)}</h2>
    <ul>
      ${list.map(shelf)}
    </ul>
  </section> `;
}

function shelf({ area, packs }: Shelf): Markup {
  const [latest, ...earlier] = packs;
  if (latest === undefined) return html``;
  const { code, name } = area;
  const link = (pack: ShelvedPack, words: string): Markup =>
    packLinkOrPlace(code, pack, 'briefing', words);
  const words = html`summary on one page<span class="hidden"> of ${name}</span>`;
  const summary = packLink(code, latest, 'summary', words);
  return html`<li data-area="${name}">
    ${link(latest, `${name}, ${monthLabel(latest.month)}`)}${summary === null ? null : html`; ${summary}`}${
      earlier.length === 0
        ? null
        : html` (earlier:
          ${earlier.map((pack, index) => html`${index > 0 ? ', ' : null}${link(pack, monthLabel(pack.month))}`)})`
    }
  </li> `;
}
