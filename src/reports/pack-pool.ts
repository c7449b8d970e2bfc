import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CarecountError } from '../errors.js';
import type { ErrorCode } from '../errors.js';
import type { PackOrder, PackOutcome, PackWriter } from './pack-writer.js';

/** The libraries that draw keep some of what they used, so a process is replaced after so many packs. */
const PACKS_A_PROCESS = 20;

/** What a process says of a pack: errors as their parts, which is all that passes between processes. */
export type PackReport =
  | { readonly outcome: PackOutcome['outcome']; readonly faults: readonly Told[] }
  | { readonly failed: Told };

interface Told {
  readonly code: ErrorCode | null;
  readonly message: string;
}

/** A failure in words that pass between processes. */
export function told(error: unknown): Told {
  return {
    code: error instanceof CarecountError ? error.code : null,
    message: error instanceof Error ? error.message : String(error),
  };
}

function untold({ code, message }: Told): Error {
  return code === null ? new Error(message) : new CarecountError(code, message);
}

/** One process that makes packs one after another. */
interface Lane {
  process: ChildProcess | undefined;
  made: number;
}

/** Makes packs in processes of their own, one for each lane. */
export function packPool(lanes: number): PackWriter {
  const all: Lane[] = Array.from({ length: lanes }, () => ({ process: undefined, made: 0 }));
  const free = [...all];
  return {
    lanes,
    write: async (order) => {
      const lane = free.pop();
      if (lane === undefined) throw new Error('more packs at once than there are lanes');
      try {
        return await writeIn(lane, order);
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
  lane.process?.disconnect();
  lane.process = undefined;
  lane.made = 0;
}

async function writeIn(lane: Lane, order: PackOrder): Promise<PackOutcome> {
  const child = (lane.process ??= fork(fileURLToPath(new URL('pack-worker.js', import.meta.url)), {
    serialization: 'advanced',
  }));
  lane.made += 1;
  const report = await answerOf(child, order).catch((error: unknown) => {
    lane.process = undefined;
    throw error;
  });
  if ('failed' in report) throw untold(report.failed);
  return { outcome: report.outcome, faults: report.faults.map(untold) as CarecountError[] };
}

function answerOf(child: ChildProcess, order: PackOrder): Promise<PackReport> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null): void => {
      reject(new Error(`the process that makes packs ended with ${signal ?? code ?? 'nothing'}`));
    };
    child.once('exit', ended);
    child.once('message', (report) => {
      child.off('exit', ended);
      resolve(report as PackReport);
    });
    child.send(order, (error) => {
      if (error !== null) reject(error);
    });
  });
}
