import { describe, expect, it } from 'vitest';
import { csv, type Cells } from '../helpers/files.js';
import { modelled, rawRows, stageNamed } from '../helpers/modelled.js';
import { stageFiles } from '../helpers/staging.js';

const HOME: Cells = {
  cqcid: '1-900000001',
  location: 'Quern House',
  local_authority: 'Upper Wittle',
  lastupdatedutc: '2026-04-20 09:30:00',
  maxcapacity: '40',
  usedbeds: '36',
  nursesemployed: '0',
  careworkersemployed: '38',
  noncareworkersemployed: '12',
  agencynursesemployed: '0',
  agencycareworkersemployed: '2',
  agencynoncareworkersemployed: '0',
};
const AGENCY: Cells = {
  cqcid: '1-900000002',
  laname: 'Upper Wittle',
  cqccareworkersemployed: '55',
  serviceusercount: '120',
  cqcsurveylastupdatedutc: '20/04/2026 09:30',
};

const flags = (model: string): string =>
  `select implausible_rules as rules from staging.stg_capacity_tracker__${model} order by record_number`;

describe('the Capacity Tracker of care homes', () => {
  it('is read under headings with spaces, with underscores or with neither', async () => {
    const plain = csv([HOME]);
    const named = plain.replace(
      /^.*/,
      'CQC ID,Location,Local Authority,Last Updated (UTC),Max Capacity,Used Beds,Nurses Employed,Care Workers Employed,Non-Care Workers Employed,Agency Nurses Employed,Agency Care Workers Employed,Agency Non Care Workers Employed',
    );
    const underscored = named.replace(/^.*/, (header) => header.replace(/[ -]/g, '_'));
    const staged = await stageNamed(
      { name: 'a.csv', bytes: plain },
      { name: 'b.csv', bytes: named },
      { name: 'c.csv', bytes: underscored.replace('Non_Care', 'NonCare') },
    );
    const rows = await rawRows(
      staged,
      'capacity_tracker',
      `select location_id, council_name, bed_count, care_worker_count, other_worker_count, agency_other_worker_count,
        cast(updated_date as varchar) as updated from raw.capacity_tracker_care_home`,
    );
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(1);
    expect(rows[0]).toEqual({
      location_id: '1-900000001',
      council_name: 'Upper Wittle',
      bed_count: 40,
      care_worker_count: 38,
      other_worker_count: 12,
      agency_other_worker_count: 0,
      updated: '2026-04-20',
    });
  });

  it('flags what cannot be, and keeps every row and value', async () => {
    const staged = await stageFiles(
      csv([
        HOME,
        { ...HOME, careworkersemployed: '988' },
        { ...HOME, careworkersemployed: '989', maxcapacity: '200' },
        { ...HOME, agencycareworkersemployed: '38', agencynoncareworkersemployed: '12' },
        { ...HOME, maxcapacity: '79' },
        { ...HOME, maxcapacity: '8' },
        { ...HOME, maxcapacity: '0' },
        { ...HOME, lastupdatedutc: '2021-04-30 23:59:59' },
      ]),
    );
    const [rows = [], states = []] = await modelled(staged, 'capacity_tracker', [
      flags('care_home'),
      "select count(*) filter (where row_state = 'kept')::integer as kept, count(care_worker_count)::integer as given from staging.stg_capacity_tracker__care_home",
    ]);
    expect(rows.map((row) => row['rules'])).toEqual([
      [],
      ['staff_for_beds_implausible'],
      ['staff_implausible'],
      ['agency_repeats_employed'],
      ['staff_for_beds_implausible'],
      ['staff_for_beds_implausible'],
      [],
      ['before_capacity_tracker_settled'],
    ]);
    expect(states).toEqual([{ kept: 8, given: 8 }]);
  });

  it('does not call free beds vacancies of staff', async () => {
    const staged = await stageFiles(csv([{ ...HOME, declaredvacancies: '4' }]));
    const [rows = []] = await modelled(staged, 'capacity_tracker', [
      'select free_bed_count, employed_count from staging.stg_capacity_tracker__care_home',
    ]);
    expect(rows).toEqual([{ free_bed_count: 4, employed_count: 50 }]);
  });
});

describe('the Capacity Tracker of home care', () => {
  it('flags none and too many, at their limits', async () => {
    const staged = await stageFiles(
      csv([
        AGENCY,
        { ...AGENCY, cqccareworkersemployed: '0' },
        { ...AGENCY, cqccareworkersemployed: '1', serviceusercount: '3000' },
        { ...AGENCY, cqccareworkersemployed: '3001', serviceusercount: '3001' },
      ]),
    );
    const [rows = []] = await modelled(staged, 'capacity_tracker', [flags('home_care')]);
    expect(rows.map((row) => row['rules'])).toEqual([
      [],
      ['staff_implausible'],
      [],
      ['staff_implausible', 'users_implausible'],
    ]);
  });
});
