import { describe, expect, it } from 'vitest';
import { hasRealFile, realFile, stagedOnce } from '../helpers/published.js';

const DFE = [['dfe_csww'], ['stg_dfe__social_worker']] as const;
const PLACE =
  'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name';

describe("the children's social work workforce", () => {
  const published = stagedOnce(...DFE, () =>
    Promise.resolve([
      `${PLACE},inpost_fte,inpost_headcount,leavers_fte,turnover_rate_fte,agency_rate_fte
2024,Reporting year,National,X92000001,Wittleland,,,,,,438.2,470,22.6,5.2,16.2
2024,Reporting year,Regional,X92000001,Wittleland,X12000005,Middle Wittle,,,,100.5,110,c,u,low
2024,Reporting year,Local authority,X92000001,Wittleland,X12000005,Middle Wittle,314 / 318,X10000028,Quernshire,z,x,4.5,12,0
2024,Reporting year,Parish,X92000001,Wittleland,,,,,,1,1,1,1,1
`,
      // Another edition: capitals, another order of words, other measures.
      `${PLACE},FTE_inpost,caseload_fte
2016,Reporting year,Local authority,X92000001,Wittleland,X12000005,Middle Wittle,901,X10000028,Quernshire,77.7,15.4
`,
    ]),
  );

  it('names each area by the code of its own level', async () => {
    expect(
      await published.rows(
        `select year, level, area_code, area_name, old_la_code from staging.stg_dfe__social_worker
        where row_state = 'kept' order by delivery_id, record_number`,
      ),
    ).toEqual([
      {
        year: 2024,
        level: 'national',
        area_code: 'X92000001',
        area_name: 'Wittleland',
        old_la_code: null,
      },
      {
        year: 2024,
        level: 'regional',
        area_code: 'X12000005',
        area_name: 'Middle Wittle',
        old_la_code: null,
      },
      {
        year: 2024,
        level: 'local authority',
        area_code: 'X10000028',
        area_name: 'Quernshire',
        old_la_code: '314 / 318',
      },
      {
        year: 2016,
        level: 'local authority',
        area_code: 'X10000028',
        area_name: 'Quernshire',
        old_la_code: '901',
      },
    ]);
  });

  it('keeps the reason of every mark beside its column, and reads the others as numbers', async () => {
    expect(
      await published.rows(
        `select leavers_fte::double as leavers, turnover_fte_percent::double as turnover, missing
        from staging.stg_dfe__social_worker where record_number in (2, 3) order by record_number`,
      ),
    ).toEqual([
      {
        leavers: null,
        turnover: null,
        missing: [
          { column_name: 'leavers_fte', reason: 'suppressed' },
          { column_name: 'turnover_fte_percent', reason: 'unreliable' },
          { column_name: 'agency_fte_percent', reason: 'low' },
        ],
      },
      {
        leavers: 4.5,
        turnover: 12,
        missing: [
          { column_name: 'inpost_fte', reason: 'not_applicable' },
          { column_name: 'inpost_headcount', reason: 'not_available' },
        ],
      },
    ]);
  });

  it('keeps a true zero', async () => {
    expect(
      await published.one(
        `select agency_fte_percent::double from staging.stg_dfe__social_worker where record_number = 3`,
      ),
    ).toBe(0);
  });

  it('reads an edition with other columns', async () => {
    expect(
      await published.rows(
        `select inpost_fte::double as inpost, caseload::double as caseload, vacancy_percent
        from staging.stg_dfe__social_worker where year = 2016`,
      ),
    ).toEqual([{ inpost: 77.7, caseload: 15.4, vacancy_percent: null }]);
  });

  it('sets aside a row of a level that nobody knows', async () => {
    expect(
      await published.one(
        `select findings[1].rule from raw.dfe_csww where row_state = 'quarantined'`,
      ),
    ).toBe('code_unknown');
  });
});

const FILE = 'dfe_csww_indicators_2017_2024.csv';

describe.skipIf(!hasRealFile(FILE))("the children's social work workforce of 2017 to 2024", () => {
  const published = stagedOnce(...DFE, () => Promise.resolve([realFile(FILE)]));

  it('has 1,300 rows on three levels, every one of them kept', async () => {
    expect(
      await published.rows(
        `select level, count(*)::integer as n from staging.stg_dfe__social_worker
        where row_state = 'kept' group by all order by n`,
      ),
    ).toEqual([
      { level: 'national', n: 8 },
      { level: 'regional', n: 88 },
      { level: 'local authority', n: 1_204 },
    ]);
  });

  /** Both sides are rounded to a decimal: so much apart are they at most, and a hair for ties. */
  const TOLERANCE = 0.0501;

  it.each([
    [
      'turnover by head',
      '100 * leavers_headcount / inpost_headcount',
      'turnover_headcount_percent',
      1_293,
      1_295,
    ],
    ['turnover', '100 * leavers_fte / inpost_fte', 'turnover_fte_percent', 1_187, 1_294],
    [
      'vacancies',
      '100 * vacancy_fte / (vacancy_fte + inpost_fte)',
      'vacancy_percent',
      1_262,
      1_300,
    ],
    ['agency', '100 * agency_fte / (agency_fte + inpost_fte)', 'agency_fte_percent', 1_236, 1_289],
    ['absence', '100 * working_days_lost / (253 * inpost_fte)', 'absence_percent', 1_240, 1_285],
  ])('publishes %s as it follows from its own parts', async (_, formula, rate, equal, of) => {
    expect(
      await published.rows(
        `select
            count(*) filter (where abs((${formula})::double - ${rate}::double) <= ${TOLERANCE})::integer as equal,
            count(${rate})::integer as published
        from staging.stg_dfe__social_worker`,
      ),
    ).toEqual([{ equal, published: of }]);
  });

  it.each([
    ['E10000028', 438.2, 22.6, 5.2, 93, 17.5],
    ['E10000034', 277.5, 35.9, 12.9, 46, 14.2],
    ['E06000051', 153.2, 14.9, 9.7, 28, 15.5],
    ['E06000026', 169.1, 22.6, 13.4, 56, 24.9],
    ['E12000005', 3_982.3, 475.7, 11.9, 887.5, 18.2],
  ])('gives the row of %s in 2024', async (area, inpost, leavers, turnover, vacancies, vacancy) => {
    expect(
      await published.rows(
        `select
            inpost_fte::double as inpost, leavers_fte::double as leavers,
            turnover_fte_percent::double as turnover, vacancy_fte::double as vacancies,
            vacancy_percent::double as vacancy
        from staging.stg_dfe__social_worker where year = 2024 and area_code = '${area}'`,
      ),
    ).toEqual([{ inpost, leavers, turnover, vacancies, vacancy }]);
  });

  it('has councils of the West Midlands that sum to the region, but for rounding', async () => {
    expect(
      await published.rows(
        `select sum(inpost_fte)::double as inpost, sum(leavers_fte)::double as leavers, sum(vacancy_fte)::double as vacancies
        from staging.stg_dfe__social_worker
        where year = 2024 and region_code = 'E12000005' and level = 'local authority'`,
      ),
    ).toEqual([{ inpost: 3_982.5, leavers: 475.8, vacancies: 887.5 }]);
  });

  it('keeps every mark with its reason', async () => {
    expect(
      await published.rows(
        `select mark.reason, count(*)::integer as n from (
            select unnest(missing) as mark from staging.stg_dfe__social_worker
        ) where mark.column_name in ('agency_fte', 'absence_percent') group by all order by all`,
      ),
    ).toEqual([
      { reason: 'low', n: 5 },
      { reason: 'not_applicable', n: 4 },
      { reason: 'not_available', n: 8 },
      { reason: 'suppressed', n: 4 },
      { reason: 'unreliable', n: 5 },
    ]);
  });
});

describe("the children's social work workforce, underlying data of one year", () => {
  const published = stagedOnce(['dfe_csww_underlying'], ['stg_dfe__social_worker_item'], () =>
    Promise.resolve([
      `Country_code,Country_name,Region_code,Region_name,LA_code (9 digit),LA_name,LA_code (3 digit),B3_FTE_TurnoverRate_2015,CiNperCSW_FTE_2015,A1aa_Headcount_Number_ChildrensSocialWorkers_Age_2015
X92000001,Wittleland,,,,,,16,16,250
X92000001,Wittleland,X12000001,Upper Wittle,,,,13,14,0
X92000001,Wittleland,X12000001,Upper Wittle,X10000001,Quernshire,901,x,..,22.9
`,
    ]),
  );

  it('has the item, base, measure and year of each heading', async () => {
    expect(
      await published.rows(
        `select distinct item_code, base, measure, year from staging.stg_dfe__social_worker_item order by all`,
      ),
    ).toEqual([
      {
        item_code: 'A1aa',
        base: 'headcount',
        measure: 'Number_ChildrensSocialWorkers_Age',
        year: 2015,
      },
      { item_code: 'B3', base: 'fte', measure: 'TurnoverRate', year: 2015 },
      { item_code: null, base: 'fte', measure: 'CiNperCSW', year: 2015 },
    ]);
  });

  it('tells the levels by the codes that are there', async () => {
    expect(
      await published.rows(
        `select level, area_code, value::double as value, missing_reason
        from staging.stg_dfe__social_worker_item where item_code = 'B3' order by record_number`,
      ),
    ).toEqual([
      { level: 'national', area_code: 'X92000001', value: 16, missing_reason: null },
      { level: 'regional', area_code: 'X12000001', value: 13, missing_reason: null },
      {
        level: 'local authority',
        area_code: 'X10000001',
        value: null,
        missing_reason: 'suppressed',
      },
    ]);
  });
});
