import { BY_ALL, BY_SETTING_AND_SECTOR, type Family } from './family.js';
import { groupBy } from './group-by.js';
import { starters, turnover, vacancies } from './rates.js';
import type { WorkplaceMonth } from './returns.js';
import type { Contribution } from './roll-up.js';

/** Starters less leavers, at workplaces that count in both rates. */
function netChange(months: readonly WorkplaceMonth[]): Contribution[] {
  const left = groupBy(turnover(months, true), keyOf);
  return [...groupBy(starters(months, true), keyOf)].flatMap(([key, started]) => {
    const gone = left.get(key);
    if (gone === undefined) return [];
    const less = gone.map((each) => ({ ...each, numerator: -each.numerator }));
    return [...groupBy([...started, ...less], ({ role }) => role).values()].map(
      ([one, other]): Contribution => ({
        ...(one as Contribution),
        numerator: (one?.numerator ?? 0) + (other?.numerator ?? 0),
      }),
    );
  });
}

function keyOf({ from }: Contribution): string {
  return `${from.month} ${from.id}`;
}

/** Starters, over the employees there are. */
export const STARTERS: Family = {
  cuts: BY_ALL,
  measures: [
    { id: 'starters_rate', kind: 'ratio', range: 'positive', contributions: starters },
    { id: 'net_change', kind: 'ratio', range: 'any', contributions: netChange },
  ],
};

/** Vacancies over workers of any contract and vacancies, at the workplaces of the vacancy rate. */
export const ALL_POSTS: Family = {
  cuts: BY_SETTING_AND_SECTOR,
  measures: [
    {
      id: 'vacancy_share_of_all_posts',
      kind: 'ratio',
      contributions: (months) =>
        vacancies(months, false).map((each) => {
          const workers = each.from.workers.length;
          return { ...each, workers, denominator: workers + each.numerator };
        }),
    },
  ],
};
