import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import { returnMonth, workplaceRecord } from './helpers/rows.js';

const bench = openBench();

const PLACE = '1-000000001';

interface Home {
  readonly submitter?: string;
  readonly id?: string;
  readonly delivery: number;
  readonly location?: string | null;
  readonly returned?: string;
}

/** What is left out in April of homes that each come in a file of their own. */
async function leftOut(homes: readonly Home[], listed: readonly object[] = []) {
  const files = new Map(homes.map((home) => [home.delivery, home]));
  const rows = await bench.build('core.int_workplace_exclusion', {
    'core.int_return_month': [...files.values()].map(({ submitter, delivery, returned }) =>
      returnMonth({
        submitter: submitter ?? 'alder',
        return_period: returned ?? '2026-04-01',
        workplace_delivery_id: delivery,
      }),
    ),
    'core.int_workplace_record': homes.map(({ submitter, id, delivery, location }) =>
      workplaceRecord({
        delivery_id: delivery,
        submitter: submitter ?? 'alder',
        local_establishment_id: id ?? 'H1',
        cqc_location_id: location === undefined ? PLACE : location,
      }),
    ),
    'raw.exclusion': listed.map((row, index) => ({ line: index + 2, ...row })),
  });
  return pick(rows, 'workplace_id', 'exclusion_reason', 'exclusion_note');
}

const duplicate = (id: string) => [id, 'duplicate_location', null];

describe('core.int_workplace_exclusion, where a location is in two workplaces of a month', () => {
  it('keeps the one whose file arrived last', async () => {
    const homes = [
      { submitter: 'alder', delivery: 9 },
      { submitter: 'birch', delivery: 4 },
      { submitter: 'cedar', delivery: 2 },
    ];
    expect(await leftOut(homes)).toEqual([duplicate('birch/H1'), duplicate('cedar/H1')]);
  });

  it('keeps that of the newest return, though an older one arrived later', async () => {
    const homes = [
      { submitter: 'alder', delivery: 9, returned: '2026-02-01' },
      { submitter: 'birch', delivery: 4, returned: '2026-03-01' },
    ];
    expect(await leftOut(homes)).toEqual([duplicate('alder/H1')]);
  });

  it('keeps the lowest id of one file', async () => {
    const homes = ['H3', 'H1', 'H2'].map((id) => ({ id, delivery: 1 }));
    expect(await leftOut(homes)).toEqual([duplicate('alder/H2'), duplicate('alder/H3')]);
  });

  it('leaves workplaces alone that have no location, or each their own', async () => {
    const homes = [
      { id: 'H1', delivery: 1, location: null },
      { id: 'H2', delivery: 1, location: null },
      { id: 'H3', delivery: 1 },
      { id: 'H4', delivery: 1, location: '1-000000002' },
    ];
    expect(await leftOut(homes)).toEqual([]);
  });
});

describe('core.int_workplace_exclusion, by the list of a workspace', () => {
  const homes = [
    { id: 'H1', delivery: 1, location: null },
    { id: 'H2', delivery: 1, location: null },
    { submitter: 'birch', delivery: 4, location: null },
  ];
  const because = { reason: 'an account for tests', decided_by: 'A. Analyst' };
  const listed = (id: string) => [id, 'listed', 'an account for tests'];

  it('leaves out every workplace of a submitter', async () => {
    expect(await leftOut(homes, [{ submitter: 'alder', ...because }])).toEqual([
      listed('alder/H1'),
      listed('alder/H2'),
    ]);
  });

  it('leaves out the one workplace that it names, once, by its first row', async () => {
    const one = { submitter: 'alder', workplace_id: 'alder/H2' };
    const rows = [
      { ...one, ...because },
      { ...one, ...because, reason: 'another' },
    ];
    expect(await leftOut(homes, rows)).toEqual([listed('alder/H2')]);
  });

  it.each([
    ['2026-04-30', null, true],
    ['2026-05-01', null, false],
    [null, '2026-04-01', true],
    [null, '2026-03-31', false],
    ['2026-04-10', '2026-04-12', true],
  ])('from %s to %s leaves out in April: %s', async (from, to, isOut) => {
    const row = { submitter: 'birch', ...because, from_date: from, to_date: to };
    expect(await leftOut(homes, [row])).toEqual(isOut ? [listed('birch/H1')] : []);
  });

  it('gives the place of a listed workplace to the other that has its location', async () => {
    const same = [{ delivery: 9 }, { submitter: 'birch', delivery: 4 }];
    expect(await leftOut(same, [{ submitter: 'alder', ...because }])).toEqual([listed('alder/H1')]);
  });
});
