import { join } from 'node:path';
import { openWorkspace } from '../../src/config.js';
import { silentLog } from '../../src/log.js';
import { nightly } from '../../src/nightly.js';
import { deliver, smallWorkspace } from '../helpers/small-workspace.js';
import { csv, workers, workplaces, type Cells } from '../ingest/helpers/files.js';

const LOCATION: Cells = {
  'Location Name': 'Quern House',
  'Dormant (Y/N)': 'N',
  'Location Type/Sector': 'Social Care Org',
  'Location Primary Inspection Category': 'Residential social care',
  'Location Local Authority': 'Ottermere',
  'Location Postal Code': 'QX1 1AA',
  'Provider ID': '1-900000900',
  'Care home?': 'N',
  'Care homes beds': '-',
  'Service type - Care home service without nursing': 'N',
  'Service type - Domiciliary care service': 'Y',
};

const HOME: Cells = {
  'Care home?': 'Y',
  'Care homes beds': '30',
  'Service type - Care home service without nursing': 'Y',
  'Service type - Domiciliary care service': 'N',
};

/** The CQC's register of Ottermere: homes 1 to 4, and home care agencies 5 and 6. */
const REGISTER = [1, 2, 3, 4, 5, 6].map((number) => ({
  ...LOCATION,
  ...(number <= 4 ? HOME : {}),
  'Location ID': locationId(number),
}));

function locationId(number: number): string {
  return `1-${String(number).padStart(9, '0')}`;
}

/** A return of one workplace with 20 posts, so many of them vacant. */
interface Return {
  readonly who: string;
  readonly month: string;
  readonly location: number;
  readonly vacancies: number;
  readonly shares?: boolean;
}

function send(dir: string, { who, month, location, vacancies, shares = true }: Return): void {
  const staff = 20 - vacancies;
  const service = location <= 4 ? '2' : '8';
  const people = Array.from({ length: staff }, (_, index) => ({
    UNIQUEWORKERID: `${who}-${index}`,
  }));
  deliver(dir, `${who}/${month}/workers.csv`, workers(...people));
  const home = {
    ESTNAME: `House of ${who}`,
    PERMLA: shares ? '1' : '0',
    LOCATIONID: locationId(location),
    MAINSERVICE: service,
    ALLSERVICES: service,
    TOTALPERMTEMP: String(staff),
    VACANCIES: `${vacancies};0`,
    LEAVERS: '1;0',
  };
  deliver(dir, `${who}/${month}/workplaces.csv`, workplaces(home));
}

/**
 * Ottermere in two Aprils, 20 posts a workplace. In 2025 vacancies are 2 of alder and 6 of elm (homes), 2 of birch
 * and 3 of cedar (home care): 13 of 80. In 2026 elm has gone and they are 4, 1 and 1: 6 of 60. Cedar does not share.
 */
export async function movedWorkspace(folder: string): Promise<string> {
  const dir = smallWorkspace(join(folder, 'workspace'));
  deliver(dir, 'cqc/2026-04/active.csv', csv(REGISTER));
  send(dir, { who: 'alder', month: '2025-04', location: 1, vacancies: 2 });
  send(dir, { who: 'elm', month: '2025-04', location: 2, vacancies: 6 });
  send(dir, { who: 'birch', month: '2025-04', location: 5, vacancies: 2 });
  send(dir, { who: 'cedar', month: '2025-04', location: 6, vacancies: 3, shares: false });
  send(dir, { who: 'alder', month: '2026-04', location: 1, vacancies: 4 });
  send(dir, { who: 'birch', month: '2026-04', location: 5, vacancies: 1 });
  send(dir, { who: 'cedar', month: '2026-04', location: 6, vacancies: 1, shares: false });
  const result = await nightly({
    workspace: openWorkspace(dir),
    log: silentLog,
    until: 'build',
    now: () => new Date('2026-05-02T02:00:00.000Z'),
  });
  if (result.outcome !== 'published') throw new Error(JSON.stringify(result.failures));
  return dir;
}
