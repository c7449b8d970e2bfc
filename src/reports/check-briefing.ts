import { problem } from '../errors.js';
import type { CarecountError } from '../errors.js';
import type { Briefing, Chart, Table } from './briefing.js';
import { blocksOf, chartsOf, tablesOf } from './briefing.js';
import { textsOf } from './briefing-texts.js';
import type { PlacedText } from './briefing-texts.js';
import type { ChartData } from './charts/chart-data.js';
import { withPlaceholders } from './placeholder.js';
import { pointsAsPerCent } from './points-as-per-cent.js';

const ARROW = /[\u2190-\u21ff\u25b2\u25bc\u25b3\u25bd\u2b00-\u2b11]/;
const RATING = /^(green|amber|red)$/i;

/**
 * What makes a paper unfit to be handed in, each with where it stands; none for a fit one.
 * @throws nothing: the caller decides.
 */
export function faultsOf(briefing: Briefing): string[] {
  const texts = textsOf(briefing);
  return [
    ...(briefing.isFinal ? placeholders(texts) : []),
    ...texts.flatMap(({ where, text }) =>
      ARROW.test(text) && !/\p{L}{2}/u.test(text) ? [`${where}: an arrow without a word`] : [],
    ),
    ...texts.flatMap(rateInPerCent),
    ...ratingsWithoutRule(briefing),
    ...chartsOf(briefing).flatMap((chart) => {
      const lost = [
        ...(chart.alternative.some(({ text }) => text !== '') ? [] : ['alternative text']),
        ...(chart.table.rows.length > 0 ? [] : ['a table']),
      ];
      return lost.map((what) => `chart ${chart.id}: without ${what}`);
    }),
    ...tablesOf(briefing).flatMap(tableCutShort),
    ...chartsOf(briefing).flatMap(chartCutShort),
  ];
}

/** @throws CC-REP-005 naming all that is wrong with a paper. */
export function requireFit(briefing: Briefing): void {
  const faults = faultsOf(briefing);
  if (faults.length > 0) throw unfit(briefing, faults);
}

function unfit({ area, isFinal, fileStem }: Briefing, faults: readonly string[]): CarecountError {
  return problem('CC-REP-005', {
    where: `${fileStem === 'summary' ? 'summary' : 'paper'} of ${area.code} ${area.name}`,
    expected: isFinal
      ? 'a paper fit to be handed in, as it is marked final'
      : 'a paper fit to read',
    got: faults.join('; '),
    next: isFinal
      ? 'Complete the words in the file that packs.paper names, or mark the paper a draft.'
      : 'Mend it and run `carecount report` again.',
  });
}

function placeholders(texts: readonly PlacedText[]): string[] {
  return texts.flatMap(({ where, text }) => {
    const left = withPlaceholders(text).find(({ open }) => open);
    return left === undefined ? [] : [`${where}: the placeholder ${left.text}`];
  });
}

function rateInPerCent({ where, text, ofRate }: PlacedText): string[] {
  const wrong = pointsAsPerCent(text, ofRate);
  if (wrong === undefined) return [];
  return [`${where}: a change of a rate in %, which should be in percentage points: "${wrong}"`];
}

function ratingsWithoutRule(briefing: Briefing): string[] {
  return blocksOf(briefing).flatMap((block) => {
    if (block.kind !== 'table') return [];
    const isRated = block.table.rows.some((row) => row.cells.some(({ text }) => RATING.test(text)));
    const hasRule = block.notes.some(({ rule }) => rule === 'note.rating');
    return isRated && !hasRule ? [`table ${block.table.id}: a rating without its rule`] : [];
  });
}

function tableCutShort({ id, caption, rows, cutFrom }: Table): string[] {
  return cutShort(`table ${id}`, [caption], { shown: rows.length, of: cutFrom });
}

function chartCutShort({ id, subtitle, notes, data, drawnFrom }: Chart): string[] {
  const texts = [subtitle, ...notes.map(({ text }) => text)];
  return cutShort(`chart ${id}`, texts, { shown: drawnAreas(data), of: drawnFrom });
}

/** How many areas a chart draws, of those kinds that may leave some out. */
function drawnAreas(data: ChartData | null): number {
  if (data?.kind === 'ranked') return data.bars.length;
  if (data?.kind === 'heatmap') return data.rows.length;
  return data?.kind === 'multiples' ? data.panels.length : Infinity;
}

function cutShort(
  where: string,
  texts: readonly string[],
  { shown, of }: { readonly shown: number; readonly of: number | undefined },
): string[] {
  if (of === undefined || of <= shown) return [];
  const says = `${shown} of ${of}`;
  return texts.some((text) => text.includes(says))
    ? []
    : [`${where}: cut short without saying "${says}"`];
}
