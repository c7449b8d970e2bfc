import { availableParallelism } from 'node:os';
import type { CarecountError } from '../errors.js';
import type { MadePack, PackBriefings, PackMaking } from './make-pack.js';
import { putFolder } from './pack-files.js';
import { packPool } from './pack-pool.js';

/** One pack to make, how, and where to put it. */
export interface PackOrder {
  readonly dir: string;
  readonly briefings: PackBriefings;
  readonly making: PackMaking;
}

/** What came of it. */
export interface PackOutcome {
  readonly outcome: 'written' | 'unchanged';
  readonly faults: readonly CarecountError[];
}

/** Makes packs, so many at once. */
export interface PackWriter {
  readonly lanes: number;
  write(order: PackOrder): Promise<PackOutcome>;
  close(): void;
}

export type Make = (briefings: PackBriefings, making: PackMaking) => Promise<MadePack>;

/** So many packs are made sooner here than a process takes to start. */
const FEW = 24;

/** Who makes packs: this process where there are few, else one process for each core. */
export function packWriter(count: number, make?: Make): PackWriter {
  if (make === undefined && count > FEW) return packPool(availableParallelism());
  return {
    lanes: 1,
    write: (order) => writePack(order, make),
    close: () => undefined,
  };
}

/** Makes a pack and puts its folder in place. Drawing is loaded when the first is made. */
export async function writePack(order: PackOrder, make?: Make): Promise<PackOutcome> {
  const { dir, briefings, making } = order;
  const { makePack } = await import('./make-pack.js');
  const { files, faults } = await (make ?? makePack)(briefings, making);
  const outcome = await putFolder(dir, files);
  const { collect } = await import('./charts/png.js');
  collect();
  return { outcome, faults };
}
