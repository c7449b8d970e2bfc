import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openWorkspace, packageDir } from '../../src/config.js';
import { silentLog } from '../../src/log.js';
import { nightly } from '../../src/nightly.js';
import { openReadOnly } from '../../src/warehouse/database.js';
import { temporaryFolder } from '../helpers/run-cli.js';

const CASES = join(packageDir, 'tests', 'fixtures');

/** The measures compared in full; of the rest of the catalogue the partnership's. */
const IN_FULL = [
  'vacancy_rate',
  'turnover_rate',
  ...['median', 'p10', 'p25', 'p75', 'p90'].map((each) => `hourly_pay_${each}`),
  'share_below_floor',
  'share_at_floor',
  ...['returned', 'carried', 'mismatched'].map((each) => `${each}_workplaces`),
];

const IS_IN_FULL = `metric_id in (${IN_FULL.map((id) => `'${id}'`).join(', ')})`;

/** What of a run is compared: tables that do not say when or by which run they were made. */
const QUERIES = {
  'measures.csv': `
    select metric_id, period, area_code, care_setting, job_role, sector, numerator, denominator,
      value, base_workplaces, base_organisations, base_workers, status
    from metrics.measure
    where status <> 'not_available' and period_type = 'month' and ${IS_IN_FULL} order by all`,
  'catalogue.csv': `
    select metric_id, period, job_role, numerator, denominator, value, base_workplaces, base_workers
    from metrics.measure
    where area_type = 'partnership' and period_type = 'month' and care_setting = 'all'
      and sector = 'all' and status <> 'not_available' and not ${IS_IN_FULL} order by all`,
  'deliveries.csv':
    'select path, dataset_id, state, reason, record_count from ops.delivery order by path',
  'findings.csv': `
    select delivery.path, record_number, column_name, rule, severity, value
    from ops.finding inner join ops.delivery using (delivery_id) order by all`,
  'exclusions.csv': 'select * from ops.exclusion order by all',
};

const folder = temporaryFolder();
afterAll(() => {
  folder.remove();
});

describe('a folder of returns', () => {
  const cases = readdirSync(CASES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  it.each(cases.map((entry) => entry.name))('%s gives the tables expected', async (name) => {
    const dir = join(folder.path, name);
    cpSync(join(CASES, name, 'workspace'), dir, { recursive: true });
    const result = await nightly({ workspace: openWorkspace(dir), log: silentLog });
    expect(result.outcome).toBe('published');

    const found = await tables(join(dir, 'data', 'warehouse', 'published', 'carecount.duckdb'));
    const changed = join(CASES, name, 'expected-changed');
    rmSync(changed, { recursive: true, force: true });
    const expected = join(CASES, name, 'expected');
    const same = Object.entries(found).every(
      ([file, text]) =>
        existsSync(join(expected, file)) && readFileSync(join(expected, file), 'utf8') === text,
    );
    if (!same && process.env['CI'] !== 'true') {
      mkdirSync(changed);
      for (const [file, text] of Object.entries(found)) writeFileSync(join(changed, file), text);
    }
    for (const [file, text] of Object.entries(found)) {
      expect(text, file).toBe(readFileSync(join(expected, file), 'utf8'));
    }
  });
});

async function tables(path: string): Promise<Record<string, string>> {
  const database = await openReadOnly(path);
  try {
    const found: Record<string, string> = {};
    for (const [file, query] of Object.entries(QUERIES)) {
      const rows = await database.rows(query);
      const names = Object.keys(rows[0] ?? {});
      const lines = rows.map((row) => names.map((column) => cell(row[column])).join(','));
      found[file] = `${[names.join(','), ...lines].join('\n')}\n`;
    }
    return found;
  } finally {
    database.close();
  }
}

function cell(value: unknown): string {
  if (value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.includes(',') ? `"${text}"` : text;
}
