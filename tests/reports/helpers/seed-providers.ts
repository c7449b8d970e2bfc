import { join } from 'node:path';
import { folderName } from '../../../src/ingest/feedback/index.js';
import { silentLog } from '../../../src/log.js';
import type { ProviderSheetOptions } from '../../../src/reports/index.js';
import { openForBuild } from '../../../src/warehouse/database.js';
import { createTableOf } from '../../../src/warehouse/insert.js';
import { PROFILE } from './packs.js';
import { SEED_PARTNERSHIP, SENTINEL, SENTINEL_COUNT } from './seed.js';

const COLUMNS = {
  organisation_id: 'VARCHAR',
  provider_label: 'VARCHAR',
  period: 'DATE',
  area_code: 'VARCHAR',
  care_setting: 'VARCHAR',
  metric_id: 'VARCHAR',
  job_role: 'VARCHAR',
  value: 'DECIMAL(18, 8)',
  base_workplaces: 'INTEGER',
  base_workers: 'INTEGER',
  status: 'VARCHAR',
  group_value: 'DECIMAL(18, 8)',
  group_workplaces: 'INTEGER',
  group_organisations: 'INTEGER',
  group_workers: 'INTEGER',
  group_status: 'VARCHAR',
  good_value: 'DECIMAL(18, 8)',
  good_workplaces: 'INTEGER',
  good_organisations: 'INTEGER',
  good_workers: 'INTEGER',
  good_status: 'VARCHAR',
  quarter: 'INTEGER',
  reason: 'VARCHAR',
};

/** The figures of one provider in its group. */
export const ALDER = {
  organisation_id: 'alder-care',
  provider_label: 'alder-care',
  period: '2026-04-01',
  area_code: 'X10000001',
  care_setting: 'domiciliary',
  metric_id: 'vacancy_rate',
  job_role: 'all',
  value: 0.112,
  base_workplaces: 2,
  base_workers: 61,
  status: 'ok',
  group_value: 0.094,
  group_workplaces: 45,
  group_organisations: 30,
  group_workers: 1240,
  group_status: 'ok',
  good_value: 0.081,
  good_workplaces: 20,
  good_organisations: 14,
  good_workers: 620,
  good_status: 'ok',
  quarter: 4,
  reason: null,
};

const NO_GROUP = {
  group_value: null,
  group_workplaces: null,
  group_organisations: null,
  group_workers: null,
  good_value: null,
  good_workplaces: null,
  good_organisations: null,
  good_workers: null,
  quarter: null,
};

/** An id of a provider that a page or a folder could take amiss. */
export const MARKUP = '../"><img onerror=x>';

const ROWS = [
  ALDER,
  {
    ...ALDER,
    ...NO_GROUP,
    metric_id: 'turnover_rate',
    value: 0.25,
    group_status: 'suppressed',
    good_status: 'suppressed',
    reason: 'not_enough_data',
  },
  {
    ...ALDER,
    metric_id: 'hourly_pay_median',
    job_role: '8',
    value: SENTINEL,
    base_workers: 4,
    group_value: 12.6,
    good_value: 12.8,
  },
  {
    ...ALDER,
    organisation_id: 'birch-homes',
    provider_label: 'birch-homes',
    value: 0.333,
    quarter: 1,
  },
  {
    ...ALDER,
    organisation_id: MARKUP,
    provider_label: MARKUP,
    value: 0.222,
    base_workers: SENTINEL_COUNT,
  },
];

/** Adds the figures of some providers to a seeded file. */
export async function addProviders(
  path: string,
  rows: readonly (typeof ROWS)[number][] = ROWS,
): Promise<void> {
  const database = await openForBuild(path);
  try {
    await createTableOf(database, 'comparison.provider_benchmark', COLUMNS, rows);
  } finally {
    database.close();
  }
}

const INTERNAL = { ...PROFILE, min_workers: 5, min_workplaces: 2, min_organisations: 1 };

/** Options for the sheets of all of them. */
export function sheetOptions(
  dir: string,
  changes: Partial<ProviderSheetOptions> = {},
): ProviderSheetOptions {
  return {
    databasePath: join(dir, 'internal.duckdb'),
    outDir: join(dir, 'packs'),
    providers: 'all',
    formats: ['html', 'csv', 'png'],
    pdfEngine: 'typst',
    partnership: SEED_PARTNERSHIP,
    demonstration: true,
    disclosure: { internal: INTERNAL, public: PROFILE },
    folderOf: folderName,
    log: silentLog,
    ...changes,
  };
}
