import { describe, expect, it } from 'vitest';
import { PAY_SCENARIOS, RATE_SCENARIOS } from '../../scripts/intervals/populations.js';
import { effectiveDf } from '../../scripts/intervals/rate-methods.js';
import { QUANTILES, simulatePay, simulateRate } from '../../scripts/intervals/simulate.js';
import { NORMAL, studentT } from '../../scripts/intervals/student-t.js';
import { coverageOf } from '../../scripts/intervals/tally.js';

const [vacancies, turnover, atMinimum] = RATE_SCENARIOS;
const design = { samples: 4000, seed: 7, isFractionKnown: true };

describe('the published interval of a rate', () => {
  it.each(
    [vacancies, turnover, atMinimum].flatMap((scenario) =>
      [20, 50].flatMap((base) =>
        [0.1, 0.5].map((fraction) => [scenario?.title, base, fraction, scenario] as const),
      ),
    ),
  )('of %s holds the truth 93 to 97 times in 100, %i workplaces, %f of all', (...given) => {
    const [, base, fraction, scenario] = given;
    if (scenario === undefined) throw new Error('no scenario');
    const { published } = simulateRate(scenario, { ...design, base, fraction });
    expect(published.given).toBeGreaterThan(published.samples * 0.8);
    expect(coverageOf(published)).toBeGreaterThan(0.93);
    expect(coverageOf(published)).toBeLessThan(0.97);
  });

  it('holds it more often than the textbook interval of the same samples', () => {
    if (vacancies === undefined) throw new Error('no scenario');
    const tallies = simulateRate(vacancies, { ...design, base: 20, fraction: 0.1 });
    expect(coverageOf(tallies.taylorT)).toBeLessThan(0.9);
    expect(coverageOf(tallies.jackknifeT)).toBeLessThan(coverageOf(tallies.published));
  });

  it('is not given for fewer than ten workplaces', () => {
    if (vacancies === undefined) throw new Error('no scenario');
    const { published } = simulateRate(vacancies, {
      ...design,
      samples: 200,
      base: 9,
      fraction: 0.5,
    });
    expect(published.given).toBe(0);
  });

  it('is the same for the same seed, and not for another', () => {
    if (vacancies === undefined) throw new Error('no scenario');
    const small = { ...design, samples: 40, base: 15, fraction: 0.5 };
    expect(simulateRate(vacancies, small)).toEqual(simulateRate(vacancies, small));
    expect(simulateRate(vacancies, { ...small, seed: 8 })).not.toEqual(
      simulateRate(vacancies, small),
    );
  });
});

describe('the published interval of pay', () => {
  it.each(PAY_SCENARIOS.map((scenario) => [scenario.title, scenario] as const))(
    'holds the median 93 to 98 times in 100 of %s',
    (_, scenario) => {
      for (const base of [20, 50]) {
        const byQuantile = simulatePay(scenario, { ...design, samples: 1200, base, fraction: 0.5 });
        const median = byQuantile[QUANTILES.indexOf(0.5)];
        if (median === undefined) throw new Error('no median');
        expect(coverageOf(median.published)).toBeGreaterThan(0.93);
        expect(coverageOf(median.published)).toBeLessThan(0.98);
        expect(coverageOf(median.asIfPeople)).toBeLessThan(0.85);
      }
    },
  );
});

describe('effectiveDf', () => {
  it('is one less than the number where all are of a size, and less where few are large', () => {
    expect(effectiveDf(Array.from({ length: 20 }, () => 31))).toBeCloseTo(19, 10);
    expect(effectiveDf([1, 1, 1, 1, 10_000])).toBeLessThan(0.01);
  });
});

describe('studentT', () => {
  it.each([
    [1, 12.7062],
    [2, 4.3027],
    [9, 2.2622],
    [19, 2.093],
    [30, 2.0423],
    [120, 1.9799],
  ])('of %i degrees of freedom is the printed %f', (df, printed) => {
    expect(studentT(df)).toBeCloseTo(printed, 4);
  });

  it('lies between its neighbours, and near the normal in the end', () => {
    expect(studentT(2.5)).toBeCloseTo((4.30265273 + 3.182446305) / 2, 8);
    expect(studentT(5e6)).toBeCloseTo(NORMAL, 5);
    expect(studentT(250)).toBeLessThan(studentT(200));
  });
});
