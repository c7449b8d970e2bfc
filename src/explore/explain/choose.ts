import { nearest, problem } from '../../errors.js';

/** One of the things a flag can mean: by its code, or by its name. */
export interface Choice {
  readonly code: string;
  readonly name: string;
}

const LISTED = 12;

/**
 * The thing that a text means: its code, its name, or the beginning of one name only.
 * @throws CC-USE-001 naming those that fit where there are several, else the nearest.
 */
export function choose(
  where: string,
  what: string,
  text: string | undefined,
  choices: readonly Choice[],
): Choice {
  const wanted = (text ?? '').trim().toLowerCase();
  const named = (fits: (name: string) => boolean): Choice[] =>
    choices.filter(({ name }) => fits(name.toLowerCase()));
  const byCode = choices.filter(({ code }) => code.toLowerCase() === wanted);
  const byName = named((name) => name === wanted);
  const byBeginning = wanted === '' ? [] : named((name) => name.startsWith(`${wanted} `));
  const found = [byCode, byName, byBeginning].find((list) => list.length > 0) ?? [];
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) throw several(where, what, text, found);
  throw unknown(where, what, text, choices);
}

function several(where: string, what: string, text: string | undefined, found: readonly Choice[]) {
  return problem('CC-USE-001', {
    where,
    expected: `one ${what}`,
    got: `"${text ?? ''}", which is ${found.map(({ code, name }) => `${code} (${name})`).join(' and ')}`,
    next: 'Give the code.',
  });
}

function unknown(
  where: string,
  what: string,
  text: string | undefined,
  choices: readonly Choice[],
) {
  const isShort = choices.length <= LISTED;
  const both = choices.flatMap(({ code, name }) => [code, name]);
  const near = text === undefined ? undefined : nearest(text, both);
  const example = choices[0];
  return problem('CC-USE-001', {
    where,
    expected: isShort
      ? `${withArticle(what)}: ${choices.map(choiceWords).join(', ')}`
      : `${withArticle(what)}, by code or name${example === undefined ? '' : `, such as ${choiceWords(example)}`}`,
    got: text === undefined ? 'none' : `"${text}"`,
    next: near === undefined ? 'Name one of them.' : `Did you mean "${near}"?`,
  });
}

function choiceWords({ code, name }: Choice): string {
  return name === '' || name === code ? code : `${code} (${name})`;
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
