import { problem } from '../errors.js';
import type { CarecountError } from '../errors.js';
import type { Briefing, Sentence, Table } from './briefing.js';
import { blocksOf, chartsOf, sentencesOf, tablesOf } from './briefing.js';
import { withPlaceholders } from './placeholder.js';

const ARROW = /[\u2190-\u21ff\u25b2\u25bc\u25b3\u25bd\u2b00-\u2b11]/;
const MOVED_BY_PER_CENT =
  /\b(rose|fell|grew|dropped|higher|lower|up|down|increased?|decreased?)\b[^.;]*\bby [\d.]+%/i;
const RATING = /^(green|amber|red)$/i;

/**
 * What makes a paper unfit to be handed in, each with where it stands; none for a fit one.
 * @throws nothing: the caller decides.
 */
export function faultsOf(briefing: Briefing): string[] {
  return [
    ...(briefing.isFinal ? placeholders(briefing) : []),
    ...texts(briefing).flatMap(({ where, text }) =>
      ARROW.test(text) && !/\p{L}{2}/u.test(text) ? [`${where}: an arrow without a word`] : [],
    ),
    ...sentencesOf(briefing).flatMap(({ section, sentence }) =>
      isPointsAsPerCent(sentence)
        ? [`section ${section}: a change of a rate in %, which should be in percentage points`]
        : [],
    ),
    ...ratingsWithoutRule(briefing),
    ...chartsOf(briefing).flatMap((chart) => {
      const lost = [
        ...(chart.alternative.some(({ text }) => text !== '') ? [] : ['alternative text']),
        ...(chart.table.rows.length > 0 ? [] : ['a table']),
      ];
      return lost.map((what) => `chart ${chart.id}: without ${what}`);
    }),
    ...tablesOf(briefing).flatMap((table) => cutShort(table)),
  ];
}

/** @throws CC-REP-005 naming all that is wrong with a paper. */
export function requireFit(briefing: Briefing): void {
  const faults = faultsOf(briefing);
  if (faults.length > 0) throw unfit(briefing, faults);
}

function unfit({ area, isFinal }: Briefing, faults: readonly string[]): CarecountError {
  return problem('CC-REP-005', {
    where: `paper of ${area.code} ${area.name}`,
    expected: isFinal
      ? 'a paper fit to be handed in, as it is marked final'
      : 'a paper fit to read',
    got: faults.join('; '),
    next: isFinal
      ? 'Complete the words in the file that packs.paper names, or mark the paper a draft.'
      : 'Mend it and run `carecount report` again.',
  });
}

function placeholders(briefing: Briefing): string[] {
  return texts(briefing).flatMap(({ where, text }) => {
    const left = withPlaceholders(text).find(({ open }) => open);
    return left === undefined ? [] : [`${where}: the placeholder ${left.text}`];
  });
}

/** Every text of a paper with where it stands. */
function texts(briefing: Briefing): { where: string; text: string }[] {
  const of = (where: string, list: readonly string[]) => list.map((text) => ({ where, text }));
  return [
    ...of(
      'title block',
      briefing.titleBlock.map(({ text }) => text),
    ),
    ...sentencesOf(briefing).flatMap(({ section, sentence }) =>
      of(`section ${section}`, [sentence.text]),
    ),
    ...briefing.sections.flatMap((section) =>
      section.blocks.flatMap((block) =>
        block.kind === 'terms'
          ? of(
              `section ${section.id}`,
              block.terms.flatMap(({ meaning }) => meaning),
            )
          : block.kind === 'recommendations'
            ? of(`section ${section.id}`, [block.lead])
            : [],
      ),
    ),
    ...tablesOf(briefing).flatMap((table) =>
      of(
        `table ${table.id}`,
        table.rows.flatMap((row) =>
          row.cells.flatMap((cell) => [cell.text, ...(cell.detail ?? [])]),
        ),
      ),
    ),
  ];
}

function isPointsAsPerCent({ text, facts }: Sentence): boolean {
  return MOVED_BY_PER_CENT.test(text) && facts.some(({ metric }) => metric.unit === 'rate');
}

function ratingsWithoutRule(briefing: Briefing): string[] {
  return blocksOf(briefing).flatMap((block) => {
    if (block.kind !== 'table') return [];
    const isRated = block.table.rows.some((row) => row.cells.some(({ text }) => RATING.test(text)));
    const hasRule = block.notes.some(({ rule }) => rule === 'note.rating');
    return isRated && !hasRule ? [`table ${block.table.id}: a rating without its rule`] : [];
  });
}

function cutShort({ id, caption, rows, cutFrom }: Table): string[] {
  if (cutFrom === undefined || cutFrom <= rows.length) return [];
  const says = `${rows.length} of ${cutFrom}`;
  return caption.includes(says) ? [] : [`table ${id}: cut short without saying "${says}"`];
}
