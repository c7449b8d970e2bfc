import { LATEST } from './calendar.js';
import { CLEANED, FAULTS, IMPLAUSIBLE_LEAVERS, type Fault, type FaultWay } from './fault-list.js';
import { openRng, type Rng } from './rng.js';
import type { Organisation } from './world.js';

/** What happens to a month's files as a whole. */
export type FileEvent =
  | 'ragged'
  | 'open_quote'
  | 'empty'
  | 'rota'
  | 'note'
  | 'workers_again'
  | 'workplaces_again'
  | 'workers_corrected'
  | 'workplaces_corrected'
  | 'blank_line';

/** One fault, with what it writes. */
export interface Intent {
  readonly fault: Fault;
  readonly value: string;
}

/** What is planted in the returns of each organisation and month. */
export interface FaultPlan {
  readonly intents: ReadonlyMap<string, readonly Intent[]>;
  readonly events: ReadonlyMap<string, FileEvent>;
}

interface Slot {
  readonly slug: string;
  readonly index: number;
  readonly size: number;
  /** Workplaces that the CQC regulates. */
  readonly regulated: number;
}

const EVENTS: readonly FileEvent[] = [
  'ragged',
  'ragged',
  'open_quote',
  'empty',
  'rota',
  'note',
  'workers_again',
  'workers_again',
  'workplaces_again',
  'workers_corrected',
  'workers_corrected',
  'workplaces_corrected',
];
/** The places in that list of the events that fall in the latest month. */
const LATEST_EVENTS: ReadonlySet<number> = new Set([0, 4, 9]);
const LEAST_SIZE = 14;
const MOVED_FROM = LATEST - 2;
const LATEST_BUNDLES = 8;
/** Bundles whose worker file has an empty line in it. */
const GAPPED: ReadonlySet<number> = new Set([LATEST_BUNDLES, LATEST_BUNDLES + 1]);
/** Large enough that somebody comes or goes every month. */
const BUSY_SIZE = 60;
const PLACED_FIRST: ReadonlySet<FaultWay> = new Set(['moved', 'stale']);

/** The key of an organisation's month in a plan. */
export function slotKey(slug: string, index: number): string {
  return `${slug}/${index}`;
}

/** Whether an organisation sends a return for a month. */
export function returnsIn(organisation: Organisation, index: number): boolean {
  const { joins, stops, missing } = organisation;
  return index >= joins && index < stops && !missing.has(index);
}

/** Spreads the faults and events of the demonstration over organisations and months. */
export function planFaults(seed: number, organisations: readonly Organisation[]): FaultPlan {
  const rng = openRng(seed, 'faults');
  let slots = rng.shuffled(usableSlots(organisations));
  const take = (test: (slot: Slot) => boolean): Slot | undefined => {
    const at = slots.findIndex(test);
    return at < 0 ? undefined : slots.splice(at, 1)[0];
  };
  const intents = new Map<string, Intent[]>();
  for (const each of bundle(rng, ({ fault }) => fault.way === 'moved')) {
    const slot = take(({ index }) => index === MOVED_FROM);
    put(intents, slot, [each]);
    slots = slots.filter(({ slug, index }) => slug !== slot?.slug || index < MOVED_FROM);
  }
  const events = new Map<string, FileEvent>();
  for (const [place, event] of EVENTS.entries()) {
    const isLatest = LATEST_EVENTS.has(place);
    const slot = take(
      ({ index, size }) =>
        size >= LEAST_SIZE && (isLatest ? index === LATEST : index > 0 && index < LATEST),
    );
    if (slot !== undefined) events.set(slotKey(slot.slug, slot.index), event);
  }
  for (const each of bundle(rng, ({ fault }) => fault.way === 'stale')) {
    const slot = take(({ index, size }) => size >= BUSY_SIZE && index > 1);
    put(intents, slot, [each]);
  }
  const rest = bundle(rng, ({ fault }) => !PLACED_FIRST.has(fault.way));
  for (let count = 0; rest.length > 0; count += 1) {
    const isLatest = count < LATEST_BUNDLES;
    const slot = take(({ index }) => (isLatest ? index === LATEST : index > 0));
    put(intents, slot, rest.splice(0, rng.int(1, 4)));
    if (slot !== undefined && GAPPED.has(count)) {
      events.set(slotKey(slot.slug, slot.index), 'blank_line');
    }
  }
  for (const fault of CLEANED) {
    const slot = take(
      ({ index, size, regulated }) => index === LATEST && size >= BUSY_SIZE && regulated > 1,
    );
    put(intents, slot, [{ fault, value: fault.values[0] ?? '' }]);
  }
  const micro = organisations.find((each) => each.part === 'micro');
  if (micro !== undefined) {
    intents.set(slotKey(micro.slug, LATEST), [{ fault: IMPLAUSIBLE_LEAVERS, value: '' }]);
  }
  return { intents, events };
}

function usableSlots(organisations: readonly Organisation[]): Slot[] {
  return organisations
    .filter((each) => each.part === 'ordinary' || each.part === 'council')
    .flatMap((each) => {
      const size = each.workplaces.reduce((sum, workplace) => sum + workplace.size, 0);
      const regulated = each.workplaces.filter(
        ({ setting, opens, closes }) => setting.isRegulated && opens < LATEST && closes > LATEST,
      ).length;
      return Array.from({ length: LATEST + 1 }, (_, index) => index)
        .filter((index) => returnsIn(each, index))
        .map((index) => ({ slug: each.slug, index, size, regulated }));
    });
}

function bundle(rng: Rng, test: (intent: Intent) => boolean): Intent[] {
  return rng
    .shuffled(FAULTS.flatMap((fault) => fault.values.map((value) => ({ fault, value }))))
    .filter(test);
}

function put(intents: Map<string, Intent[]>, slot: Slot | undefined, added: Intent[]): void {
  if (slot !== undefined) intents.set(slotKey(slot.slug, slot.index), added);
}
