import { describe, expect, it } from 'vitest';
import { loadMetrics } from '../../src/metrics/index.js';
import { openBench } from '../sql/helpers/bench.js';
import { workplaceMonth } from '../sql/helpers/rows.js';
import { cell, measured } from './helpers.js';
import { rowsSql } from './rows-sql.js';

/**
 * England by financial year: leavers and turnover, vacancies and the vacancy rate as printed, filled posts and what
 * vacancies are of filled posts and vacancies. Employees are printed nowhere: they are leavers over turnover. Leavers
 * and turnover of 2022/23 are second-hand.
 * @source Skills for Care, State of and Size and structure reports of 2018 to 2023
 */
const NATIONAL = [
  { year: '2017/18', leavers: 390_000, turnover: 0.307, vacancies: 110_000, rate: 0.08 },
  { year: '2018/19', leavers: 440_000, turnover: 0.308, vacancies: 122_000, rate: 0.078 },
  { year: '2019/20', leavers: 430_000, turnover: 0.304, vacancies: 112_000, rate: 0.073 },
  { year: '2021/22', leavers: 400_000, turnover: 0.29, vacancies: 165_000, rate: 0.107 },
  { year: '2022/23', leavers: 390_000, turnover: 0.283, vacancies: 152_000, rate: 0.099 },
] as const;

const ALL_POSTS = [
  { year: '2018/19', filled: 1_620_000, vacancies: 122_000, share: 0.07 },
  { year: '2019/20', filled: 1_650_000, vacancies: 112_000, share: 0.064 },
  { year: '2021/22', filled: 1_620_000, vacancies: 165_000, share: 0.092 },
  { year: '2022/23', filled: 1_635_000, vacancies: 152_000, share: 0.085 },
] as const;

/** A tenth of a point: leavers are printed to 10,000, which moves a rate of 7.8% by 0.08 points. */
const OF_RATE = 0.001;
/** Half of the last place: posts to 10,000 and vacancies to 1,000 move a share by 0.05 points. */
const OF_SHARE = 0.0005;

const bench = openBench();

/** England as one workplace, through the body of a metric and the roll-up. */
async function figureOf(metric: string, counts: object): Promise<number> {
  const rows = await bench.body(metric, {
    'core.fct_workplace_month': [workplaceMonth()],
    'core.fct_workplace_role_month': [
      { period: '2026-04-01', workplace_id: 'alder/H1', job_role_code: '8', ...counts },
    ],
  });
  const families = loadMetrics(undefined, [metric]).map((family) => ({
    ...family,
    sql: rowsSql(rows),
  }));
  const { value } = await cell(await measured([], { families }), metric);
  return Number(value);
}

describe('the national vacancy rate', () => {
  it.each(NATIONAL)(
    'of $year is $vacancies vacancies over employees and vacancies: $rate',
    async ({ leavers, turnover, vacancies, rate }) => {
      const counts = { employee_count: Math.round(leavers / turnover), vacancy_count: vacancies };
      const ours = await figureOf('vacancy_rate', counts);
      expect(Math.abs(ours - rate)).toBeLessThan(OF_RATE);
    },
  );

  it.each(ALL_POSTS)(
    'of $year is not $vacancies vacancies over all posts: that is $share',
    async ({ filled, vacancies, share }) => {
      const counts = { worker_count: filled, vacancy_count: vacancies };
      const ours = await figureOf('vacancy_share_of_all_posts', counts);
      expect(Math.abs(ours - share)).toBeLessThan(OF_SHARE);
    },
  );
});

describe('the national turnover rate', () => {
  it.each(NATIONAL)(
    'of $year is $leavers leavers over employees: $turnover',
    async ({ leavers, turnover }) => {
      const counts = { employee_count: Math.round(leavers / turnover), leaver_count: leavers };
      expect(await figureOf('turnover_rate', counts)).toBeCloseTo(turnover, 6);
    },
  );
});
