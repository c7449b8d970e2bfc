import { html, raw, type Markup } from '../../../markup.js';
import type { Block, Chart, Question, Section, Sentence, Term } from '../../briefing.js';
import type { DrawnChart } from '../../charts/accessible-svg.js';
import { tableHtml } from './table.js';

/** What the blocks of a page share: the drawn charts and the running numbers. */
export interface PageState {
  readonly charts: ReadonlyMap<string, DrawnChart>;
  readonly demonstration: string | null;
  tables: number;
  figures: number;
}

/** One section with its number. */
export function sectionHtml(section: Section, number: number, state: PageState): Markup {
  return html`<section aria-labelledby="${section.id}">
    <h2 id="${section.id}">${number}. ${section.heading}</h2>
    ${section.blocks.map((block) => blockHtml(block, state))}
  </section> `;
}

function blockHtml(block: Block, state: PageState): Markup {
  switch (block.kind) {
    case 'sentences':
      return html`<div class="prose">
        ${block.sentences.map(({ text }) => html`<p>${text}</p>`)}
      </div>`;
    case 'messages':
      return html`<ol class="messages">
        ${block.sentences.map(({ text }) => html`<li>${text}</li>`)}
      </ol>`;
    case 'table':
      state.tables += 1;
      return html`${tableHtml(block.table, state.tables)}${block.notes.map(noteHtml)}`;
    case 'chart':
      state.figures += 1;
      return chartHtml(block.chart, state.figures, state);
    case 'questions':
      return html`${block.questions.map(questionHtml)}`;
    case 'terms':
      return termsHtml(block.heading, block.terms);
  }
}

function chartHtml(chart: Chart, number: number, state: PageState): Markup {
  const drawn = state.charts.get(chart.id);
  const { demonstration } = state;
  return html`<figure id="figure-${chart.id}" aria-labelledby="heading-${chart.id}">
    <h3 id="heading-${chart.id}">Figure ${number}: ${chart.title.text}</h3>
    <p class="note subtitle">${chart.subtitle}</p>
    ${
      drawn === undefined
        ? html`<p>No chart is drawn, as there is no figure that can be shown.</p>`
        : html`<div class="chart-box" role="region" tabindex="0" aria-label="Figure ${number}">
            ${raw(drawn.svg)}
          </div>`
    }
    <figcaption>
      ${chart.notes.map(noteHtml)}
      <p class="note">${chart.source}.${demonstration === null ? null : ` ${demonstration}.`}</p>
    </figcaption>
    <details>
      <summary>Data for figure ${number}</summary>
      ${tableHtml({ ...chart.table, caption: `Data for figure ${number}: ${chart.table.caption}` })}
    </details>
  </figure> `;
}

function noteHtml({ text }: Sentence): Markup {
  return html`<p class="note">${text}</p>`;
}

function questionHtml({ question, answer }: Question): Markup {
  return html`<div class="question prose">
    <h3>${question}</h3>
    ${answer.map(({ text }) => html`<p>${withPlaceholder(text)}</p>`)}
  </div> `;
}

const PLACEHOLDER = /(\[[^\]]*officer to complete\])/;

/** Marks what an officer has to fill so that it cannot be overlooked. */
export function withPlaceholder(text: string): Markup {
  const pieces = text.split(PLACEHOLDER);
  return html`${pieces.map((piece) =>
    PLACEHOLDER.test(piece) ? html`<span class="placeholder">${piece}</span>` : piece,
  )}`;
}

function termsHtml(heading: string, terms: readonly Term[]): Markup {
  const marks = terms.every(({ term }) => term.startsWith('['));
  return html`<h3 class="spaced">${heading}</h3>
    <dl class="terms${marks ? ' marks' : ''}">
      ${terms.map(
        ({ term, meaning }) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${meaning.map((text) => html`<p>${text}</p>`)}</dd>
          </div>`,
      )}
    </dl> `;
}
