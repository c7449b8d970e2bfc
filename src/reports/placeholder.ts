/** A part of a text that only an officer can write, as it stands in brackets until somebody does. */
const PLACEHOLDER = /(\[[^\]]*officer to complete\])/;

/** Words that only an officer can write, where there are none yet: named, so that none is overlooked. */
export function placeholder(what: string): string {
  return `[${what}: officer to complete]`;
}

/** A text in pieces: words, and placeholders that must be seen. */
export function withPlaceholders(
  text: string,
): { readonly text: string; readonly open: boolean }[] {
  return text
    .split(PLACEHOLDER)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, open: PLACEHOLDER.test(piece) }));
}
