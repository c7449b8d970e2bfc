import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Briefing } from '../../../src/reports/briefing.js';
import { tablesOf } from '../../../src/reports/briefing.js';
import { parseStrategy } from '../../../src/reports/paper/strategy.js';
import { movementNote } from '../../../src/reports/sections/indicators.js';
import { rate, tallyWords } from '../../../src/reports/sections/progress.js';
import { tempFolder } from '../helpers/packs.js';
import { seededBriefings } from '../helpers/seeded-briefings.js';

describe('rate', () => {
  it.each([
    [7.0, 'green', 'has reached a target below'],
    [6.4, 'green', 'is past it'],
    [7.6, 'amber', 'is on the way'],
    [9.2, 'red', 'is where it was'],
    [9.9, 'red', 'went the other way'],
  ])('of %s from 9.2 to 7.0 is %s: it %s', (now, rating) => {
    expect(rate(now, 9.2, 7.0)).toBe(rating);
  });

  it('follows a target that lies above', () => {
    expect(rate(12.95, 12.55, 13.45)).toBe('amber');
    expect(rate(12.4, 12.55, 13.45)).toBe('red');
    expect(rate(13.45, 12.55, 13.45)).toBe('green');
  });

  it('of a target that is the baseline is green only at it', () => {
    expect(rate(9.2, 9.2, 9.2)).toBe('green');
    expect(rate(9.3, 9.2, 9.2)).toBe('red');
  });
});

describe('tallyWords', () => {
  const tally = (changed: number): string =>
    tallyWords(['green', 'red', 'red', null], changed, 'March 2026').text;

  it('counts ratings, and says that none changed', () => {
    expect(tally(0)).toBe(
      'Of the four actions, three can be rated: one green, none amber and two red. None has changed since March 2026.',
    );
  });

  it('says how many changed', () => {
    expect(tally(1)).toMatch(/ One has changed since March 2026\.$/);
    expect(tally(3)).toMatch(/ Three have changed since March 2026\.$/);
  });

  it('has words for one action and for none that is rated', () => {
    expect(tallyWords(['amber'], 0, 'March 2026').text).toMatch(/^Of the one action, one can be/);
    expect(tallyWords([null], 0, 'March 2026').text).toBe('None of the actions can be rated.');
  });
});

const STRATEGY = `
title: the strategy
actions:
  - id: 1.1
    action: Advertise together
    owner: Commissioning
    indicator: vacancy_rate
    baseline: { value: 9.5, period: 2025-04 }
    target: { value: 7.0, by: 2027-03 }
  - id: 1.2
    action: Visit providers
    owner: Quality
    area: X10000001
    indicator: vacancy_rate
    care_setting: domiciliary
    baseline: { value: 11.0, period: 2025-04 }
    target: { value: 10.0, by: 2027-03 }
`;

describe('the progress of a strategy', () => {
  const dir = tempFolder();
  let papers: Map<string, Briefing>;

  beforeAll(async () => {
    const strategy = join(dir, 'strategy.yaml');
    writeFileSync(strategy, STRATEGY);
    const paths = { paper: null, template: null, boundaries: null, strategy };
    papers = await seededBriefings(['X10000001', 'X06000001', 'X47000001'], { paths });
  });
  afterAll(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  /** The cells of an action in the paper of an area. */
  function action(area: string, index: number) {
    const paper = papers.get(area);
    const table = tablesOf(paper!).find(({ id }) => id === 'table-progress');
    return (table?.rows[index]?.cells ?? []).map(({ text, detail = [] }) =>
      [text, ...detail].join(' | '),
    );
  }

  it('is rated by the same figure, of the partnership, in every paper', () => {
    const own = action('X47000001', 0);
    expect(own[0]).toBe('Vacancy rate | Marrowdale Care Partnership');
    expect(own[4]).toMatch(/^(Green|Amber|Red)/);
    expect(action('X10000001', 0)).toEqual(own);
    expect(action('X06000001', 0)).toEqual(own);
  });

  it('is rated for an action of one area in its paper and the partnership’s alone', () => {
    const own = action('X10000001', 1);
    expect(own[0]).toBe('Vacancy rate | Northmoor | Home care, supported living and extra care');
    expect(own[4]).toMatch(/^(Green|Amber|Red)/);
    expect(action('X47000001', 1)).toEqual(own);
    const elsewhere = action('X06000001', 1);
    expect(elsewhere[2]).toBe('[z]');
    expect(elsewhere[4]).toBe('Not rated here | set for Northmoor');
  });
});

describe('movementNote', () => {
  it('says that no target is set only where the strategy has none', () => {
    const { text } = movementNote(parseStrategy(STRATEGY, 's.yaml'));
    expect(text).not.toContain('no target is set');
    expect(text).toContain('stand under “Progress since last time”');
    expect(movementNote(null).text).toContain('no target is set, so no rating is given.');
  });
});
