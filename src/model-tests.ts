import { emptyWarehouse } from './empty-warehouse.js';
import { nearest, problem } from './errors.js';
import { loadMetrics } from './metrics/index.js';
import {
  loadModels,
  readModelTests,
  runModelTest,
  type ModelTest,
  type TestOutcome,
} from './transform/index.js';
import { sqlDirs } from './warehouse/sql-file.js';

/** The tests beside the SQL, and the warehouse in memory that they run on. */
export interface ModelTestBench {
  run(test: ModelTest): Promise<TestOutcome>;
  close(): void;
}

/**
 * The tests of the package and of a workspace's own SQL.
 * @param wanted models by id or by name; all when there are none
 * @throws CC-TST-001 for a file of tests that is wrong, or with no such model beside it;
 * CC-USE-001 for a model that has no tests.
 */
export function modelTests(workspaceDir: string, wanted: readonly string[] = []): ModelTest[] {
  const dirs = sqlDirs(workspaceDir);
  const tests = readModelTests(dirs);
  const statements = statementsOf(dirs);
  for (const { model, file } of tests) {
    if (!statements.has(model)) throw noModel(file, model, [...statements.keys()]);
  }
  const tested = [...new Set(tests.map((test) => test.model))];
  const ids = wanted.map((name) => testedModel(name, tested));
  return ids.length === 0 ? tests : tests.filter((test) => ids.includes(test.model));
}

/** Opens a warehouse in memory for all tests of a run; each leaves it as it was. */
export async function openModelTests(workspaceDir: string): Promise<ModelTestBench> {
  const statements = statementsOf(sqlDirs(workspaceDir));
  const database = await emptyWarehouse(workspaceDir);
  return {
    run: (test) => runModelTest(database, statements.get(test.model) ?? '', test),
    close: () => {
      database.close();
    },
  };
}

/** The SELECT of each model, and the body of each family of metrics. */
function statementsOf(dirs: readonly string[]): ReadonlyMap<string, string> {
  return new Map([
    ...loadModels(dirs).map(({ id, sql }): [string, string] => [id, sql]),
    ...loadMetrics(dirs).map(({ name, sql }): [string, string] => [`metrics.${name}`, sql]),
  ]);
}

function testedModel(name: string, tested: readonly string[]): string {
  const found = tested.find((id) => id === name || id.endsWith(`.${name}`));
  if (found !== undefined) return found;
  const bare = tested.map((id) => id.slice(id.indexOf('.') + 1));
  const near = nearest(name, [...tested, ...bare]);
  throw problem('CC-USE-001', {
    where: 'carecount test',
    expected: 'a model with tests beside it',
    got: `"${name}"`,
    next: near === undefined ? `Those are ${tested.join(', ')}.` : `Did you mean "${near}"?`,
  });
}

function noModel(file: string, model: string, known: readonly string[]): Error {
  const near = nearest(model, known);
  return problem('CC-TST-001', {
    where: file,
    expected: 'the name of a model before .test.yaml',
    got: `"${model}", which no model is`,
    next: near === undefined ? 'Rename the file.' : `Did you mean "${near}"?`,
  });
}
