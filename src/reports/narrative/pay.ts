import type { Sentence } from '../briefing.js';
import type { Fact } from '../facts/fact.js';
import type { Snapshot } from '../facts/snapshot.js';
import { figureText, isFirm } from '../facts/figure.js';
import type { Publishable } from '../facts/figure.js';
import { absence } from './change.js';
import { differenceText, nounOf, placeOf, whenOf } from './words.js';
import { dayLabel } from './dates.js';
import { payRateFact } from './pay-rate.js';
import type { PayRateFact } from './pay-rate.js';

/** The statutory floor in force at the end of the month, as a fact of the pack. */
export function floorFact(snapshot: Snapshot): PayRateFact | null {
  const { floor } = snapshot;
  if (floor === null) return null;
  return payRateFact(snapshot, {
    id: `wage_floor/${floor.validFrom}`,
    metricId: 'wage_floor',
    title: 'National Living Wage',
    definition: `The lowest hourly pay in law for those aged ${floor.minimumAge} and over.`,
    source: 'National Minimum Wage Regulations',
    day: floor.validFrom,
    periodText: `from ${dayLabel(floor.validFrom)}`,
    population: `aged ${floor.minimumAge} and over`,
    gbpHour: floor.gbpHour,
  });
}

/** Sets the median pay of care workers beside the floor in law: a sum that needs no band. */
export function medianPaySentence(median: Fact, floor: PayRateFact | null): Sentence {
  const subject = `The ${nounOf(median)} ${placeOf(median.area)}`;
  if (median.figure.kind !== 'publishable') {
    const text = `${subject} for ${whenOf(median)} ${absence(median.figure)}.`;
    return { rule: `pay.${median.figure.kind}`, text, facts: [median] };
  }
  const now = `${subject} was ${figureText(median.figure)} in ${whenOf(median)}`;
  if (!isFirm(median.figure)) {
    const text = `${now}; it rests on few workers, so it is not set against the statutory floor.`;
    return { rule: 'pay.low_base', text, facts: [median] };
  }
  if (floor === null) return { rule: 'pay.no_floor', text: `${now}.`, facts: [median] };
  return besideFloor(now, median, median.figure, floor);
}

function besideFloor(now: string, median: Fact, figure: Publishable, floor: PayRateFact): Sentence {
  const gap = figure.steps - floor.figure.steps;
  const named = `the National Living Wage of ${figureText(floor.figure)} for those ${floor.population}`;
  const facts = [median, floor];
  if (gap === 0) return { rule: 'pay.at_floor', text: `${now}, the same as ${named}.`, facts };
  const by = differenceText(
    {
      steps: Math.abs(gap),
      decimals: figure.decimals,
      relative: Math.abs(gap) / floor.figure.steps,
    },
    'gbp_hour',
  );
  const word = gap > 0 ? 'above' : 'below';
  return { rule: `pay.${word}_floor`, text: `${now}, ${by} ${word} ${named}.`, facts };
}

/** Says what share was paid below and at the floor that applied to each worker. */
export function floorShareSentence(below: Fact, at: Fact): Sentence {
  const facts = [below, at];
  const place = `${placeOf(below.area)} in ${whenOf(below)}`;
  if (below.figure.kind !== 'publishable') {
    return {
      rule: `floor_share.${below.figure.kind}`,
      text: `The ${nounOf(below)} ${place} ${absence(below.figure)}.`,
      facts: [below],
    };
  }
  const first = `Of care workers paid by the hour ${place}, ${figureText(below.figure)} were recorded below the statutory floor for their age`;
  if (at.figure.kind !== 'publishable') {
    return { rule: 'floor_share.below', text: `${first}.`, facts };
  }
  return {
    rule: 'floor_share.both',
    text: `${first} and ${figureText(at.figure)} at it or up to 10p above.`,
    facts,
  };
}
