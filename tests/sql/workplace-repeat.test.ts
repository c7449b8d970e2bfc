import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import { workplaceRecord } from './helpers/rows.js';

const bench = openBench();

const ITEMS = ['staff', 'starters', 'leavers', 'vacancies'].map((item) => `${item}_repeated_since`);

/** What is repeated in the last of some returns of one workplace, each by its month. */
async function repeatedIn(returns: Record<string, object>, months = 2) {
  const rows = await bench.build('core.int_workplace_repeat', {
    'reference.cleaning': [{ name: 'repeated_after_months', value: months, source: 'a test' }],
    'core.int_workplace_record': Object.entries(returns).map(([month, change], at) =>
      workplaceRecord({ delivery_id: at + 1, period: `${month}-01`, ...change }),
    ),
  });
  return pick(rows, ...ITEMS).at(-1);
}

const vacancies = (...counts: number[]) => ({
  job_role_codes: counts.map((_, at) => ['8', '7', '52'][at]),
  vacancy_counts: counts,
});
const since = (month: string | null) => [null, null, null, month];

describe('core.int_workplace_repeat', () => {
  it('labels an answer only when it has been the same for more than so many months', async () => {
    const two = {
      '2026-01': vacancies(1, 2),
      '2026-02': vacancies(1, 2),
      '2026-03': vacancies(1, 2),
    };
    expect(await repeatedIn(two)).toEqual(since(null));
    expect(await repeatedIn({ ...two, '2026-04': vacancies(1, 2) })).toEqual(since('2026-01-01'));
  });

  it('counts months and not returns, so that one that is missing does not matter', async () => {
    const returns = { '2026-01': vacancies(3), '2026-04': vacancies(3) };
    expect(await repeatedIn(returns)).toEqual(since('2026-01-01'));
  });

  it.each([
    ['a change', vacancies(2, 1)],
    ['the same counts of other roles', { job_role_codes: ['9', '7'], vacancy_counts: [1, 2] }],
    ['an answer that is not known', { job_role_codes: ['8', '7'], vacancy_counts: null }],
    ['a count that is not known', vacancies(1, 999)],
  ])('starts anew after %s', async (_what, between) => {
    const returns = {
      '2026-01': vacancies(1, 2),
      '2026-02': between,
      '2026-03': vacancies(1, 2),
      '2026-04': vacancies(1, 2),
    };
    expect(await repeatedIn(returns)).toEqual(since(null));
    expect(await repeatedIn(returns, 0)).toEqual(since('2026-03-01'));
  });

  it('does not label none at all, nor what is not known', async () => {
    const none = { stated_staff_count: 0, ...vacancies(0, 0), leaver_counts: null };
    expect(await repeatedIn({ '2025-01': none, '2026-01': none })).toEqual(since(null));
  });

  it('looks at each answer by itself, and at staff whatever the roles', async () => {
    const same = { stated_staff_count: 999, starter_counts: [2], leaver_counts: [3] };
    expect(
      await repeatedIn({
        '2025-01': { ...same, job_role_codes: ['8'], vacancy_counts: [1] },
        '2026-01': { ...same, job_role_codes: ['8'], vacancy_counts: [2] },
      }),
    ).toEqual(['2025-01-01', '2025-01-01', '2025-01-01', null]);
  });

  it('takes a workplace of another submitter, or another of the same, for another', async () => {
    expect(
      await repeatedIn({
        '2025-01': { ...vacancies(1), submitter: 'birch' },
        '2026-01': vacancies(1),
      }),
    ).toEqual(since(null));
    expect(
      await repeatedIn({
        '2025-01': { ...vacancies(1), local_establishment_id: 'H0' },
        '2026-01': vacancies(1),
      }),
    ).toEqual(since(null));
  });
});
