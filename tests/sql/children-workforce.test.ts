import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';

const bench = openBench();

const QUERNSHIRE = 'X10000028';

/** A row of one area and year: 80 in post, 8 left, 20 agency, 20 vacancies. */
const social = (number: number, change: object = {}) => ({
  delivery_id: 1,
  record_number: number,
  row_state: 'kept',
  year: 2024,
  level: 'local authority',
  area_code: QUERNSHIRE,
  area_name: 'Quernshire',
  inpost_fte: 80,
  inpost_headcount: 100,
  leavers_fte: 8,
  leavers_headcount: 12,
  turnover_fte_percent: 10,
  turnover_headcount_percent: 12.5,
  agency_fte: 20,
  agency_fte_percent: 20,
  vacancy_fte: 20,
  vacancy_percent: 20,
  working_days_lost: 1012,
  absence_percent: 5,
  ...change,
});

const held = (change: object = {}) => ({
  area_code: QUERNSHIRE,
  year: 2024,
  edition: 'DfE 2024',
  delivery_id: 1,
  record_number: 1,
  is_latest_edition: true,
  ...change,
});

const inForce = (...ids: number[]) => ids.map((id) => ({ delivery_id: id, is_in_force: true }));

describe('core.int_children_workforce', () => {
  const build = (rows: readonly object[], given: Record<string, readonly object[]> = {}) =>
    bench.build('core.int_children_workforce', {
      'core.dim_area': [{ area_code: QUERNSHIRE }],
      'core.int_delivery': inForce(1, 2),
      'staging.stg_dfe__social_worker': rows,
      ...given,
    });

  it('names an edition by the latest year of its file, and knows the latest of each year', async () => {
    const rows = await build([
      social(1, { year: 2022 }),
      social(2, { year: 2023 }),
      social(1, { delivery_id: 2, year: 2023 }),
      social(2, { delivery_id: 2 }),
    ]);
    expect(pick(rows, 'year', 'edition', 'is_latest_edition')).toEqual([
      [2022, 'DfE 2023', true],
      [2023, 'DfE 2023', false],
      [2023, 'DfE 2024', true],
      [2024, 'DfE 2024', true],
    ]);
  });

  it('takes the latest delivery of an edition, and none that is superseded or set aside', async () => {
    const rows = await build(
      [
        social(1),
        social(1, { delivery_id: 2 }),
        social(1, { delivery_id: 3 }),
        social(2, { delivery_id: 2, area_code: 'X10000029', row_state: 'quarantined' }),
      ],
      { 'core.int_delivery': [...inForce(1, 2), { delivery_id: 3, is_in_force: false }] },
    );
    expect(pick(rows, 'area_code', 'delivery_id')).toEqual([[QUERNSHIRE, 2]]);
  });

  it('keeps to the whole file where a later one has a single topic', async () => {
    const rows = await build([
      social(1),
      social(1, { delivery_id: 2, inpost_fte: null, vacancy_percent: null }),
    ]);
    expect(pick(rows, 'delivery_id')).toEqual([[1]]);
  });

  it('finds two councils that report together by their name, and keeps a code nobody knows', async () => {
    const rows = await build(
      [
        social(1, { area_code: 'X1 / X2', area_name: 'Upper Wittle / Lower Wittle' }),
        social(2, { area_code: 'X99999999', area_name: 'Elsewhere' }),
        social(3, { area_code: null, area_name: null }),
      ],
      {
        'core.dim_area_name': [
          {
            scheme: 'name',
            name_key: 'upper wittle lower wittle',
            area_code: 'XWITTLES',
            valid_from: '1900-01-01',
            valid_to: '9999-12-31',
          },
        ],
      },
    );
    expect(pick(rows, 'area_code', 'record_number')).toEqual([
      ['X99999999', 2],
      ['XWITTLES', 1],
    ]);
  });
});

describe('core.fct_children_workforce_year', () => {
  const build = (row: object) =>
    bench.build('core.fct_children_workforce_year', {
      'core.int_children_workforce': [held()],
      'staging.stg_dfe__social_worker': [row],
    });

  it('computes 8/80 left, 20/(20+80) vacant, 20/(20+80) agency, 1,012/(253 x 80) days lost', async () => {
    const [row] = await build(social(1));
    expect(row).toMatchObject({
      turnover_fte_rate: 0.1,
      vacancy_rate: 0.2,
      agency_fte_rate: 0.2,
      absence_rate: 0.05,
    });
  });

  it('keeps the published rate beside ours: 12 of 100 left, 12.5% published', async () => {
    const [row] = await build(social(1));
    expect(row).toMatchObject({
      turnover_headcount_rate: 0.12,
      published_turnover_headcount_rate: 0.125,
    });
  });

  it('has no rate without a part or without anyone in post, and says which columns had a mark', async () => {
    const [marked] = await build(
      social(1, {
        leavers_fte: null,
        turnover_fte_percent: null,
        missing: [
          { column_name: 'leavers_fte', reason: 'suppressed' },
          { column_name: 'turnover_fte_percent', reason: 'unreliable' },
          { column_name: 'agency_cover_fte', reason: 'low' },
        ],
      }),
    );
    expect(marked).toMatchObject({
      turnover_fte_rate: null,
      missing: [
        { column_name: 'leavers_fte', reason: 'suppressed' },
        { column_name: 'published_turnover_fte_rate', reason: 'unreliable' },
      ],
    });
    const [empty] = await build(social(1, { inpost_fte: 0, vacancy_fte: 0 }));
    expect(empty).toMatchObject({
      turnover_fte_rate: null,
      vacancy_rate: null,
      absence_rate: null,
    });
  });

  it('has the latest edition only', async () => {
    const rows = await bench.build('core.fct_children_workforce_year', {
      'core.int_children_workforce': [
        held({ edition: 'DfE 2024', is_latest_edition: false }),
        held({ edition: 'DfE 2025', record_number: 2 }),
      ],
      'staging.stg_dfe__social_worker': [social(1), social(2, { inpost_fte: 81 })],
    });
    expect(pick(rows, 'edition', 'inpost_fte')).toEqual([['DfE 2025', 81]]);
  });
});

describe('core.int_children_figure', () => {
  it('has the four published rates, full-time equivalent, of the day or of the year to it', async () => {
    const rows = await bench.build('core.int_children_figure', {
      'core.int_children_workforce': [held()],
      'staging.stg_dfe__social_worker': [social(1)],
    });
    expect(pick(rows, 'metric_id', 'period', 'period_start', 'period_end', 'value')).toEqual([
      ['children_absence_rate', 'year to 30 September 2024', '2023-10-01', '2024-09-30', 0.05],
      ['children_agency_rate', '30 September 2024', '2024-09-30', '2024-09-30', 0.2],
      ['children_turnover_rate', 'year to 30 September 2024', '2023-10-01', '2024-09-30', 0.1],
      ['children_vacancy_rate', '30 September 2024', '2024-09-30', '2024-09-30', 0.2],
    ]);
    expect(new Set(pick(rows, 'population', 'edition', 'rounding', 'source').map(String))).toEqual(
      new Set([
        'children and family social workers, full-time equivalent,DfE 2024,1dp,' +
          "Department for Education, Children's social work workforce, edition of 2024",
      ]),
    );
  });

  it('leaves out a rate that was not published', async () => {
    const rows = await bench.build('core.int_children_figure', {
      'core.int_children_workforce': [held()],
      'staging.stg_dfe__social_worker': [
        social(1, { turnover_fte_percent: null, absence_percent: null }),
      ],
    });
    expect(pick(rows, 'metric_id')).toEqual([['children_agency_rate'], ['children_vacancy_rate']]);
  });
});
