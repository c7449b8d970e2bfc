import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import { silentLog } from '../../src/log.js';
import { buildModels, loadModels, loadReference } from '../../src/transform/index.js';
import { openForBuild, type Database } from '../../src/warehouse/database.js';
import { lastingDir, removeDir, tempWorkspace } from '../helpers/workspace.js';
import { readCsv, type Cells } from '../oracle/cells.js';
import { openBench, pick } from './helpers/bench.js';

const REAL = join(packageDir, '..', 'shared', 'realdata');
const hasReal = existsSync(REAL);
if (!hasReal) console.warn(`${REAL} is absent: tests of real names of areas are skipped.`);

let database: Database;
const dir = lastingDir();

/** The lists that come with carecount, and the models of names built of them. */
beforeAll(async () => {
  const workspace = tempWorkspace((config) => {
    config.partnership.councils = ['E06000001'];
  }, dir);
  database = await openForBuild(':memory:', { threads: 1 });
  await loadReference(database, workspace);
  const names = /^core\.(dim_area|int_area_successor|int_area_name|dim_area_name)$/;
  await buildModels(
    database,
    loadModels().filter(({ id }) => names.test(id)),
    silentLog,
  );
});
afterAll(() => {
  database.close();
  removeDir(dir);
});

interface Asked {
  readonly scheme?: string;
  readonly text: string;
  readonly day: string;
}

/** The areas that names or codes stand for on a day: for each, a list of at most one code. */
async function areasOf(asked: readonly Asked[]): Promise<string[][]> {
  const rows = await database.rows(
    `with asked as (
        select row_number() over () as place, item.* from (select unnest(from_json($asked::json,
            '[{"scheme": "VARCHAR", "text": "VARCHAR", "day": "DATE"}]')) as item)
    )
    select asked.place, list(dim_area_name.area_code)
        filter (where dim_area_name.area_code is not null) as codes
    from asked
    left join core.dim_area_name
        on dim_area_name.scheme = coalesce(asked.scheme, 'name')
        and dim_area_name.name_key
        = case when asked.scheme is null then reference.area_name_key(asked.text) else asked.text end
        and asked.day >= dim_area_name.valid_from
        and asked.day < dim_area_name.valid_to
    group by all order by asked.place`,
    { asked: JSON.stringify(asked) },
  );
  return rows.map((row) => (row['codes'] as string[] | null) ?? []);
}

const areaOf = async (text: string, day: string, scheme?: string) =>
  (await areasOf([{ text, day, ...(scheme === undefined ? {} : { scheme }) }]))[0];

const isFirst = <T>(each: T, at: number, all: readonly T[]): boolean => all.indexOf(each) === at;

/** What does not come to the expected code, said as `text on day: codes`. */
async function astray(cases: readonly (Asked & { code: string })[]): Promise<string[]> {
  const found = await areasOf(cases);
  const words = cases.flatMap(({ text, day, code }, at) => {
    const codes = found[at] ?? [];
    return codes.length === 1 && codes[0] === code ? [] : [`${text} on ${day}: ${codes.join()}`];
  });
  return [...new Set(words)].sort();
}

describe('reference.area_name_key', () => {
  it.each([
    [
      'bristol',
      ['Bristol', 'BRISTOL ', 'Bristol, City of', 'City of Bristol', 'Bristol City Council'],
    ],
    [
      'durham',
      ['Durham', 'County Durham', 'Durham County Council', 'Durham UA', 'County of Durham'],
    ],
    [
      'herefordshire',
      ['Herefordshire, County of', 'Herefordshire Council', 'County of Herefordshire'],
    ],
    ['kingston upon hull', ['Kingston upon Hull, City of', 'Kingston-upon-Hull City Council']],
    ['st helens', ['St. Helens', 'St Helens', 'ST HELENS METROPOLITAN BOROUGH COUNCIL']],
    ['southend on sea', ['Southend-on-Sea', 'Southend on Sea', 'Southend-on-Sea Borough Council']],
    ['redcar and cleveland', ['Redcar & Cleveland', 'Redcar and Cleveland', 'Redcar&Cleveland']],
    ['kings lynn and west norfolk', ["King's Lynn and West Norfolk", 'Kings Lynn & West Norfolk']],
    ['windsor and maidenhead', ['Royal Borough of Windsor & Maidenhead', 'Windsor and Maidenhead']],
    ['barnet', ['London Borough of Barnet', 'Barnet London Borough Council', 'Barnet']],
    ['city of london', ['City of London', 'The City of London Corporation', 'London, City of']],
    ['london', ['London', 'LONDON']],
    [
      'isles of scilly',
      ['Council of the Isles of Scilly', 'The Isles of Scilly', 'Isles of Scilly'],
    ],
    ['dorset', ['Dorset', 'Dorset County', 'Dorset Council', 'Dorset County Council']],
    ['bournemouth christchurch and poole', ['Bournemouth, Christchurch & Poole']],
    [null, ['', ' - ', null]],
  ])('is %s for %j', async (key, names) => {
    for (const name of names) {
      const [row] = await database.rows('select reference.area_name_key($name) as key', { name });
      expect(row, String(name)).toEqual({ key });
    }
  });

  it('gives a key for what is a key already', async () => {
    const rows = await database.rows(
      `select distinct name_key from core.dim_area_name
      where scheme = 'name' and reference.area_name_key(name_key) <> name_key`,
    );
    expect(rows).toEqual([]);
  });
});

describe('core.dim_area_name', () => {
  it.each([
    ['Somerset', '2023-03-31', 'E10000027'],
    ['Somerset', '2023-04-01', 'E06000066'],
    ['North Yorkshire', '2023-03-31', 'E10000023'],
    ['North Yorkshire', '2023-04-01', 'E06000065'],
    ['Dorset', '2019-03-31', 'E10000009'],
    ['Dorset County', '2019-04-01', 'E06000059'],
    ['Buckinghamshire', '2020-03-31', 'E10000002'],
    ['Buckinghamshire', '2020-04-01', 'E06000060'],
    ['Durham', '2009-03-31', 'E10000010'],
    ['Durham', '2009-04-01', 'E06000047'],
    ['Northumberland', '2009-03-31', 'E10000022'],
    ['Northumberland', '2009-04-01', 'E06000048'],
    ['Northumberland', '2013-03-31', 'E06000048'],
    ['Northumberland', '2013-04-01', 'E06000057'],
    ['Gateshead', '2013-03-31', 'E08000020'],
    ['Gateshead', '2013-04-01', 'E08000037'],
    ['Sheffield', '2025-03-31', 'E08000019'],
    ['Sheffield', '2025-04-01', 'E08000039'],
    ['Cornwall', '2009-03-31', 'E10000005'],
    ['Cornwall', '2009-04-01', 'E06000052'],
    ['Cornwall and Isles of Scilly', '2009-03-31', 'E10000005'],
    ['Cornwall and Isles of Scilly', '2024-04-01', 'XCORNWALLSCILLY'],
    ['Isles of Scilly', '2024-04-01', 'E06000053'],
    ['Shepway', '2018-03-31', 'E07000112'],
    ['City of London', '2024-04-01', 'E09000001'],
    ['London', '2024-04-01', 'E12000007'],
    ['Eastern', '2024-04-01', 'E12000006'],
    ['Yorkshire & Humberside', '2024-04-01', 'E12000003'],
    ['Devon', '2024-04-01', 'E10000008'],
    ['NHS Devon ICB', '2024-04-01', 'E54000037'],
    ['England', '2024-04-01', 'E92000001'],
  ])('%s on %s is %s', async (name, day, code) => {
    expect(await areaOf(name, day)).toEqual([code]);
  });

  it.each([
    ['Cumbria', '2023-04-01'],
    ['Cumberland', '2023-03-31'],
    ['Northamptonshire', '2021-04-01'],
    ['Bournemouth', '2019-04-01'],
    ['Bedfordshire', '2009-04-01'],
    ['Shepway', '2018-04-01'],
    ['NHS Devon ICB', '2022-06-30'],
    ['Nowhere', '2024-04-01'],
  ])('%s on %s is no area', async (name, day) => {
    expect(await areaOf(name, day)).toEqual([]);
  });

  it.each([
    ['gss', 'E10000009', '2015-04-01', 'E10000009'],
    ['gss', 'E10000009', '2024-04-01', 'E06000059'],
    ['gss', 'E08000020', '2024-04-01', 'E08000037'],
    ['gss', 'E10000022', '2008-04-01', 'E10000022'],
    ['gss', 'E10000022', '2010-04-01', 'E06000048'],
    ['gss', 'E10000022', '2024-04-01', 'E06000057'],
    ['gss', 'E06000066', '2015-04-01', 'E06000066'],
    ['gss', 'E10000006', '2024-04-01', 'E10000006'],
    ['cssr', '413', '2024-04-01', 'E10000028'],
    ['cssr', '905', '2023-03-31', 'E10000027'],
    ['cssr', '905', '2023-04-01', 'E06000066'],
    ['cssr', '916', '2024-04-01', 'E06000060'],
    ['cssr', '612', '2019-04-01', 'E10000002'],
    ['cssr', 'WM', '2024-04-01', 'E12000005'],
    ['nhs', 'Z9D4Z', '2024-04-01', 'E06000061'],
    ['nhs', 'QNC', '2024-04-01', 'E54000010'],
    ['ons_old', '41', '2010-04-01', 'E10000028'],
    ['asc_wds_region', '8', '2024-04-01', 'E12000005'],
  ])('%s %s on %s is %s', async (scheme, code, day, area) => {
    expect(await areaOf(code, day, scheme)).toEqual([area]);
  });

  it('finds every area by its own name and code on the days that it stands', async () => {
    const areas = await database.rows(
      `select area_code, area_name, coalesce(valid_from, date '2009-01-01') as first,
          coalesce(valid_to, date '2030-01-01') - 1 as last
      from core.dim_area where area_type not in ('unplaced', 'partnership')`,
    );
    const cases = areas.flatMap(({ area_code: code, area_name: name, first, last }) =>
      [first, last].flatMap((day) => [
        { text: String(name), day: String(day), code: String(code) },
        { scheme: 'gss', text: String(code), day: String(day), code: String(code) },
      ]),
    );
    expect(cases.length).toBeGreaterThan(1500);
    expect(await astray(cases)).toEqual([]);
  });

  it('gives at most one area for any key and day', async () => {
    const keys = await database.rows('select distinct scheme, name_key from core.dim_area_name');
    const key = fc.constantFrom(...keys.map((row) => [row['scheme'], row['name_key']].map(String)));
    const day = fc
      .integer({ min: 0, max: 365 * 25 })
      .map((days) => new Date(Date.UTC(2005, 0, 1 + days)).toISOString().slice(0, 10));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(key, day), { minLength: 200, maxLength: 200 }),
        async (pairs) => {
          const found = await areasOf(
            pairs.map(([[scheme = '', text = ''], on]) => ({ scheme, text, day: on })),
          );
          expect(found.filter((codes) => codes.length > 1)).toEqual([]);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('leaves no listed name or code out', async () => {
    expect(
      await database.rows(
        `select scheme, name_key, area_code from core.int_area_name
        except select scheme, name_key, area_code from core.dim_area_name`,
      ),
    ).toEqual([]);
    const lists = await database.rows(
      `select area_code from reference.area_alias union select area_code from reference.area_code_alias
      except select area_code from reference.area`,
    );
    expect(lists).toEqual([]);
  });
});

describe('models of names', () => {
  const bench = openBench();
  const name = (key: string, area: string, from: string, to: string) => ({
    scheme: 'name',
    name_key: key,
    area_code: area,
    valid_from: from,
    valid_to: to,
  });

  it('give a key that two areas claim on one day to neither', async () => {
    const given = {
      'core.int_area_name': [
        name('wittle', 'X1', '1900-01-01', '2020-04-01'),
        name('wittle', 'X2', '2020-03-31', '9999-12-31'),
        name('brook', 'X1', '1900-01-01', '2020-04-01'),
        name('brook', 'X2', '2020-04-01', '9999-12-31'),
      ],
    };
    const rows = await bench.build('core.dim_area_name', given);
    expect(pick(rows, 'name_key', 'area_code')).toEqual([
      ['brook', 'X1'],
      ['brook', 'X2'],
    ]);
    const shared = await bench.check('check_area_names_are_not_shared', {
      ...given,
      'core.dim_area_name': given['core.int_area_name'].slice(2),
    });
    expect(pick(shared, 'name_key', 'area_code')).toEqual([
      ['wittle', 'X1'],
      ['wittle', 'X2'],
    ]);
    expect(
      await bench.check('check_area_names_are_unambiguous', {
        'core.dim_area_name': given['core.int_area_name'].slice(2),
      }),
    ).toEqual([]);
    expect(
      pick(
        await bench.check('check_area_names_are_unambiguous', {
          'core.dim_area_name': given['core.int_area_name'],
        }),
        'name_key',
      ),
    ).toEqual([['wittle'], ['wittle']]);
  });

  it('follow an area that was replaced whole, not one that was split, and end in a circle', async () => {
    const area = (code: string, to: string | null, successors: string | null) => ({
      area_code: code,
      area_type: 'council',
      valid_to: to,
      successor_area_codes: successors,
    });
    const rows = await bench.build('core.int_area_successor', {
      'core.dim_area': [
        area('X1', '2009-04-01', 'X2'),
        area('X2', '2013-04-01', 'X3'),
        area('X3', null, null),
        area('X4', '2023-04-01', 'X3;X5'),
        area('X5', null, null),
        area('X6', '2023-04-01', 'X7'),
        area('X7', '2024-04-01', 'X6'),
        area('X8', '2024-04-01', 'X99'),
      ],
    });
    expect(
      rows.map((row) =>
        pick([row], 'area_code', 'successor_area_code', 'starts_on', 'ends_on')[0]?.join(' '),
      ),
    ).toEqual([
      'X1 X1 1900-01-01 2009-04-01',
      'X1 X2 2009-04-01 2013-04-01',
      'X1 X3 2013-04-01 9999-12-31',
      'X2 X2 1900-01-01 2013-04-01',
      'X2 X3 2013-04-01 9999-12-31',
      'X3 X3 1900-01-01 9999-12-31',
      'X4 X4 1900-01-01 9999-12-31',
      'X5 X5 1900-01-01 9999-12-31',
      'X6 X6 1900-01-01 2023-04-01',
      'X6 X7 2023-04-01 9999-12-31',
      'X7 X6 2024-04-01 9999-12-31',
      'X7 X7 1900-01-01 2024-04-01',
      'X8 X8 1900-01-01 9999-12-31',
    ]);
  });

  it('list a name of an area, its aliases within their days, and its codes', async () => {
    const rows = await bench.build('core.int_area_name', {
      'core.dim_area': [
        {
          area_code: 'X1',
          area_name: 'Upper Wittle',
          area_type: 'council',
          valid_from: '2019-04-01',
        },
        { area_code: 'unplaced', area_name: 'Not placed', area_type: 'unplaced' },
        { area_code: 'X47', area_name: 'Wittle', area_type: 'partnership' },
      ],
      'core.int_area_successor': [],
      'reference.area_alias': [
        { alias: 'Wittle & Over', area_code: 'X1', valid_to: '2021-04-01' },
        { alias: 'Wittle Council', area_code: 'X1', valid_from: '2010-04-01' },
        { alias: 'Lost', area_code: 'X99' },
      ],
      'reference.area_code_alias': [{ scheme: 'cssr', code: '987', area_code: 'X1' }],
    });
    expect(
      rows.map((row) => pick([row], 'scheme', 'name_key', 'valid_from', 'valid_to')[0]?.join(' ')),
    ).toEqual([
      'cssr 987 2019-04-01 9999-12-31',
      'name upper wittle 2019-04-01 9999-12-31',
      'name wittle 2010-04-01 9999-12-31',
      'name wittle and over 2019-04-01 2021-04-01',
    ]);
  });
});

describe('sql/reference/area.csv', () => {
  const areas = readCsv(packageDir, 'sql', 'reference', 'area.csv');
  const byCode = new Map(areas.map((row) => [row['area_code'] ?? '', row]));

  it('ends each area on the day its successors begin', () => {
    for (const area of areas.filter((each) => each['successor_area_codes'] !== '')) {
      for (const code of (area['successor_area_codes'] ?? '').split(';')) {
        const successor = byCode.get(code);
        expect(successor, `${String(area['area_code'])} to ${code}`).toBeDefined();
        const first = successor?.['valid_from'] ?? '';
        expect(first <= (area['valid_to'] ?? ''), `${code} begins ${first}`).toBe(true);
      }
    }
  });

  it('puts each council and district into one area of the next kind', () => {
    const members = readCsv(packageDir, 'sql', 'reference', 'area_member.csv');
    const typeOf = (code: string | undefined) => byCode.get(code ?? '')?.['area_type'];
    const misplaced = areas.filter((area) => {
      const parents = members.filter((row) => row['area_code'] === area['area_code']);
      const types = parents.map((row) => typeOf(row['parent_area_code']));
      const next = { council: 'region', district: 'council', region: 'country' }[
        area['area_type'] ?? ''
      ];
      return next !== undefined && types.filter((type) => type === next).length !== 1;
    });
    expect(misplaced.map((area) => area['area_code'])).toEqual([]);
  });

  it('has the middle of each council and district that stands, within England', () => {
    const standing = areas.filter(
      (area) =>
        ['council', 'district'].includes(area['area_type'] ?? '') && area['valid_to'] === '',
    );
    const inEngland = (area: Record<string, string>): boolean => {
      const [longitude, latitude] = [Number(area['longitude']), Number(area['latitude'])];
      return longitude > -6.5 && longitude < 2 && latitude > 49.8 && latitude < 56;
    };
    expect(standing.length).toBeGreaterThan(300);
    expect(standing.filter((area) => area['latitude'] === '' || !inEngland(area))).toEqual([]);
  });

  it.skipIf(!hasReal)('has every council of the register, its end and its successors', () => {
    const register = readCsv(REAL, 'uk_local_authorities.csv').filter(
      (row) =>
        row['nation'] === 'England' &&
        ['UA', 'MD', 'LBO', 'CC', 'CTY', 'NMD'].includes(row['local-authority-type'] ?? ''),
    );
    const gss = new Map(register.map((row) => [row['local-authority-code'], row['gss-code']]));
    expect(register.length).toBeGreaterThan(360);
    /** The register of July 2025 does not have the codes of April 2025. */
    const recoded = ['E08000016', 'E08000019'];
    const differing = register.flatMap((row) => {
      const area = byCode.get(row['gss-code'] ?? '');
      const successors = (row['replaced-by'] ?? '')
        .split(',')
        .filter((code) => code !== '')
        .map((code) => gss.get(code))
        .sort()
        .join(';');
      const end = (row['end-date'] ?? '').replace(/-03-31$/, '-04-01');
      const isSame =
        area?.['successor_area_codes']?.split(';').sort().join(';') === successors &&
        area['valid_to'] === end;
      return isSame ? [] : [row['gss-code']];
    });
    expect(differing).toEqual(recoded);
    const before = register.flatMap((row) =>
      (row['former-gss-codes'] ?? '').split(',').filter((code) => code !== '' && !byCode.has(code)),
    );
    expect(before).toEqual([]);
  });

  it.skipIf(!hasReal)('puts each district in the county that ONS did in 2019', () => {
    const members = new Map(
      readCsv(packageDir, 'sql', 'reference', 'area_member.csv').map((row) => [
        row['area_code'],
        row['parent_area_code'],
      ]),
    );
    const districts = readCsv(REAL, 'ons_ltla_utla_2019.csv').filter((row) =>
      row['LTLA19CD']?.startsWith('E07'),
    );
    expect(districts.length).toBeGreaterThan(180);
    for (const row of districts)
      expect(members.get(row['LTLA19CD']), row['LTLA19NM']).toBe(row['UTLA19CD']);
  });
});

describe.skipIf(!hasReal)('names in published tables', () => {
  const distinct = <T>(rows: readonly T[]) => [
    ...new Map(rows.map((row) => [JSON.stringify(row), row])).values(),
  ];

  it('of the Oflog file are the areas of its codes', async () => {
    const rows = readCsv(REAL, 'oflog_asc_measures_la_2015_2023.csv');
    const day = (row: Cells) => `${String(row['Financial year']?.slice(0, 4))}-04-01`;
    const names = distinct(
      rows.map((row) => ({
        text: row['Local authority name'] ?? '',
        day: day(row),
        code: row['Local authority code'] ?? '',
      })),
    );
    expect(names.length).toBeGreaterThan(1100);
    expect(await astray(names)).toEqual([]);
    const regions = distinct(rows.map((row) => ({ text: row['Region'] ?? '', day: day(row) })));
    expect((await areasOf(regions)).filter((codes) => codes.length !== 1)).toEqual([]);
  });

  it('of the DfE file are the areas of its codes, two rows of two councils each a group', async () => {
    const names = distinct(
      readCsv(REAL, 'dfe_csww_indicators_2017_2024.csv').map((row) => ({
        text: row['la_name'] || row['region_name'] || row['country_name'] || '',
        day: `${String(row['time_period'])}-09-30`,
        code: row['new_la_code'] || row['region_code'] || row['country_code'] || '',
      })),
    );
    expect(names.length).toBeGreaterThan(1250);
    const groups = names.filter(({ code }) => code.includes('/'));
    expect([...new Set(groups.map(({ text }) => text))].sort()).toEqual([
      'Kingston upon Thames / Richmond upon Thames',
      'North Northamptonshire / West Northamptonshire',
    ]);
    const single = await astray(names.filter(({ code }) => !code.includes('/')));
    /** The file gives today's code for the years before the county council was replaced. */
    expect(single.map((words) => words.replace(/ on \d{4}-09-30/, '')).filter(isFirst)).toEqual([
      'Buckinghamshire: E10000002',
      'North Yorkshire: E10000023',
      'Somerset: E10000027',
    ]);
    expect([...new Set((await areasOf(groups)).map((codes) => codes.join()))].sort()).toEqual([
      'XKINGSTONRICHMOND',
      'XNORTHANTS',
    ]);
  });

  it('of the ASCOF tables are the areas of their codes, save kinds of council', async () => {
    const book = read(readFileSync(join(REAL, 'ascof_2024_25.ods')));
    const lines = book.SheetNames.filter((name) => name.startsWith('Table_')).flatMap((name) => {
      const sheet = book.Sheets[name];
      const table = sheet === undefined ? [] : utils.sheet_to_json<unknown[]>(sheet, { header: 1 });
      const head = table.findIndex((cells) => cells[1] === 'Local authority');
      return table.slice(head + 1).map((cells) => cells.slice(0, 3).map(String));
    });
    const named = distinct(lines.filter((cells) => cells[2] !== undefined));
    expect(named.length).toBeGreaterThan(160);
    const day = '2025-03-31';
    const without = named.filter(([, , code]) => code === '[z]').map(([, text = '']) => text);
    expect([...without].sort()).toEqual([
      'Cornwall and Isles of Scilly',
      'District',
      'Inner London',
      'Metropolitan Districts',
      'Outer London',
      'Shire Counties',
      'Unitary Authorities',
    ]);
    expect(await areasOf([...without].sort().map((text) => ({ text, day })))).toEqual([
      ['XCORNWALLSCILLY'],
      [],
      ['E13000001'],
      [],
      ['E13000002'],
      [],
      [],
    ]);
    const coded = named.filter(([, , code]) => code !== '[z]');
    const [dorset] = coded.filter(([, , code]) => code === 'E10000009');
    expect(dorset?.[1]).toBe('Dorset County');
    const now = (code: string) => (code === 'E10000009' ? 'E06000059' : code);
    /** Councils of earlier columns only, and the last day that they stood. */
    const gone = new Map([
      ['Bournemouth', '2019-03-31'],
      ['Poole', '2019-03-31'],
      ['Northamptonshire', '2021-03-31'],
      ['Cumbria', '2023-03-31'],
    ]);
    const keys = coded.map(([cssr = '', name = '', code = '']) => ({
      cssr,
      name,
      gss: code,
      day: gone.get(name) ?? day,
      code: now(code),
    }));
    const byKey = (key: 'name' | 'gss' | 'cssr', scheme?: string) =>
      astray(
        keys
          .filter((each) => each[key] !== 'England')
          .map(({ day: on, code, ...each }) => ({
            text: each[key],
            day: on,
            code,
            ...(scheme === undefined ? {} : { scheme: each[key].length === 5 ? 'nhs' : scheme }),
          })),
      );
    expect(await byKey('name')).toEqual([]);
    expect(await byKey('gss', 'gss')).toEqual([]);
    expect(await byKey('cssr', 'cssr')).toEqual([]);
  });

  it('of the CQC ratings file and the older expenditure returns are each one area', async () => {
    const cqc = readCsv(REAL, 'cqc_ratings_lincolnshire_2026.csv').flatMap((row) =>
      [row['Location Local Authority'], row['Location Region']].map((text) => ({
        text: text ?? '',
        day: '2026-06-01',
      })),
    );
    const costs = readFileSync(join(REAL, 'pss_unit_costs_2008_09.csv'), 'utf8')
      .split('\n')
      .flatMap((text) => /^"?(\d{3}) ?- ([^",]+)/.exec(text)?.slice(1, 3) ?? [])
      .map((text) => ({ text: text.trim(), day: '2009-03-31' }));
    expect(costs).toHaveLength(2 * 150);
    const pairs = distinct([...cqc, ...costs]).map((each) =>
      /^\d/.test(each.text) ? { ...each, scheme: 'cssr' } : each,
    );
    const found = await areasOf(pairs);
    expect(pairs.filter((_, at) => found[at]?.length !== 1)).toEqual([]);
    const deferred = distinct(
      readFileSync(join(REAL, 'pss_deferred_payments_2015_16_cp1252.csv'), 'latin1')
        .split('\n')
        .flatMap((text) => /^\d+,2015\/2016,\d{3},([^,]+),/.exec(text)?.slice(1) ?? []),
    ).map((text) => ({ text, day: '2016-03-31' }));
    expect(deferred).toHaveLength(56);
    expect((await areasOf(deferred)).filter((codes) => codes.length !== 1)).toEqual([]);
  });
});
