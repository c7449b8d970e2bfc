import { html, raw, type Markup } from '../../../markup.js';
import { fontFaces } from './fonts.js';
import { STYLES } from './styles.js';

/** What every page has. */
export interface Shell {
  readonly title: string;
  readonly kicker: string;
  readonly demonstration: string | null;
  /** What stands between the heading and the main part. */
  readonly head: Markup;
  readonly main: Markup;
  readonly foot: Markup;
  readonly heading: string;
  /** The second line of the heading. */
  readonly headingDetail?: string;
  /** Whether it has to be printed on one page. */
  readonly onePage?: boolean;
  /** Our own program that adds to the page; without it the page is whole. */
  readonly script?: string;
}

/** A whole page: skip link, banner, one heading, main part and foot, with styles and fonts inside. */
export function pageOf(shell: Shell): string {
  const { title, kicker, demonstration, heading, headingDetail, head, main, foot, script } = shell;
  const page = html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(fontFaces() + STYLES)}</style>
</head>
<body${bodyClass(shell)}>
<a class="skip" href="#main">Skip to main content</a>
<header>
${demonstration === null ? null : banner(demonstration)}
<div class="page"><div class="masthead">
<p class="kicker">${kicker}</p>
<h1>${heading}${headingDetail === undefined ? null : html`<span class="hidden">: </span><span class="sub">${headingDetail}</span>`}</h1>
</div>${head}</div>
</header>
<main id="main" class="page">${main}</main>
<footer class="page">${foot}</footer>
${script === undefined ? null : raw(`<script>${script}</script>`)}
</body>
</html>
`;
  return page.text;
}

function bodyClass({ demonstration, onePage = false }: Shell): Markup {
  const names = [
    ...(demonstration === null ? [] : ['demonstrated']),
    ...(onePage ? ['one-page'] : []),
  ];
  return raw(names.length === 0 ? '' : ` class="${names.join(' ')}"`);
}

function banner(words: string): Markup {
  return html`<div class="demonstration"><p class="page">${words}</p></div>
    <div class="print-mark" aria-hidden="true">${words}</div>`;
}
