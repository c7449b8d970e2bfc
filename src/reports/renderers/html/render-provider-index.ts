import { html, type Markup } from '../../../markup.js';
import { monthLabel } from '../../../period.js';
import type { ShelvedPack } from '../../pack-files.js';
import { packLinkOrPlace } from './pack-link.js';
import { searchBox } from './render-index.js';
import { SEARCH_SCRIPT } from './scripts.js';
import { pageOf } from './shell.js';

/** The sheets that exist for a provider, latest month first. */
export interface ProviderShelf {
  readonly label: string;
  /** The folder of its sheets, beside the page. */
  readonly folder: string;
  readonly packs: readonly ShelvedPack[];
}

/** What the list of sheets needs. */
export interface ProviderIndexPage {
  readonly partnershipName: string;
  readonly demonstration: string | null;
  readonly shelves: readonly ProviderShelf[];
}

/** The page that lists every provider's sheets. */
export function renderProviderIndex(page: ProviderIndexPage): string {
  const heading = `Provider benchmark sheets, ${page.partnershipName}`;
  return pageOf({
    title: heading,
    heading,
    kicker: 'Internal packs: not for publication',
    demonstration: page.demonstration,
    head: searchBox({ article: 'a', one: 'provider', many: 'providers' }),
    main: html`<section aria-labelledby="providers">
      <h2 id="providers">Providers that have agreed to share</h2>
      <ul>
        ${page.shelves.map(shelfHtml)}
      </ul>
    </section>`,
    foot: html`<p>One sheet for each provider, with its own figures and those of its groups.</p>`,
    script: SEARCH_SCRIPT,
  });
}

function shelfHtml({ label, folder, packs }: ProviderShelf): Markup {
  const [latest, ...earlier] = packs;
  if (latest === undefined) return html``;
  const link = (pack: ShelvedPack, words: string): Markup =>
    packLinkOrPlace(folder, pack, 'provider', words);
  return html`<li data-area="${label}">
    ${link(latest, `${label}, ${monthLabel(latest.month)}`)}${
      earlier.length === 0
        ? null
        : html` (earlier:
          ${earlier.map((pack, index) => html`${index > 0 ? ', ' : null}${link(pack, monthLabel(pack.month))}`)})`
    }
  </li> `;
}
