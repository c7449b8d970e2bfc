import type { Sentence } from '../briefing.js';
import { comparatorKey } from '../facts/comparators.js';
import type { Comparator } from '../facts/comparators.js';
import { neighbourSentence } from '../narrative/neighbours.js';
import { rankSentence, spanSentence } from '../narrative/rank.js';
import { listText } from '../narrative/words.js';
import type { Context } from './context.js';
import { typeNouns } from './context.js';

/** More areas than this are not named in a sentence: the table of the ranking has them. */
const MOST_NAMED = 12;

/** What a measure of the area is set against: others of its type, or the neighbours named for it. */
export function comparatorOf(
  { snapshot, area }: Context,
  metricId: string,
  others: 'peers' | 'neighbours',
): Comparator | undefined {
  return snapshot.comparators.get(comparatorKey(metricId, area.code, others));
}

/** Where the area stands among the neighbours named for it; nothing where no figure of theirs is held. */
export function amongNeighbours(context: Context, metricId: string): Sentence[] {
  const comparator = comparatorOf(context, metricId, 'neighbours');
  if (comparator === undefined) return [];
  return [neighbourSentence(context.fact(metricId), comparator)];
}

/** Where the area stands among its neighbours, else among its peers, saying which these are. */
export function amongNearest(context: Context, metricId: string): Sentence[] {
  const named = amongNeighbours(context, metricId);
  return named.length > 0 ? named : [noNeighbours(context), amongPeers(context, metricId)];
}

/** Whether the area is one of those set in order. */
export function isPeer({ peers, area }: Context): boolean {
  return peers.areas.some(({ code }) => code === area.code);
}

/** Where the area stands among its peers, or the span of them where it is none of them. */
export function amongPeers(context: Context, metricId: string): Sentence {
  const { peers } = context;
  const facts = peers.areas.map((area) => context.fact(metricId, { area: area.code }));
  const nouns = typeNouns(peers.type);
  return isPeer(context)
    ? rankSentence(context.fact(metricId), facts, nouns)
    : spanSentence(facts, nouns);
}

function noNeighbours(context: Context): Sentence {
  const { area, peers } = context;
  const others = peers.areas.filter(({ code }) => code !== area.code);
  const none = `No figures of neighbours are held for ${area.name}.`;
  const nouns = `${isPeer(context) ? 'other ' : ''}${typeNouns(peers.type)} of these returns`;
  const instead =
    others.length > MOST_NAMED
      ? ` Used instead are the ${others.length} ${nouns}, which the comparison of ${typeNouns(peers.type)} lists.`
      : ` Used instead are the ${nouns}: ${listText(others.map(({ name }) => name))}.`;
  return {
    rule: 'neighbours.none',
    text: others.length === 0 ? none : `${none}${instead}`,
    facts: [],
  };
}
