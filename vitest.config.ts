import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The folders whose tests take longest: begun last, one of them would keep the others' workers idle. */
const LONGEST = ['tests/nightly/', 'tests/cli/', 'tests/oracle/'];

class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const index = LONGEST.findIndex((folder) => moduleId.includes(folder));
      return index < 0 ? LONGEST.length : index;
    };
    return Promise.resolve([...files].sort((a, b) => rank(a) - rank(b)));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/helpers/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    // Each worker loads the modules once: loading them for every file took a third of the time.
    isolate: false,
  },
});
