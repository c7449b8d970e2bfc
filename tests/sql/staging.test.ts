import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';

const bench = openBench();

describe('staging.stg_asc_wds__workplace', () => {
  it('decodes the consent to share', async () => {
    const rows = await bench.build('staging.stg_asc_wds__workplace', {
      'raw.asc_wds_workplace': ['1', '0', null].map((code, index) => ({
        delivery_id: 1,
        record_number: index + 1,
        la_sharing_code: code,
      })),
    });
    expect(pick(rows, 'is_shared_with_la').flat()).toEqual([true, false, null]);
  });
});

describe('staging.stg_asc_wds__worker', () => {
  it('has the pay of the interval that the worker is paid by, and no other', async () => {
    const rows = await bench.build('staging.stg_asc_wds__worker', {
      'raw.asc_wds_worker': ['1', '3', null].map((interval, index) => ({
        delivery_id: 1,
        record_number: index + 1,
        status: 'UPDATE',
        salary_interval_code: interval,
        salary_gbp_year: 24000,
        hourly_rate_gbp_hour: 12.6,
      })),
    });
    expect(pick(rows, 'pay_interval', 'salary_gbp_year', 'hourly_rate_gbp_hour')).toEqual([
      ['annual', 24000, null],
      ['hourly', null, 12.6],
      [null, null, null],
    ]);
  });

  it('takes every kind of apprentice for one, and an unanswered question for none of both', async () => {
    const rows = await bench.build('staging.stg_asc_wds__worker', {
      'raw.asc_wds_worker': ['1', '314', '315', '2', null].map((code, index) => ({
        delivery_id: 1,
        record_number: index + 1,
        apprentice_code: code,
        zero_hours_code: code,
      })),
    });
    expect(pick(rows, 'is_apprentice').flat()).toEqual([true, true, true, false, null]);
    expect(pick(rows, 'is_zero_hours').flat()).toEqual([true, false, false, false, null]);
  });
});

describe('staging.stg_asc_wds__training', () => {
  it('does not know whether training is accredited where the file does not', async () => {
    const rows = await bench.build('staging.stg_asc_wds__training', {
      'raw.asc_wds_training': ['1', '0', null].map((accredited, index) => ({
        delivery_id: 1,
        record_number: index + 1,
        accredited_code: accredited,
      })),
    });
    expect(pick(rows, 'is_accredited')).toEqual([[true], [false], [null]]);
  });
});
