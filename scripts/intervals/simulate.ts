import { openRng, type Rng } from '../../examples/demo/rng.js';
import type { PayScenario, RateScenario } from './populations.js';
import { PAY_METHODS, payIntervals, quantileOf, sortedPay, type PayMethod } from './pay-methods.js';
import {
  RATE_METHODS,
  rateIntervals,
  rateOf,
  type Interval,
  type RateMethod,
} from './rate-methods.js';
import { count, NO_TALLY, type Tally } from './tally.js';

export const BASES = [3, 5, 10, 15, 20, 30, 50, 100] as const;
export const FRACTIONS = [0.1, 0.5, 0.8] as const;
export const QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

/** How many samples of how many workplaces, which are so large a share of their population. */
export interface Design {
  readonly base: number;
  readonly fraction: number;
  readonly samples: number;
  readonly seed: number;
  /** Whether the method is told the fraction, as it is where there is a register. */
  readonly isFractionKnown: boolean;
}

export type Tallies<Method extends string> = Readonly<Record<Method, Tally>>;

/** Samples of one population before the next is drawn. */
const SAMPLES_A_POPULATION = 4;

/** How each method does for a rate. */
export function simulateRate(scenario: RateScenario, design: Design): Tallies<RateMethod> {
  let tallies = emptyTallies(Object.keys(RATE_METHODS) as RateMethod[]);
  sample(scenario.title, design, scenario.draw, rateOf, (workplaces, truth, fraction) => {
    if (Number.isNaN(truth)) return;
    const intervals = rateIntervals({ workplaces, fraction, scale: scenario.scale });
    tallies = countAll(tallies, intervals, truth);
  });
  return tallies;
}

/** How each method does for each quantile of pay. */
export function simulatePay(scenario: PayScenario, design: Design): Tallies<PayMethod>[] {
  const tallies = QUANTILES.map(() => emptyTallies(Object.keys(PAY_METHODS) as PayMethod[]));
  sample(
    scenario.title,
    design,
    scenario.draw,
    (population) => sortedPay(population),
    (workplaces, sorted, fraction) => {
      payIntervals({ workplaces, fraction }, QUANTILES).forEach((intervals, index) => {
        const truth = quantileOf(sorted, QUANTILES[index] ?? 0);
        tallies[index] = countAll(tallies[index] as Tallies<PayMethod>, intervals, truth);
      });
    },
  );
  return tallies;
}

function emptyTallies<Method extends string>(methods: readonly Method[]): Tallies<Method> {
  return Object.fromEntries(methods.map((name) => [name, NO_TALLY])) as Tallies<Method>;
}

function countAll<Method extends string>(
  tallies: Tallies<Method>,
  intervals: Readonly<Record<Method, Interval | null>>,
  truth: number,
): Tallies<Method> {
  const counted = Object.entries<Tally>(tallies).map(([name, tally]) => [
    name,
    count(tally, intervals[name as Method], truth),
  ]);
  return Object.fromEntries(counted) as Tallies<Method>;
}

/** Draws populations of workplaces and samples of them without replacement. */
function sample<Workplace, Truth>(
  label: string,
  design: Design,
  draw: (rng: Rng) => Workplace,
  truthOf: (population: readonly Workplace[]) => Truth,
  use: (workplaces: readonly Workplace[], truth: Truth, fraction: number) => void,
): void {
  const rng = openRng(design.seed, `${label}/${design.base}/${design.fraction}`);
  const size = Math.round(design.base / design.fraction);
  const told = design.isFractionKnown ? design.base / size : 0;
  for (let done = 0; done < design.samples; done += SAMPLES_A_POPULATION) {
    const population = Array.from({ length: size }, () => draw(rng));
    const truth = truthOf(population);
    for (let each = 0; each < SAMPLES_A_POPULATION; each += 1) {
      use(rng.shuffled(population).slice(0, design.base), truth, told);
    }
  }
}
