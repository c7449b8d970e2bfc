import { inject } from 'vitest';

/** The folder of the demo's workspace, made once for a run of the tests. Only for reading. */
export function demoWorkspace(): string {
  return inject('demoWorkspace');
}
