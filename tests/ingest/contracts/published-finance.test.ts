import { describe, expect, it } from 'vitest';
import { stagedOnce } from '../helpers/published.js';

describe('items of the finance return', () => {
  const published = stagedOnce(['ascfr_item'], ['stg_nhs_digital__finance_item'], () =>
    Promise.resolve([
      'UUID,FY_Ending,CASSR_CODE,GEOGRAPHY_CODE,REGION_GO_CODE,DataSource_KEY,Datatype_KEY,AgeBand_KEY,FinanceType_KEY,PrimarySupportReason_KEY,ComparativeTotals_KEY,ItemValue\n8326110,2017,901,X10000001,X12000001,1,2,,,,7,-455.0001\n8326110,2017,902,X10000002,X12000001,1,2,,,,7,:\n',
    ]),
  );

  it('keep the missing as missing and a negative as a value', async () => {
    expect(
      await published.rows(
        `select period, area_code, total_key, value::double as value, missing_reason
        from staging.stg_nhs_digital__finance_item order by record_number`,
      ),
    ).toEqual([
      {
        period: '2016-17',
        area_code: 'X10000001',
        total_key: '7',
        value: -455.0001,
        missing_reason: null,
      },
      {
        period: '2016-17',
        area_code: 'X10000002',
        total_key: '7',
        value: null,
        missing_reason: 'not_available',
      },
    ]);
  });
});

describe('GDP deflators', () => {
  const published = stagedOnce(['hmt_gdp_deflator'], ['stg_hm_treasury__gdp_deflator'], () =>
    Promise.resolve([
      '\ufeffGDP deflators at market prices,,,,,,,\n,,,,,,,\nFinancial year,2022-23 = 100,"Per cent\nchange on previous year",Money GDP £m,,Calendar year,2022-23 = 100,"Per cent\nchange on previous year"\n1955-56,3.8,-,"19,974",,1955,3.7,-\n"2023-24 (1), (2)",106.123,6.1,"2,730,000",,2023 (1),105.5,7\n(1) An invented footnote,,,,,,,\n',
    ]),
  );

  it('are read from both of the tables that stand side by side', async () => {
    expect(
      await published.rows(
        `select period, period_type, price_index::double as index, change_percent::double as change,
            money_gdp_gbp_million::double as money
        from staging.stg_hm_treasury__gdp_deflator order by period_type, period`,
      ),
    ).toEqual([
      { period: '1955', period_type: 'calendar_year', index: 3.7, change: null, money: null },
      { period: '2023', period_type: 'calendar_year', index: 105.5, change: 7, money: null },
      { period: '1955-56', period_type: 'financial_year', index: 3.8, change: null, money: 19_974 },
      {
        period: '2023-24',
        period_type: 'financial_year',
        index: 106.123,
        change: 6.1,
        money: 2_730_000,
      },
    ]);
  });
});
