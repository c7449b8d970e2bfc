import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { workerColumns } from '../examples/demo/headers.js';

/** The newest ASC-WDS worker header: 44 columns. */
export const WORKER_HEADER: readonly string[] = workerColumns({
  hasNewId: false,
  hasTransfer: false,
  hasFourthQualification: false,
});

/** How many records a small return holds, and one workplace. */
export const SMALL_RETURN = 100;

/** One row in so many has a bad cell: 1.5 %. */
const BAD_EVERY = 67;
/** One row in so many is NOCHANGE: half a percent. */
const UNCHANGED_EVERY = 199;
const CHUNK_ROWS = 5000;

const BAD_CELLS: readonly (readonly [column: string, value: string])[] = [
  ['DOB', '31/02/1990'],
  ['DAYSSICK', 'abc'],
  ['HOURLYRATE', '-4.50'],
  ['GENDER', '9'],
  ['POSTCODE', 'nowhere'],
  ['MAINJOBROLE', '999'],
  ['NINUMBER', 'QQ12'],
];

/** Writes one file of invented worker records, the same for the same count. */
export function writeWorkerFile(path: string, rows: number): void {
  const file = openSync(path, 'w');
  try {
    writeSync(file, `${WORKER_HEADER.join(',')}\n`);
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      writeSync(file, workerRows(from, Math.min(rows, from + CHUNK_ROWS)));
    }
  } finally {
    closeSync(file);
  }
}

/** Writes the same records as small returns, one provider each, as `<provider>/2026-04/worker.csv`. */
export function writeSmallReturns(dir: string, rows: number): void {
  const header = `${WORKER_HEADER.join(',')}\n`;
  for (let from = 0; from < rows; from += SMALL_RETURN) {
    const folder = join(dir, `p${String(from / SMALL_RETURN).padStart(5, '0')}`, '2026-04');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'worker.csv'),
      header + workerRows(from, Math.min(rows, from + SMALL_RETURN)),
    );
  }
}

function workerRows(from: number, to: number): string {
  let text = '';
  for (let index = from; index < to; index++) text += `${workerRow(index)}\n`;
  return text;
}

/** One sound record of a workplace, the same for the same number. */
export function soundRow(workplace: string, worker: string, index: number): string {
  return recordOf(workplace, worker, mixed(index)).join(',');
}

/** One invented record. National Insurance numbers begin with QQ and postcodes with XZ: neither is issued. */
function workerRow(index: number): string {
  const pick = mixed(index);
  const workplace = `BE-${String(Math.floor(index / SMALL_RETURN)).padStart(5, '0')}`;
  const worker = `E${String(index).padStart(7, '0')}`;
  if (index % UNCHANGED_EVERY === UNCHANGED_EVERY - 1) {
    return WORKER_HEADER.map(
      (column) => ({ ...UNCHANGED, LOCALESTID: workplace, UNIQUEWORKERID: worker })[column] ?? '',
    ).join(',');
  }
  const values = recordOf(workplace, worker, pick);
  if (index % BAD_EVERY === BAD_EVERY - 1) {
    const [column, value] = BAD_CELLS[Math.floor(index / BAD_EVERY) % BAD_CELLS.length] ?? [
      'DOB',
      '',
    ];
    values[WORKER_HEADER.indexOf(column)] = value;
  }
  return values.join(',');
}

const UNCHANGED: Record<string, string> = { STATUS: 'NOCHANGE' };

/** Picks a number from 0 to `count` - 1; each call gives the next. */
type Pick = (count: number) => number;

function mixed(seed: number): Pick {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return (count) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    return (state >>> 8) % count;
  };
}

/** The job roles of the records, as often as they come. */
export const ROLES: readonly string[] = ['8', '8', '8', '25', '6', '10', '27', '4'];

function recordOf(workplace: string, worker: string, pick: Pick): string[] {
  const isAbroad = pick(4) === 0;
  const isSalaried = pick(5) === 0;
  const hasCareCertificate = pick(3) === 0;
  const startYear = 2008 + pick(17);
  const citizenship = isAbroad ? one(['1', '2', '2', '999'], pick) : '';
  const visa = isAbroad && citizenship !== '1' ? one(['1', '2', '999'], pick) : '';
  const contract = one(['1', '1', '1', '2', '3', '4'], pick);
  const zeroHours = one(['1', '2', '2', '999'], pick);
  const isOnCall = contract > '2' || zeroHours === '1';
  const role = one(ROLES, pick);
  return [
    workplace,
    worker,
    'UPDATE',
    `Staff ${worker}`,
    `QQ${String(100000 + pick(900000))}${'ABCD'[pick(4)]}`,
    `XZ${1 + pick(9)} ${pick(10)}${letter(pick)}${letter(pick)}`,
    date(1956 + pick(32), pick),
    one(['1', '2', '2', '2', '3'], pick),
    one(['31', '31', '31', '32', '39', '42', '46', '99'], pick),
    isAbroad ? one(['356', '566', '608', '716'], pick) : '826',
    citizenship,
    isAbroad ? one(['356', '566', '608', '716'], pick) : '826',
    isAbroad ? String(startYear - 1 - pick(6)) : '',
    one(['0', '0', '0', '1', '2', '3'], pick),
    hasCareCertificate ? '1' : one(['2', '3'], pick),
    hasCareCertificate ? `1;${2024 + pick(2)}` : '3',
    one(['1', '2', '5', '7', '8', '10', '12', '16'], pick),
    visa,
    visa === '1' ? one(['1', '2', '999'], pick) : '',
    date(startYear, pick),
    String(startYear - pick(6)),
    one(['1', '2', '2', '2', '999'], pick),
    contract,
    zeroHours,
    one(['0', '0', '1', '2.5', '5', '12', '999'], pick),
    isSalaried ? '1' : '3',
    isSalaried ? String(22_000 + pick(300) * 50) : '',
    isSalaried ? '' : (11.44 + pick(400) / 100).toFixed(2),
    role,
    role === '27' ? 'Volunteer organiser' : '',
    isOnCall ? '' : one(['37', '37.5', '30', '24', '16', ''], pick),
    isOnCall ? one(['', '', '36', '20'], pick) : '',
    '',
    '',
    '',
    one(['1;2', '1;3', '2', '999'], pick),
    one(['1;2', '2', '2', '999'], pick),
    one(['1', '2', '3', '999', ''], pick),
    one(['', '52;2024', '99;2022'], pick),
    '',
    one(['', '', '', '52;2021'], pick),
    '',
    '',
    '',
  ];
}

function one(values: readonly string[], pick: Pick): string {
  return values[pick(values.length)] ?? '';
}

function date(year: number, pick: Pick): string {
  return `${two(1 + pick(28))}/${two(1 + pick(12))}/${year}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function letter(pick: Pick): string {
  return 'ABDEFGHJLNPQRSTUWXYZ'[pick(20)] ?? 'A';
}
