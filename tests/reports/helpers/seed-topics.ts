import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackOptions } from '../../../src/reports/index.js';
import { openForBuild } from '../../../src/warehouse/database.js';
import { SENTINEL, SENTINEL_COUNT, seedDatabase, seedMeasures, type SeedMeasure } from './seed.js';

const CONTENTS = readFileSync(join(import.meta.dirname, 'seed-topics.sql'), 'utf8');

/** A strategy beside the seeded file. */
export const STRATEGY_PATHS: PackOptions['paths'] = {
  paper: null,
  strategy: join(import.meta.dirname, 'seed-strategy.yaml'),
  template: null,
  boundaries: null,
};

/** A figure of Northmoor in April 2026, a year before, and of the partnership. */
const FIGURES: readonly (readonly [string, now: number, before: number, around: number])[] = [
  ['filled_posts', 6045, 5980, 21_455],
  ['vacancies', 565, 610, 1820],
  ['starters_rate', 0.3127, 0.2841, 0.2964],
  ['net_change', -0.0213, 0.0048, 0.0109],
  ['zero_hours_share', 0.2346, 0.2571, 0.2188],
  ['sickness_days_mean', 5.64, 6.83, 6.12],
  ['qualified_share', 0.4829, 0.4811, 0.5037],
  ['visa_share', 0.1184, 0.1312, 0.1096],
  ['international_recruit_share', 0.0637, 0.0921, 0.0712],
  ['experience_mean', 8.26, 7.38, 8.91],
  ['return_rate', 0.7143, 0.6667, 0.8036],
  ['data_age_mean', 1.35, 1.92, 0.87],
];

const POSTS_BY_SETTING = [
  ['residential', 3210, 'ok'],
  ['domiciliary', 2140, 'ok'],
  ['day', 135, 'low_base'],
  ['other', SENTINEL_COUNT, 'suppressed'],
] as const;

/** The seeded file with a figure or two for every topic of a paper, and where its councils lie. */
export async function seedTopics(path: string): Promise<void> {
  await seedDatabase(path, [...seedMeasures(), ...topicMeasures()]);
  const database = await openForBuild(path);
  try {
    await database.run(CONTENTS);
  } finally {
    database.close();
  }
}

/** Those of Northmoor and the partnership; Saltness has them all and may show none. */
function topicMeasures(): SeedMeasure[] {
  return [
    ...FIGURES.flatMap(([metric, now, before, around]): SeedMeasure[] => [
      { metric, period: '2026-04', area: 'X10000001', value: now },
      { metric, period: '2025-04', area: 'X10000001', value: before },
      { metric, period: '2026-04', area: 'X47000001', value: around },
      { ...hidden(metric, now), period: '2026-04' },
      { ...hidden(metric, now), period: '2025-04' },
    ]),
    ...POSTS_BY_SETTING.map(([setting, value, status]): SeedMeasure => ({
      ...{ metric: 'filled_posts', period: '2026-04', area: 'X10000001' },
      ...{ setting, value, status, workplaces: 12 },
    })),
  ];
}

function hidden(metric: string, like: number): Omit<SeedMeasure, 'period'> {
  const value = like < 1 ? SENTINEL : SENTINEL_COUNT;
  return { metric, area: 'X06000003', value, status: 'suppressed' };
}
