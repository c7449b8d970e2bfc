import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Workspace } from '../config.js';

/** The flags that every command takes. */
export interface GlobalFlags {
  readonly workspace?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly debug?: boolean;
}

/** The folder of the workspace: as named, else the nearest one upwards with a `carecount.yaml`. */
export function workspaceDirFor(globals: GlobalFlags, cwd: string = process.cwd()): string {
  if (globals.workspace !== undefined) return resolve(cwd, globals.workspace);
  let dir = resolve(cwd);
  while (!existsSync(join(dir, 'carecount.yaml'))) {
    const parent = dirname(dir);
    if (parent === dir) return resolve(cwd);
    dir = parent;
  }
  return dir;
}

/**
 * Opens the workspace that the flags mean. The settings' reader is loaded only here, so a command
 * that needs no settings starts without it.
 * @throws CC-CFG-001 where there is no workspace, CC-CFG-002 where its settings are wrong.
 */
export async function openWorkspaceFor(
  globals: GlobalFlags,
  cwd: string = process.cwd(),
): Promise<Workspace> {
  const { openWorkspace } = await import('../config.js');
  return openWorkspace(workspaceDirFor(globals, cwd));
}
