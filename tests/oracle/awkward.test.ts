import { describe, expect, it } from 'vitest';
import { silentLog } from '../../src/log.js';
import { nightly } from '../../src/nightly.js';
import { tempDir } from '../helpers/workspace.js';
import { putAwkwardReturns } from './awkward-returns.js';
import { differences, fileDifferences } from './compare.js';
import { computeOracle } from './oracle.js';
import { publishedMeasures, publishedRows } from './published.js';
import { tinyWorkspace } from './tiny-workspace.js';

const SEEDS = (process.env['SEEDS'] ?? '1,2').split(',').map(Number);

describe('returns that do much of what a return can do wrong', () => {
  it.each(SEEDS)('are measured as the oracle measures them, seed %i', async (seed) => {
    const workspace = tinyWorkspace(tempDir());
    putAwkwardReturns(workspace, seed);
    const result = await nightly({ workspace, log: silentLog, until: 'build' });
    const oracle = computeOracle(workspace);
    const deliveries = await publishedRows(workspace, 'internal', 'select * from ops.delivery');

    expect(result.published_run).not.toBeNull();
    expect(fileDifferences(oracle, deliveries)).toEqual([]);
    expect(differences(oracle.measures, await publishedMeasures(workspace))).toEqual([]);
  });
});
