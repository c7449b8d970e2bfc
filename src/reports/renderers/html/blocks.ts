import { html, raw, type Markup } from '../../../markup.js';
import type { Chart, Question, Sentence, Term } from '../../briefing.js';
import type { NumberedBlock, NumberedParagraph, NumberedSection } from '../../numbering.js';
import { withPlaceholders } from '../../placeholder.js';
import type { PackChart } from '../pack-parts.js';
import { chartFilesHtml, tableFileHtml } from './pack-files.js';
import { tableHtml } from './table.js';

/** What the blocks of a page share. */
export interface PageParts {
  readonly charts: ReadonlyMap<string, PackChart>;
  readonly demonstration: string | null;
  /** The names of the other files of the folder. */
  readonly files: ReadonlySet<string>;
}

/** One section with its number. */
export function sectionHtml(section: NumberedSection, page: PageParts): Markup {
  return html`<section aria-labelledby="${section.id}">
    <h2 id="${section.id}">${section.number}. ${section.heading}</h2>
    ${section.blocks.map((block) => blockHtml(block, page))}
  </section> `;
}

function blockHtml(block: NumberedBlock, page: PageParts): Markup {
  switch (block.kind) {
    case 'sentences':
      return html`<div class="prose">${block.paragraphs.map(paragraphHtml)}</div>`;
    case 'messages':
      return html`<ol class="messages">
        ${block.sentences.map(({ text }) => html`<li>${text}</li>`)}
      </ol>`;
    case 'recommendations':
      return html`<div class="prose">
        <p>${withPlaceholder(block.lead)}</p>
        <ol class="letters">
          ${block.sentences.map(({ text }) => html`<li>${withPlaceholder(text)}</li>`)}
        </ol>
      </div>`;
    case 'table':
      return html`${tableHtml(block.table, block.number)}${block.notes.map(noteHtml)}
      ${tableFileHtml(block.table.id, block.number, page.files)}`;
    case 'chart':
      return chartHtml(block.chart, block.number, page);
    case 'questions':
      return html`${block.questions.map(questionHtml)}`;
    case 'terms':
      return termsHtml(block.heading, block.terms);
  }
}

function paragraphHtml({ number, sentence }: NumberedParagraph): Markup {
  return html`<p class="numbered">
    <span class="paragraph">${number}</span> ${withPlaceholder(sentence.text)}
  </p>`;
}

function chartHtml(chart: Chart, number: number, page: PageParts): Markup {
  const drawn = page.charts.get(chart.id)?.drawn;
  const { demonstration } = page;
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
    ${chartFilesHtml(chart.id, number, page.files)}
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

/** Marks what an officer has to fill so that it cannot be overlooked. */
export function withPlaceholder(text: string): Markup {
  return html`${withPlaceholders(text).map((piece) =>
    piece.open ? html`<span class="placeholder">${piece.text}</span>` : piece.text,
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
            <dd>${meaning.map((text) => html`<p>${withPlaceholder(text)}</p>`)}</dd>
          </div>`,
      )}
    </dl> `;
}
