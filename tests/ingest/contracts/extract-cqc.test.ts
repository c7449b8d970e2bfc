import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv, type Cells } from '../helpers/files.js';
import { modelled, rawRows, stageNamed } from '../helpers/modelled.js';
import { stageFiles } from '../helpers/staging.js';
import { day, workbookOf } from '../helpers/workbooks.js';

const REAL = join(
  import.meta.dirname,
  '../../../../shared/realdata/cqc_ratings_lincolnshire_2026.csv',
);
const hasReal = existsSync(REAL);
if (!hasReal) console.warn(`Skipped: the published ratings are not at ${REAL}.`);

const PREAMBLE = 'Care directory\n\n"Updated weekly, see notes"\nInvented for a test\n';
const HEADER_2026 =
  "Name,Also known as,Address,Postcode,Phone number,Service's website (if available),Service types,Date of latest check,Specialisms/services,Provider name,Local authority,Region,Location URL,CQC Location ID (for office use only),CQC Provider ID (for office use only)";
const HEADER_2020 = HEADER_2026.replace('Local authority', 'Local Authority').replace(
  'CQC Location ID (for office use only)',
  'CQC Location (for office use only',
);

function directory(
  header: string,
  ...rows: readonly (readonly [string, string, string])[]
): string {
  const lines = rows.map(
    ([id, services, checked]) =>
      `Quern House,,1 Nowhere Lane,ZZ1 1AA,0000,,${services},${checked},Dementia|Older people,Quern Ltd,Upper Wittle,Yorkshire & Humberside,,${id},1-900000900`,
  );
  return `${PREAMBLE}${[header, ...lines].join('\r\n')}\r\n`;
}

const RATING: Cells = {
  'Location ID': '1-900000001',
  'Location Name': 'Quern House',
  'Care Home?': 'Y',
  'Location Type': 'Social Care Org',
  'Location Primary Inspection Category': 'Residential social care',
  'Location Post Code': 'ZZ1 1AA',
  'Location Local Authority': 'Upper Wittle',
  'Location Region': 'West Midlands',
  'Service / Population Group': 'Overall',
  Domain: 'Overall',
  'Latest Rating': 'Good',
  'Publication Date': '05/29/2026',
  'Provider ID': '1-900000900',
  'Provider Name': 'Quern Ltd',
  'Brand ID': '-',
  'Brand Name': '-',
};

const LOCATION: Cells = {
  'Location ID': '1-900000001',
  'Location HSCA start date': '2011-01-20',
  'Dormant (Y/N)': 'N',
  'Care home?': 'Y',
  'Location Name': 'Quern House',
  'Registered manager': 'Nobody, Ada',
  'Care homes beds': '40',
  'Location Type/Sector': 'Social Care Org',
  'Location Primary Inspection Category': 'Residential social care',
  'Location Latest Overall Rating': 'Good',
  'Publication Date': '29/05/2026',
  'Location Region': 'West Midlands',
  'Location Local Authority': 'Upper Wittle',
  'Location Postal Code': 'ZZ1 1AA',
  'Location Latitude': '52.1',
  'Provider ID': '1-900000900',
  'Provider Name': 'Quern Ltd',
  'Regulated activity - Personal care': 'Y',
  'Service type - Care home service with nursing': 'Y',
  'Service type - Domiciliary care service': 'Y',
  'Service user band - Dementia': 'Y',
};

describe("the CQC's care directory", () => {
  it('is read below its lines of words, by the headings and dates of either year', async () => {
    const staged = await stageNamed(
      {
        name: '2026.csv',
        bytes: directory(HEADER_2026, ['1-900000001', 'Care home', '09/Jan/2018 - 00:00']),
      },
      {
        name: '2020.csv',
        bytes: directory(HEADER_2020, ['1-900000002', 'Homecare agencies', '09/01/2018 - 00:00']),
      },
    );
    const rows = await rawRows(
      staged,
      'cqc',
      `select location_id, council_name, specialisms, cast(latest_check_date as varchar) as checked, findings
      from raw.cqc_location order by delivery_id`,
    );
    const same = {
      council_name: 'Upper Wittle',
      specialisms: ['Dementia', 'Older people'],
      checked: '2018-01-09',
      findings: null,
    };
    expect(rows).toEqual([
      { location_id: '1-900000001', ...same },
      { location_id: '1-900000002', ...same },
    ]);
  });

  it('keeps a row without an id and says so', async () => {
    const staged = await stageFiles(
      directory(HEADER_2026, ['', 'Care home', ''], ['1-900000001', 'Care home', '']),
    );
    const rows = await rawRows(
      staged,
      'cqc',
      'select row_state, findings[1].rule as rule from raw.cqc_location order by record_number',
    );
    expect(rows).toEqual([
      { row_state: 'kept', rule: 'location_id_missing' },
      { row_state: 'kept', rule: null },
    ]);
  });

  it.each([
    ['Nursing home', 'care_home_nursing'],
    ['Nursing homes|Residential homes', 'care_home_nursing'],
    ['Care home', 'care_home'],
    ['Residential homes|Homecare agencies', 'care_home'],
    ['Care homes without nursing', 'care_home'],
    ['Care homes with nursing', 'care_home_nursing'],
    ['Homecare agencies', 'domiciliary'],
    ['Supported living|Shared lives', 'domiciliary'],
    ['Shared lives', 'community'],
    ['Dentist', 'other'],
  ])('puts %s in the setting %s', async (services, setting) => {
    const staged = await stageFiles(directory(HEADER_2026, ['1-900000001', services, '']));
    const [rows = []] = await modelled(staged, 'cqc', [
      'select care_setting, is_social_care from staging.stg_cqc__location',
    ]);
    expect(rows).toEqual([{ care_setting: setting, is_social_care: setting !== 'other' }]);
  });
});

describe("the CQC's active locations", () => {
  it('say the setting, beds and rating, and nothing of the manager', async () => {
    const staged = await stageFiles(csv([LOCATION]));
    const [rows = [], notes = []] = await modelled(staged, 'cqc', [
      'select care_setting, service_types, bed_count, is_dormant, rating, is_social_care from staging.stg_cqc__location',
      'select file_notes from raw.delivery',
    ]);
    expect(rows).toEqual([
      {
        care_setting: 'care_home_nursing',
        service_types: ['Care home service with nursing', 'Domiciliary care service'],
        bed_count: 40,
        is_dormant: false,
        rating: 'Good',
        is_social_care: true,
      },
    ]);
    expect(notes).toEqual([{ file_notes: [] }]);
    const all = await rawRows(
      staged,
      'cqc',
      'select * exclude (record_number) from raw.cqc_active_location',
    );
    expect(JSON.stringify(all)).not.toContain('Nobody');
  });
});

describe("the CQC's workbook of active locations", () => {
  it('is read by its sheet, with the sheets beside it left alone', async () => {
    const header = Object.keys(LOCATION);
    const cells = header.map((name) =>
      name === 'Location HSCA start date' ? day('2011-01-20') : (LOCATION[name] ?? ''),
    );
    const dual = ['Location ID', 'Location Name', 'Linked Organisation ID', 'Relationship'];
    const workbook = await workbookOf(
      { name: 'README', rows: [['Active locations'], ['Invented for a test']] },
      { name: 'HSCA_Active_Locations', rows: [header, cells] },
      { name: 'Dual_Registration_Locations', rows: [dual, ['1-900000001', 'Quern House', '', '']] },
    );
    const [rows = [], notes = []] = await modelled(await stageFiles(workbook), 'cqc', [
      'select location_id, cast(registered_date as varchar) as since from staging.stg_cqc__location',
      'select file_notes from raw.delivery',
    ]);
    expect(rows).toEqual([{ location_id: '1-900000001', since: '2011-01-20' }]);
    expect(notes).toEqual([{ file_notes: [] }]);
  });
});

describe("the CQC's ratings", () => {
  it('read dates month first, and never a day as a month', async () => {
    const staged = await stageFiles(
      csv([
        { ...RATING, 'Publication Date': '05/06/2026' },
        { ...RATING, 'Publication Date': '29/05/2026' },
        { ...RATING, 'Publication Date': '' },
      ]),
    );
    const rows = await rawRows(
      staged,
      'cqc',
      'select cast(published_date as varchar) as published, findings[1].rule as rule from raw.cqc_rating order by record_number',
    );
    expect(rows).toEqual([
      { published: '2026-05-06', rule: null },
      { published: null, rule: 'date_format' },
      { published: null, rule: null },
    ]);
  });

  it('give one of four ratings or none, and keep the words', async () => {
    const given = ['Outstanding', 'Requires Improvement', 'Not Rated', 'Regulations met', '-'];
    const staged = await stageFiles(
      csv(
        given.map((rating, index) => ({
          ...RATING,
          'Location ID': `1-90000000${index}`,
          'Latest Rating': rating,
        })),
      ),
    );
    const [rows = []] = await modelled(staged, 'cqc', [
      'select rating, given_rating, brand_id from staging.stg_cqc__rating order by record_number',
    ]);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['Outstanding', 'Outstanding', null],
      ['Requires improvement', 'Requires Improvement', null],
      [null, 'Not Rated', null],
      [null, 'Regulations met', null],
      [null, null, null],
    ]);
  });

  it('count a location of adult social care once, by Overall and Overall', async () => {
    const staged = await stageFiles(
      csv([
        RATING,
        { ...RATING, Domain: 'Safe', 'Latest Rating': 'Inadequate' },
        { ...RATING, 'Service / Population Group': 'Care Homes', 'Latest Rating': 'Inadequate' },
        { ...RATING, 'Location ID': 'RWD99', 'Location Type': 'NHS Healthcare Organisation' },
      ]),
    );
    const [rows = [], providers = []] = await modelled(staged, 'cqc', [
      'select location_id, rating, care_setting from staging.stg_cqc__overall_rating',
      'select provider_name, brand_id, location_count::integer as location_count from staging.stg_cqc__provider',
    ]);
    expect(rows).toEqual([
      { location_id: '1-900000001', rating: 'Good', care_setting: 'residential' },
    ]);
    expect(providers).toEqual([{ provider_name: 'Quern Ltd', brand_id: null, location_count: 2 }]);
  });

  it.skipIf(!hasReal)('are read whole from the published file of one county', async () => {
    const staged = await stageFiles(hasReal ? readFileSync(REAL) : '');
    const [all = [], overall = [], dated = []] = await modelled(staged, 'cqc', [
      `select count(*)::integer as records, count(distinct location_id)::integer as locations,
        count(*) filter (where published_date is null)::integer as undated,
        count(*) filter (where findings is not null)::integer as faults,
        count(*) filter (where row_state <> 'kept')::integer as lost from raw.cqc_rating`,
      `select count(*)::integer as locations, count(rating)::integer as rated,
        count(*) filter (where rating = 'Outstanding')::integer as outstanding,
        count(*) filter (where given_rating = 'Not Rated')::integer as unrated
      from staging.stg_cqc__overall_rating`,
      `select
        count(*) filter (where published_date = date '2026-05-29')::integer as may_29,
        count(*) filter (where published_date = date '2018-07-03')::integer as july_3
      from staging.stg_cqc__rating`,
    ]);
    expect(all).toEqual([{ records: 4159, locations: 478, undated: 60, faults: 0, lost: 0 }]);
    expect(overall).toEqual([{ locations: 356, rated: 349, outstanding: 22, unrated: 7 }]);
    expect(dated).toEqual([{ may_29: 36, july_3: 55 }]);
  });
});

describe("the CQC's provider information returns", () => {
  const RETURN: Cells = {
    Location_ID: '1-900000001',
    Location_name: 'Quern House',
    PIR_type: 'Residential',
    PIR_submission_date: '01-Jan-26',
    How_many_people_are_directly_employed_and_deliver_regulated_activities_at_your_service_as_part_of_their_daily_duties:
      '48',
    How_many_staff_vacancies_do_you_have: '3',
    How_many_staff_have_left_your_service_in_the_past_12_months: '0',
    Service_type_Domiciliary_care_service: 'N',
  };

  it('are read with their short dates, and the last of a location is known', async () => {
    const staged = await stageFiles(
      csv([
        RETURN,
        { ...RETURN, PIR_submission_date: '15-Mar-26' },
        { ...RETURN, PIR_type: 'Community' },
      ]),
    );
    const [rows = [], notes = []] = await modelled(staged, 'cqc', [
      `select cast(submitted_date as varchar) as submitted, is_latest, employed_people_count, vacancy_count, leaver_count
      from staging.stg_cqc__provider_return order by record_number`,
      'select file_notes from raw.delivery',
    ]);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['2026-01-01', false, 48, 3, 0],
      ['2026-03-15', true, 48, 3, 0],
      ['2026-01-01', true, 48, 3, 0],
    ]);
    expect(notes).toEqual([{ file_notes: [] }]);
  });

  it('are flagged and kept where the people employed cannot be', async () => {
    const people =
      'How_many_people_are_directly_employed_and_deliver_regulated_activities_at_your_service_as_part_of_their_daily_duties';
    const staged = await stageFiles(
      csv(['0', '1', '1500', '1501'].map((count) => ({ ...RETURN, [people]: count }))),
    );
    const [rows = []] = await modelled(staged, 'cqc', [
      'select employed_people_count, len(implausible_rules)::integer as flags, row_state from staging.stg_cqc__provider_return order by record_number',
    ]);
    expect(rows.map((row) => Object.values(row))).toEqual([
      [0, 1, 'kept'],
      [1, 0, 'kept'],
      [1500, 0, 'kept'],
      [1501, 1, 'kept'],
    ]);
  });
});
