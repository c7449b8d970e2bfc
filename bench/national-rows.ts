import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { WORKPLACE_COLUMNS } from '../examples/demo/headers.js';
import { packageDir } from '../src/config.js';
import { addMonths } from '../src/period.js';
import { ROLES, soundRow, WORKER_HEADER } from './worker-rows.js';

/** As many as England has, roughly. */
export const NATIONAL = { workplaces: 40_000, workers: 700_000 } as const;

const SUBMITTERS = 200;
const WORKPLACES_EACH = NATIONAL.workplaces / SUBMITTERS;
const FIRST_MONTH = '2025-05';
const POSTCODES_EACH = 20;
/** Workplaces differ in size: so many workers, one after another, which come to 700,000 of 40,000. */
const SIZES = [4, 6, 8, 10, 12, 16, 20, 24, 30, 45];
const SERVICES = ['1', '2', '8', '8', '54', '6'];
const LETTERS = 'ABDEFGHJLNPQRSTUWXYZ';

/** Makes a workspace of all of England's councils with so many months of returns in its inbox. */
export function writeNation(dir: string, months: number): void {
  const councils = councilsOfToday();
  mkdirSync(join(dir, 'reference'), { recursive: true });
  writeFileSync(join(dir, 'reference', 'postcodes.csv'), postcodeList(councils));
  writeFileSync(join(dir, 'carecount.yaml'), settings(councils));
  for (let number = 0; number < months; number += 1) {
    const month = addMonths(FIRST_MONTH, number);
    for (let submitter = 0; submitter < SUBMITTERS; submitter += 1) {
      writeReturn(
        join(dir, 'data', 'inbox', `provider-${submitter}`, month),
        submitter,
        number,
        councils,
      );
    }
  }
}

function councilsOfToday(): string[] {
  const text = readFileSync(join(packageDir, 'sql', 'reference', 'area.csv'), 'utf8');
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  return data
    .filter((row) => row['area_type'] === 'council' && row['valid_to'] === '')
    .map((row) => row['area_code'] ?? '');
}

function settings(councils: readonly string[]): string {
  return [
    'version: 1',
    'demonstration: true',
    `partnership: { code: X47000001, name: Bench, councils: [${councils.join(', ')}] }`,
    "sources: [{ id: returns, kind: folder, path: data/inbox, pattern: '{submitter}/{yyyy-mm}/**', settle_seconds: 0 }]",
    'geography: { postcodes: reference/postcodes.csv }',
    '',
  ].join('\n');
}

/** Invented postcodes, which begin with XZ: none such is issued. */
function postcodeOf(council: number, number: number): string {
  const index = council * POSTCODES_EACH + number;
  const letter = (at: number): string => LETTERS[at % LETTERS.length] ?? 'A';
  return `XZ${1 + (index % 9)} ${Math.floor(index / 9) % 10}${letter(Math.floor(index / 90))}${letter(Math.floor(index / 1800))}`;
}

function postcodeList(councils: readonly string[]): string {
  const rows = councils.flatMap((code, council) =>
    Array.from({ length: POSTCODES_EACH }, (_, number) => `${postcodeOf(council, number)},${code}`),
  );
  return ['postcode,area_code', ...rows, ''].join('\n');
}

function writeReturn(
  folder: string,
  submitter: number,
  month: number,
  councils: readonly string[],
): void {
  mkdirSync(folder, { recursive: true });
  const workplaces: string[] = [WORKPLACE_COLUMNS.join(',')];
  const workers: string[] = [WORKER_HEADER.join(',')];
  for (let number = 0; number < WORKPLACES_EACH; number += 1) {
    const index = submitter * WORKPLACES_EACH + number;
    const id = `W${index}`;
    const size = SIZES[index % SIZES.length] ?? 1;
    const postcode = postcodeOf(index % councils.length, index % POSTCODES_EACH);
    workplaces.push(workplaceRow(id, index, month, size, postcode));
    for (let worker = 0; worker < size; worker += 1) {
      // One in fifty is another person than the month before.
      const person = index * 100 + worker + (worker % 50 === month % 50 ? 10_000_000 * month : 0);
      workers.push(soundRow(id, `P${person}`, person));
    }
  }
  writeFileSync(join(folder, 'workplace.csv'), `${workplaces.join('\n')}\n`);
  writeFileSync(join(folder, 'worker.csv'), `${workers.join('\n')}\n`);
}

function workplaceRow(
  id: string,
  index: number,
  month: number,
  size: number,
  postcode: string,
): string {
  const roles = [...new Set(ROLES)];
  const counts = (every: number): string =>
    roles.map((_, role) => ((index + role + month) % every === 0 ? 1 : 0)).join(';');
  const service = SERVICES[index % SERVICES.length] ?? '8';
  const values: Record<string, string> = {
    LOCALESTID: id,
    STATUS: 'UPDATE',
    ESTNAME: `Home ${index}`,
    ADDRESS1: `${index} Road`,
    POSTTOWN: 'Town',
    POSTCODE: postcode,
    ESTTYPE: index % 5 === 0 ? '7' : '6',
    PERMCQC: '1',
    PERMLA: '1',
    REGTYPE: '0',
    MAINSERVICE: service,
    ALLSERVICES: service,
    CAPACITY: '40',
    UTILISATION: '36',
    SERVICEUSERS: '1',
    TOTALPERMTEMP: String(size),
    ALLJOBROLES: roles.join(';'),
    STARTERS: counts(5),
    LEAVERS: counts(4),
    VACANCIES: counts(6),
  };
  return WORKPLACE_COLUMNS.map((column) => values[column] ?? '').join(',');
}
