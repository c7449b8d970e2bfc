import { html, type Markup } from '../../../markup.js';
import type { Briefing } from '../../briefing.js';
import type { DrawnChart } from '../../charts/accessible-svg.js';
import { sectionHtml, withPlaceholder } from './blocks.js';
import type { PageState } from './blocks.js';
import { pageOf } from './shell.js';

/** One area's briefing as a page that needs nothing but itself. */
export function renderHtml(briefing: Briefing, charts: ReadonlyMap<string, DrawnChart>): string {
  const state: PageState = { charts, demonstration: briefing.demonstration, tables: 0, figures: 0 };
  return pageOf({
    title: briefing.title,
    heading: briefing.area.name,
    headingDetail: briefing.subtitle,
    kicker: `${briefing.kicker} · ${briefing.partnership.name}`,
    demonstration: briefing.demonstration,
    head: html`${titleBlock(briefing)}${contents(briefing)}`,
    main: html`${briefing.sections.map((section, index) => sectionHtml(section, index + 1, state))}`,
    foot: foot(briefing),
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

function contents({ sections }: Briefing): Markup {
  return html`<nav class="contents" aria-labelledby="contents">
    <h2 id="contents">Contents</h2>
    <ol>
      ${sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}
    </ol>
  </nav> `;
}

function foot({ run, demonstration, audience }: Briefing): Markup {
  const kept = audience === 'internal' ? ' Internal: not for publication.' : '';
  return html`<p>
    Made by Carecount ${run.programVersion}, run
    ${run.runId}.${kept}${demonstration === null ? null : ` ${demonstration}.`}
  </p>`;
}
