import { html, type Markup } from '../../../markup.js';
import { appendicesOf, appendixHeading } from '../../appendices.js';
import type { Appendix } from '../../appendices.js';
import type { Briefing } from '../../briefing.js';
import { tableList } from '../table-list.js';

/** The appendices of a paper on its page, where the table of each figure stands below it; a summary has none. */
export function appendicesHtml(briefing: Briefing): Markup[] {
  return shownOf(briefing).map((appendix) => {
    const id = idOf(appendix);
    return html`<section aria-labelledby="${id}">
      <h2 id="${id}">${appendixHeading(appendix)}</h2>
      <p class="prose">On this page the table of each figure stands below it:</p>
      <ul>
        ${tableList(briefing).flatMap(({ name, chartId, table }) =>
          chartId === null
            ? []
            : [html`<li><a href="#figure-${chartId}">${name}: ${table.caption}</a></li>`],
        )}
      </ul>
    </section> `;
  });
}

/** Their entries in the contents of the page. */
export function appendixLinks(briefing: Briefing): Markup | null {
  const appendices = shownOf(briefing);
  if (appendices.length === 0) return null;
  return html`<ul>
    ${appendices.map(
      (each) => html`<li><a href="#${idOf(each)}">${appendixHeading(each)}</a></li>`,
    )}
  </ul> `;
}

function shownOf({ fileStem, sections }: Briefing): Appendix[] {
  return fileStem === 'summary' ? [] : appendicesOf(sections);
}

function idOf({ letter }: Appendix): string {
  return `appendix-${letter.toLowerCase()}`;
}
