import { monthLabel } from '../../period.js';
import { wrapped } from './lines.js';
import type { Comparison, EarlierValue, Explanation, PublishedFigure } from './schema.js';

/** The figures beside this one: ours first, then those of others, each with its edition. */
export function comparisonLines({ metric, asked, comparison }: Explanation): string[] {
  const { parents, councils, month_before: month, year_before: year, published } = comparison;
  const rows: string[][] = [
    ...(month === null ? [] : [earlierRow('The month before', month)]),
    ...(year === null ? [] : [earlierRow('The year before', year)]),
    ...parents.map(({ area_name: name, area_type: type, shown }) => [`${name} (${type})`, shown]),
    ...(councils === null ? [] : councilRows(councils, asked.area_type, metric.good_direction)),
  ];
  return [
    ...rows.flatMap(([label, value]) => wrapped(`${label ?? ''}: ${value ?? ''}`)),
    ...publishedLines(published),
  ];
}

function earlierRow(label: string, { period, shown, change_words: change }: EarlierValue) {
  const since = change === null ? '' : `; since then ${change}`;
  return [`${label}, ${monthLabel(period.slice(0, 7))}`, `${shown}${since}`];
}

function councilRows(councils: Councils, areaType: string, direction: string): string[][] {
  const isCouncil = areaType === 'council';
  const which = isCouncil ? 'other councils' : 'councils';
  const middle = [
    `Median of the ${councils.other_count} ${which}`,
    councils.median_shown ?? 'none',
  ];
  if (councils.rank === null) return [middle];
  return [middle, ['Among the councils', `${placeWords(councils)}${betterWords(direction)}`]];
}

type Councils = NonNullable<Comparison['councils']>;

/** @example placeWords of rank 2 of 5, shared by 2: 'joint 2nd highest of 5' */
export function placeWords({ rank, sharing_rank: sharing, ranked_count: all }: Councils): string {
  const place = rank ?? 1;
  const together = sharing ?? 1;
  if (together === all) return all === 1 ? 'the only one' : `the same as all ${all}`;
  const joint = together > 1 ? 'joint ' : '';
  const isLast = place + together - 1 === all;
  const words = place === 1 ? 'highest' : isLast ? 'lowest' : `${ordinal(place)} highest`;
  return `${joint}${words} of ${all}`;
}

function betterWords(direction: string): string {
  return direction === 'neither' ? '' : ` (${direction} is better)`;
}

/** @example ordinal(22) // '22nd' */
export function ordinal(number: number): string {
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  const ends = ['th', 'st', 'nd', 'rd'];
  return `${number}${isTeen ? 'th' : (ends[number % 10] ?? 'th')}`;
}

function publishedLines(published: readonly PublishedFigure[]): string[] {
  if (published.length === 0) return [];
  return [
    ...wrapped('Published by others, who count in other ways (never to be mixed with the above):'),
    ...published.flatMap((each) =>
      wrapped(
        `${each.area_name}, ${each.period}, ${each.population}: ${each.shown} ` +
          `(edition ${each.edition}; ${each.source})`,
        4,
      ),
    ),
  ];
}
