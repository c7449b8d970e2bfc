import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownWorkplaces } from '../../../src/ingest/feedback/index.js';
import { openForBuild, type Database } from '../../../src/warehouse/database.js';
import { createTableOf } from '../../../src/warehouse/insert.js';

const NAMED = {
  period: 'DATE',
  submitter: 'VARCHAR',
  workplace_name: 'VARCHAR',
  postcode: 'VARCHAR',
  main_service_code: 'VARCHAR',
};
const UPLOAD = {
  ...NAMED,
  return_age_months: 'INTEGER',
  local_establishment_id: 'VARCHAR',
  cqc_location_id: 'VARCHAR',
  workplace_delivery_id: 'INTEGER',
  workplace_record_number: 'BIGINT',
};
const MONTHLY = {
  ...NAMED,
  workplace_reference: 'VARCHAR',
  delivery_id: 'INTEGER',
  record_number: 'BIGINT',
};
const APRIL = '2026-04-01';

let database: Database;
beforeAll(async () => {
  database = await openForBuild(':memory:', { threads: 1 });
  await database.run('create schema core');
});
afterAll(() => {
  database.close();
});

const uploaded = (id: string, change: object = {}) => ({
  period: APRIL,
  submitter: 'alder',
  return_age_months: 0,
  local_establishment_id: id,
  workplace_name: `Home ${id}`,
  postcode: 'ZZ1 1AA',
  main_service_code: '2',
  workplace_delivery_id: 1,
  workplace_record_number: 1,
  ...change,
});
const answered = (record: number, change: object = {}) => ({
  period: APRIL,
  submitter: 'alder',
  workplace_reference: 'C1',
  workplace_name: 'Cedar View',
  delivery_id: 3,
  record_number: record,
  ...change,
});

async function known(upload: readonly object[], monthly: readonly object[] = []) {
  await database.run('begin');
  try {
    await createTableOf(database, 'core.fct_workplace_month', UPLOAD, upload);
    await createTableOf(database, 'core.fct_provider_return_role', MONTHLY, monthly);
    return await knownWorkplaces(database, 'alder');
  } finally {
    await database.run('rollback');
  }
}

describe('knownWorkplaces', () => {
  const location = { cqc_location_id: '1-100000001' };

  it("refers to a workplace by its CQC location, or the provider's own id", async () => {
    expect(await known([uploaded('H1', location), uploaded('H2'), uploaded('H3')])).toEqual([
      { reference: '1-100000001', name: 'Home H1', postcode: 'ZZ1 1AA', serviceCode: '2' },
      { reference: 'H2', name: 'Home H2', postcode: 'ZZ1 1AA', serviceCode: '2' },
      { reference: 'H3', name: 'Home H3', postcode: 'ZZ1 1AA', serviceCode: '2' },
    ]);
  });

  it('keeps two workplaces at one CQC location apart', async () => {
    const rows = await known([uploaded('H1', location), uploaded('H2', location)]);
    expect(rows.map(({ reference, name }) => [reference, name])).toEqual([
      ['H1', 'Home H1'],
      ['H2', 'Home H2'],
    ]);
  });

  it('names a workplace once that is in both kinds of return, as the last record has it', async () => {
    const monthly = [
      answered(4, { workplace_reference: '1-100000001', workplace_name: 'Quern House' }),
      answered(5, { workplace_reference: '1-100000001', workplace_name: 'Quern Hall' }),
    ];
    for (const rows of [monthly, [...monthly].reverse()]) {
      expect(await known([uploaded('H1', location)], rows)).toEqual([
        { reference: '1-100000001', name: 'Quern Hall', postcode: 'ZZ1 1AA', serviceCode: '2' },
      ]);
    }
  });

  it('takes the latest month alone, of this organisation and not carried on', async () => {
    const rows = await known(
      [
        uploaded('H1', { period: '2026-03-01' }),
        uploaded('H2', { return_age_months: 1 }),
        uploaded('H3', { submitter: 'birch' }),
      ],
      [answered(1)],
    );
    expect(rows.map(({ reference }) => reference)).toEqual(['C1']);
  });
});
