import { appendicesOf, appendixHeading } from '../../appendices.js';
import type { Briefing, Chart, Term } from '../../briefing.js';
import { chartsOf } from '../../briefing.js';
import type { DrawnChart } from '../../charts/accessible-svg.js';
import { FONT_FAMILY } from '../../charts/font.js';
import { PALETTE } from '../../charts/palette.js';
import { textWidth } from '../../charts/text-width.js';
import { numbered } from '../../numbering.js';
import type { NumberedBlock, NumberedSection } from '../../numbering.js';
import type { PackParts } from '../pack-parts.js';
import { tableData } from './table-data.js';

/** The greatest size of a chart, in points. */
const PICTURE = { widest: 440, tallest: 480 };

/** The room of the title at the foot of each page, in points, and the size of its words. */
const FOOT = { room: 400, size: 9 };

/** A line of words, in points. */
const LINE = { size: 12, width: 440, height: 18 };

/** What is taller, in points, may go over two pages: nothing may be taller than one. */
const TALLEST = { messages: 500, chart: 660 };

/** The words of a term, in points: their size, the widest that has its meaning beside it, the gap. */
const TERM = { size: 12, widest: 120, gap: 16 };

/** What the template is given: all words of the paper, in its order, with their numbers. */
export function paperData({ briefing, charts }: PackParts) {
  const sections = numbered(briefing.sections);
  const [year, month, day] = briefing.asAt.split('-').map(Number);
  const onePage = briefing.fileStem === 'summary';
  const { title, subtitle, kicker, demonstration, partnership, run } = briefing;
  return {
    font: FONT_FAMILY,
    colours: PALETTE,
    title,
    subtitle,
    demonstration,
    foot: shortened(title),
    onePage,
    heading: briefing.area.name,
    kicker: `${kicker} · ${partnership.name}`,
    kept: briefing.audience === 'internal' ? 'Internal: not for publication' : null,
    date: { year, month, day },
    made: `Made by Carecount ${run.programVersion}, run ${run.runId}.`,
    titleBlock: briefing.titleBlock.map(({ label, text }) => ({ label, text })),
    sections: sections.map((section) => ({
      heading: `${section.number}. ${section.heading}`,
      blocks: section.blocks.map((block) => blockData(block, charts)),
    })),
    appendices: onePage
      ? []
      : appendicesOf(briefing.sections).map((each) => ({
          heading: appendixHeading(each),
          tables: figureTables(sections),
        })),
  };
}

/** The file that holds the drawing of a chart; the name has nothing of the data in it. */
export function pictureNames(briefing: Briefing): ReadonlyMap<string, string> {
  return new Map(chartsOf(briefing).map(({ id }, index) => [id, pictureName(index + 1)]));
}

function pictureName(number: number): string {
  return `figure-${number}.svg`;
}

/** As wide as leaves the words of the chart legible, and not so tall that its title is on another page. */
function pictureSize(drawn: DrawnChart | undefined): { width: number; height: number } {
  if (drawn === undefined) return { width: 0, height: 0 };
  const { width, height } = drawn;
  const scale = Math.min(PICTURE.widest / width, PICTURE.tallest / height);
  return { width: width * scale, height: height * scale };
}

function blockData(block: NumberedBlock, charts: PackParts['charts']) {
  switch (block.kind) {
    case 'sentences':
      return {
        kind: block.kind,
        paragraphs: block.paragraphs.map(({ number, sentence }) => ({
          number,
          text: sentence.text,
        })),
      };
    case 'messages': {
      const texts = textsOf(block.sentences);
      return { kind: block.kind, texts, together: heightOf(texts) < TALLEST.messages };
    }
    case 'recommendations':
      return { kind: block.kind, lead: block.lead, texts: textsOf(block.sentences) };
    case 'table': {
      const caption = `Table ${block.number}: ${block.table.caption}`;
      return {
        kind: block.kind,
        table: tableData(block.table, caption),
        notes: textsOf(block.notes),
      };
    }
    case 'chart':
      return { kind: block.kind, ...chartData(block.chart, block.number, charts) };
    case 'questions':
      return {
        kind: block.kind,
        questions: block.questions.map(({ question, answer }) => ({
          question,
          answer: textsOf(answer),
        })),
      };
    case 'terms':
      return { kind: block.kind, ...termsData(block.heading, block.terms) };
  }
}

/** How much of the page some texts take, about. */
function heightOf(texts: readonly string[]): number {
  const lines = texts.map((text) => Math.ceil(textWidth(text, LINE.size, 600) / LINE.width));
  return LINE.height * lines.reduce((sum, each) => sum + each, 0);
}

function textsOf(sentences: readonly { readonly text: string }[]): string[] {
  return sentences.map(({ text }) => text);
}

function chartData(chart: Chart, number: number, charts: PackParts['charts']) {
  const drawn = charts.get(chart.id)?.drawn;
  const picture = pictureSize(drawn);
  const notes = textsOf(chart.notes);
  return {
    heading: `Figure ${number}: ${chart.title.text}`,
    subtitle: chart.subtitle,
    picture: drawn === undefined ? null : pictureName(number),
    width: picture.width,
    alternative: [`${chart.title.text.replace(/\.$/, '')}.`, ...textsOf(chart.alternative)].join(
      ' ',
    ),
    notes,
    together:
      picture.height + heightOf([chart.title.text, chart.subtitle, ...notes]) < TALLEST.chart,
    source: `${chart.source}.`,
  };
}

/** Short terms stand beside what they mean, longer ones above it. */
function termsData(heading: string, terms: readonly Term[]) {
  const widest = Math.max(...terms.map(({ term }) => textWidth(term, TERM.size, 600)));
  return { heading, terms, indent: widest > TERM.widest ? 0 : Math.ceil(widest) + TERM.gap };
}

function figureTables(sections: readonly NumberedSection[]) {
  return sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'chart'
        ? [
            tableData(
              block.chart.table,
              `Data for figure ${block.number}: ${block.chart.table.caption}`,
            ),
          ]
        : [],
    ),
  );
}

/** A title on one line, with a mark where it is cut. */
function shortened(title: string): string {
  const fits = (text: string): boolean => textWidth(text, FOOT.size) <= FOOT.room;
  if (fits(title)) return title;
  const letters = [...title];
  while (letters.length > 0 && !fits(`${letters.join('')}…`)) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
