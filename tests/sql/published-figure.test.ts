import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';

const bench = openBench();

const TITLE = 'the proportion of staff in the formal care workforce leaving their role';

const ascof = (number: number, change: object = {}) => ({
  delivery_id: 1,
  record_number: number,
  row_state: 'kept',
  table_code: '6a',
  table_title: TITLE,
  area_code: 'X10000009',
  period: '2024-25',
  measure: 'outcome',
  value: 24.4,
  ...change,
});

const oflog = (number: number, change: object = {}) => ({
  delivery_id: 3,
  record_number: number,
  row_state: 'kept',
  period: '2022-23',
  area_code: 'X10000009',
  measure_code: 'ASC7',
  measure: 'Outcome, Workforce turnover rate',
  value: 28.04317139,
  ...change,
});

const listed = (change: object = {}) => ({
  metric_id: 'turnover_rate',
  area_code: 'X10000009',
  period: '2024-25',
  period_start: '2024-04-01',
  period_end: '2025-03-31',
  care_setting: 'all',
  job_role: 'all',
  population: 'formal care workforce',
  edition: 'ASCOF 2024-25',
  value: 0.24,
  rounding: '1dp',
  source: 'as listed',
  ...change,
});

const AREAS = [{ area_code: 'X10000009', area_name: 'Old Quern', area_type: 'council' }];
const inForce = (...ids: number[]) => ids.map((id) => ({ delivery_id: id, is_in_force: true }));

const build = (given: Record<string, readonly object[]>) =>
  bench.build('core.fct_published_figure', {
    'reference.published_figure': [],
    'core.dim_area': AREAS,
    'core.int_delivery': inForce(1, 2, 3),
    ...given,
  });

describe('core.fct_published_figure', () => {
  it('has the turnover of a delivered ASCOF workbook as a fraction, its edition named by its last year', async () => {
    const rows = await build({
      'staging.stg_dhsc__ascof_outcome': [ascof(1), ascof(2, { period: '2023-24', value: 26.2 })],
    });
    expect(
      pick(
        rows,
        'metric_id',
        'period',
        'period_start',
        'period_end',
        'population',
        'edition',
        'value',
      ),
    ).toEqual([
      [
        'turnover_rate',
        '2023-24',
        '2023-04-01',
        '2024-03-31',
        'formal care workforce',
        'ASCOF 2024-25',
        0.262,
      ],
      [
        'turnover_rate',
        '2024-25',
        '2024-04-01',
        '2025-03-31',
        'formal care workforce',
        'ASCOF 2024-25',
        0.244,
      ],
    ]);
    expect(rows[0]?.['source']).toBe(
      'DHSC, Adult Social Care Outcomes Framework 2024-25, table 6a',
    );
  });

  it('knows the table by its title, whatever its number, and leaves other tables out', async () => {
    const rows = await build({
      'staging.stg_dhsc__ascof_outcome': [
        ascof(1, { table_code: '7c' }),
        ascof(2, { table_code: '6a', table_title: 'an invented rating', value: 80 }),
      ],
    });
    expect(pick(rows, 'value', 'source')).toEqual([
      [0.244, 'DHSC, Adult Social Care Outcomes Framework 2024-25, table 7c'],
    ]);
  });

  it('has the turnover of a delivered Oflog file', async () => {
    const rows = await build({
      'staging.stg_oflog__measure': [
        oflog(1),
        oflog(2, { measure_code: 'ASC2', measure: 'Outcome, Quality of life', value: 19.1 }),
        oflog(3, { period: '2021-22', value: null }),
      ],
    });
    expect(pick(rows, 'period', 'population', 'edition', 'value', 'rounding')).toEqual([
      ['2022-23', 'all sectors', 'Oflog 2022-23', 0.28043171, '8dp'],
    ]);
  });

  it('leaves out an area that nobody knows, a delivery that is superseded and a row set aside', async () => {
    const rows = await build({
      'core.int_delivery': [
        { delivery_id: 1, is_in_force: true },
        { delivery_id: 2, is_in_force: false },
      ],
      'staging.stg_dhsc__ascof_outcome': [
        ascof(1, { area_code: 'X99999999' }),
        ascof(2, { row_state: 'quarantined' }),
        ascof(3, { area_code: null }),
        ascof(4, { delivery_id: 2 }),
      ],
    });
    expect(rows).toEqual([]);
  });

  it('has one figure of an edition: the latest delivery before an earlier one and the list', async () => {
    const rows = await build({
      'reference.published_figure': [listed(), listed({ edition: 'ASCOF 2023-24', value: 0.25 })],
      'staging.stg_dhsc__ascof_outcome': [ascof(1), ascof(1, { delivery_id: 2, value: 24.5 })],
    });
    expect(pick(rows, 'edition', 'value')).toEqual([
      ['ASCOF 2023-24', 0.25],
      ['ASCOF 2024-25', 0.245],
    ]);
  });

  it("has the rates of the children's file beside, of areas that are known", async () => {
    const children = (area: string) => ({
      metric_id: 'children_vacancy_rate',
      area_code: area,
      period: '30 September 2024',
      period_start: '2024-09-30',
      period_end: '2024-09-30',
      population: 'children and family social workers, full-time equivalent',
      edition: 'DfE 2024',
      value: 0.175,
    });
    const rows = await build({
      'core.int_children_figure': [children('X10000009'), children('X99999999')],
    });
    expect(pick(rows, 'metric_id', 'area_code', 'care_setting', 'job_role', 'value')).toEqual([
      ['children_vacancy_rate', 'X10000009', 'all', 'all', 0.175],
    ]);
  });

  it('has three editions side by side, the latest by the year it names and not by its letters', async () => {
    const all = { population: 'all sectors', period: '2012-13' };
    const rows = await build({
      'reference.published_figure': [
        listed({ ...all, edition: '2017-18', value: 0.231 }),
        listed({ ...all, edition: 'Oflog 2018-19', value: 0.217 }),
        listed({ ...all, edition: '2019-20', value: 0.202 }),
        listed({ ...all, edition: '2017-18', population: 'independent sector', value: 0.24 }),
      ],
    });
    expect(pick(rows, 'population', 'edition', 'value', 'is_latest_edition')).toEqual([
      ['all sectors', '2017-18', 0.231, false],
      ['all sectors', '2019-20', 0.202, true],
      ['all sectors', 'Oflog 2018-19', 0.217, false],
      ['independent sector', '2017-18', 0.24, true],
    ]);
  });
});

describe('comparison.published_series', () => {
  const figure = (period: string, edition: string, value: number, change: object = {}) => ({
    ...listed({ period, edition, value, period_end: `20${period.slice(-2)}-03-31` }),
    is_latest_edition: true,
    ...change,
  });

  it('is a line of the latest editions, which says where the edition changes', async () => {
    const rows = await bench.build('comparison.published_series', {
      'core.fct_published_figure': [
        figure('2021-22', '2023-07', 0.106, { is_latest_edition: false }),
        figure('2021-22', '2025-07', 0.105),
        figure('2022-23', '2023-07', 0.099),
        figure('2023-24', '2024-07', 0.083),
        figure('2024-25', '2024-07', 0.07),
      ],
    });
    expect(pick(rows, 'period', 'value', 'edition', 'previous_edition', 'is_break')).toEqual([
      ['2021-22', 0.105, '2025-07', null, false],
      ['2022-23', 0.099, '2023-07', '2025-07', true],
      ['2023-24', 0.083, '2024-07', '2023-07', true],
      ['2024-25', 0.07, '2024-07', '2024-07', false],
    ]);
  });

  it('never has two populations, settings or roles in one line', async () => {
    const rows = await bench.build('comparison.published_series', {
      'core.fct_published_figure': [
        figure('2023-24', '2024-07', 0.258, { population: 'independent sector' }),
        figure('2024-25', '2025-07', 0.231, { population: 'all sectors' }),
        figure('2024-25', '2025-07', 0.3, { job_role: '8' }),
      ],
    });
    expect(pick(rows, 'previous_edition', 'is_break')).toEqual([
      [null, false],
      [null, false],
      [null, false],
    ]);
  });
});
