import { CarecountError, messageOf } from '../errors.js';
import type { GlobalFlags } from './globals.js';

/**
 * Shows an error as one line on standard error: what the user can mend without a stack, a bug with
 * the way to get one.
 * @returns the exit code.
 */
export function showError(error: unknown, globals: GlobalFlags): number {
  const isExpected = error instanceof CarecountError;
  const code = isExpected ? error.exitCode : 1;
  const label = isExpected ? error.code : 'bug';
  if (globals.json === true) {
    const body = { error: { code: label, message: messageOf(error), exit_code: code } };
    process.stdout.write(`${JSON.stringify(body)}\n`);
  } else {
    process.stderr.write(`${label} ${messageOf(error).split('\n').join(' ')}\n`);
  }
  if (globals.debug === true && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n`);
  else if (!isExpected) {
    process.stderr.write('This is a fault in carecount. Run again with --debug for the details.\n');
  }
  return code;
}
