import type { PublishedFact } from '../facts/fact.js';
import { givenFigure } from '../facts/figure.js';
import type { Publishable } from '../facts/figure.js';
import { ENGLAND, areaOf } from '../facts/snapshot.js';
import type { Snapshot } from '../facts/snapshot.js';

/** An hourly rate that somebody has set, as a fact of the pack. */
export type PayRateFact = PublishedFact & { figure: Publishable };

/** What is known of such a rate. */
interface PayRate {
  readonly id: string;
  readonly metricId: string;
  readonly title: string;
  readonly definition: string;
  readonly source: string;
  /** The day it came into force or was announced. */
  readonly day: string;
  readonly periodText: string;
  readonly population: string;
  readonly gbpHour: number;
}

/** Makes a rate that pay is set against a fact: it is of all England. */
export function payRateFact(snapshot: Pick<Snapshot, 'areas'>, rate: PayRate): PayRateFact {
  const { id, metricId, title, definition, source, day, periodText, population, gbpHour } = rate;
  return {
    kind: 'published',
    id,
    metric: {
      metricId,
      title,
      unit: 'gbp_hour',
      goodDirection: 'neither',
      definition,
      source,
      decimals: 2,
      minimumBase: null,
      noChangeBand: 0,
      caveats: '',
      reviewedOn: null,
    },
    area: areaOf(snapshot, ENGLAND),
    periodText,
    periodStart: day,
    periodEnd: day,
    population,
    edition: day,
    source,
    figure: givenFigure(gbpHour, 'gbp_hour', 2),
  };
}
