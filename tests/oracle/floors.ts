import type { Config } from '../../src/config.js';
import { penceOf, type Cells } from './cells.js';
import { LIVING_WAGES, WAGE_RATES } from './code-lists.js';
import { weeklyHalves } from './conditions.js';
import {
  BY_SETTING_AND_ROLE,
  ofWorkers,
  SHOWN_ROLES,
  type Family,
  type Measure,
  type OfWorker,
} from './family.js';
import { lastDay, type Month } from './months.js';
import type { Worker, WorkplaceMonth } from './returns.js';
import { floorOf } from './wage-floor.js';

/** Thousandths of a week in a year. */
const WEEKS = 52_143;

/** Millionths of a pound in a penny times half an hour times a thousandth of a week. */
const FIVE = 5;
const MILLIONTHS_IN_PENNY = 10_000;

type Settings = Config['metrics'];

/** What a worker's pay is set against in a month of a return. */
type Wage = (worker: Worker, from: WorkplaceMonth) => number | null;

const nextRatesOf = new Map<Month, Cells | undefined>();

/** The first rates that begin after the month of the figure, however old the return. */
function nextRates({ month }: WorkplaceMonth): Cells | undefined {
  if (!nextRatesOf.has(month)) {
    const next = WAGE_RATES.find((row) => (row['valid_from'] ?? '') > lastDay(month));
    nextRatesOf.set(month, next);
  }
  return nextRatesOf.get(month);
}

/** The voluntary wage announced last by the day of the return, outside London, of who is not under 18. */
const livingWage: Wage = ({ age }, { returnMonth }) => {
  if (age !== null && age < 18) return null;
  const announced = LIVING_WAGES.filter(
    (row) => (row['announced_date'] ?? '') <= lastDay(returnMonth),
  );
  return penceOf(announced.at(-1)?.['uk_gbp_hour']);
};

const nextFloor: Wage = ({ age, isApprentice }, from) => {
  const rates = nextRates(from);
  return rates === undefined ? null : floorOf(rates, age, isApprentice);
};

const nextAdultFloor: Wage = (_worker, from) => penceOf(nextRates(from)?.['nlw_gbp_hour']);

function ofPay(wageOf: Wage, of: (pence: number, wage: number) => boolean): OfWorker {
  return (worker, from) => {
    const wage = wageOf(worker, from);
    const { hourlyPence } = worker;
    return hourlyPence === null || wage === null ? null : of(hourlyPence, wage);
  };
}

/** Ten thousandths in one. */
const TEN_THOUSAND = 10_000;

/**
 * The yearly cost, to the penny for each, of lifting those of known hours to a wage, how many of them that
 * lifts, and the cost with a share of on-costs.
 */
function costs(id: string, wageOf: Wage, onCosts: number | undefined): Measure[] {
  const costOf = (worker: Worker, from: WorkplaceMonth): number | null => {
    const { hourlyPence } = worker;
    const [wage, halves] = [wageOf(worker, from), weeklyHalves(worker)];
    if (hourlyPence === null || wage === null || halves === null) return null;
    const millionths = Math.max(0, wage - hourlyPence) * halves * WEEKS * FIVE;
    return Math.round(millionths / MILLIONTHS_IN_PENNY);
  };
  const withOnCosts: OfWorker = (worker, from) => {
    const cost = costOf(worker, from);
    if (cost === null || onCosts === undefined) return null;
    return Math.round((cost * Math.round((1 + onCosts) * TEN_THOUSAND)) / TEN_THOUSAND);
  };
  return [
    ofWorkers('count', id, costOf, { unit: 100 }),
    ofWorkers('count', `${id}_workers`, (worker, from) => {
      const isBelow = ofPay(wageOf, (pence, wage) => pence < wage)(worker, from);
      return costOf(worker, from) === null ? null : isBelow;
    }),
    ofWorkers('count', `${id}_with_on_costs`, withOnCosts, { unit: 100 }),
  ];
}

/** What better pay would cost, by the settings of a workspace. */
export function payCosts({ pay_target: target, employer_on_costs: onCosts }: Settings): Family {
  const given: Wage = () => (target === undefined ? null : Math.round(target * 100));
  return {
    cuts: BY_SETTING_AND_ROLE,
    roles: SHOWN_ROLES,
    measures: [
      ...costs('real_living_wage_cost', livingWage, onCosts),
      ...costs('next_floor_cost', nextAdultFloor, onCosts),
      ...costs('pay_target_cost', given, onCosts),
    ],
  };
}

/** Hourly pay beside the wages that are not yet, or never, the law. */
export const FLOORS: Family = {
  cuts: BY_SETTING_AND_ROLE,
  roles: SHOWN_ROLES,
  measures: [
    ofWorkers(
      'ratio',
      'share_at_real_living_wage',
      ofPay(livingWage, (pence, wage) => pence >= wage),
    ),
    ofWorkers(
      'ratio',
      'share_below_next_floor',
      ofPay(nextFloor, (pence, wage) => pence < wage),
    ),
  ],
};
