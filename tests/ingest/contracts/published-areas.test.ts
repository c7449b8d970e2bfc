import { describe, expect, it } from 'vitest';
import { hasRealFile, realFile, stagedOnce } from '../helpers/published.js';

const LOOKUP = [['ons_area_lookup'], ['stg_ons__area_lookup']] as const;
const REGISTER = [
  ['uk_local_authority', 'la_name_alias'],
  ['stg_mysociety__local_authority', 'stg_mysociety__name_alias'],
] as const;
const INDICATOR = [['area_indicator'], ['stg_open_data__area_indicator']] as const;

describe('lookups of areas', () => {
  const published = stagedOnce(...LOOKUP, () =>
    Promise.resolve([
      'LAD31CD,LAD31NM,RGN31CD,RGN31NM,CTRY31CD,CTRY31NM,FID\nX07000001,Nether Quern,X12000001,Upper Wittle,X92000001,Wittleland,1\n',
      '\ufeffFID,LTLA25CD,LTLA25NM,UTLA25CD,UTLA25NM\n7,X07000001,Nether Quern,X10000001,Quernshire\n',
    ]),
  );

  it('are read whatever the year in their column names, with each larger area', async () => {
    expect(
      await published.rows(
        `select area_code, area_name, parent_level, boundary_year, parent_area_code, parent_area_name
        from staging.stg_ons__area_lookup order by boundary_year, parent_level`,
      ),
    ).toEqual(
      [
        ['UTLA', 2025, 'X10000001', 'Quernshire'],
        ['CTRY', 2031, 'X92000001', 'Wittleland'],
        ['RGN', 2031, 'X12000001', 'Upper Wittle'],
      ].map(([parent_level, boundary_year, parent_area_code, parent_area_name]) => ({
        area_code: 'X07000001',
        area_name: 'Nether Quern',
        parent_level,
        boundary_year,
        parent_area_code,
        parent_area_name,
      })),
    );
  });
});

describe('the register of authorities', () => {
  const published = stagedOnce(...REGISTER, () =>
    Promise.resolve([
      'local-authority-code,official-name,nice-name,gss-code,start-date,end-date,replaced-by,nation,region,local-authority-type,county-la,current-authority,pop-2020\nQRN,Quern County Council,Quern,X10000001,1974-04-01,2023-04-01,"QNE,QNW",Wittleland,Upper Wittle,CTY,,False,5000.0\nQNE,Quern Council,Quern,X06000001,2023-04-01,,,Wittleland,Upper Wittle,UA,,True,\n',
      'la-name,local-authority-code\n"Quern, City of",QRN\nquern,QNE\n',
    ]),
  );

  it('has the days of each authority, and what took its place', async () => {
    expect(
      await published.rows(
        `select authority_code, area_code, valid_from::varchar as valid_from, valid_to::varchar as valid_to, replaced_by_codes, is_current,
            population_2020::integer as population
        from staging.stg_mysociety__local_authority order by record_number`,
      ),
    ).toEqual([
      {
        authority_code: 'QRN',
        area_code: 'X10000001',
        valid_from: '1974-04-01',
        valid_to: '2023-04-01',
        replaced_by_codes: ['QNE', 'QNW'],
        is_current: false,
        population: 5_000,
      },
      {
        authority_code: 'QNE',
        area_code: 'X06000001',
        valid_from: '2023-04-01',
        valid_to: null,
        replaced_by_codes: null,
        is_current: true,
        population: null,
      },
    ]);
  });

  it('has its other names', async () => {
    expect(
      await published.rows(
        'select alias, authority_code from staging.stg_mysociety__name_alias order by record_number',
      ),
    ).toEqual([
      { alias: 'Quern, City of', authority_code: 'QRN' },
      { alias: 'quern', authority_code: 'QNE' },
    ]);
  });
});

describe('indicators in long form', () => {
  const published = stagedOnce(...INDICATOR, () =>
    Promise.resolve([
      'area_code,area_name,period,indicator,measure,unit,value\nX06000001,Quern,2025,Paid enough,Percentage,Persons,77.8\nX06000002,Skerry,2025,Paid enough,Percentage,Persons,x\n',
    ]),
  );

  it('keep a missing figure with its reason', async () => {
    expect(
      await published.rows(
        `select area_code, period, value::double as value, missing_reason
        from staging.stg_open_data__area_indicator order by record_number`,
      ),
    ).toEqual([
      { area_code: 'X06000001', period: '2025', value: 77.8, missing_reason: null },
      { area_code: 'X06000002', period: '2025', value: null, missing_reason: 'not_available' },
    ]);
  });
});

const LOOKUPS = ['ons_lad_region_2016.csv', 'ons_ltla_utla_2019.csv'];

describe.skipIf(!LOOKUPS.every(hasRealFile))('the lookups of 2016 and 2019', () => {
  const published = stagedOnce(...LOOKUP, () => Promise.resolve(LOOKUPS.map(realFile)));

  it('place 326 districts in nine regions and 339 in 173 upper-tier councils', async () => {
    expect(
      await published.rows(
        `select parent_level, boundary_year, count(*)::integer as n,
            count(distinct parent_area_code)::integer as parents, count(parent_area_name)::integer as named
        from staging.stg_ons__area_lookup group by all order by boundary_year`,
      ),
    ).toEqual([
      { parent_level: 'RGN', boundary_year: 2016, n: 326, parents: 9, named: 326 },
      { parent_level: 'UTLA', boundary_year: 2019, n: 339, parents: 173, named: 339 },
    ]);
  });
});

const REGISTERS = ['uk_local_authorities.csv', 'la_name_aliases.csv'];

describe.skipIf(!REGISTERS.every(hasRealFile))('the register of July 2025', () => {
  const published = stagedOnce(...REGISTER, () => Promise.resolve(REGISTERS.map(realFile)));

  it('says when Cumbria ended and what took its place', async () => {
    expect(
      await published.rows(
        `select valid_to::varchar as valid_to, replaced_by_codes from staging.stg_mysociety__local_authority
        where area_code = 'E10000006'`,
      ),
    ).toEqual([{ valid_to: '2023-04-01', replaced_by_codes: ['CBD', 'WAF'] }]);
  });

  it('has a name for two authorities where two bore it', async () => {
    expect(
      await published.rows(
        `select authority_code from staging.stg_mysociety__name_alias where alias = 'Somerset' order by 1`,
      ),
    ).toEqual([{ authority_code: 'SMT' }, { authority_code: 'SOM' }]);
  });
});
