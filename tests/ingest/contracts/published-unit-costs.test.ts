import { describe, expect, it } from 'vitest';
import { hasRealFile, realFile, ROWS_TOLD, stagedOnce } from '../helpers/published.js';

const UNIT_COSTS = [
  ['pss_unit_cost', 'pss_unit_cost_plain', 'pss_unit_cost_wide'],
  ['stg_nhs_digital__unit_cost'],
] as const;
const LONG = `${'a very long account of what the cost is the cost of, '.repeat(8)}(£000's)`;
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('unit costs under three rows of headings', () => {
  const published = stagedOnce(...UNIT_COSTS, () =>
    Promise.resolve([
      `\ufeff"Personal Social Services: Expenditure and Unit Costs, Wittleland - 2008-09",,,\n,,,\n,"Gross total cost,\n${LONG}",The number of weeks,Average gross cost a week\n,2.1A,2.1A,2.1A\n,Numerator,Denominator,Unit Cost\n901 - Quernshire ,"132,905","225,292",589.9\n902 - Skerry,..,0,..\nTOTAL England,"11,025,431","18,603,369",593\n,,,\n.. means data not available,,,\n"Source: an invented return, invented centre",,,\n`,
    ]),
  );

  it('names each figure by its indicator and part, though councils have no heading', async () => {
    expect(
      await published.rows(
        `select indicator_code, part, value::double as value, missing_reason
        from staging.stg_nhs_digital__unit_cost where council_code in ('901', '902') order by record_number`,
      ),
    ).toEqual([
      { indicator_code: '2.1A', part: 'numerator', value: 132_905, missing_reason: null },
      { indicator_code: '2.1A', part: 'denominator', value: 225_292, missing_reason: null },
      { indicator_code: '2.1A', part: 'unit_cost', value: 589.9, missing_reason: null },
      { indicator_code: '2.1A', part: 'numerator', value: null, missing_reason: 'not_available' },
      { indicator_code: '2.1A', part: 'denominator', value: 0, missing_reason: null },
      { indicator_code: '2.1A', part: 'unit_cost', value: null, missing_reason: 'not_available' },
    ]);
  });

  it('parts the number of a council from its name, and leaves the notes at the foot out', async () => {
    expect(
      await published.rows(
        `select distinct council_code, council_name, is_total, period from staging.stg_nhs_digital__unit_cost order by all nulls last`,
      ),
    ).toEqual([
      { council_code: '901', council_name: 'Quernshire', is_total: false, period: '2008-09' },
      { council_code: '902', council_name: 'Skerry', is_total: false, period: '2008-09' },
      { council_code: null, council_name: 'England', is_total: true, period: '2008-09' },
    ]);
    expect(await published.one(ROWS_TOLD)).toBe(1 + 3 + 3 + 2);
  });
});

describe('unit costs under headings in words', () => {
  const published = stagedOnce(...UNIT_COSTS, () =>
    Promise.resolve([
      latin(
        `Personal Social Services Expenditure Unit Cost 2011-12,,,\nFinal Results,,,\nCOUNCIL,Gross total cost for home care (\xa3000's),The actual number of hours,Average gross hourly cost\n901-Quernshire,"1,059",-,"1,059.5"\n902-Skerry,0,0,.\nEngland,5,5,1\n,,,\n- means suppressed,,,\n`,
      ),
    ]),
  );

  it('tells cost, activity and unit cost by their words, and each mark by its meaning', async () => {
    expect(
      await published.rows(
        `select layout, period, council_name, part, value::double as value, missing_reason
        from staging.stg_nhs_digital__unit_cost where not is_total order by record_number`,
      ),
    ).toEqual(
      [
        ['Quernshire', 'numerator', 1_059, null],
        ['Quernshire', 'denominator', null, 'suppressed'],
        ['Quernshire', 'unit_cost', 1_059.5, null],
        ['Skerry', 'numerator', 0, null],
        ['Skerry', 'denominator', 0, null],
        ['Skerry', 'unit_cost', null, 'not_applicable'],
      ].map(([council_name, part, value, missing_reason]) => ({
        layout: 'plain',
        period: '2011-12',
        council_name,
        part,
        value,
        missing_reason,
      })),
    );
  });

  it('keeps the pound sign of a heading', async () => {
    expect(
      await published.one(
        `select indicator from staging.stg_nhs_digital__unit_cost where part = 'numerator'`,
      ),
    ).toBe("Gross total cost for home care (£000's)");
  });
});

describe('unit costs with a column for each council', () => {
  const published = stagedOnce(...UNIT_COSTS, () =>
    Promise.resolve([
      latin(
        `,,,,,,WM,SW,WM,Eng\nSupport type,Age category,Primary support reason,Service delivery mechanism,Unit cost category,Unit cost provision,901 - Quernshire,902 - St Wittle\x92s,West Midlands,England\nLong term,Age 18 to 64,Physical support,Nursing,Unit costs,All,604.49,.,"1,200.5",9\nUnit costs contain outliers: see the note,,,,,,,,,\n`,
      ),
    ]),
  );

  it('turns the columns of councils into rows', async () => {
    expect(
      await published.rows(
        `select council_code, council_name, is_total, part, value::double as value, missing_reason
        from staging.stg_nhs_digital__unit_cost order by record_number`,
      ),
    ).toEqual(
      [
        ['901', 'Quernshire', false, 604.49, null],
        ['902', 'St Wittle’s', false, null, 'not_applicable'],
        [null, 'West Midlands', true, 1_200.5, null],
        [null, 'England', true, 9, null],
      ].map(([council_code, council_name, is_total, value, missing_reason]) => ({
        council_code,
        council_name,
        is_total,
        part: 'unit_cost',
        value,
        missing_reason,
      })),
    );
  });

  it('names the indicator by what its rows say', async () => {
    expect(await published.one('select indicator from staging.stg_nhs_digital__unit_cost')).toBe(
      'Long term | Age 18 to 64 | Physical support | Nursing | All',
    );
  });
});

const FILE = 'pss_unit_costs_2008_09.csv';

describe.skipIf(!hasRealFile(FILE))('the unit costs of 2008-09', () => {
  const published = stagedOnce(...UNIT_COSTS, () => Promise.resolve([realFile(FILE)]));

  it('reads every thousand in quotation marks, and nothing is left over', async () => {
    expect(
      await published.rows(
        `select count(*)::integer as n,
            count(*) filter (where value >= 1000)::integer as thousands,
            count(*) filter (where missing_reason = 'not_available')::integer as not_available,
            count(*) filter (where value is null)::integer as missing
        from staging.stg_nhs_digital__unit_cost`,
      ),
    ).toEqual([{ n: 28_992, thousands: 14_450, not_available: 1_324, missing: 1_324 }]);
  });

  it('has 150 councils and England, each with 64 indicators of three parts', async () => {
    expect(
      await published.rows(
        `select is_total, count(distinct council_name)::integer as councils, count(*)::integer as n,
            count(distinct indicator_code)::integer as indicators
        from staging.stg_nhs_digital__unit_cost group by all order by 1`,
      ),
    ).toEqual([
      { is_total: false, councils: 150, n: 28_800, indicators: 64 },
      { is_total: true, councils: 1, n: 192, indicators: 64 },
    ]);
  });

  it('has unit costs that are cost over activity, but for rounding', async () => {
    expect(
      await published.rows(
        `select max(value) filter (where part = 'unit_cost')::double as unit_cost,
            round(1000 * max(value) filter (where part = 'numerator') / max(value) filter (where part = 'denominator'), 1)::double as computed
        from staging.stg_nhs_digital__unit_cost where council_code = '102' and indicator_code = '2.1'`,
      ),
    ).toEqual([{ unit_cost: 589.9, computed: 589.9 }]);
  });
});
