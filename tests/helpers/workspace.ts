import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseConfig, workspaceOf, type Config, type Workspace } from '../../src/config.js';
import type { Log } from '../../src/log.js';

/** A folder that goes away with the test that asked for it. */
export function tempDir(): string {
  const dir = lastingDir();
  onTestFinished(() => {
    removeDir(dir);
  });
  return dir;
}

/** A folder for all tests of a file, which has to remove it. */
export function lastingDir(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'carecount-test-')));
}

export function removeDir(dir: string): void {
  rmSync(dir, { recursive: true, force: true });
}

/** The least that a `carecount.yaml` has to say. */
export const SMALL_CONFIG = `version: 1
partnership:
  code: X47000009
  name: Lower Wittle Partnership
  councils: [X06000091, X06000092]
sources:
  - id: returns
    kind: folder
    path: data/inbox
    pattern: '{submitter}/{yyyy-mm}/**'
`;

/** An invented workspace in a folder of its own; nothing lies in it yet. */
export function tempWorkspace(
  change: (config: Config) => void = () => undefined,
  dir = tempDir(),
): Workspace {
  // A test lands what it has just written.
  const config = parseConfig(`${SMALL_CONFIG}    settle_seconds: 0\n`);
  change(config);
  return workspaceOf(dir, config);
}

/** A log that keeps its lines. */
export function keptLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  return { lines, debug: keep, info: keep, warning: keep, error: keep };
}

/** What a call throws, so that its code and its words can both be looked at. */
export function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** What a promise fails with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}
