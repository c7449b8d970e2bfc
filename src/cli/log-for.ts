import { createLog, type Log } from '../log.js';
import type { GlobalFlags } from './globals.js';

/** The log that the flags ask for, on standard error. */
export function logFor(globals: GlobalFlags): Log {
  if (globals.debug === true) return createLog('debug');
  return createLog(globals.quiet === true ? 'error' : 'info');
}
