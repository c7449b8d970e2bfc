import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Papa from 'papaparse';
import type { Workspace } from '../../src/config.js';
import { tempWorkspace } from '../helpers/workspace.js';
import type { Cells } from './cells.js';

const WORKPLACE_HEADER =
  'LOCALESTID STATUS ESTNAME ADDRESS1 ADDRESS2 ADDRESS3 POSTTOWN POSTCODE ESTTYPE OTHERTYPE PERMCQC PERMLA REGTYPE PROVNUM LOCATIONID MAINSERVICE ALLSERVICES CAPACITY UTILISATION SERVICEDESC SERVICEUSERS OTHERUSERDESC DHA DHAACTIVITIES TOTALPERMTEMP ALLJOBROLES STARTERS LEAVERS VACANCIES REASONS REASONNOS REPEATTRAINING CWPAWARE CWPUSE CWPUSEDESC SICKPAY PENSION ACTUALCONT OPTOUTPEN HOLIDAY SLEEPINS SLEEPINPAY TRAVELTIME TTDIFFRATE'.split(
    ' ',
  );

const WORKER_HEADER =
  'LOCALESTID UNIQUEWORKERID STATUS DISPLAYID NINUMBER POSTCODE DOB GENDER ETHNICITY NATIONALITY BRITISHCITIZENSHIP COUNTRYOFBIRTH YEAROFENTRY DISABLED CARECERT L2CARECERT RECSOURCE HANDCVISA INOUTUK STARTDATE STARTINSECT APPRENTICE EMPLSTATUS ZEROHRCONT DAYSSICK SALARYINT SALARY HOURLYRATE MAINJOBROLE MAINJRDESC CONTHOURS AVGHOURS NMCREG NURSESPEC AMHP SCQUAL NONSCQUAL CWPCATEGORY QUALACH01 QUALACH01NOTES QUALACH02 QUALACH02NOTES QUALACH03 QUALACH03NOTES'.split(
    ' ',
  );

const TRAINING_HEADER =
  'LOCALESTID UNIQUEWORKERID TRAININGUID CATEGORY DESCRIPTION DATECOMPLETED EXPIRYDATE ACCREDITED NOTES'.split(
    ' ',
  );

/**
 * A partnership of two invented councils with a few postcodes. It is a whole region, a third council of
 * which is no more, and only a part of a health board.
 */
export function tinyWorkspace(dir?: string): Workspace {
  const workspace = tempWorkspace((config) => {
    config.demonstration = true;
    config.geography = {
      areas: 'reference/areas.csv',
      area_members: 'reference/area_members.csv',
      postcodes: 'reference/postcodes.csv',
      postcode_corrections: 'reference/corrections.csv',
    };
  }, dir);
  const write = (name: string, lines: readonly string[]): void => {
    put(join(workspace.dir, 'reference', name), lines.join('\n') + '\n');
  };
  write('areas.csv', [
    'area_code,area_name,area_type,valid_from,valid_to,successor_area_codes',
    'X12000009,Wittleshire,region,,,',
    'X54000009,Wittle and Beyond,icb,,,',
    'X06000091,Upper Wittle,council,,,',
    'X06000092,Lower Wittle,council,,,',
    'X06000093,Beyond,council,,,',
    'X06000094,Old Wittle,council,,2019-03-31,X06000091',
  ]);
  write('area_members.csv', [
    'area_code,parent_area_code',
    'X06000091,X12000009',
    'X06000092,X12000009',
    'X06000094,X12000009',
    'X06000092,X54000009',
    'X06000093,X54000009',
  ]);
  write('postcodes.csv', [
    'postcode,area_code',
    'QW1 1AA,X06000091',
    'QW2 2BB,X06000092',
    'QW2 2BC,X06000094',
    'QW2 2BD,X06000092',
    'QW3 3AA,X06000091',
    'QW3 3AB,X06000092',
    'QW4 4AA,X06000094',
    'QW5 5AA,X06000093',
  ]);
  write('corrections.csv', [
    'postcode,corrected_postcode,area_code,reason',
    'QW7 7AA,QW2 2BB,,a digit was mistyped',
    'QW7 7AB,,X06000091,a new street',
    'QW7 7AC,QW3 3ZZ,,not in the directory either',
  ]);
  workspace.config.metrics = { pay_target: 13.01, employer_on_costs: 0.155 };
  workspace.config.cleaning.exclusions = 'reference/exclusions.csv';
  write('exclusions.csv', [
    'submitter,workplace_id,from,to,reason,decided_by',
    'provider-3,,,,an account for tests,A. Analyst',
    'provider-4,provider-4/A,2024-03-31,2024-12-01,a unit twice,A. Analyst',
    'provider-5,,2025-01-01,,not yet agreed,A. Analyst',
  ]);
  return workspace;
}

export interface ReturnSheets {
  readonly submitter: string;
  readonly month: string;
  readonly workplaces: readonly Cells[];
  readonly workers: readonly Cells[];
  /** No file without any. */
  readonly training?: readonly Cells[];
  /** Ends both names, and makes the pair so many seconds younger than the first. */
  readonly copy?: number;
}

/** Puts a provider's files into the inbox. */
export function putReturn(workspace: Workspace, sheets: ReturnSheets): void {
  const { submitter, month, training = [], copy = 0 } = sheets;
  const place = (kind: string): string =>
    join(workspace.dir, 'data', 'inbox', submitter, month, `${kind}-${copy}.csv`);
  const at = new Date(Date.UTC(2026, 0, 1, 0, 0, copy));
  for (const [kind, header, rows] of [
    ['workplaces', WORKPLACE_HEADER, sheets.workplaces],
    ['workers', WORKER_HEADER, sheets.workers],
    ['training', TRAINING_HEADER, training],
  ] as const) {
    if (kind === 'training' && rows.length === 0) continue;
    const records = rows.map((row) => header.map((name) => row[name] ?? ''));
    put(place(kind), Papa.unparse([[...header], ...records], { newline: '\r\n' }) + '\r\n');
    utimesSync(place(kind), at, at);
  }
}

/** A care home in Upper Wittle; `staff` is the stated total. */
export function workplace(id: string, staff: number, cells: Cells = {}): Cells {
  return {
    LOCALESTID: id,
    STATUS: 'UPDATE',
    ESTNAME: `Home ${id}`,
    ADDRESS1: '1 High Street',
    POSTCODE: 'QW1 1AA',
    ESTTYPE: '6',
    PERMCQC: '1',
    PERMLA: '1',
    REGTYPE: '2',
    PROVNUM: '1-100000001',
    LOCATIONID: '',
    MAINSERVICE: '2',
    ALLSERVICES: '2;0',
    TOTALPERMTEMP: String(staff),
    ALLJOBROLES: '8',
    STARTERS: '0',
    LEAVERS: '0',
    VACANCIES: '0',
    ...cells,
  };
}

/** A permanent care worker, hourly paid, of a workplace. */
export function worker(workplaceId: string, id: string, cells: Cells = {}): Cells {
  return {
    LOCALESTID: workplaceId,
    UNIQUEWORKERID: id,
    STATUS: 'UPDATE',
    DISPLAYID: id,
    DOB: '01/06/1980',
    APPRENTICE: '2',
    EMPLSTATUS: '1',
    SALARYINT: '3',
    HOURLYRATE: '13.00',
    MAINJOBROLE: '8',
    ...cells,
  };
}

/** So many alike workers, ids counted from 1 after a prefix. */
export function workers(
  workplaceId: string,
  prefix: string,
  count: number,
  cells?: Cells,
): Cells[] {
  return Array.from({ length: count }, (_, at) => worker(workplaceId, `${prefix}${at + 1}`, cells));
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
