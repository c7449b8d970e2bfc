import { describe, expect, it } from 'vitest';
import { cell, family, measured, type Contributor } from './helpers.js';

const BY_KIND = (header: string): string =>
  header.replace(
    'cuts:\n',
    'further_cut: {column: kind, from: reference.kind.kind_code}\ncuts:\n  - [further_cut]\n  - [care_setting, further_cut]\n',
  );

/** Contributors of the voluntary sector are of kind 6, the others of a kind that is in no list. */
const BODY = `select *, if(sector = 'voluntary', '6', '8') as kind from core.contributor`;

const CONTRIBUTORS: readonly Contributor[] = [
  { sector: 'voluntary', part: 1, whole: 4, pay: 12 },
  { sector: 'voluntary', part: 2, whole: 4, pay: 14, setting: 'day' },
  { part: 9, whole: 10, pay: 30 },
];

const byKind = () => measured(CONTRIBUTORS, { families: [family(BY_KIND, BODY)] });

describe('a further cut', () => {
  it('gives figures of each value, over all and by what it is cut with: 1/4 and 2/4 are 3/8', async () => {
    const database = await byKind();
    expect(await cell(database, 'part_rate', { cut: 'kind=6' })).toMatchObject({
      value: 0.375,
      base_workplaces: 2,
      base_workers: 2,
    });
    const ofDay = { cut: 'kind=6', care_setting: 'day' };
    expect(await cell(database, 'part_rate', ofDay)).toMatchObject({ value: 0.5 });
    expect(await cell(database, 'pay_median', { cut: 'kind=6' })).toMatchObject({ value: 13 });
  });

  it('leaves the figures without it as they are', async () => {
    expect(await cell(await byKind(), 'part_rate')).toMatchObject({
      numerator: 12,
      denominator: 18,
    });
  });

  it('has a row of each value of the list, of nobody too, and of no other', async () => {
    const database = await byKind();
    expect(await cell(database, 'part_rate', { cut: 'kind=7' })).toMatchObject({
      value: null,
      status: 'not_available',
    });
    const cuts = await database.rows('select distinct cut from metrics.measure order by cut');
    expect(cuts.map(({ cut }) => cut)).toEqual(['all', 'kind=6', 'kind=7']);
  });

  it('brings nothing to the contributions where every figure is cut by it', async () => {
    const only = (header: string): string =>
      BY_KIND(header)
        .replace('cuts:', 'uncut: false\ncuts:')
        .replace(/ {2}- \[\w+\]\n/g, '');
    const cutOnly = family(
      (header) => `${only(header)}`.replace('cuts:\n', 'cuts:\n  - [further_cut]\n'),
      BODY,
    );
    const database = await measured(CONTRIBUTORS, { families: [cutOnly] });
    expect(await database.rows('select * from contribution.measure')).toEqual([]);
  });

  it('is refused without its list', () => {
    const without = (header: string): string => header.replace('cuts:', 'cuts:\n  - [further_cut]');
    expect(() => family(without, BODY)).toThrow(/further_cut/);
  });
});
