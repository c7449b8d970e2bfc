import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import { loadContracts, registerDeliveries } from '../../src/ingest/index.js';
import { silentLog } from '../../src/log.js';
import { buildModels, loadModels, loadReference } from '../../src/transform/index.js';
import { openForBuild } from '../../src/warehouse/database.js';
import { sqlDirs } from '../../src/warehouse/sql-file.js';
import { tempWorkspace } from '../helpers/workspace.js';
import { arrive, stageAgain } from './helpers/staging.js';

const PAGE = readFileSync(join(packageDir, 'docs', 'add-a-source.md'), 'utf8');

/** The first block of a language on the page. */
function block(language: string): string {
  const match = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(PAGE);
  if (match?.[1] === undefined) throw new Error(`the page has no block of ${language}`);
  return match[1];
}

/** A workspace with the page's contract and SELECT, put where the page says. */
function workspaceOfPage() {
  const workspace = tempWorkspace((config) => {
    config.partnership.councils = ['E06000001'];
  });
  const files = {
    'contracts/agency_hours.yaml': block('yaml'),
    'sql/staging/council/stg_council__agency_hours.sql': block('sql'),
  };
  for (const [path, text] of Object.entries(files)) {
    expect(PAGE).toContain(`\`${path}\``);
    mkdirSync(dirname(join(workspace.dir, path)), { recursive: true });
    writeFileSync(join(workspace.dir, path), text);
  }
  return workspace;
}

describe('the worked example of docs/add-a-source.md', () => {
  it('stages the file and gives the rows that it says', async () => {
    const workspace = workspaceOfPage();
    const contracts = loadContracts(workspace.dir);
    const [delivery] = arrive(workspace, [{ bytes: block('csv'), period: '2026-05' }]);
    if (delivery === undefined) throw new Error('nothing arrived');
    const deliveries = [{ ...delivery, has_period: false }];
    const { staging } = await stageAgain(workspace, deliveries, contracts);
    expect([...staging.refused.values()]).toEqual([]);

    const database = await openForBuild();
    try {
      await registerDeliveries(database, workspace, deliveries, staging, contracts, []);
      await loadReference(database, workspace);
      await buildModels(database, loadModels(sqlDirs(workspace.dir)), silentLog);
      const rows = await database.rows(
        'select * exclude (delivery_id) from staging.stg_council__agency_hours order by all',
      );
      expect(rows).toEqual([
        {
          record_number: 1,
          period: '2026-04-01',
          home_name: 'Quern House',
          agency_hours: 1204.5,
          rate_gbp_hour: 21.4,
        },
        {
          record_number: 2,
          period: '2026-04-01',
          home_name: 'Lintel Lodge',
          agency_hours: null,
          rate_gbp_hour: 22.15,
        },
        {
          record_number: 3,
          period: '2026-04-01',
          home_name: 'Marl Court',
          agency_hours: 0,
          rate_gbp_hour: null,
        },
      ]);
      const counts = await database.rows(
        'select preamble_rows, header_rows, read_rows, note_rows, footer_rows, records from raw.delivery',
      );
      expect(counts).toEqual([
        {
          preamble_rows: 2,
          header_rows: 1,
          read_rows: 4,
          note_rows: 0,
          footer_rows: 1,
          records: 4,
        },
      ]);
      const missing = await database.rows(
        'select unnest(missing, recursive := true) from raw.agency_hours where missing is not null',
      );
      expect(missing).toEqual([{ column_name: 'agency_hours', reason: 'not_answered' }]);
    } finally {
      database.close();
    }
  });
});
