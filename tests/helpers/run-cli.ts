import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageDir } from '../../src/config.js';

/** The built command line, as a user starts it. */
export const cliPath = join(packageDir, 'dist', 'src', 'cli.js');

/** What a process left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `carecount` as a process of its own. */
export function carecount(args: readonly string[], cwd: string = tmpdir()): Outcome {
  return runProcess(process.execPath, [cliPath, ...args], cwd);
}

/** Runs any program and waits for it. */
export function runProcess(program: string, args: readonly string[], cwd: string): Outcome {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

/** Makes an empty folder that `remove` takes away again. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'carecount-test-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
