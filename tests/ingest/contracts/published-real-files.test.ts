import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir } from '../../../src/config.js';
import { preflight } from '../../../src/ingest/preflight.js';
import { realFile } from '../helpers/published.js';
import { CONTRACTS } from '../helpers/staging.js';

const dir = join(packageDir, '../shared/realdata');
const isThere = existsSync(dir);
if (!isThere) console.warn('the folder of real publications is not at hand: its tests are skipped');

/** What each real file is, how many records it gives, and what became of the rows of its sheets. */
const KNOWN = {
  'ascof_2024_25.ods': ['ascof_outcome', 73_556, 137 + 25 + 4_275],
  'ashe_real_living_wage_la_2016_2025.csv': ['area_indicator', 166, 167],
  'cqc_ratings_lincolnshire_2026.csv': ['cqc_rating', 4_159, 4_160],
  'dfe_csww_indicators_2017_2024.csv': ['dfe_csww', 1_300, 1_301],
  'la_name_aliases.csv': ['la_name_alias', 1_774, 1_775],
  'nhs_kh03_beds_q2_2020_21.xlsx': ['nhs_kh03_beds', 3_060, 22 + 4 + 204],
  'oflog_asc_measures_la_2015_2023.csv': ['oflog_measure', 6_376, 6_377],
  'ons_lad_region_2016.csv': ['ons_area_lookup', 652, 327],
  'ons_ltla_utla_2019.csv': ['ons_area_lookup', 678, 340],
  'pss_deferred_payments_2015_16_cp1252.csv': ['pss_deferred_payments', 5_600, 5_601],
  'pss_unit_costs_2008_09.csv': ['pss_unit_cost', 28_992, 1 + 3 + 151 + 7],
  'uk_local_authorities.csv': ['uk_local_authority', 470, 471],
} as const;

const files = isThere ? readdirSync(dir).filter((name) => name !== 'MANIFEST.csv') : [];

describe.skipIf(!isThere)('the real publications at hand', () => {
  it.each(Object.entries(KNOWN))('%s is %j', async (name, [dataset, records, rows]) => {
    const file = await preflight(realFile(name), CONTRACTS);
    if (file.outcome !== 'ready') throw new Error(file.reason);
    const { preamble, header, read, note, footer } = file.tally;
    expect([file.contract.id, file.records]).toEqual([dataset, records]);
    expect(preamble + header + read + note + footer).toBe(rows);
  });

  it.each(files.filter((name) => !(name in KNOWN)))(
    '%s is read, or the nearest kind is named',
    async (name) => {
      const file = await preflight(realFile(name), CONTRACTS);
      if (file.outcome === 'ready') return;
      expect(file.reason).toMatch(/comes nearest to "[^"]+" \(\w+\), but lacks/);
    },
  );
});
