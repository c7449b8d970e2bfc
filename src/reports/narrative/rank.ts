import type { Sentence } from '../briefing.js';
import type { Fact } from '../facts/fact.js';
import { figureText, isFirm, plainText } from '../facts/figure.js';
import type { Publishable } from '../facts/figure.js';
import { absence } from './change.js';
import { listText, nounOf, numberWord, ordinal, upperFirst, whenOf } from './words.js';

/** A place in a list ordered from highest to lowest, by displayed figures. */
export interface Rank {
  /** How many are strictly higher, and one. */
  readonly fromTop: number;
  readonly fromBottom: number;
  readonly joint: boolean;
  /** How many areas have a figure firm enough to rank. */
  readonly of: number;
}

/** A fact whose figure may be ranked. */
export type FirmFact = Fact & { readonly figure: Publishable };

/** The facts that may be ranked, highest displayed figure first, then by name. */
export function ranked(facts: readonly Fact[]): FirmFact[] {
  return facts
    .filter((fact): fact is FirmFact => isFirm(fact.figure))
    .sort(
      (a, b) => b.figure.steps - a.figure.steps || a.area.name.localeCompare(b.area.name, 'en'),
    );
}

/** The rank of an area among its peers; nothing where its figure is not firm or it stands alone. */
export function rankOf(areaCode: string, facts: readonly Fact[]): Rank | null {
  const list = ranked(facts);
  const own = list.find((fact) => fact.area.code === areaCode);
  if (own === undefined || list.length < 2) return null;
  const steps = own.figure.steps;
  return {
    fromTop: list.filter((fact) => fact.figure.steps > steps).length + 1,
    fromBottom: list.filter((fact) => fact.figure.steps < steps).length + 1,
    joint: list.filter((fact) => fact.figure.steps === steps).length > 1,
    of: list.length,
  };
}

/**
 * A rank in words, counted from the nearer end.
 * @example rankText({ fromTop: 2, fromBottom: 11, joint: true, of: 12 }) // 'joint second highest'
 */
export function rankText({ fromTop, fromBottom, joint }: Rank): string {
  const top = fromTop <= fromBottom;
  const place = top ? fromTop : fromBottom;
  const number = place === 1 ? '' : `${ordinal(place)} `;
  return `${joint ? 'joint ' : ''}${number}${top ? 'highest' : 'lowest'}`;
}

/** Says where an area stands among areas of its type, or why that is not said. */
export function rankSentence(own: Fact, facts: readonly Fact[], peers: string): Sentence {
  const used = facts.filter((fact) => fact.area.code !== own.area.code);
  const rank = rankOf(own.area.code, facts);
  const subject = subjectOf(own);
  if (rank === null) return unranked(own, peers);
  if (allEqual(facts)) {
    return {
      rule: 'rank.all_equal',
      text: `${subject} was ${figureText(own.figure)} in ${whenOf(own)}, the same as in every other of the ${numberWord(rank.of)} ${peers} that can be ranked.`,
      facts: [own, ...used],
    };
  }
  return {
    rule: rank.joint ? 'rank.joint' : 'rank.alone',
    text: `${subject} of ${figureText(own.figure)} in ${whenOf(own)} was the ${rankText(rank)} of the ${numberWord(rank.of)} ${peers} that can be ranked.`,
    facts: [own, ...used],
  };
}

function subjectOf(own: Fact): string {
  return `${upperFirst(own.area.name)}’s ${nounOf(own)}`;
}

/** Says why an area has no place among others. */
export function unranked(own: Fact, peers: string): Sentence {
  const firm = isFirm(own.figure);
  const subject = subjectOf(own);
  return {
    rule: firm ? 'rank.alone_in_list' : 'rank.not_ranked',
    text: firm
      ? `${subject} of ${figureText(own.figure)} in ${whenOf(own)} is not ranked: no other of the ${peers} can be.`
      : `${subject} is not ranked: the figure for ${whenOf(own)} ${absence(own.figure)}.`,
    facts: [own],
  };
}

function allEqual(facts: readonly Fact[]): boolean {
  return new Set(ranked(facts).map((fact) => fact.figure.steps)).size === 1;
}

/** Says the span of areas, highest and lowest, naming every area that holds either end. */
export function spanSentence(facts: readonly Fact[], peers: string): Sentence {
  const list = ranked(facts);
  const top = list[0];
  const bottom = list.at(-1);
  if (top === undefined || bottom === undefined || list.length < 2) {
    return {
      rule: 'span.too_few',
      text: `Fewer than two ${peers} can be ranked, so they are not set in order.`,
      facts: [...facts],
    };
  }
  const names = (steps: number): string =>
    listText(list.filter((fact) => fact.figure.steps === steps).map((fact) => fact.area.name));
  const noun = nounOf(top);
  if (top.figure.steps === bottom.figure.steps) {
    return {
      rule: 'span.all_equal',
      text: `The ${noun} was ${plainText(top.figure)} in ${whenOf(top)} in each of the ${numberWord(list.length)} ${peers} that can be ranked.`,
      facts: list,
    };
  }
  return {
    rule: 'span.range',
    text: `Of the ${numberWord(list.length)} ${peers} that can be ranked, the ${noun} in ${whenOf(top)} was highest in ${names(top.figure.steps)} (${plainText(top.figure)}) and lowest in ${names(bottom.figure.steps)} (${plainText(bottom.figure)}).`,
    facts: list,
  };
}
