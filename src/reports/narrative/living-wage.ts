import { monthLabel } from '../../period.js';
import type { Area, PublishedFact } from '../facts/fact.js';
import { givenFigure } from '../facts/figure.js';
import type { Publishable } from '../facts/figure.js';
import { ENGLAND, areaOf } from '../facts/snapshot.js';
import type { Snapshot } from '../facts/snapshot.js';

/** The real living wage announced last by the end of the month, for an area, as a fact of the pack. */
export function livingWageFact(
  snapshot: Pick<Snapshot, 'areas' | 'livingWage' | 'london'>,
  area: Area,
): (PublishedFact & { figure: Publishable }) | null {
  const { livingWage, london } = snapshot;
  if (livingWage === null) return null;
  const isLondon = london.has(area.code);
  const { announcedOn, ukGbpHour, londonGbpHour } = livingWage;
  return {
    kind: 'published',
    id: `real_living_wage/${announcedOn}/${isLondon ? 'london' : 'uk'}`,
    metric: {
      metricId: 'real_living_wage',
      title: 'Real living wage',
      unit: 'gbp_hour',
      goodDirection: 'neither',
      definition:
        'An hourly rate that employers may choose to pay, worked out from the cost of living.',
      source: 'Living Wage Foundation',
      decimals: 2,
      minimumBase: null,
      noChangeBand: 0,
      caveats: '',
      reviewedOn: null,
    },
    area: areaOf(snapshot, ENGLAND),
    periodText: `announced in ${monthLabel(announcedOn.slice(0, 7))}`,
    periodStart: announcedOn,
    periodEnd: announcedOn,
    population: isLondon ? 'in London' : 'outside London',
    edition: announcedOn,
    source: 'Living Wage Foundation',
    figure: givenFigure(isLondon ? londonGbpHour : ukGbpHour, 'gbp_hour', 2),
  };
}
