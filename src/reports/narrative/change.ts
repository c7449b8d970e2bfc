import type { Sentence } from '../briefing.js';
import type { Fact, MetricInfo } from '../facts/fact.js';
import type { Figure } from '../facts/figure.js';
import { figureText, isFirm } from '../facts/figure.js';
import type { Comparison, MethodBreak } from './compare.js';
import { compare } from './compare.js';
import { METHOD_BREAKS } from './method-breaks.js';
import { differenceText, nounOf, placeOf, whenOf } from './words.js';

/** Why a figure is withheld, in the words every sentence uses. */
export const TOO_FEW = 'cannot be published [c], as it would rest on too few workers or providers';

/** Says how a figure moved between two months, or why that is not said. */
export function changeSentence(
  before: Fact,
  after: Fact,
  breaks: readonly MethodBreak[] = METHOD_BREAKS,
): Sentence {
  const comparison = compare(before, after, breaks);
  return {
    rule: `change.${ruleName(comparison)}`,
    text: changeText(comparison, before, after),
    facts: [before, after],
  };
}

/** Up is rose and down is fell; every other outcome keeps its name. */
function ruleName(comparison: Comparison): string {
  if (comparison.outcome === 'up') return 'rose';
  return comparison.outcome === 'down' ? 'fell' : comparison.outcome;
}

function changeText(comparison: Comparison, before: Fact, after: Fact): string {
  const subject = `The ${nounOf(after)} ${placeOf(after.area)}`;
  const then = `${figureText(before.figure)} in ${whenOf(before)}`;
  const now = `${figureText(after.figure)} in ${whenOf(after)}`;
  switch (comparison.outcome) {
    case 'suppressed':
    case 'not_available':
    case 'low_base':
      return unstatedText(subject, before, after);
    case 'method_break':
      return `${subject} was ${now} and ${then}; the two do not compare, as ${comparison.reason}.`;
    case 'equal':
      return `${subject} was ${figureText(after.figure)} in both ${whenOf(before)} and ${whenOf(after)}.`;
    case 'too_small':
      return `${subject} was ${now} and ${then}; the difference is too small to say that it changed.`;
    default: {
      const verb = comparison.outcome === 'up' ? 'rose' : 'fell';
      const by = differenceText(comparison.difference, after.metric.unit);
      return `${subject} ${verb} by ${by}, from ${then} to ${now}.`;
    }
  }
}

function unstatedText(subject: string, before: Fact, after: Fact): string {
  if (after.figure.kind !== 'publishable') {
    return `${subject} for ${whenOf(after)} ${absence(after.figure)}.`;
  }
  const now = `${subject} was ${nowText(after)}`;
  if (isFirm(after.figure)) {
    return `${now}; the figure for ${whenOf(before)} ${absence(before.figure)}, so no change is stated.`;
  }
  return `${now}; it rests on few workers, so no change is stated.`;
}

function nowText(fact: Fact): string {
  const about = isFirm(fact.figure) ? '' : 'about ';
  return `${about}${figureText(fact.figure)} in ${whenOf(fact)}`;
}

/** Why a figure is not there or not firm, as the end of a sentence. */
export function absence(figure: Figure): string {
  if (figure.kind === 'suppressed') return TOO_FEW;
  if (figure.kind === 'publishable') return 'rests on few workers [u]';
  return figure.why === 'not_applicable' ? 'does not apply [z]' : 'is not available [x]';
}

/** A direction judged by what is good for the measure. */
export type Judgement = 'better' | 'worse' | 'neutral';

/** Judges a movement; nothing where nothing is said to have moved. */
export function judgementOf(comparison: Comparison, metric: MetricInfo): Judgement | null {
  if (comparison.outcome !== 'up' && comparison.outcome !== 'down') return null;
  if (metric.goodDirection === 'neither') return 'neutral';
  const good = metric.goodDirection === 'higher' ? 'up' : 'down';
  return comparison.outcome === good ? 'better' : 'worse';
}

/**
 * A movement for a cell of a table: direction and judgement in words.
 * @example 'rose 0.6 percentage points (worse)'
 */
export function movementText(comparison: Comparison, metric: MetricInfo): string {
  switch (comparison.outcome) {
    case 'suppressed':
    case 'not_available':
    case 'low_base':
      return 'change not stated';
    case 'method_break':
      return `not comparable: ${comparison.reason}`;
    case 'equal':
      return 'the same (neutral)';
    case 'too_small':
      return 'change too small to call (neutral)';
    default: {
      const verb = comparison.outcome === 'up' ? 'rose' : 'fell';
      const by = differenceText(comparison.difference, metric.unit);
      return `${verb} ${by} (${judgementOf(comparison, metric) ?? 'neutral'})`;
    }
  }
}

/** One figure with its month, when there is nothing to compare it with. */
export function statedSentence(fact: Fact): Sentence {
  const subject = `The ${nounOf(fact)} ${placeOf(fact.area)}`;
  if (fact.figure.kind !== 'publishable') {
    return {
      rule: `stated.${fact.figure.kind}`,
      text: `${subject} for ${whenOf(fact)} ${absence(fact.figure)}.`,
      facts: [fact],
    };
  }
  const rule = isFirm(fact.figure) ? 'stated.value' : 'stated.low_base';
  return { rule, text: `${subject} was ${nowText(fact)}.`, facts: [fact] };
}
