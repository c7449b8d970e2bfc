import { describe, expect, it } from 'vitest';
import { namedColumns, type Contract } from '../../../src/ingest/contract/index.js';
import { findTable } from '../../../src/ingest/layout/find-table.js';
import { WORKER_HEADER, WORKPLACE_HEADER } from '../helpers/files.js';
import { CONTRACTS } from '../helpers/staging.js';

/** Headers as they are published or sent, and the one kind of file that each is. */
const HEADERS: readonly (readonly [dataset: string, header: string])[] = [
  ['asc_wds_worker', WORKER_HEADER.join()],
  ['asc_wds_workplace', WORKPLACE_HEADER.join()],
  [
    'provider_return',
    "Workplace reference,Workplace name,Postcode,Main service,Job role,Permanent staff,Temporary staff,Bank or pool staff,Agency staff,Total staff,Vacancies,Starters in the last 12 months,Leavers in the last 12 months,Typical hourly pay (£),May the council share this workplace's figures?",
  ],
  [
    'asc_wds_extract_workplace',
    'period,establishmentid,tribalid,orgid,nmdsid,estabcreateddate,mupddate,lapermission,cqcpermission,regtype,providerid,locationid,esttype,regionid,cssr,lauthid,mainstid,totalstaff,wkrrecs,totalstarters,totalleavers,totalvacancies,jr08emp,jr08strt,jr08stop,jr08vacy',
  ],
  [
    'asc_wds_extract_worker',
    'period,establishmentid,tribalid,tribalid_worker,parentid,orgid,nmdsid,workerid,wrkglbid,wkplacestat,createddate,cqcpermission,lapermission,regtype,providerid,locationid,esttype,regionid,cssr,lauthid,mainstid,emplstat,mainjrid,strtdate,age,gender,salaryint,salary,hrlyrate',
  ],
  [
    'asc_wds_extract_leaver',
    'period,deletedate,reason,reasonother,establishmentid,tribalid,parentid,orgid,nmdsid,workerid,wkplacestat,cqcpermission,lapermission,esttype,mainstid,emplstat,mainjrid,strtdate,age,gender,salaryint,salary,hrlyrate',
  ],
  ['asc_wds_benchmark_base', 'Local_Authority_Area,Main_Service,Base_Establishments,Base_Workers'],
  [
    'asc_wds_benchmark_pay',
    'Local_Authority_Area,Main_Service,Main_Job_Role,Base_Establishments,Base_Workers,HourlyRate_mean,Annual_FTE_mean',
  ],
  [
    'asc_wds_benchmark_sickness',
    'establishmentid,Local_Authority_Area,Main_Service,Workers_ForSickness,Sickness_Mean',
  ],
  [
    'asc_wds_benchmark_turnover',
    'Local_Authority_Area,Main_Service,Base_Establishments,Base_Workers,Employees,Leavers,Worker_Count,Turnover_Rate',
  ],
  [
    'capacity_tracker_care_home',
    'Location,CQC ID,Nurses Employed,Care Workers Employed,Non Care Workers Employed',
  ],
  ['capacity_tracker_home_care', 'location,cqcid,cqccareworkersemployed,serviceusercount'],
  [
    'cqc_location',
    'Name,Also known as,Address,Postcode,Service types,Date of latest check,Provider name,Local Authority,Region,CQC Location (for office use only',
  ],
  [
    'cqc_rating',
    'Location ID,Location Name,Care Home?,Location Type,Location Local Authority,Service / Population Group,Domain,Latest Rating,Publication Date,Provider ID',
  ],
  [
    'cqc_active_location',
    'Location ID,Care home?,Location Name,Care homes beds,Location Type/Sector,Location Latest Overall Rating,Publication Date,Location Local Authority,Provider ID',
  ],
  ['cqc_pir', 'Location ID,PIR type,PIR submission date'],
  ['area_indicator', 'area_code,area_name,period,indicator,measure,unit,value'],
  [
    'ascfr_item',
    'UUID,FY_Ending,CASSR_CODE,GEOGRAPHY_CODE,REGION_GO_CODE,DataSource_KEY,Datatype_KEY,AgeBand_KEY,ItemValue',
  ],
  [
    'ascof_outcome',
    'Local authority code,Local authority,ONS area code,2023 to 2024 - outcome,2024 to 2025 - outcome',
  ],
  [
    'dfe_csww',
    'time_period,time_identifier,geographic_level,country_code,region_code,new_la_code,la_name,turnover_rate_fte_perc,agency_worker_rate_fte_perc',
  ],
  ['hmt_gdp_deflator', 'Financial year,2022-23 = 100,Per cent change on previous year'],
  ['la_name_alias', 'la-name,local-authority-code'],
  [
    'oflog_measure',
    'Financial year,Local authority code,Local authority name,Grouping,Entity_Name,Region,Measure,Code,Value,MEDIAN,MADs_from_median,rank_order',
  ],
  ['ons_area_lookup', 'FID,LTLA19CD,LTLA19NM,UTLA19CD,UTLA19NM'],
  ['ons_ashe_table', 'Description,Code,(thousand),Median,change,Mean,change,10,20,25'],
  [
    'pss_deferred_payments',
    'UUID,LABEL,CASSR_CODE,CASSR_NAME,Time_Period_Desc,Indicator_Desc,Characteristic_Parent,Characteristic_Child,AGE_CATEGORY,Value',
  ],
  [
    'pss_unit_cost_plain',
    'COUNCIL,Gross total cost for meals,Number of people receiving meals,Average gross cost per meal',
  ],
  ['sfc_area_estimate', 'CSSR (LA area),Sector,Service,Job role,Turnover rate,Vacancy rate'],
  [
    'uk_local_authority',
    'local-authority-code,official-name,nice-name,gss-code,start-date,end-date,replaced-by,nation,region,local-authority-type',
  ],
];

/** How well each contract that takes a header fits it, best first. */
function takers(header: readonly string[]): { id: string; score: number }[] {
  const row = { line: 1, cells: header };
  return CONTRACTS.flatMap((contract) => {
    const [table] = findTable('', [row], [contract]).tables;
    return table === undefined ? [] : [{ id: contract.id, score: table.score }];
  }).sort((a, b) => b.score - a.score);
}

/** The only contract that fits a header best. */
function kindOf(header: readonly string[]): string | undefined {
  const [best, next] = takers(header);
  if (best === undefined || best.score === next?.score) return undefined;
  return best.id;
}

function hasOneHeaderRow({ layout }: Contract): boolean {
  return layout.header.rows === 1 && layout.unpivot === undefined;
}

describe('the contracts', () => {
  it.each(HEADERS)('know the header of %s as that and nothing else', (dataset, header) => {
    expect(kindOf(header.split(','))).toBe(dataset);
  });

  it.each(CONTRACTS.filter(hasOneHeaderRow).map((contract) => [contract.id, contract] as const))(
    'know a header of all the columns of %s as that',
    (id, contract) => {
      const names = namedColumns(contract).map((column) => column.name);
      expect(kindOf(names.filter((name) => !name.startsWith('@')))).toBe(id);
    },
  );

  it('are told by different columns', () => {
    const telling = CONTRACTS.filter(hasOneHeaderRow).map(({ recognise }) =>
      [...recognise].sort().join().toLowerCase(),
    );
    expect(new Set(telling).size).toBe(telling.length);
  });
});
