import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CarecountError } from '../errors.js';
import type { ErrorCode } from '../errors.js';
import type { PackOrder, PackOutcome, PackWriter } from './pack-writer.js';

/** The libraries that draw keep some of what they used, so a process is replaced after so many packs. */
const PACKS_A_PROCESS = 20;

const WORKER = fileURLToPath(new URL('pack-worker.js', import.meta.url));

/** What a process says of a pack: errors as their parts, which is all that passes between processes. */
export type PackReport =
  | { readonly outcome: PackOutcome['outcome']; readonly faults: readonly Told[] }
  | { readonly failed: Told };

interface Told {
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly stack: string | undefined;
}

/** A failure in words that pass between processes. */
export function told(error: unknown): Told {
  return {
    code: error instanceof CarecountError ? error.code : null,
    message: error instanceof Error ? error.message : String(error),
    stack: error instanceof Error ? error.stack : undefined,
  };
}

function untold({ code, message, stack }: Told): Error {
  const error = code === null ? new Error(message) : new CarecountError(code, message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

/** One process that makes packs one after another. */
interface Lane {
  process: ChildProcess | undefined;
  made: number;
}

/**
 * Makes packs in processes of their own, one for each lane.
 * @param worker The program that each process runs.
 */
export function packPool(lanes: number, worker = WORKER): PackWriter {
  const all: Lane[] = Array.from({ length: lanes }, () => ({ process: undefined, made: 0 }));
  const free = [...all];
  return {
    lanes,
    write: async (order) => {
      const lane = free.pop();
      if (lane === undefined) throw new Error('more packs at once than there are lanes');
      try {
        return await writeIn(lane, order, worker);
      } finally {
        if (lane.made >= PACKS_A_PROCESS) stop(lane);
        free.push(lane);
      }
    },
    close: () => {
      all.forEach(stop);
    },
  };
}

function stop(lane: Lane): void {
  if (lane.process?.connected === true) lane.process.disconnect();
  lane.process = undefined;
  lane.made = 0;
}

async function writeIn(lane: Lane, order: PackOrder, worker: string): Promise<PackOutcome> {
  if (lane.process?.connected !== true) {
    lane.process = fork(worker, { serialization: 'advanced' });
    lane.made = 0;
  }
  lane.made += 1;
  const report = await answerOf(lane.process, order).catch((error: unknown) => {
    stop(lane);
    throw error;
  });
  if ('failed' in report) throw untold(report.failed);
  return { outcome: report.outcome, faults: report.faults.map(untold) as CarecountError[] };
}

function answerOf(child: ChildProcess, order: PackOrder): Promise<PackReport> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      child.off('exit', ended).off('error', failed).off('message', answered);
    };
    const failed = (error: Error): void => {
      done();
      reject(error);
    };
    const ended = (code: number | null, signal: string | null): void => {
      failed(new Error(`the process that makes packs ended with ${signal ?? code ?? 'nothing'}`));
    };
    const answered = (report: unknown): void => {
      done();
      resolve(report as PackReport);
    };
    child.on('exit', ended).on('error', failed).on('message', answered);
    child.send(order, (error) => {
      if (error !== null) failed(error);
    });
  });
}
