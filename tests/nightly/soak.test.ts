import { describe, expect, it, onTestFinished } from 'vitest';
import { soak } from '../../scripts/soak/soak.js';
import { temporaryFolder } from '../helpers/run-cli.js';
import { makeFewMeasures } from '../helpers/small-workspace.js';

/** The long form is `npm run soak`. */
describe('nightlies killed at random moments while returns arrive', () => {
  it('lose nothing, tear nothing, and end where calm ones do', async () => {
    const folder = temporaryFolder();
    onTestFinished(folder.remove);
    const { kills, faults, isEqual } = await soak({
      dir: folder.path,
      kills: 2,
      seed: 20_261_122,
      scale: 0.02,
      arrivals: 2,
      prepare: makeFewMeasures,
    });
    expect(kills).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    expect(isEqual).toBe(true);
  }, 300_000);
});
