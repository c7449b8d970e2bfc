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

describe('staging.stg_asc_wds__workplace on beds', () => {
  it.each([
    ['2', ['2'], ['30'], 30],
    ['2', ['2', '6'], ['30', '10'], 30],
    ['2', ['6', '2'], ['10', '30'], 30],
    ['1', ['0', '1'], ['25'], 25],
    ['1', ['1', '0'], ['25'], 25],
    ['2', ['2'], [''], null],
    ['2', ['2'], null, null],
    ['2', ['6'], ['10'], null],
    ['8', ['8', '2'], ['', '30'], null],
  ])('of main service %s among %j with places %j are %s', async (main, services, places, beds) => {
    const rows = await bench.build('staging.stg_asc_wds__workplace', {
      'raw.asc_wds_workplace': [
        {
          delivery_id: 1,
          record_number: 1,
          main_service_code: main,
          all_services: services,
          capacities: places,
        },
      ],
    });
    expect(pick(rows, 'bed_count')).toEqual([[beds]]);
  });
});

describe('staging.stg_asc_wds__workplace on places', () => {
  it.each([
    ['8', ['8', '6'], ['', '12'], ['30', '9'], [null, 30]],
    ['6', ['8', '6'], ['', '12'], ['30', '9'], [12, 9]],
    ['6', ['0', '6'], ['12'], ['9'], [12, 9]],
    ['2', ['2'], null, null, [null, null]],
  ])('of main service %s among %j with places %j and people %j are %j', async (...given) => {
    const [main, services, places, people, expected] = given;
    const rows = await bench.build('staging.stg_asc_wds__workplace', {
      'raw.asc_wds_workplace': [
        {
          delivery_id: 1,
          record_number: 1,
          main_service_code: main,
          all_services: services,
          capacities: places,
          utilisations: people,
        },
      ],
    });
    expect(pick(rows, 'capacity_count', 'people_count')).toEqual([expected]);
  });

  it('knows sick pay and pension only where they are answered', async () => {
    const rows = await bench.build('staging.stg_asc_wds__workplace', {
      'raw.asc_wds_workplace': ['1', '0', null].map((code, index) => ({
        delivery_id: 1,
        record_number: index + 1,
        sick_pay_code: code,
        pension_code: code,
      })),
    });
    expect(pick(rows, 'has_sick_pay', 'has_pension')).toEqual([
      [true, true],
      [false, false],
      [null, null],
    ]);
  });
});

describe('staging.stg_asc_wds__worker', () => {
  it('names what is answered of the Care Certificate and of the visa', async () => {
    const rows = await bench.build('staging.stg_asc_wds__worker', {
      'raw.asc_wds_worker': [
        ['1', '1'],
        ['2', '2'],
        ['3', null],
        [null, null],
      ].map(([certificate, visa], index) => ({
        delivery_id: 1,
        record_number: index + 1,
        care_certificate_code: certificate,
        health_and_care_visa_code: visa,
      })),
    });
    expect(pick(rows, 'care_certificate', 'has_health_and_care_visa')).toEqual([
      ['completed', true],
      ['none', false],
      ['in_progress', null],
      [null, null],
    ]);
  });

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
