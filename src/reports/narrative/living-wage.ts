import { monthLabel } from '../../period.js';
import type { Area } from '../facts/fact.js';
import type { Snapshot } from '../facts/snapshot.js';
import { payRateFact } from './pay-rate.js';
import type { PayRateFact } from './pay-rate.js';

/** The real living wage announced last by the end of the month, for an area, as a fact of the pack. */
export function livingWageFact(
  snapshot: Pick<Snapshot, 'areas' | 'livingWage' | 'london'>,
  area: Area,
): PayRateFact | null {
  const { livingWage, london } = snapshot;
  if (livingWage === null) return null;
  const isLondon = london.has(area.code);
  const { announcedOn, ukGbpHour, londonGbpHour } = livingWage;
  return payRateFact(snapshot, {
    id: `real_living_wage/${announcedOn}/${isLondon ? 'london' : 'uk'}`,
    metricId: 'real_living_wage',
    title: 'Real living wage',
    definition:
      'An hourly rate that employers may choose to pay, worked out from the cost of living.',
    source: 'Living Wage Foundation',
    day: announcedOn,
    periodText: `announced in ${monthLabel(announcedOn.slice(0, 7))}`,
    population: isLondon ? 'in London' : 'outside London',
    gbpHour: isLondon ? londonGbpHour : ukGbpHour,
  });
}
