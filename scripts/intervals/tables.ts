import { PAY_SCENARIOS, RATE_SCENARIOS } from './populations.js';
import { PAY_METHODS, type PayMethod } from './pay-methods.js';
import { RATE_METHODS, type RateMethod } from './rate-methods.js';
import {
  BASES,
  FRACTIONS,
  QUANTILES,
  simulatePay,
  simulateRate,
  type Design,
  type Tallies,
} from './simulate.js';
import { coverageOf, meanWidth, type Tally } from './tally.js';

/** How many samples stand behind each row of the tables, and the seed of the draws. */
export interface Effort {
  readonly rateSamples: number;
  readonly paySamples: number;
  readonly seed: number;
}

/** Every table of the page, as Markdown. */
export function coverageTables(effort: Effort, say: (line: string) => void): string {
  const rates = RATE_SCENARIOS.map((scenario) => {
    say(scenario.title);
    const rows = designs(effort.rateSamples, effort.seed).map((design) =>
      rateRow(design, simulateRate(scenario, design), SHOWN[scenario.shownIn]),
    );
    return [`### Coverage: ${scenario.title}`, table(['', ...Object.values(RATE_METHODS)], rows)];
  });
  const pay = PAY_SCENARIOS.map((scenario) => {
    say(scenario.title);
    return [`### Coverage: ${scenario.title}`, ...payTables(scenario, effort)];
  });
  return [...rates, ...pay].flat().join('\n\n');
}

/** Every base and fraction, and for two bases a fraction that the method is not told. */
function designs(samples: number, seed: number): Design[] {
  const known = FRACTIONS.flatMap((fraction) =>
    BASES.map((base) => ({ base, fraction, samples, seed, isFractionKnown: true })),
  );
  const untold = [20, 50].map((base) => ({
    base,
    fraction: 0.5,
    samples,
    seed,
    isFractionKnown: false,
  }));
  return [...known, ...untold];
}

function rateRow(
  design: Design,
  tallies: Tallies<RateMethod>,
  shown: (width: number) => string,
): string[] {
  const methods = Object.keys(RATE_METHODS) as RateMethod[];
  return [...designCells(design), ...methods.map((name) => cell(tallies[name], shown))];
}

function payTables(scenario: (typeof PAY_SCENARIOS)[number], effort: Effort): string[] {
  const methods = Object.keys(PAY_METHODS) as PayMethod[];
  const rows = designs(effort.paySamples, effort.seed).map((design) => ({
    design,
    byQuantile: simulatePay(scenario, design),
  }));
  const ofMedian = rows.map(({ design, byQuantile }) => {
    const tallies = byQuantile[QUANTILES.indexOf(0.5)] as Tallies<PayMethod>;
    return [...designCells(design), ...methods.map((name) => cell(tallies[name], pence))];
  });
  const ofEach = rows.map(({ design, byQuantile }) => [
    ...designCells(design),
    ...byQuantile.map((tallies) => cell(tallies.published, pence)),
  ]);
  return [
    'Median, by each method:',
    table(['', ...Object.values(PAY_METHODS)], ofMedian),
    'What is published, for each quantile:',
    table(['', ...QUANTILES.map((quantile) => `${quantile * 100}%`)], ofEach),
  ];
}

function designCells({ base, fraction, isFractionKnown }: Design): string[] {
  const share = `${Math.round(fraction * 100)}%`;
  return [
    `${base} of ${Math.round(base / fraction)} (${share}${isFractionKnown ? '' : ', not told'})`,
  ];
}

/** Coverage, mean width, and the share of samples with an interval where it is not all. */
function cell(tally: Tally, shown: (width: number) => string): string {
  if (tally.given === 0) return 'none';
  const given = Math.round((tally.given / tally.samples) * 100);
  const share = given === 100 ? '' : `; given ${given}%`;
  return `${(coverageOf(tally) * 100).toFixed(1)} (${shown(meanWidth(tally))}${share})`;
}

const SHOWN = {
  points: (width: number): string => (width > WIDEST ? 'no bound' : (width * 100).toFixed(1)),
  days: (width: number): string => (width > WIDEST * 10 ? 'no bound' : `${width.toFixed(1)} days`),
};

/** A mean width above it is that of a few intervals without a bound to speak of. */
const WIDEST = 10;

function pence(width: number): string {
  return `${width.toFixed(0)}p`;
}

function table([, ...heads]: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const header = ['workplaces', ...heads];
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
