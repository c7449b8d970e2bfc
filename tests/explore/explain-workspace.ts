import { join } from 'node:path';
import { openWorkspace } from '../../src/config.js';
import { explainFigure, type Explanation } from '../../src/explore/explain/index.js';
import type { Wanted } from '../../src/explore/explain/published.js';
import { silentLog } from '../../src/log.js';
import { nightly } from '../../src/nightly.js';
import { openReadOnly } from '../../src/warehouse/database.js';
import { deliver, smallWorkspace } from '../helpers/small-workspace.js';
import { workers, workplaces, type Cells } from '../ingest/helpers/files.js';

export const OTTERMERE = 'X06000091';
export const WRENFOLD = 'X06000092';

/** A pay that only one worker has. */
export const ODD_RATE = '17.31';

interface Return {
  readonly who: string;
  readonly month?: string;
  readonly staff: number;
  readonly rates?: readonly string[];
  readonly workplace?: Cells;
  readonly records?: readonly Cells[];
}

let locations = 0;

/** A return of one workplace in Ottermere that shares its data, save for what is said. */
function send(dir: string, { who, month = '2026-04', staff, rates = [], ...rest }: Return): void {
  const people = Array.from({ length: staff }, (_, index) => ({
    UNIQUEWORKERID: `${who}-worker-${index}`,
    SALARYINT: '3',
    HOURLYRATE: rates[index] ?? '13.10',
  }));
  locations += 1;
  const home = {
    ESTNAME: `House of ${who}`,
    PERMLA: '1',
    LEAVERS: '1;0',
    TOTALPERMTEMP: String(staff),
    LOCATIONID: `1-${String(locations).padStart(9, '0')}`,
    ...rest.workplace,
  };
  deliver(dir, `${who}/${month}/workers.csv`, workers(...people, ...(rest.records ?? [])));
  deliver(dir, `${who}/${month}/workplaces.csv`, workplaces(home));
}

/** The national file of children's social workers: Ottermere's row of two years. */
const CHILDREN = `time_period,geographic_level,new_la_code,la_name,inpost_fte,leavers_fte,turnover_rate_fte,vacancy_fte,vacancy_rate_fte
2024,Local authority,${OTTERMERE},Ottermere,66,6.6,10,14,17.5
2023,Local authority,${OTTERMERE},Ottermere,70,14,20,10,12.5
`;

/**
 * Two months of two invented councils. In Ottermere, April: alder (3 vacancies, 12 staff), birch (2, 4),
 * cedar, which does not share (3, 6), dale, which does not say (3 staff), elm, from March (0, 5). In
 * Wrenfold 3 vacancies and 17 staff of three. Beside them a national file.
 */
export async function explainedWorkspace(folder: string): Promise<string> {
  const dir = smallWorkspace(join(folder, 'workspace'));
  const there = { POSTCODE: 'QX2 1AA' };
  send(dir, { who: 'alder', month: '2026-03', staff: 11, workplace: { VACANCIES: '1;0' } });
  send(dir, { who: 'elm', month: '2026-03', staff: 5, workplace: { VACANCIES: '0;0' } });
  send(dir, {
    who: 'alder',
    staff: 12,
    rates: [ODD_RATE],
    workplace: { VACANCIES: '3;0' },
    records: [{ UNIQUEWORKERID: 'gone', STATUS: 'DELETE' }],
  });
  const low = Array.from({ length: 4 }, () => '12.50');
  send(dir, { who: 'birch', staff: 4, rates: low, workplace: { VACANCIES: '2;0' } });
  send(dir, { who: 'cedar', staff: 6, workplace: { VACANCIES: '3;0', PERMLA: '0' } });
  send(dir, { who: 'dale', staff: 3, workplace: { VACANCIES: '999;0' } });
  send(dir, { who: 'fern', staff: 8, workplace: { ...there, VACANCIES: '2;0' } });
  send(dir, { who: 'gorse', staff: 5, workplace: { ...there, VACANCIES: '1;0' } });
  send(dir, { who: 'holly', staff: 4, workplace: { ...there, VACANCIES: '0;0' } });
  deliver(dir, 'dfe/2026-04/children.csv', CHILDREN);
  const result = await nightly({
    workspace: openWorkspace(dir),
    log: silentLog,
    until: 'build',
    now: () => new Date('2026-05-02T02:00:00.000Z'),
  });
  if (result.outcome !== 'published') throw new Error(JSON.stringify(result.failures));
  return dir;
}

/** Explains a figure of such a workspace. */
export async function explained(
  dir: string,
  metric: string,
  flags: {
    area?: string;
    period?: string;
    role?: string;
    setting?: string;
    published?: Wanted;
  } = {},
): Promise<Explanation> {
  const published = join(dir, 'data', 'warehouse', 'published');
  const database = await openReadOnly(join(published, 'carecount.duckdb'));
  try {
    return await explainFigure(
      database,
      { metric, area: OTTERMERE, published: { all: false }, ...flags },
      { dir: join(published, 'contribution'), leastWorkers: 5 },
    );
  } finally {
    database.close();
  }
}
