import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import { modelTests, openModelTests, type ModelTestBench } from '../../src/model-tests.js';
import { failureText } from '../../src/transform/index.js';

const tests = modelTests(packageDir);
const models = [...new Set(tests.map((test) => test.model))];
let bench: ModelTestBench;

beforeAll(async () => {
  bench = await openModelTests(packageDir);
});
afterAll(() => {
  bench.close();
});

it('are there for the models that figures rest on', () => {
  expect(models).toEqual(
    expect.arrayContaining([
      'core.fct_worker_month',
      'core.fct_workplace_month',
      'core.fct_workplace_role_month',
      'core.int_delivery',
      'core.int_return_month',
      'core.int_workplace_area',
      'metrics.turnover_rate',
      'metrics.vacancy_rate',
      'ops.chasing_list',
    ]),
  );
});

describe.each(models)('%s', (model) => {
  const own = tests.filter((test) => test.model === model);
  it.each(own.map((test) => [test.name, test] as const))('%s', async (_, test) => {
    const outcome = await bench.run(test);
    expect(outcome.passed ? '' : failureText(test, outcome)).toBe('');
  });
});
