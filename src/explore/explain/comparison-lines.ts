import { monthLabel } from '../../period.js';
import { wrapped } from './lines.js';
import type { EarlierValue, Explanation, PublishedFigure, Standing } from './schema.js';

/** The figures beside this one: ours first, then those of others, each with its edition. */
export function comparisonLines({ metric, asked, comparison }: Explanation): string[] {
  const { parents, peers, neighbours, published } = comparison;
  const { month_before: month, year_before: year } = comparison;
  const direction = metric.good_direction;
  const rows: string[][] = [
    ...(month === null ? [] : [earlierRow('The month before', month)]),
    ...(year === null ? [] : [earlierRow('The year before', year)]),
    ...parents.map(({ area_name: name, area_type: type, shown }) => [`${name} (${type})`, shown]),
    ...(peers === null ? [] : standingRows(peers, PLURAL[asked.area_type] ?? 'areas', direction)),
    ...(neighbours === null ? [] : standingRows(neighbours, 'neighbours', direction)),
  ];
  return [
    ...rows.flatMap(([label, value]) => wrapped(`${label ?? ''}: ${value ?? ''}`)),
    ...publishedLines(metric.metric_id, published),
  ];
}

/** Areas of a type, as those that a figure is compared with are called. */
const PLURAL: Record<string, string> = {
  council: 'councils',
  district: 'districts',
  icb: 'ICBs',
  region: 'regions',
};

function earlierRow(label: string, { period, shown, change_words: change }: EarlierValue) {
  const since = change === null ? '' : `; since then ${change}`;
  return [`${label}, ${monthLabel(period.slice(0, 7))}`, `${shown}${since}`];
}

function standingRows(standing: Standing, which: string, direction: string): string[][] {
  const { rank, other_count: others, median_shown: median } = standing;
  const other = which === 'neighbours' ? which : `other ${which}`;
  const middle = [`Median of the ${others} ${other}`, median ?? 'none'];
  if (rank === null) return [middle];
  const place = `${placeWords(standing, direction)} (${direction} is better)`;
  return [middle, [`Among the ${which}`, place]];
}

/** @example placeWords of rank 2 of 5, shared by 2, where higher is better: 'joint 2nd highest of 5' */
export function placeWords(standing: Standing, direction: string): string {
  const { rank, sharing_rank: sharing, ranked_count: all } = standing;
  const [place, together, ranked] = [rank ?? 1, sharing ?? 1, all ?? 1];
  if (together === ranked) return ranked === 1 ? 'the only one' : `the same as all ${ranked}`;
  const [best, worst] = direction === 'lower' ? ['lowest', 'highest'] : ['highest', 'lowest'];
  const joint = together > 1 ? 'joint ' : '';
  const isLast = place + together - 1 === ranked;
  const words = place === 1 ? best : isLast ? worst : `${ordinal(place)} ${best}`;
  return `${joint}${words} of ${ranked}`;
}

/** @example ordinal(22) // '22nd' */
export function ordinal(number: number): string {
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  const ends = ['th', 'st', 'nd', 'rd'];
  return `${number}${isTeen ? 'th' : (ends[number % 10] ?? 'th')}`;
}

/** Figures of the same workforce, then those of others, each of these with its title. */
function publishedLines(metric: string, published: readonly PublishedFigure[]): string[] {
  const own = published.filter((each) => each.metric_id === metric);
  const others = published.filter((each) => each.metric_id !== metric);
  return [
    ...underHeading(
      'Published by others, who count in other ways (never to be mixed with the above):',
      own.map(publishedWords),
    ),
    ...underHeading(
      'Published of another workforce, not to be compared with the above:',
      others.map((each) => `${each.title}, ${publishedWords(each)}`),
    ),
  ];
}

function underHeading(heading: string, texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  return [...wrapped(heading), ...texts.flatMap((text) => wrapped(text, 4))];
}

function publishedWords(each: PublishedFigure): string {
  const { area_name: name, period, population, shown, edition, source } = each;
  return `${name}, ${period}, ${population}: ${shown} (edition ${edition}; ${source})`;
}
