import type { Workspace } from '../../src/config.js';
import { awkwardTraining } from './awkward-training.js';
import type { Cells } from './cells.js';
import { putReturn, worker, workplace } from './tiny-workspace.js';

/** Gives numbers from 0 up to 1 that look random and are the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Cells that a provider might write, the plain first; `;` within a list item stands as it is. */
const WORKPLACE_CELLS: Record<string, readonly string[]> = {
  STATUS: ['UPDATE', 'UPDATE', 'NEW', 'update ', 'NOCHANGE', 'nochange', 'UNCHECKED', 'DELETE'],
  POSTCODE: [
    'QW1 1AA',
    'QW2 2BB',
    'qw22bb',
    ' QW1 1AA',
    'QW9 9ZZ',
    'nowhere',
    '',
    'QW2 2ZZ',
    'QW3 3ZZ',
    'QW4 4AA',
    'QW5 5ZZ',
    'QW7 7AA',
    'qw7 7ab',
    'QW7 7AC',
  ],
  LOCATIONID: ['1-100000001', '1-100000002', '1-100000003', '1-100000004', '1-10', 'not yet', ''],
  REGTYPE: ['2', '2', '0', ''],
  ESTTYPE: ['6', '7', '1', '3', '8', '2', '99', ''],
  MAINSERVICE: ['1', '2', '8', '6', '13', '72', '73', '54', '999', ''],
  TOTALPERMTEMP: ['', '999', '0', '1000', '-1', 'ten', '5.0', '05'],
};

const LISTS: readonly (readonly [roles: string, counts: string])[] = [
  ['8', '1'],
  ['8;7', '0;2'],
  ['8;22', '1;1'],
  ['8;22;27', '1;1;1'],
  ['40;41', '2;3'],
  ['8;8', '1;2'],
  ['8', '999'],
  ['8;7', '999'],
  ['8;7', '999;1'],
  ['8;7', '0'],
  ['8;7', '1;'],
  ['8;7', '1; 2'],
  ['8;7', '1;x'],
  ['8;7', '1;2;3'],
  ['8;7', '1;-2'],
  ['8;7', '1;1000'],
  ['8;7', ''],
  ['', '0'],
  ['', '999'],
  ['', '1'],
  ['', ''],
  ['8; 7', '1;1'],
  ['8;52', '40;70'],
  ['8', '9'],
];

const WORKER_CELLS: Record<string, readonly string[]> = {
  STATUS: ['UPDATE', 'NEW', 'Update', 'NOCHANGE', 'UNCHECKED', 'DELETE'],
  EMPLSTATUS: ['1', '2', '3', '4', '7'],
  MAINJOBROLE: ['8', '7', '52', '22', '41', '26', '4'],
  SALARYINT: ['3', '1', '', '9', '999'],
  HOURLYRATE: [
    '12.21',
    '11.44',
    '11.54',
    '11.55',
    '11.43',
    '12',
    '9.5',
    '0',
    '0.01',
    '8.00',
    '8.01',
    '5.28',
    '40.00',
    '40.01',
    '1200',
    '12.345',
    '£12',
    '1,200.00',
    ' 12.60 ',
    '12.',
    '.50',
    '',
  ],
  DOB: [
    '01/06/1980',
    '29/02/2004',
    '31/03/2003',
    '30/04/2003',
    '01/05/2005',
    '1/5/2006',
    '15/01/2008',
    '01/01/1920',
    '31/02/1990',
    '1990-01-01',
    '01/01/90',
    '',
  ],
  APPRENTICE: ['2', '1', '314', '315', '999', '', '5'],
};

/** Rarer faults, which set the row aside: too many and the file is refused. */
const FATAL_CELLS: Record<string, readonly string[]> = {
  STATUS: ['', 'CHGSUB'],
  EMPLSTATUS: ['', '5', '1.0'],
  MAINJOBROLE: ['', '12', 'cook'],
  UNIQUEWORKERID: ['', '   '],
  LOCALESTID: [''],
};

/** Fills an inbox with returns of a few months that do much of what a return can do wrong. */
export function putAwkwardReturns(workspace: Workspace, seed: number): void {
  const random = randomFrom(seed);
  const trainingOf = awkwardTraining(randomFrom(seed + 100));
  const chance = (share: number): boolean => random() < share;
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const mixed = (cells: Record<string, readonly string[]>, share: number): Cells =>
    Object.fromEntries(
      Object.entries(cells)
        .filter(() => chance(share))
        .map(([name, values]) => [name, pick(values)]),
    );

  const awkwardWorkers = (id: string): Cells[] => {
    const seen = new Set<number>();
    const gone = new Set<number>();
    return Array.from({ length: 2 + Math.floor(random() * 12) }, () => {
      let number = 1 + Math.floor(random() * 14);
      const fatal: Cells = chance(0.02) ? mixed(FATAL_CELLS, 0.4) : {};
      const elsewhere: Cells = chance(0.03) ? { LOCALESTID: 'nowhere' } : {};
      const young = chance(0.03) ? { DOB: '15/01/2011', APPRENTICE: '2' } : {};
      const cells: Cells = { ...mixed(WORKER_CELLS, 0.35), ...young, ...elsewhere, ...fatal };
      const isGone = cells['STATUS'] === 'DELETE' || Object.keys(fatal).length > 0;
      // What a good record of the same worker after a deleted or faulty one means is awkward-cases.test.ts.
      while (gone.has(number) || (isGone && seen.has(number))) number += 1;
      seen.add(number);
      if (isGone) gone.add(number);
      return worker(id, chance(0.1) ? ` W ${number}` : `W${number}`, cells);
    });
  };
  const awkwardWorkplace = (id: string, staff: readonly Cells[]): Cells => {
    const [roles, leavers] = pick(LISTS);
    const vacancies = chance(0.6) ? leavers : pick(LISTS)[1];
    const isSupplied = (row: Cells): boolean => row['STATUS'] !== 'DELETE';
    const own = new Set(
      staff.filter(isSupplied).map((row) => row['UNIQUEWORKERID']?.replace(/\s/g, '')),
    );
    return workplace(id, own.size, {
      ALLJOBROLES: roles,
      LEAVERS: leavers,
      VACANCIES: vacancies,
      ...mixed(WORKPLACE_CELLS, 0.15),
    });
  };

  for (const submitter of Array.from({ length: 24 }, (_, at) => `provider-${at + 1}`)) {
    for (const month of ['2024-02', '2024-03', '2024-04', '2024-12', '2025-04']) {
      if (chance(0.2)) continue;
      for (const copy of chance(0.15) ? [1, 2] : [1]) {
        const ids = ['A', 'B', 'B 2', 'A'].filter((_, at) => at < 2 || chance(0.2));
        const staff = new Map(ids.map((id) => [id, awkwardWorkers(id)]));
        putReturn(workspace, {
          submitter,
          month,
          workplaces: ids.map((id) => awkwardWorkplace(id, staff.get(id) ?? [])),
          workers: [...staff.values()].flat(),
          training: trainingOf([...staff.values()].flat()),
          copy,
        });
      }
    }
  }
}
