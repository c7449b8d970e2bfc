import { html, type Markup } from '../../../markup.js';

const FORMATS = [
  ['pdf', 'PDF, tagged for screen readers'],
  ['docx', 'Word document'],
  ['xlsx', 'Excel workbook of the tables'],
  ['csv-metadata.json', 'Description of the CSV files (CSVW)'],
] as const;

/** The list of the same briefing in other formats; nothing where the folder has none. */
export function formatsHtml(fileStem: string, files: ReadonlySet<string>): Markup | null {
  const there = FORMATS.map(([type, words]) => [`${fileStem}.${type}`, words] as const).filter(
    ([name]) => files.has(name),
  );
  if (there.length === 0) return null;
  return html`<nav class="contents formats" aria-labelledby="formats">
    <h2 id="formats">Other formats</h2>
    <ul>
      ${there.map(([name, words]) => html`<li><a href="${name}">${words}</a></li>`)}
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

function linksHtml(links: readonly (readonly [name: string, words: string])[]): Markup | null {
  if (links.length === 0) return null;
  return html`<ul class="note files">
    ${links.map(([name, words]) => html`<li><a href="${encodeURI(name)}">${words}</a></li>`)}
  </ul> `;
}
