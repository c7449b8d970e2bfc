import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lastingDir, removeDir } from '../helpers/workspace.js';
import { computeOracle } from './oracle.js';
import { publish } from './publish.js';
import { publishedRows } from './published.js';
import { putReturn, tinyWorkspace, workers, workplace } from './tiny-workspace.js';

const MONTHS = ['2026-01', '2026-02', '2026-03'];

/** Postcodes of a workplace, month by month; see the tiny workspace for what lies where. */
const GIVEN: readonly (readonly [string, string, string])[] = [
  ['QW1 1AA', 'QW2 2BB', 'QW2 2BD'],
  ['QW1 1AA', 'QW9 9ZZ', 'nowhere'],
  ['QW9 9ZZ', 'QW2 2BB', 'QW1 1AA'],
  ['', 'QW9 9ZZ', 'QW2 2BB'],
  ['QW9 9ZZ', 'nowhere', ''],
  ['QW2 2ZZ', 'QW2 2ZZ', 'QW1 1ZZ'],
  ['QW3 3ZZ', 'QW3 3ZZ', 'QW4 4ZZ'],
  ['QW5 5AA', 'QW5 5AA', 'QW9 9ZZ'],
  ['QW5 5ZZ', 'QW5 5ZZ', 'QW5 5ZZ'],
  ['QW7 7AA', 'QW9 9ZZ', 'QW7 7AB'],
  ['QW7 7AC', 'QW7 7AC', 'QW7 7AC'],
  ['QW4 4AA', 'QW4 4AA', 'QW2 2BC'],
];

describe.each([undefined, 'X06000092'])('workplaces with home area %s', (home) => {
  const dir = lastingDir();
  const workspace = tinyWorkspace(dir);
  if (home !== undefined) workspace.config.partnership.home_area = home;

  beforeAll(async () => {
    MONTHS.forEach((month, at) => {
      const ids = GIVEN.map((_, index) => `H${index}`);
      putReturn(workspace, {
        submitter: 'alder',
        month,
        workplaces: GIVEN.map((postcodes, index) =>
          workplace(`H${index}`, 1, { POSTCODE: postcodes[at] ?? '' }),
        ),
        workers: ids.flatMap((id) => workers(id, id, 1)),
      });
    });
    await publish(workspace);
  });
  afterAll(() => {
    removeDir(dir);
  });

  it('lie where the oracle places them', async () => {
    const published = await publishedRows(
      workspace,
      'internal',
      `select strftime(period, '%Y-%m') || ' ' || local_establishment_id || ' ' || area_code as it
      from core.fct_workplace_month order by it`,
    );
    const oracle = computeOracle(workspace).months.map(
      ({ month, workplace: id, area }) => `${month} ${id} ${area}`,
    );
    expect(published.map((row) => row['it'])).toEqual(oracle.sort());
    expect(oracle).toHaveLength(GIVEN.length * MONTHS.length);
  });

  it('are placed by every step', async () => {
    const steps = await publishedRows(
      workspace,
      'internal',
      'select distinct area_source as step from core.fct_workplace_month order by 1',
    );
    expect(steps.map((row) => row['step'])).toEqual([
      'corrected',
      ...(home === undefined ? [] : ['home']),
      'known_earlier',
      'outside',
      'postcode',
      'sector',
      ...(home === undefined ? ['unplaced'] : []),
    ]);
  });
});
