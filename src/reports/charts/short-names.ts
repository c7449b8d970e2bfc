/** Words that say nothing about which place it is. */
const EMPTY_WORDS = new Set([
  'and',
  'of',
  'the',
  'on',
  'upon',
  'with',
  'in',
  'le',
  'city',
  'royal',
]);

/**
 * Short names of three or four letters for many places on a small map, no two alike: a name of up to
 * four letters is kept, several words give their first letters, a single word its beginning.
 * @example shortNames(['Bath and North East Somerset', 'Birmingham', 'Kent'])
 * // Map { 'Bath and North East Somerset' => 'BNES', 'Birmingham' => 'Birm', 'Kent' => 'Kent' }
 */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const found = new Map<string, string>();
  for (const name of [...new Set(names)].sort()) {
    const choice = candidates(name).find((each) => !taken.has(each.toLowerCase()));
    const short = choice ?? numbered(name, taken);
    taken.add(short.toLowerCase());
    found.set(name, short);
  }
  return found;
}

function candidates(name: string): string[] {
  const words = wordsOf(name);
  const joined = words.join('');
  const [first = '', second = ''] = words;
  const initials = words.map((word) => upper(word)).join('');
  const several = [
    ...(initials.length >= 3 ? [initials.slice(0, 4)] : []),
    `${upper(first)}${cut(second, 3)}`,
    `${cut(first, 2)}${upper(second)}`,
    `${cut(first, 3)}${upper(second)}`,
  ];
  const single = [cut(joined, 4), `${cut(joined, 3)}${cut(joined.slice(-1), 1)}`];
  const skipping = [...joined].map((letter, index) =>
    index < 3 ? '' : `${cut(joined, 3)}${letter}`,
  );
  const all = words.length > 1 ? [...several, ...single] : single;
  return [...all, ...skipping].filter((each) => [...each].length >= Math.min(3, joined.length));
}

function wordsOf(name: string): string[] {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const telling = words.filter((word) => !EMPTY_WORDS.has(word.toLowerCase()));
  return telling.length > 0 ? telling : words.length > 0 ? words : ['?'];
}

function cut(word: string, letters: number): string {
  return [...word].slice(0, letters).join('');
}

function upper(word: string): string {
  return cut(word, 1).toUpperCase();
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  const start = cut(wordsOf(name).join(''), 2);
  let number = 2;
  while (taken.has(`${start}${number}`.toLowerCase())) number += 1;
  return `${start}${number}`;
}
