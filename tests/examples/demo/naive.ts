import type { Cells, InForce, Month } from './inbox.js';

/** A finding in words: path, record, column and rule. */
export type Words = string;

const BARE = new Set(['NOCHANGE', 'UNCHECKED', 'DELETE']);
const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/;
const DATE = /^(\d{2})\/(\d{2})\/(\d{4})$/;

type Say = (column: string, rule: string) => void;

/** What a workplace's worker records come to. */
interface Supplied {
  all: number;
  employees: number;
}

/** What earlier files told, by organisation and id. */
interface Memory {
  readonly totals: Map<string, string>;
  readonly contracts: Map<string, string>;
  readonly locations: Map<string, string>;
}

/** A second, plain computation of every rule, over the files alone. */
export function naiveFindings(months: readonly Month[], postcodes: ReadonlySet<string>): Words[] {
  const words: Words[] = [];
  const memory: Memory = { totals: new Map(), contracts: new Map(), locations: new Map() };
  const staff = new Map<string, number>();
  const placed = new Set(
    months.flatMap(({ organisation, workplaces }) =>
      (workplaces?.records ?? [])
        .filter((row) => postcodes.has(row.POSTCODE ?? ''))
        .map((row) => `${organisation} ${key(row.LOCALESTID)}`),
    ),
  );
  const sayOf =
    (file: InForce, at: number): Say =>
    (column, rule) => {
      words.push(`${file.path} ${at + 1} ${column} ${rule}`);
    };
  for (const { organisation, month, workplaces, workers } of months) {
    workplaces?.records.forEach((row, at) => {
      const isPlaced = placed.has(`${organisation} ${key(row.LOCALESTID)}`);
      checkWorkplace(row, { postcodes, isPlaced }, sayOf(workplaces, at));
    });
    if (workplaces !== undefined) {
      for (const at of repeatedLocations(workplaces.records, organisation, memory)) {
        sayOf(workplaces, at)('LOCATIONID', 'location_repeated');
      }
    }
    workers?.records.forEach((row, at) => checkWorker(row, month, sayOf(workers, at)));
    if (workers !== undefined) {
      const now = workers.records.length;
      const before = staff.get(organisation) ?? now;
      if (before - now >= 5 && now < 0.8 * before) sayOf(workers, -1)('', 'fewer_records');
      staff.set(organisation, now);
    }
    if (workplaces === undefined || workers === undefined) {
      const alone = workplaces ?? workers;
      if (alone !== undefined) sayOf(alone, -1)('', 'other_file_missing');
      continue;
    }
    const known = new Set(workplaces.records.map((row) => key(row.LOCALESTID)));
    const supplied = new Map<string, Supplied>();
    const seen = new Set<string>();
    workers.records.forEach((row, at) => {
      const say = sayOf(workers, at);
      const place = key(row.LOCALESTID);
      if (place !== '' && !known.has(place)) say('LOCALESTID', 'workplace_missing');
      countWorker(row, organisation, { supplied, seen, memory, say });
    });
    const places = new Set<string>();
    workplaces.records.forEach((row, at) => {
      const place = key(row.LOCALESTID);
      if (place === '' || row.STATUS?.toUpperCase() === 'DELETE') return;
      if (places.has(place)) sayOf(workplaces, at)('LOCALESTID', 'duplicate_workplace');
      else {
        const count = supplied.get(place) ?? { all: 0, employees: 0 };
        checkTotals(row, `${organisation} ${place}`, count, memory, sayOf(workplaces, at));
      }
      places.add(place);
    });
  }
  return words.sort();
}

/** Places of the records whose location another workplace of the file has, one with a lower id. */
function repeatedLocations(
  records: readonly Cells[],
  organisation: string,
  { locations }: Memory,
): number[] {
  const standing = records.flatMap((row, at) => {
    const place = key(row.LOCALESTID);
    if (place === '' || row.STATUS?.toUpperCase() === 'DELETE') return [];
    const name = `${organisation} ${place}`;
    if (!isBare(row)) locations.set(name, row.LOCATIONID ?? '');
    return [{ at, place, location: locations.get(name) ?? '' }];
  });
  return standing
    .filter(({ place, location }) =>
      standing.some(
        (other) => location !== '' && other.location === location && other.place < place,
      ),
    )
    .map(({ at }) => at);
}

function countWorker(
  row: Cells,
  organisation: string,
  counting: { supplied: Map<string, Supplied>; seen: Set<string>; memory: Memory; say: Say },
): void {
  const { supplied, seen, memory, say } = counting;
  const place = key(row.LOCALESTID);
  const id = key(row.UNIQUEWORKERID);
  const pair = `${place} ${id}`;
  if (id !== '' && seen.has(pair)) {
    say('UNIQUEWORKERID', 'duplicate_worker');
    return;
  }
  seen.add(pair);
  if (row.STATUS?.toUpperCase() === 'DELETE') return;
  const person = `${organisation} ${pair}`;
  if (!isBare(row)) memory.contracts.set(person, row.EMPLSTATUS ?? '');
  const contract = memory.contracts.get(person);
  const count = supplied.get(place) ?? { all: 0, employees: 0 };
  count.all += 1;
  if (contract === '1' || contract === '2') count.employees += 1;
  supplied.set(place, count);
}

function checkTotals(
  row: Cells,
  name: string,
  count: Supplied,
  { totals }: Memory,
  say: Say,
): void {
  if (!isBare(row)) totals.set(name, row.TOTALPERMTEMP ?? '');
  const total = Number(totals.get(name));
  if (total < 999 && total !== count.all) say('TOTALPERMTEMP', 'staff_total_mismatch');
  if (isBare(row) || row.LEAVERS === '999' || total !== count.all || total === 0) return;
  const left = items(row.LEAVERS).reduce((sum, each) => sum + Number(each), 0);
  if (left / count.employees > 9.95) say('LEAVERS', 'turnover_implausible');
}

/** What there is to know of where a workplace lies: the directory, and whether any return says it. */
interface Known {
  readonly postcodes: ReadonlySet<string>;
  readonly isPlaced: boolean;
}

function checkWorkplace(row: Cells, { postcodes, isPlaced }: Known, say: Say): void {
  if (key(row.LOCALESTID) === '') say('LOCALESTID', 'required');
  const isKnownStatus = checkStatus(row, say);
  if (isBare(row) || !isKnownStatus) return;
  coded(row, 'ESTTYPE', /^[13678]$/, say);
  coded(row, 'MAINSERVICE', /^([1268]|15|17|52|54|55|72)$/, say);
  coded(row, 'PERMLA', /^[01]?$/, say);
  coded(row, 'PERMCQC', /^[01]?$/, say);
  const postcode = row.POSTCODE ?? '';
  if (!POSTCODE.test(postcode)) say('POSTCODE', 'postcode_format');
  else if (!postcodes.has(postcode))
    say('POSTCODE', isPlaced ? 'postcode_guessed' : 'postcode_unplaced');
  if (Number(row.TOTALPERMTEMP) > 999) say('TOTALPERMTEMP', 'number_range');
  for (const column of ['STARTERS', 'LEAVERS', 'VACANCIES']) {
    const counts = items(row[column]);
    if (row[column] === '999') continue;
    if (counts.length !== items(row.ALLJOBROLES).length) say(column, 'list_length');
  }
}

function checkWorker(row: Cells, month: string, say: Say): void {
  if (key(row.LOCALESTID) === '') say('LOCALESTID', 'required');
  if (key(row.UNIQUEWORKERID) === '') say('UNIQUEWORKERID', 'required');
  const isKnownStatus = checkStatus(row, say);
  if (isBare(row) || !isKnownStatus) return;
  for (const column of ['EMPLSTATUS', 'MAINJOBROLE'])
    if (row[column] === '') say(column, 'required');
  coded(row, 'EMPLSTATUS', /^[12347]?$/, say);
  coded(row, 'MAINJOBROLE', /^([1-9]|1[01567]|2[3-7]|3[4-9]|4[02-9]|5[0-2])?$/, say);
  coded(row, 'GENDER', /^[1-4]?$/, say);
  coded(row, 'ETHNICITY', /^(3[1-9]|4[0-7]|9[89])?$/, say);
  coded(row, 'BRITISHCITIZENSHIP', /^([12]|999)?$/, say);
  coded(row, 'DISABLED', /^[0-3]?$/, say);
  coded(row, 'CARECERT', /^[1-3]?$/, say);
  coded(row, 'RECSOURCE', /^([12578]|1[025678])?$/, say);
  coded(row, 'APPRENTICE', /^([12]|999)?$/, say);
  coded(row, 'ZEROHRCONT', /^([12]|999)?$/, say);
  coded(row, 'SALARYINT', /^[13]?$/, say);
  if (!/^([A-Z]{2}\d{6}[A-Z]?)?$/.test(key(row.NINUMBER))) say('NINUMBER', 'ni_number_format');
  if (!POSTCODE.test(row.POSTCODE ?? '')) say('POSTCODE', 'postcode_format');
  checkDates(row, month, say);
  for (const column of ['SALARY', 'HOURLYRATE', 'CONTHOURS', 'AVGHOURS', 'DAYSSICK']) {
    if (!/^(\d+(\.\d{1,2})?)?$/.test(row[column] ?? '')) say(column, 'number_format');
  }
  for (const [column, most] of [
    ['DAYSSICK', 366],
    ['CONTHOURS', 75],
    ['AVGHOURS', 75],
  ] as const) {
    const value = Number(row[column]);
    if (value > most && value !== 999) say(column, 'number_range');
  }
}

function checkDates(row: Cells, month: string, say: Say): void {
  for (const column of ['DOB', 'STARTDATE']) {
    const text = row[column] ?? '';
    const [, day = '', monthOf = '', year = ''] = DATE.exec(text) ?? [];
    const date = new Date(Date.UTC(Number(year), Number(monthOf) - 1, Number(day)));
    const isDate = date.getUTCDate() === Number(day) && date.getUTCMonth() === Number(monthOf) - 1;
    if (text !== '' && !isDate) say(column, 'date_format');
    if (column === 'STARTDATE' || text === '' || !isDate) continue;
    const years = Number(month.slice(0, 4)) - Number(year);
    if (years < 14 || years > 100) say('DOB', 'age_range');
  }
}

function checkStatus(row: Cells, say: Say): boolean {
  const isKnown = /^(new|update|nochange|unchecked|delete)$/i.test(row.STATUS ?? '');
  if (!isKnown) say('STATUS', 'code_unknown');
  return isKnown;
}

function coded(row: Cells, column: string, codes: RegExp, say: Say): void {
  if (!codes.test(row[column] ?? '')) say(column, 'code_unknown');
}

function isBare(row: Cells): boolean {
  return BARE.has(row.STATUS?.toUpperCase() ?? '');
}

function key(id: string | undefined): string {
  return (id ?? '').replaceAll(/\s/g, '');
}

function items(list: string | undefined): string[] {
  return list === undefined || list === '' ? [] : list.split(';');
}
