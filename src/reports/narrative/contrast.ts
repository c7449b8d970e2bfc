import type { Sentence } from '../briefing.js';
import type { Fact } from '../facts/fact.js';
import { figureText } from '../facts/figure.js';
import { absence } from './change.js';
import type { Comparison } from './compare.js';
import { compare } from './compare.js';
import { differenceText, nounOf, placeOf, publishedText, settingNoun, whenOf } from './words.js';

/** Two figures side by side and the words for where each is about. */
interface Sides {
  readonly rule: string;
  readonly own: Fact;
  readonly other: Fact;
  readonly ownPlace: string;
  readonly otherPlace: string;
}

/** Sets an area beside another in the same month, such as its partnership. */
export function areaContrast(own: Fact, other: Fact): Sentence {
  return contrast({
    rule: 'contrast.area',
    own,
    other,
    ownPlace: placeOf(own.area),
    otherPlace: `${placeOf(other.area)} in the same month`,
  });
}

/** Sets an area beside England as published, naming period, population and edition. */
export function englandContrast(own: Fact, england: Fact & { kind: 'published' }): Sentence {
  const sentence = contrast({
    rule: 'contrast.england',
    own,
    other: england,
    ownPlace: placeOf(own.area),
    otherPlace: `published for England for ${whenOf(england)} (${publishedText(england)})`,
  });
  const comparison = compare(england, own);
  if (comparison.outcome !== 'up' && comparison.outcome !== 'down') return sentence;
  const by = differenceText(comparison.difference, own.metric.unit);
  const word = comparison.outcome === 'up' ? 'higher' : 'lower';
  const first = `England’s published ${nounOf(own)} for ${whenOf(england)} was ${figureText(england.figure)} (${publishedText(england)})`;
  const second = `${own.area.name}’s ${figureText(own.figure)} in ${whenOf(own)} was ${by} ${word}`;
  return { ...sentence, text: `${first}; ${second}.` };
}

/** Sets a provider beside the group of its main service and council, its own part among it. */
export function benchmarkContrast(
  own: Fact & { kind: 'measured' },
  group: Fact & { kind: 'measured' },
): Sentence {
  return contrast({
    rule: 'contrast.benchmark',
    own,
    other: group,
    ownPlace: `at ${own.area.name}`,
    otherPlace: 'of its group',
  });
}

/** Sets two care settings of one area side by side in the same month. */
export function settingContrast(
  own: Fact & { kind: 'measured' },
  other: Fact & { kind: 'measured' },
): Sentence {
  return contrast({
    rule: 'contrast.setting',
    own,
    other,
    ownPlace: `for ${settingNoun(own.careSetting)} ${placeOf(own.area)}`,
    otherPlace: `for ${settingNoun(other.careSetting)} in the same month`,
  });
}

function contrast(sides: Sides): Sentence {
  const comparison = compare(sides.other, sides.own);
  return {
    rule: `${sides.rule}.${contrastName(comparison)}`,
    text: contrastText(comparison, sides),
    facts: [sides.own, sides.other],
  };
}

function contrastName(comparison: Comparison): string {
  if (comparison.outcome === 'up') return 'higher';
  return comparison.outcome === 'down' ? 'lower' : comparison.outcome;
}

function contrastText(comparison: Comparison, sides: Sides): string {
  const { own, other, ownPlace, otherPlace } = sides;
  const subject = `The ${nounOf(own)} ${ownPlace}`;
  const now = `${subject} was ${figureText(own.figure)} in ${whenOf(own)}`;
  const beside = `the ${figureText(other.figure)} ${otherPlace}`;
  switch (comparison.outcome) {
    case 'suppressed':
    case 'not_available':
    case 'low_base':
      return uncomparedText(subject, now, sides);
    case 'method_break':
      return `${now}; it does not compare with ${beside}, as ${comparison.reason}.`;
    case 'equal':
      return `${now}, the same as ${beside}.`;
    case 'too_small':
      return `${now} against ${beside}; the difference is too small to say that they differ.`;
    default: {
      const word = comparison.outcome === 'up' ? 'higher' : 'lower';
      const by = differenceText(comparison.difference, own.metric.unit);
      return `At ${figureText(own.figure)} in ${whenOf(own)}, the ${nounOf(own)} ${ownPlace} was ${by} ${word} than ${beside}.`;
    }
  }
}

function uncomparedText(subject: string, now: string, { own, other, otherPlace }: Sides): string {
  if (own.figure.kind !== 'publishable') {
    return `${subject} for ${whenOf(own)} ${absence(own.figure)}, so it is not compared.`;
  }
  if (own.figure.mark === '[u]') return `${now}; it rests on few workers, so it is not compared.`;
  return `${now}; the figure ${otherPlace} ${absence(other.figure)}, so they are not compared.`;
}
