import { html, raw, type Markup } from '../../../markup.js';
import type { Briefing } from '../../briefing.js';

type Link = readonly [name: string, words: string | Markup];

const FORMATS = [
  ['html', 'HTML page'],
  ['pdf', 'PDF, tagged for screen readers'],
  ['docx', 'Word document'],
  ['xlsx', 'Excel workbook of the tables'],
  ['csv-metadata.json', 'CSVW description of the CSV files'],
] as const;

const DOCUMENTS = [
  ['briefing', 'The whole briefing'],
  ['provider', 'The sheet'],
  ['summary', 'Summary on one page'],
] as const;

/** The list of the other documents of the pack, the summary among them; nothing where there is none. */
export function formatsHtml(
  fileStem: Briefing['fileStem'],
  files: ReadonlySet<string>,
): Markup | null {
  const own = DOCUMENTS.filter(([stem]) => stem === fileStem);
  const others = DOCUMENTS.filter(([stem]) => stem !== fileStem);
  const there = [...own, ...others]
    .flatMap(([stem, what]) =>
      FORMATS.map(([type, words]): Link => {
        return [`${stem}.${type}`, stem === fileStem ? words : `${what}: ${words}`];
      }),
    )
    .filter(([name]) => files.has(name) && name !== `${fileStem}.html`);
  if (there.length === 0) return null;
  return html`<nav class="contents formats" aria-labelledby="formats">
    <h2 id="formats">Other formats</h2>
    <ul>
      ${there.map(linkHtml)}
    </ul>
  </nav> `;
}

const CHART_FILES = [
  ['csv', 'figures as CSV'],
  ['svg', 'drawing as SVG'],
  ['png', 'picture as PNG'],
] as const;

/** Links to the files of one chart that are in the folder. */
export function chartFilesHtml(
  id: string,
  number: number,
  files: ReadonlySet<string>,
): Markup | null {
  const there = CHART_FILES.filter(([type]) => files.has(`${id}.${type}`));
  return linksHtml(
    there.map(([type, words]) => [`${id}.${type}`, `Figure ${number}: ${words}`] as const),
  );
}

/** A link to the CSV file of one table, where it is in the folder. */
export function tableFileHtml(
  id: string,
  number: number,
  files: ReadonlySet<string>,
): Markup | null {
  const name = `table-${id.replace(/^table-/, '')}.csv`;
  return linksHtml(files.has(name) ? [[name, `Table ${number}: figures as CSV`]] : []);
}

function linksHtml(links: readonly Link[]): Markup | null {
  if (links.length === 0) return null;
  return html`<ul class="note files">
    ${links.map(linkHtml)}
  </ul> `;
}

/** A link to another file of the pack. */
function linkHtml([name, words]: Link): Markup {
  return html`<li data-file="${name}"><a href="${encodeURI(name)}">${words}</a></li>`;
}

const LINK = /<li data-file="([^"]*)">\s*<a href="[^"]*">([^<]*)<\/a>\s*<\/li>/g;

const EMPTY_LISTS =
  /<ul class="note files">\s*<\/ul>|<nav class="contents formats"[^>]*>\s*<h2[^>]*>[^<]*<\/h2>\s*<ul>\s*<\/ul>\s*<\/nav>/g;

/**
 * A page as it goes where only some files of its pack lie beside it, or by other names: each link
 * leads to a file by its name there, and one that would lead nowhere is left out.
 * @param names What each file that lies there is called in the pack, and there.
 */
export function relinked(page: string, names: ReadonlyMap<string, string>): string {
  const link = (_: string, name: string, words: string): string => {
    const now = names.get(name);
    return now === undefined ? '' : linkHtml([now, raw(words)]).text;
  };
  return page.replace(LINK, link).replace(EMPTY_LISTS, '');
}
