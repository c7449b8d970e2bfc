import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namedColumns } from '../../src/ingest/contract/index.js';
import { loadContracts } from '../../src/ingest/index.js';
import { openForBuild, type Database } from '../../src/warehouse/database.js';
import { sqlDir } from '../../src/warehouse/sql-file.js';
import { openBench, pick } from './helpers/bench.js';
import { inForce } from './helpers/rows.js';

let macros: Database;
beforeAll(async () => {
  macros = await openForBuild();
  await macros.run('create schema reference');
  for (const name of ['extract_role_count', 'extract_code', 'broken_rules', 'cqc_rating']) {
    await macros.run(readFileSync(join(sqlDir, 'reference', `${name}.sql`), 'utf8'));
  }
});
afterAll(() => {
  macros.close();
});

describe('a count of a job role in the analysis extract', () => {
  it.each([
    [7, 'given', 7, 'given'],
    [0, 'given', 0, 'given'],
    [0, 'not_answered', 0, 'given'],
    [-1, 'given', 0, 'none_by_total'],
    [-1, 'not_answered', null, 'not_answered'],
    [-1, 'not_known', null, 'not_known'],
    [-1, 'not_given', null, 'not_given'],
    [-2, 'given', null, 'not_known'],
    [998, 'given', 998, 'given'],
    [999, 'given', null, 'not_known'],
    [1000, 'given', 1000, 'given'],
    [null, 'given', null, 'not_given'],
  ])('%s under a total that was %s is %s: %s', async (given, answer, count, source) => {
    const [row] = await macros.rows(
      `select reference.extract_role_count(cast($given as integer), $answer) as count,
        reference.extract_role_source(cast($given as integer), $answer) as source`,
      { given, answer },
    );
    expect(row).toEqual({ count, source });
  });
});

describe('a code of the analysis extract', () => {
  it.each([
    ['employment_status_code', '190', '1'],
    ['employment_status_code', '193', '4'],
    ['employment_status_code', '196', '7'],
    ['employment_status_code', '194', null],
    ['pay_interval', '252', 'hourly'],
    ['pay_interval', '250', 'annual'],
    ['pay_interval', '251', null],
    ['recruitment_source_code', '210', '1'],
    ['recruitment_source_code', null, null],
  ])('of %s, %s is %s of the bulk upload', async (column, given, code) => {
    const [row] = await macros.rows(`select reference.extract_${column}($given) as code`, {
      given,
    });
    expect(row).toEqual({ code });
  });
});

describe('the rules that a record breaks', () => {
  it.each([
    ["[{'rule': 'a'}, {'rule': 'c'}, {'rule': 'b'}]", ['a', 'b']],
    ["[{'rule': 'c'}]", []],
    ['cast(null as struct(rule varchar)[])', []],
  ])('are of %s those asked about: %j', async (findings, broken) => {
    const [row] = await macros.rows(
      `select reference.broken_rules(${findings}, ['a', 'b']) as broken`,
    );
    expect(row).toEqual({ broken });
  });
});

describe('a rating of the CQC', () => {
  it.each([
    ['Good', 'Good'],
    [' requires improvement ', 'Requires improvement'],
    ['OUTSTANDING', 'Outstanding'],
    ['Inadequate', 'Inadequate'],
    ['Not Rated', null],
    ['Insufficient evidence to rate', null],
    ['Good (provisional)', null],
    [null, null],
  ])('written %s is %s', async (given, rating) => {
    const [row] = await macros.rows('select reference.cqc_rating($given) as rating', { given });
    expect(row).toEqual({ rating });
  });
});

function reference(table: string): Record<string, string>[] {
  const text = readFileSync(join(sqlDir, 'reference', `${table}.csv`), 'utf8');
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}

describe('the list of retired job roles', () => {
  it('sends each to a role that stands, or nowhere, and agrees with the list of roles', () => {
    const changes = reference('job_role_change');
    const roles = new Map(reference('job_role').map((row) => [row['job_role_code'], row]));
    expect(new Set(changes.map((row) => row['from_job_role_code'])).size).toBe(changes.length);
    for (const { from_job_role_code: from, to_job_role_code: to } of changes) {
      if (to !== '') expect(roles.get(to)?.['is_current']).toBe('true');
      const listed = roles.get(from);
      if (listed !== undefined) expect(listed['successor_job_role_code']).toBe(to);
    }
    for (const [code, role] of roles) {
      const isRetired = changes.some((row) => row['from_job_role_code'] === code);
      expect([code, isRetired]).toEqual([code, role['is_current'] === 'false']);
    }
  });

  it('is, with the roles that stand, what the extract may hold as main role', () => {
    const all = ['job_role.job_role_code', 'job_role_change.from_job_role_code'].flatMap((each) => {
      const [table = '', column = ''] = each.split('.');
      return reference(table).map((row) => row[column]);
    });
    for (const id of ['asc_wds_extract_worker', 'asc_wds_extract_leaver']) {
      const columns = loadContracts().find((contract) => contract.id === id)?.columns ?? [];
      const role = namedColumns({ columns }).find(({ name }) => name === 'mainjrid');
      expect([...(role?.codes ?? [])].sort()).toEqual([...new Set(all)].sort());
    }
  });
});

describe('the list of benchmarks files', () => {
  it('has 26 names, each kind of figure for each grain and group once', () => {
    const files = reference('benchmark_file');
    const keys = files.map((row) =>
      [row['benchmark_metric'], row['benchmark_grain'], row['comparison_group']].join(),
    );
    expect(files).toHaveLength(26);
    expect(new Set(files.map((row) => row['file_name']?.toLowerCase())).size).toBe(26);
    expect(new Set(keys).size).toBe(26);
  });
});

const bench = openBench();

/** A row of `staging.stg_cqc__location` of adult social care. */
function registered(delivery: number, id: string, change: object = {}): object {
  return {
    delivery_id: delivery,
    record_number: 1,
    source_id: 'cqc',
    submitter: 'cqc',
    period: '2026-04-01',
    row_state: 'kept',
    register: 'directory',
    location_id: id,
    location_name: 'Quern House',
    council_name: 'Upper Wittle',
    care_setting: 'care_home',
    is_care_home: true,
    is_social_care: true,
    ...change,
  };
}

/** A row of `staging.stg_cqc__overall_rating`. */
function rated(delivery: number, id: string, change: object = {}): object {
  return {
    delivery_id: delivery,
    record_number: 1,
    source_id: 'cqc',
    submitter: 'cqc',
    period: '2026-04-01',
    location_id: id,
    location_name: 'Quern House',
    council_name: 'Upper Wittle',
    care_setting: 'residential',
    rating: 'Good',
    published_date: '2026-02-03',
    ...change,
  };
}

describe('dim_cqc_location', () => {
  const locations = (given: Record<string, readonly object[]>, ...others: number[]) =>
    bench.build('core.dim_cqc_location', {
      'core.int_delivery': [1, ...others].map((delivery) => inForce(delivery)),
      'staging.stg_cqc__location': [],
      'staging.stg_cqc__overall_rating': [],
      ...given,
    });

  it('holds a location that only earlier months name as gone', async () => {
    const may = { period: '2026-05-01' };
    const rows = await locations(
      {
        'staging.stg_cqc__location': [
          registered(1, 'A'),
          registered(1, 'B', { record_number: 2 }),
          registered(2, 'A', { ...may, location_name: 'New Quern House' }),
        ],
      },
      2,
    );
    expect(pick(rows, 'location_id', 'location_name', 'is_registered')).toEqual([
      ['A', 'New Quern House', true],
      ['B', 'Quern House', false],
    ]);
  });

  it('does not take a file about one council for the end of the locations of another', async () => {
    const may = { period: '2026-05-01', council_name: 'Lower Wittle' };
    const rows = await locations(
      { 'staging.stg_cqc__location': [registered(1, 'A'), registered(2, 'B', may)] },
      2,
    );
    expect(pick(rows, 'location_id', 'is_registered')).toEqual([
      ['A', true],
      ['B', true],
    ]);
  });

  it('leaves out deliveries that are not in force, health care and rows without an id', async () => {
    const rows = await locations({
      'staging.stg_cqc__location': [
        registered(1, 'A'),
        registered(1, 'B', { record_number: 2, is_social_care: false }),
        registered(1, 'C', { record_number: 3, location_id: null }),
        registered(1, 'D', { record_number: 4, row_state: 'quarantined' }),
        registered(9, 'E'),
      ],
    });
    expect(pick(rows, 'location_id')).toEqual([['A']]);
  });

  it('takes the active locations before the directory of the same month, and its beds in any case', async () => {
    const active = {
      register: 'active_locations',
      care_setting: 'care_home_nursing',
      bed_count: 40,
    };
    const rows = await locations(
      {
        'staging.stg_cqc__location': [
          registered(1, 'A', active),
          registered(2, 'A'),
          registered(1, 'B', { ...active, record_number: 2 }),
          registered(2, 'B', { period: '2026-05-01' }),
        ],
      },
      2,
    );
    expect(pick(rows, 'location_id', 'register', 'care_setting', 'bed_count')).toEqual([
      ['A', 'active_locations', 'care_home_nursing', 40],
      ['B', 'directory', 'care_home', 40],
    ]);
  });

  it('has the newest rating with the date of that rating, a newest that is none included', async () => {
    const rows = await locations(
      {
        'staging.stg_cqc__location': [registered(1, 'A'), registered(1, 'B'), registered(1, 'C')],
        'staging.stg_cqc__overall_rating': [
          rated(1, 'A'),
          rated(2, 'A', {
            period: '2026-05-01',
            rating: 'Inadequate',
            published_date: '2026-04-30',
          }),
          rated(1, 'B'),
          rated(2, 'B', { period: '2026-05-01', rating: null, published_date: null }),
        ],
      },
      2,
    );
    expect(pick(rows, 'location_id', 'rating')).toEqual([
      ['A', 'Inadequate'],
      ['B', null],
      ['C', null],
    ]);
  });

  it('is made of the ratings where there is no register, and never of both', async () => {
    const ratings = { 'staging.stg_cqc__overall_rating': [rated(1, 'A')] };
    const alone = await locations(ratings);
    expect(pick(alone, 'location_id', 'register', 'care_setting', 'rating')).toEqual([
      ['A', 'ratings', 'residential', 'Good'],
    ]);
    const both = await locations({
      ...ratings,
      'staging.stg_cqc__location': [registered(1, 'B')],
    });
    expect(pick(both, 'location_id')).toEqual([['B']]);
  });
});

describe('check_benchmark_files_are_known', () => {
  it('names each file in force whose name says no group, once', async () => {
    const figure = {
      record_number: 1,
      file_name: 'figures.csv',
      is_known_file: false,
      benchmark_metric: 'turnover',
      benchmark_grain: 'council_and_service',
    };
    const rows = await bench.check('check_benchmark_files_are_known', {
      'core.int_delivery': [inForce(1), inForce(2), inForce(3, { is_in_force: false })],
      'staging.stg_asc_wds_benchmark__figure': [
        { ...figure, delivery_id: 1 },
        { ...figure, delivery_id: 1, record_number: 2 },
        { ...figure, delivery_id: 2, is_known_file: true },
        { ...figure, delivery_id: 3 },
      ],
    });
    expect(pick(rows, 'delivery_id', 'file_name')).toEqual([[1, 'figures.csv']]);
  });
});

describe('check_extract_roles_sum_to_total', () => {
  const check = (workplace: object, ...roles: readonly object[]) =>
    bench.check('check_extract_roles_sum_to_total', {
      'core.int_delivery': [inForce(1)],
      'staging.stg_asc_wds_extract__workplace': [
        {
          delivery_id: 1,
          record_number: 1,
          row_state: 'kept',
          establishment_id: '9001',
          ...workplace,
        },
      ],
      'staging.stg_asc_wds_extract__workplace_role': roles.map((role, index) => ({
        delivery_id: 1,
        record_number: 1,
        job_role_code: String(index + 1),
        ...role,
      })),
    });

  it('names a workplace whose roles come to another number than its total', async () => {
    const rows = await check({ vacancy_count: 3 }, { vacancy_count: 2 }, { vacancy_count: 0 });
    expect(pick(rows, 'establishment_id')).toEqual([['9001']]);
  });

  it('has nothing to say where they agree, a role is not known or the total is not', async () => {
    expect(await check({ vacancy_count: 2 }, { vacancy_count: 2 }, { vacancy_count: 0 })).toEqual(
      [],
    );
    expect(
      await check({ vacancy_count: 3 }, { vacancy_count: 2 }, { vacancy_count: null }),
    ).toEqual([]);
    expect(await check({ vacancy_count: null }, { vacancy_count: 2 })).toEqual([]);
  });

  it.each(['starter_count', 'leaver_count'])('looks at %s too', async (column) => {
    expect(await check({ [column]: 3 }, { [column]: 1 })).toHaveLength(1);
  });
});

describe('check_extract_job_roles_are_known', () => {
  it('names each role that no list has, once for a file', async () => {
    const rows = await bench.check('check_extract_job_roles_are_known', {
      'core.int_delivery': [inForce(1)],
      'staging.stg_asc_wds_extract__workplace_role': [
        { delivery_id: 1, record_number: 1, job_role_code: '8' },
        { delivery_id: 1, record_number: 1, job_role_code: '77' },
        { delivery_id: 1, record_number: 2, job_role_code: '77' },
      ],
    });
    expect(pick(rows, 'job_role_code')).toEqual([['77']]);
  });
});
