/**
 * How many lines a text takes when it is broken between words: a spreadsheet program does not always see
 * to the height of its row.
 * @param room how many letters fit on a line
 * @example linesOf('one two three', 7) // 2
 */
export function linesOf(text: string, room: number): number {
  let lines = 0;
  for (const part of text.split('\n')) {
    lines += 1;
    let used = 0;
    for (const word of part.split(' ')) {
      const isFirst = used === 0;
      if (!isFirst && used + 1 + word.length <= room) used += 1 + word.length;
      else {
        lines += (isFirst ? 0 : 1) + Math.floor(Math.max(0, word.length - 1) / room);
        used = word.length % room;
      }
    }
  }
  return lines;
}
