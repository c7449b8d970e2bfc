import type { Sentence } from '../briefing.js';
import type { Comparator, Standing } from '../facts/comparators.js';
import type { Fact, MetricInfo } from '../facts/fact.js';
import { figureText, isFirm } from '../facts/figure.js';
import { rankText, unranked } from './rank.js';
import type { Rank } from './rank.js';
import { nounOf, numberWord, upperFirst, whenOf } from './words.js';

/**
 * The place that the file gives, which is counted from the best, as counted from top and bottom.
 * @example rankIn({ rank: 1, sharing: 2, of: 4 }, 'lower') // joint lowest of 4
 */
export function rankIn(
  { rank, sharing, of }: Standing,
  goodDirection: MetricInfo['goodDirection'],
): Rank {
  const fromWorst = of - rank - sharing + 2;
  return {
    fromTop: goodDirection === 'higher' ? rank : fromWorst,
    fromBottom: goodDirection === 'higher' ? fromWorst : rank,
    joint: sharing > 1,
    of,
  };
}

/** Says where an area stands among the neighbours named for it, or why that is not said. */
export function neighbourSentence(own: Fact, comparator: Comparator): Sentence {
  if (!isFirm(own.figure)) return unranked(own, 'neighbours');
  const { mean, standing } = comparator;
  const facts = [own, mean];
  if (standing === null) {
    const text = `${stated(own)}. ${meanText(comparator)}`;
    return { rule: 'neighbours.mean', text, facts };
  }
  const neighbours = neighboursText(comparator);
  if (standing.sharing === standing.of) {
    const text = `${stated(own)}, the same as in ${neighbours}.`;
    return { rule: 'neighbours.all_equal', text, facts };
  }
  const place = rankText(rankIn(standing, own.metric.goodDirection));
  return {
    rule: 'neighbours.ranked',
    text: `Of ${own.area.name} and ${neighbours}, ${own.area.name} had the ${place} ${nounOf(own)} in ${whenOf(own)}: ${figureText(own.figure)}. ${meanText(comparator)}`,
    facts,
  };
}

function stated(own: Fact): string {
  return `${upperFirst(own.area.name)}’s ${nounOf(own)} was ${figureText(own.figure)} in ${whenOf(own)}`;
}

function neighboursText({ otherCount }: Comparator): string {
  const noun = otherCount === 1 ? 'neighbour' : 'neighbours';
  return `its ${numberWord(otherCount)} ${noun} with a figure that can be published`;
}

function meanText({ otherCount, mean }: Comparator): string {
  const figure = figureText(mean.figure);
  return otherCount === 1
    ? `The neighbour’s was ${figure}.`
    : `The mean of the neighbours was ${figure}.`;
}
