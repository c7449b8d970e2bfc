import { expect, it } from 'vitest';
import { diffRuns, figuresOf, runPair } from '../../src/history/diff.js';
import { tempDir } from '../helpers/workspace.js';
import { changingWorkspace, postcodeIn } from './changing-workspace.js';
import { publish } from './publish.js';
import { putReturn, workers, workplace } from './tiny-workspace.js';

it('the change of a figure of an area that has ended since is laid to the return that moved it', async () => {
  const homes = ['X06000001', 'X06000002'].map((area) => ({ postcode: postcodeIn(area) }));
  const workspace = changingWorkspace(tempDir(), homes);
  await publish(workspace);
  putReturn(workspace, {
    submitter: 'provider-0',
    month: '2026-02',
    copy: 1,
    workplaces: [workplace('H', 4, { POSTCODE: postcodeIn('X06000001'), VACANCIES: '3' })],
    workers: workers('H', 'w', 4),
  });
  await publish(workspace);

  const filter = { metric: 'vacancy_rate', area: 'X10000001', period: '2026-02-01' };
  const figures = await diffRuns(workspace, runPair(workspace), filter, async (database) => {
    const found = await figuresOf(database, 0);
    return found.figures;
  });
  const whole = figures.find((row) =>
    ['care_setting', 'job_role', 'sector'].every((name) => row[name] === 'all'),
  );
  expect(whole).toMatchObject({
    change_type: 'moved',
    correction_numerator: 2,
    correction_denominator: 2,
    correction_workplaces: 1,
    rule_change_workplaces: 0,
  });
});
