import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { packageDir } from '../../src/config.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the demo's workspace. */
    demoWorkspace: string;
  }
}

let made: string | undefined;

/** Makes the demo's workspace once for all tests of a run, by the command as a user starts it. */
export async function setup(project: TestProject): Promise<void> {
  const cli = join(packageDir, 'dist', 'src', 'cli.js');
  if (!existsSync(cli)) {
    throw new Error(`${cli}: expected the built program; got no such file. Run \`npm run build\`.`);
  }
  made = realpathSync(mkdtempSync(join(tmpdir(), 'carecount-demo-')));
  const said = await runDemo(cli, made);
  if (!existsSync(join(made, 'data', 'warehouse', 'published'))) {
    throw new Error(`carecount demo published nothing. ${said}`);
  }
  project.provide('demoWorkspace', made);
}

/** Takes the workspace away again. */
export function teardown(): void {
  if (made !== undefined) rmSync(made, { recursive: true, force: true });
}

/** The demo's exit code is a matter for its own test; what it said is for ours when it made nothing. */
async function runDemo(cli: string, dir: string): Promise<string> {
  try {
    const args = [cli, 'demo', '--dir', dir, '--quiet'];
    return (await promisify(execFile)(process.execPath, args)).stderr;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
