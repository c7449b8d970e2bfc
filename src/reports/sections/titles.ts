import type { Sentence } from '../briefing.js';
import type { Fact } from '../facts/fact.js';
import { figureText, isFirm } from '../facts/figure.js';
import { absence } from '../narrative/change.js';
import { compare } from '../narrative/compare.js';
import { METHOD_BREAKS } from '../narrative/method-breaks.js';
import type { FirmFact } from '../narrative/rank.js';
import { rankOf, rankText, ranked } from '../narrative/rank.js';
import { nounOf, numberWord, placeOf, upperFirst, whenOf } from '../narrative/words.js';

/** The finding of a trend chart, short. It can say no more than the sentence of the same facts. */
export function trendTitle(then: Fact, now: Fact): Sentence {
  const comparison = compare(then, now, METHOD_BREAKS);
  const subject = `${upperFirst(nounOf(now))} ${placeOf(now.area)}`;
  const facts = [then, now];
  switch (comparison.outcome) {
    case 'up':
    case 'down': {
      const verb = comparison.outcome === 'up' ? 'rose' : 'fell';
      const text = `${subject} ${verb} from ${figureText(then.figure)} to ${figureText(now.figure)} in a year`;
      return { rule: `title.trend.${verb}`, text, facts };
    }
    case 'equal':
      return {
        rule: 'title.trend.equal',
        text: `${subject} was ${figureText(now.figure)}, as a year before`,
        facts,
      };
    case 'too_small':
      return {
        rule: 'title.trend.too_small',
        text: `${subject} was ${figureText(now.figure)}, with no clear change in a year`,
        facts,
      };
    default:
      return { rule: `title.trend.${comparison.outcome}`, text: unstated(subject, now), facts };
  }
}

function unstated(subject: string, now: Fact): string {
  if (now.figure.kind === 'suppressed') return `${subject} cannot be published [c]`;
  if (now.figure.kind === 'missing') return `${subject} ${absence(now.figure)}`;
  const about = isFirm(now.figure) ? '' : 'about ';
  return `${subject} was ${about}${figureText(now.figure)} in ${whenOf(now)}`;
}

/** The finding of a ranked chart. */
export function rankTitle(own: Fact | null, facts: readonly Fact[], peers: string): Sentence {
  const list = ranked(facts);
  const first = list[0];
  if (first === undefined || list.length < 2) {
    const text = `Too few ${peers} can be ranked`;
    return { rule: 'title.rank.too_few', text, facts };
  }
  const all = `the ${numberWord(list.length)} ${peers} that can be ranked`;
  const rank = own === null ? null : rankOf(own.area.code, facts);
  if (own === null) return spanTitle(first, list, all);
  if (rank === null) {
    return {
      rule: 'title.rank.not_ranked',
      text: `${upperFirst(nounOf(own))} in ${all}; ${own.area.name} is not ranked`,
      facts,
    };
  }
  return {
    rule: 'title.rank.ranked',
    text: `${own.area.name} had the ${rankText(rank)} ${nounOf(own)} of ${all}`,
    facts,
  };
}

function spanTitle(first: FirmFact, list: readonly FirmFact[], all: string): Sentence {
  const last = list.at(-1) ?? first;
  const text =
    first.figure.steps === last.figure.steps
      ? `The ${nounOf(first)} was ${figureText(first.figure)} in each of ${all}`
      : `The ${nounOf(first)} ran from ${figureText(last.figure)} to ${figureText(first.figure)} in ${all}`;
  return { rule: 'title.rank.span', text, facts: list };
}

/** The finding of the pay chart. */
export function payTitle(median: Fact, floor: Fact | null): Sentence {
  const facts = floor === null ? [median] : [median, floor];
  const subject = `Care workers’ median pay ${placeOf(median.area)}`;
  if (median.figure.kind === 'suppressed') {
    return {
      rule: 'title.pay.suppressed',
      text: `${subject} cannot be published [c]`,
      facts: [median],
    };
  }
  if (median.figure.kind === 'missing') {
    return {
      rule: 'title.pay.missing',
      text: `${subject} ${absence(median.figure)}`,
      facts: [median],
    };
  }
  const now = figureText(median.figure);
  if (!isFirm(median.figure) || floor?.figure.kind !== 'publishable') {
    return { rule: 'title.pay.stated', text: `${subject} was ${now} an hour`, facts: [median] };
  }
  const gap = median.figure.steps - floor.figure.steps;
  const by = Math.abs(gap) < 100 ? `${Math.abs(gap)}p` : `£${(Math.abs(gap) / 100).toFixed(2)}`;
  const word = gap > 0 ? `${by} above` : gap < 0 ? `${by} below` : 'at';
  return {
    rule: 'title.pay.gap',
    text: `${subject} was ${now} an hour, ${word} the statutory floor`,
    facts,
  };
}
