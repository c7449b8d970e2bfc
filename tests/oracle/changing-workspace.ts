import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../src/config.js';
import { tempWorkspace } from '../helpers/workspace.js';
import { putReturn, workers, workplace } from './tiny-workspace.js';

export const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];

/**
 * Areas that change in the middle of these months. A county is split, one of its districts goes to a
 * council beside it, districts merge in a county that stays, councils merge, one is replaced whole and then merged,
 * one is split out of the partnership, one grows and keeps its code.
 */
const AREAS = [
  'area_code,area_name,area_type,valid_from,valid_to,successor_area_codes',
  'X10000001,Old County,council,1974-04-01,2026-04-01,X06000001;X06000002',
  'X07000001,North Wold,district,1974-04-01,2026-04-01,X06000001',
  'X07000002,South Wold,district,1974-04-01,2026-04-01,X06000001',
  'X07000003,Marsh,district,1974-04-01,2026-04-01,X06000002',
  'X07000004,Shore,district,1974-04-01,2026-04-01,X06000005',
  'X06000001,Wold,council,2026-04-01,,',
  'X06000002,Marsh and Fen,council,2026-04-01,,',
  'X06000003,Ash,council,1998-04-01,2026-04-01,X06000005',
  'X06000004,Birch,council,1998-04-01,2026-04-01,X06000005',
  'X06000005,Ash Birch and Shore,council,2026-04-01,,',
  'X06000006,Cress,council,1998-04-01,2026-03-01,X06000007',
  'X06000007,Cresswell,council,2026-03-01,2026-05-01,X06000009',
  'X06000008,Dill,council,1998-04-01,2026-05-01,X06000009',
  'X06000009,Cress and Dill,council,2026-05-01,,',
  'X10000002,Border,council,1974-04-01,2026-04-01,X06000010;X06000011',
  'X06000010,Near Border,council,2026-04-01,,',
  'X06000011,Far Border,council,2026-04-01,,',
  'X10000003,Steady,council,1974-04-01,,',
  'X07000005,East Steady,district,1974-04-01,2026-04-01,X07000007',
  'X07000006,West Steady,district,1974-04-01,2026-04-01,X07000007',
  'X07000007,All Steady,district,2026-04-01,,',
  'X07000008,Split Steady,district,1974-04-01,2026-02-01,X07000009;X07000010',
  'X07000009,Upper Steady,district,2026-02-01,2026-05-01,X07000011',
  'X07000010,Lower Steady,district,2026-02-01,,',
  'X07000011,High Steady,district,2026-05-01,,',
  'X06000012,Elder,council,,2026-04-01,X06000013',
  'X06000013,Fern,council,,,',
];

const MEMBERS: readonly (readonly [string, readonly number[]])[] = [
  ['X10000001', [1, 2, 3, 4]],
  ['X10000003', [5, 6, 7, 8, 9, 10, 11]],
];

const COUNCILS = [1, 2, 5, 9, 10, 13].map((number) => `X060000${pad(number)}`);

/** Every area a directory can list a postcode under; its postcode: see `postcodeIn`. */
export const LISTED = AREAS.slice(1).map((row) => row.slice(0, 9));

/** The postcode that the directory has in an area. */
export function postcodeIn(area: string): string {
  return `QW${LISTED.indexOf(area) + 1} 1AA`;
}

/** A postcode that the directory has in an area, and the corrections in another. */
export const CORRECTED = 'QW99 9ZZ';

/** A home that a provider returns in each of some months, in a place. */
export interface Home {
  readonly postcode: string;
  readonly months?: readonly string[];
}

/** A workspace of these areas with a return of each home by a provider of its own. */
export function changingWorkspace(dir: string, homes: readonly Home[]): Workspace {
  const workspace = tempWorkspace((config) => {
    config.demonstration = true;
    config.partnership.councils = [...COUNCILS, 'X10000003'];
    config.geography = {
      areas: 'reference/areas.csv',
      area_members: 'reference/area_members.csv',
      postcodes: 'reference/postcodes.csv',
      postcode_corrections: 'reference/corrections.csv',
    };
  }, dir);
  const lists = {
    areas: AREAS,
    area_members: [
      'area_code,parent_area_code',
      ...MEMBERS.flatMap(([county, districts]) =>
        districts.map((number) => `X070000${pad(number)},${county}`),
      ),
    ],
    postcodes: ['postcode,area_code', ...LISTED.map((area) => `${postcodeIn(area)},${area}`)],
    corrections: [
      'postcode,corrected_postcode,area_code,reason',
      `${CORRECTED},,X06000003,it was in Ash`,
    ],
  };
  mkdirSync(join(workspace.dir, 'reference'), { recursive: true });
  for (const [name, lines] of Object.entries(lists)) {
    writeFileSync(join(workspace.dir, 'reference', `${name}.csv`), lines.join('\n') + '\n');
  }
  homes.forEach(({ postcode, months = MONTHS }, index) => {
    for (const month of months) putHome(workspace, index, month, postcode);
  });
  return workspace;
}

function putHome(workspace: Workspace, index: number, month: string, postcode: string): void {
  const staff = 4 + index;
  putReturn(workspace, {
    submitter: `provider-${index}`,
    month,
    workplaces: [
      workplace('H', staff, {
        POSTCODE: postcode,
        VACANCIES: String(1 + index),
        LEAVERS: String(2 + (index % 3)),
      }),
    ],
    workers: workers('H', 'w', staff, { HOURLYRATE: `${13 + index}.50` }),
  });
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
