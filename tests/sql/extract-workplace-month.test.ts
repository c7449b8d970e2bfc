import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import { inForce, setting } from './helpers/rows.js';

const bench = openBench();

async function months(rows: readonly object[], delivery: object = {}) {
  return bench.build('core.fct_extract_workplace_month', {
    'core.int_delivery': [inForce(1, { dataset_id: 'asc_wds_extract_workplace', ...delivery })],
    'reference.workspace_setting': setting(),
    'staging.stg_asc_wds_extract__workplace': rows.map((row, at) => ({
      delivery_id: 1,
      record_number: at + 1,
      period: '2026-04-01',
      row_state: 'kept',
      establishment_id: String(at + 1),
      organisation_id: String(at + 1),
      ...row,
    })),
  });
}

describe('core.fct_extract_workplace_month', () => {
  it.each([
    ['2024-04-30', null],
    ['2024-04-29', 'not_amended'],
    ['2026-04-30', null],
    [null, 'no_amended_date'],
  ])('takes a workplace last amended on %s for: %s', async (date, reason) => {
    const rows = await months([{ last_amended_date: date }]);
    expect(pick(rows, 'purge_date', 'judged_amended_date', 'exclusion_reason')).toEqual([
      ['2024-04-30', date, reason],
    ]);
  });

  it('judges a parent by the last change in its organisation, and no other by that', async () => {
    const rows = await months([
      { organisation_id: '1', is_parent: true, last_amended_date: '2020-01-01' },
      { organisation_id: '1', is_parent: false, last_amended_date: '2026-01-01' },
      { organisation_id: '1', is_parent: false, last_amended_date: '2020-01-01' },
      { organisation_id: '4', is_parent: true, last_amended_date: '2020-01-01' },
      { organisation_id: null, is_parent: true, last_amended_date: '2026-01-01' },
    ]);
    expect(pick(rows, 'judged_amended_date', 'exclusion_reason')).toEqual([
      ['2026-01-01', null],
      ['2026-01-01', null],
      ['2020-01-01', 'not_amended'],
      ['2020-01-01', 'not_amended'],
      ['2026-01-01', null],
    ]);
  });

  it('has only rows that were kept, of extracts in force', async () => {
    expect(await months([{ row_state: 'quarantined' }])).toEqual([]);
    expect(await months([{}], { is_in_force: false })).toEqual([]);
  });

  it.each([
    [true, true],
    [false, false],
    [null, false],
  ])('with consent %s may be published: %s', async (shared, published) => {
    const rows = await months([{ is_shared_with_la: shared }]);
    expect(pick(rows, 'has_sharing_consent')).toEqual([[published]]);
  });
});
