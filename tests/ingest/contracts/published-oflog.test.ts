import { describe, expect, it } from 'vitest';
import { hasRealFile, realFile, stagedOnce } from '../helpers/published.js';

const OFLOG = [['oflog_measure'], ['stg_oflog__measure']] as const;
const OFLOG_HEADER =
  'Financial year,Local authority code,Local authority name,Grouping,Entity_Name,Region,Measure,Code,Value,MEDIAN,MADs_from_median,rank_order';

describe('Oflog measures', () => {
  const published = stagedOnce(...OFLOG, () =>
    Promise.resolve([
      [
        OFLOG_HEADER,
        '2022-23,E06000059,Quernset,LA_Raw,Unitary Authorities,South West,"Outcome, Workforce turnover rate",ASC7,28.04317139,28.0,0,None',
        '2022-23,E10000009,Quernset,LA_Raw,Counties,South West,"Outcome, Workforce turnover rate",ASC7,,28.0,,desc',
        '2021/22,E06000021,Skerry,LA_Raw,Unitary Authorities,West Midlands,"Outcome, Quality of life",ASC2,19.1,18.9,0.5,DESC',
        '2021-22,Skerry,Skerry,LA_Raw,,,"Outcome, Quality of life",ASC2,19.1,18.9,0.5,DESC',
        '',
      ].join('\n'),
    ]),
  );

  it('takes a blank for suppressed, and the word None for no order', async () => {
    expect(
      await published.rows(
        `select period, area_code, measure, value::double as value, missing_reason, rank_order
        from staging.stg_oflog__measure where row_state = 'kept' order by record_number`,
      ),
    ).toEqual([
      {
        period: '2022-23',
        area_code: 'E06000059',
        measure: 'Outcome, Workforce turnover rate',
        value: 28.04317139,
        missing_reason: null,
        rank_order: null,
      },
      {
        period: '2022-23',
        area_code: 'E10000009',
        measure: 'Outcome, Workforce turnover rate',
        value: null,
        missing_reason: 'suppressed',
        rank_order: 'DESC',
      },
      {
        period: '2021-22',
        area_code: 'E06000021',
        measure: 'Outcome, Quality of life',
        value: 19.1,
        missing_reason: null,
        rank_order: 'DESC',
      },
    ]);
  });

  it('sets a row aside whose area is no code', async () => {
    expect(
      await published.one(
        `select findings[1].rule from raw.oflog_measure where row_state = 'quarantined'`,
      ),
    ).toBe('id_format');
  });
});

describe.skipIf(!hasRealFile('oflog_asc_measures_la_2015_2023.csv'))('the Oflog file', () => {
  const published = stagedOnce(...OFLOG, () =>
    Promise.resolve([realFile('oflog_asc_measures_la_2015_2023.csv')]),
  );

  it('has turnover for 152 councils over seven years', async () => {
    expect(
      await published.rows(
        `select sum(councils)::integer as n, max(councils)::integer as most, count(*)::integer as years
        from (
            select count(*) as councils from staging.stg_oflog__measure
            where measure_code = 'ASC7' and row_state = 'kept' group by period
        )`,
      ),
    ).toEqual([{ n: 1_062, most: 152, years: 7 }]);
  });

  it('has as its median the median of the councils that have a value, in every year', async () => {
    expect(
      await published.rows(
        `select period, count(value)::integer as valued from staging.stg_oflog__measure
        where measure_code = 'ASC7' group by period
        having abs(median(value::double) - any_value(median)::double) <= 0.00000001 order by period`,
      ),
    ).toEqual([
      { period: '2016-17', valued: 110 },
      { period: '2017-18', valued: 112 },
      { period: '2018-19', valued: 115 },
      { period: '2019-20', valued: 112 },
      { period: '2020-21', valued: 103 },
      { period: '2021-22', valued: 106 },
      { period: '2022-23', valued: 151 },
    ]);
  });

  it('keeps Dorset under both of its codes', async () => {
    expect(
      await published.rows(
        `select distinct area_code from staging.stg_oflog__measure
        where measure_code = 'ASC7' and area_name = 'Dorset' order by 1`,
      ),
    ).toEqual([{ area_code: 'E06000059' }, { area_code: 'E10000009' }]);
  });
});
