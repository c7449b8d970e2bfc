/**
 * Text from data on one line, without the marks that turn the direction of the text after it:
 * for formats that cannot set a text apart from its neighbours.
 */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Bidi_Control}/gu, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}
