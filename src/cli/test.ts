import { modelTests, openModelTests } from '../model-tests.js';
import { failureText, type ModelTest, type TestOutcome } from '../transform/index.js';
import { workspaceDirFor, type GlobalFlags } from './globals.js';

const A_TEST_FAILED = 12;

interface RunTest {
  readonly test: ModelTest;
  readonly outcome: TestOutcome;
}

/** `carecount test`: the tests beside the SQL, on a warehouse in memory; nothing published is touched. */
export async function runTest(models: readonly string[], globals: GlobalFlags): Promise<number> {
  const dir = workspaceDirFor(globals);
  const tests = modelTests(dir, models);
  const bench = await openModelTests(dir);
  const done: RunTest[] = [];
  try {
    for (const test of tests) done.push({ test, outcome: await bench.run(test) });
  } finally {
    bench.close();
  }
  process.stdout.write(globals.json === true ? asJson(done) : asText(done, globals));
  return done.every(({ outcome }) => outcome.passed) ? 0 : A_TEST_FAILED;
}

function asText(done: readonly RunTest[], { quiet }: GlobalFlags): string {
  const failed = done.filter(({ outcome }) => !outcome.passed);
  const models = [...new Set(done.map(({ test }) => test.model))];
  const lines = models.map((model) => {
    const own = done.filter(({ test }) => test.model === model);
    const passed = own.filter(({ outcome }) => outcome.passed).length;
    return `${passed === own.length ? 'ok    ' : 'FAILED'} ${model}: ${passed} of ${own.length}\n`;
  });
  return [
    ...(quiet === true ? [] : lines),
    ...failed.map(({ test, outcome }) => `\n${failureText(test, outcome)}`),
    `\n${done.length} tests of ${models.length} models, ${failed.length} failed.\n`,
  ].join('');
}

function asJson(done: readonly RunTest[]): string {
  const body = done.map(({ test, outcome }) => ({
    model: test.model,
    name: test.name,
    file: test.file,
    line: test.line,
    passed: outcome.passed,
    fault: outcome.fault,
    is_misordered: outcome.isMisordered,
    missing: outcome.missing,
    unexpected: outcome.unexpected,
  }));
  return `${JSON.stringify(body, null, 2)}\n`;
}
