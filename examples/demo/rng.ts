/** A stream of pseudo-random draws that is the same on every machine. */
export interface Rng {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  /** A standard normal draw (a sum of uniforms, so within 6). */
  normal(): number;
  poisson(mean: number): number;
  shuffled<T>(items: readonly T[]): T[];
}

/** Opens the stream of a seed and a label; different labels give unrelated streams. */
export function openRng(seed: number, label: string): Rng {
  const next = mulberry32(hash(`${seed}/${label}`));
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => pickAt(items, int(0, items.length - 1)),
    weighted: (choices) => weightedAt(choices, next()),
    normal: () => {
      let sum = -6;
      for (let each = 0; each < 12; each += 1) sum += next();
      return sum;
    },
    poisson: (mean) => {
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count += 1;
      return count;
    },
    shuffled: (items) => {
      const copy = [...items];
      for (let last = copy.length - 1; last > 0; last -= 1) {
        const other = int(0, last);
        const held = pickAt(copy, last);
        copy[last] = pickAt(copy, other);
        copy[other] = held;
      }
      return copy;
    },
  };
}

/** The item at an index that must exist. */
export function pickAt<T>(items: readonly T[], index: number): T {
  if (index < 0 || index >= items.length)
    throw new RangeError(`no item ${index} of ${items.length}`);
  return items[index] as T;
}

function weightedAt<T>(choices: readonly (readonly [T, number])[], draw: number): T {
  let rest = draw * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of choices) {
    rest -= weight;
    if (rest < 0) return value;
  }
  return pickAt(choices, choices.length - 1)[0];
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return value >>> 0;
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
