import { nearest, problem } from '../errors.js';

/**
 * Reads a flag that takes one of a few words.
 * @throws CC-USE-001 naming them, and the nearest.
 */
export function choiceOf<Word extends string>(
  flag: string,
  text: string | undefined,
  words: readonly Word[],
): Word | undefined {
  if (text === undefined) return undefined;
  const word = words.find((each) => each === text);
  if (word !== undefined) return word;
  const near = nearest(text, words);
  throw problem('CC-USE-001', {
    where: flag,
    expected: `one of ${words.join(', ')}`,
    got: `"${text}"`,
    next: near === undefined ? 'Name one of them.' : `Did you mean "${near}"?`,
  });
}
