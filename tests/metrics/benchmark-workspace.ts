import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace } from '../../src/config.js';
import { silentLog } from '../../src/log.js';
import { nightly } from '../../src/nightly.js';
import { deliver, makeFewMeasures, smallWorkspace } from '../helpers/small-workspace.js';
import { workers, workplaces, type Cells } from '../ingest/helpers/files.js';

/** A workplace as its provider returns it. */
export interface Home {
  /** Over the usual workplace, which says as many staff as there are records. */
  readonly workplace?: Cells;
  readonly workers: readonly Cells[];
}

const FAMILIES = [
  'annual_pay',
  'conditions',
  'experience',
  'hourly_pay',
  'skills',
  'turnover_rate',
  'vacancy_rate',
];

/** Where a home lies, each in a council of its own: the council's figures are those of the one workplace. */
export const councilOf = (index: number): string => `X060001${String(index).padStart(2, '0')}`;

/** Builds a workspace of homes that all returned in April, from their files to the figures. */
export async function homesWorkspace(folder: string, homes: readonly Home[]): Promise<string> {
  const dir = smallWorkspace(join(folder, 'workspace'));
  const councils = homes.map((_, index) => councilOf(index));
  const config = join(dir, 'carecount.yaml');
  writeFileSync(
    config,
    readFileSync(config, 'utf8').replace(/councils: \[.*\]/, `councils: [${councils.join(', ')}]`),
  );
  makeFewMeasures(dir, FAMILIES);
  writeFileSync(
    join(dir, 'reference', 'areas.csv'),
    `area_code,area_name,area_type,valid_from,valid_to,successor_area_codes\n${councils
      .map((code, index) => `${code},Council ${index},council,,,\n`)
      .join('')}`,
  );
  writeFileSync(
    join(dir, 'reference', 'postcodes.csv'),
    `postcode,area_code\n${councils.map((code, index) => `QX${index + 1} 1AA,${code}\n`).join('')}`,
  );
  homes.forEach((home, index) => {
    sendHome(dir, home, index);
  });
  const result = await nightly({
    workspace: openWorkspace(dir),
    log: silentLog,
    until: 'build',
    now: () => new Date('2026-05-02T02:00:00.000Z'),
  });
  if (result.outcome !== 'published') throw new Error(JSON.stringify(result.failures));
  return join(dir, 'data', 'warehouse', 'published', 'carecount.duckdb');
}

function sendHome(dir: string, { workplace, workers: people }: Home, index: number): void {
  const records = people.map((each, number) => ({ UNIQUEWORKERID: `w${number}`, ...each }));
  const home = {
    POSTCODE: `QX${index + 1} 1AA`,
    LOCATIONID: `1-${String(index + 1).padStart(9, '0')}`,
    PERMLA: '1',
    TOTALPERMTEMP: String(people.length),
    ALLJOBROLES: '8',
    LEAVERS: '0',
    VACANCIES: '0',
    ...workplace,
  };
  deliver(dir, `home-${index}/2026-04/workers.csv`, workers(...records));
  deliver(dir, `home-${index}/2026-04/workplaces.csv`, workplaces(home));
}
