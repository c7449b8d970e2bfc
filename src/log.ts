/** How loud a line is. */
export type LogLevel = 'debug' | 'info' | 'warning' | 'error';

/** Where the run's progress goes. Never the value of a worker's cell. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warning(message: string): void;
  error(message: string): void;
}

/** Writes lines at or above a level through `write`, warnings and errors marked by a word. */
export function createLog(
  level: LogLevel,
  write: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Log {
  const order: readonly LogLevel[] = ['debug', 'info', 'warning', 'error'];
  const from = order.indexOf(level);
  const at = (own: LogLevel, prefix: string) => (message: string) => {
    if (order.indexOf(own) >= from) write(prefix + message);
  };
  return {
    debug: at('debug', 'debug: '),
    info: at('info', ''),
    warning: at('warning', 'warning: '),
    error: at('error', 'error: '),
  };
}

/** A log that says nothing, for tests and libraries. */
export const silentLog: Log = createLog('error', () => undefined);
