import { html, type Markup } from '../../../markup.js';
import type { Briefing } from '../../briefing.js';
import { numbered } from '../../numbering.js';
import type { PackParts } from '../pack-parts.js';
import { appendicesHtml, appendixLinks } from './appendices.js';
import { sectionHtml, withPlaceholder } from './blocks.js';
import { formatsHtml } from './pack-files.js';
import { SORT_SCRIPT } from './scripts.js';
import { pageOf } from './shell.js';

/**
 * One area's briefing as a page that needs nothing but itself.
 * @param fileNames The other files of the folder, to link to.
 */
export function renderHtml(
  { briefing, charts }: PackParts,
  fileNames: Iterable<string> = [],
): string {
  const files = new Set(fileNames);
  const page = { charts, files, demonstration: briefing.demonstration };
  return pageOf({
    title: briefing.title,
    heading: briefing.area.name,
    headingDetail: briefing.subtitle,
    kicker: `${briefing.kicker} · ${briefing.partnership.name}`,
    demonstration: briefing.demonstration,
    head: html`${titleBlock(briefing)}${contents(briefing)}${formatsHtml(briefing.fileStem, files)}`,
    main: html`${numbered(briefing.sections).map((section) => sectionHtml(section, page))}${appendicesHtml(briefing)}`,
    foot: foot(briefing),
    onePage: briefing.fileStem === 'summary',
    script: SORT_SCRIPT,
  });
}

function titleBlock({ titleBlock: lines }: Briefing): Markup {
  return html`<dl class="facts">
    ${lines.map(
      ({ label, text }) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${withPlaceholder(text)}</dd>
        </div>`,
    )}
  </dl> `;
}

function contents(briefing: Briefing): Markup {
  return html`<nav class="contents" aria-labelledby="contents">
    <h2 id="contents">Contents</h2>
    <ol>
      ${briefing.sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}
    </ol>
    ${appendixLinks(briefing)}
  </nav> `;
}

function foot({ run, demonstration, audience }: Briefing): Markup {
  const kept = audience === 'internal' ? ' Internal: not for publication.' : '';
  return html`<p>
    Made by Carecount ${run.programVersion}, run
    ${run.runId}.${kept}${demonstration === null ? null : ` ${demonstration}.`}
  </p>`;
}
