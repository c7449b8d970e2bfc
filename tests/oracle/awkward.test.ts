import { describe, expect, it } from 'vitest';
import { tempDir } from '../helpers/workspace.js';
import { putAwkwardReturns } from './awkward-returns.js';
import { differences, fewOfEach, fileDifferences } from './compare.js';
import { computeOracle } from './oracle.js';
import { publish } from './publish.js';
import { publishedMeasures, publishedRows } from './published.js';
import { tinyWorkspace } from './tiny-workspace.js';

describe('returns that do much of what a return can do wrong', () => {
  it.each([
    { seed: 1, home: 'no home area' },
    { seed: 2, home: 'X06000092' },
    { seed: 3, home: 'no home area' },
  ])('are measured as the oracle measures them: seed $seed, $home', async ({ seed, home }) => {
    const workspace = tinyWorkspace(tempDir());
    if (home.startsWith('X')) workspace.config.partnership.home_area = home;
    putAwkwardReturns(workspace, seed);
    await publish(workspace);
    const oracle = computeOracle(workspace);
    const deliveries = await publishedRows(workspace, 'internal', 'select * from ops.delivery');

    expect(fileDifferences(oracle, deliveries)).toEqual([]);
    const found = differences(oracle.measures, await publishedMeasures(workspace));
    expect(fewOfEach(found)).toEqual([]);
  });
});
