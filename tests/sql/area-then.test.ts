import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import { workplaceMonth } from './helpers/rows.js';

const bench = openBench();

/** What each tier of a listed area is found to have been on the last day of a month, by the real lists. */
async function then(period: string, listed: string, ended: string) {
  const rows = await bench.build('core.int_area_then', {
    'core.fct_workplace_month': [workplaceMonth({ period, listed_area_code: listed })],
    'core.int_area_ended': [{ area_code: ended, area_type: 'council', present_area_code: listed }],
  });
  return Object.fromEntries(
    pick(rows, 'area_type', 'area_code', 'is_decided').map(([type, area, isDecided]) => [
      String(type),
      isDecided === true ? area : 'not decided',
    ]),
  );
}

describe('core.int_area_then by the list of areas that comes with the package', () => {
  it.each([
    ['West Northamptonshire', '2021-03-01', 'E06000062', 'not decided', 'E10000021'],
    ['Northampton', '2021-03-01', 'E07000154', 'E07000154', 'E10000021'],
    ['Dorset', '2019-03-01', 'E06000059', 'not decided', 'E10000009'],
    ['Christchurch', '2019-03-01', 'E07000048', 'E07000048', 'E10000009'],
    [
      'Bournemouth, Christchurch and Poole',
      '2019-03-01',
      'E06000058',
      'not decided',
      'not decided',
    ],
    ['Poole', '2019-03-01', 'E06000029', null, 'E06000029'],
    ['Taunton Deane, when it had ended', '2019-04-01', 'E07000190', 'E07000246', 'E10000027'],
    ['Taunton Deane, before it ended', '2019-03-01', 'E07000190', 'E07000190', 'E10000027'],
    ['Cumberland', '2023-03-01', 'E06000063', 'not decided', 'E10000006'],
  ])('places %s in %s', async (_, period, listed, district, council) => {
    const ended = { E06000058: 'E10000009', E06000029: 'E10000009' }[listed] ?? String(council);
    expect(await then(period, listed, ended)).toEqual({ district, council });
  });

  it('has no row for the month of the change, whose last day comes after it', async () => {
    expect(await then('2021-04-01', 'E07000154', 'E10000021')).toEqual({});
  });
});

describe('core.bridge_area', () => {
  it('has no row of an area that has ended and whose places are all in the partnership', async () => {
    const rows = await bench.build('core.bridge_area', {
      'core.dim_area': [
        { area_code: 'X06A', area_type: 'council', is_in_partnership: true },
        { area_code: 'X07D', area_type: 'district', valid_to: '2020-04-01' },
        { area_code: 'X47', area_type: 'partnership' },
      ],
      'core.int_area_successor': [{ area_code: 'X07D', successor_area_code: 'X07D' }],
      'core.int_area_ended': [
        { area_code: 'X07D', area_type: 'district', present_area_code: 'X06A' },
      ],
      'reference.postcode': [{ postcode: 'AB1 2CD', area_code: 'X07D' }],
      'reference.area_member': [{ area_code: 'X07D', parent_area_code: 'X06A' }],
      'reference.workspace_setting': [{ partnership_code: 'X47', councils: ['X06A'] }],
    });
    expect(pick(rows, 'area_code', 'ancestor_area_code')).toEqual([
      ['X06A', 'X06A'],
      ['X06A', 'X47'],
      ['X07D', 'X06A'],
      ['X07D', 'X47'],
      ['X47', 'X47'],
    ]);
  });
});
