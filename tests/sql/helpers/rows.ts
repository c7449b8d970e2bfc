/** Rows of the tables that models read, ordinary save for what a test says. */

const APRIL = '2026-04-01';

/** A row of `raw.record` that was kept. */
export function rawRecord(delivery: number, record: number, change: object = {}): object {
  return {
    dataset_id: 'asc_wds_worker',
    delivery_id: delivery,
    record_number: record,
    row_state: 'kept',
    ...change,
  };
}

/** A row of `staging.stg_asc_wds__worker` that was kept and carries values. */
export function staffRow(delivery: number, record: number, change: object = {}): object {
  return {
    delivery_id: delivery,
    record_number: record,
    source_id: 'returns',
    submitter: 'alder',
    period: APRIL,
    row_state: 'kept',
    status: 'UPDATE',
    is_data: true,
    local_establishment_id: 'H1',
    worker_key: `k${record}`,
    employment_status_code: '1',
    main_job_role_code: '8',
    ...change,
  };
}

/** A row of `staging.stg_asc_wds__workplace` that was kept and carries values. */
export function homeRow(delivery: number, record: number, change: object = {}): object {
  return {
    delivery_id: delivery,
    record_number: record,
    source_id: 'returns',
    submitter: 'alder',
    period: APRIL,
    row_state: 'kept',
    status: 'UPDATE',
    is_data: true,
    local_establishment_id: 'H1',
    workplace_name: 'Quern House',
    ...change,
  };
}

/** STATUS NOCHANGE, for either of the two above. */
export const NOCHANGE = { status: 'NOCHANGE', is_data: false };

/** A row of `core.int_delivery` in force. */
export function inForce(delivery: number, change: object = {}): object {
  return {
    delivery_id: delivery,
    source_id: 'returns',
    submitter: 'alder',
    period: APRIL,
    dataset_id: 'asc_wds_worker',
    file_state: 'ready',
    is_in_force: true,
    ...change,
  };
}

/** The one row of `reference.workspace_setting`. */
export function setting(change: object = {}): object[] {
  return [
    {
      partnership_code: 'X47',
      partnership_name: 'Lower Wittle',
      home_area: null,
      councils: ['X06A', 'X06B'],
      stale_after_months: 3,
      require_la_permission: true,
      is_demonstration: false,
      ...change,
    },
  ];
}

/** A row of `core.int_return_month` that counts a return in its own month. */
export function returnMonth(change: object = {}): object {
  return {
    source_id: 'returns',
    submitter: 'alder',
    period: APRIL,
    return_period: APRIL,
    return_age_months: 0,
    as_at_date: '2026-04-30',
    workplace_delivery_id: 1,
    worker_delivery_id: 2,
    ...change,
  };
}

/** A row of `core.int_workplace_record` of that return. */
export function workplaceRecord(change: object = {}): object {
  return {
    delivery_id: 1,
    record_number: 1,
    source_id: 'returns',
    submitter: 'alder',
    period: APRIL,
    local_establishment_id: 'H1',
    values_period: APRIL,
    is_shared_with_la: true,
    main_service_code: '2',
    employer_type_code: '6',
    ...change,
  };
}

/** A row of `core.int_workplace_area` of that record. */
export function workplaceArea(change: object = {}): object {
  return {
    delivery_id: 1,
    local_establishment_id: 'H1',
    area_code: 'X06A',
    area_source: 'postcode',
    is_inside: true,
    ...change,
  };
}

/** A row of `core.int_worker_record` of that return that stands for a worker. */
export function workerRecord(record: number, change: object = {}): object {
  return {
    delivery_id: 2,
    record_number: record,
    source_id: 'returns',
    submitter: 'alder',
    period: APRIL,
    local_establishment_id: 'H1',
    worker_key: `k${record}`,
    is_supplied: true,
    values_delivery_id: 2,
    values_record_number: record,
    ...change,
  };
}

/** A row of `core.int_extract_workplace`. */
export function extractWorkplace(change: object = {}): object {
  return {
    record_source: 'analysis_extract',
    period: APRIL,
    workplace_id: 'analysis_extract/9001',
    organisation_id: 'analysis_extract/9001',
    source_id: 'returns',
    submitter: 'benchmarks',
    local_establishment_id: '9001',
    workplace_delivery_id: 7,
    record_number: 1,
    is_shared_with_la: true,
    main_service_code: '8',
    employer_type_code: '6',
    worker_record_count: 0,
    employee_count: 0,
    ...change,
  };
}

/** A row of `core.fct_workplace_month`. */
export function workplaceMonth(change: object = {}): object {
  return {
    period: APRIL,
    workplace_id: 'alder/H1',
    record_source: 'bulk_upload',
    organisation_id: 'alder',
    submitter: 'alder',
    local_establishment_id: 'H1',
    area_code: 'X06A',
    area_source: 'postcode',
    care_setting: 'care_home',
    sector: 'private',
    return_age_months: 0,
    has_sharing_consent: true,
    workplace_delivery_id: 1,
    workplace_record_number: 1,
    worker_delivery_id: 2,
    ...change,
  };
}

/** A row of `core.fct_worker_month`. */
export function workerMonth(key: string, change: object = {}): object {
  return {
    period: APRIL,
    workplace_id: 'alder/H1',
    worker_key: key,
    is_employee: true,
    job_role_code: '8',
    ...change,
  };
}
