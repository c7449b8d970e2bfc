/** The font of what a provider reads. */
export const FONT = { name: 'Arial', size: 11 };
/** The font of a table that holds a whole file's columns. */
export const SMALL_FONT = { ...FONT, size: 10 };
export const NAVY = 'FF1F3A5F';
export const RULE = 'FFB1B4B6';
const WHITE = 'FFFFFFFF';

/** The heading of a column: white on navy. */
export const HEADER = {
  font: { bold: true, color: { argb: WHITE } },
  fill: solid(NAVY),
};

/** The fill of one colour, given as alpha, red, green and blue. */
export function solid(argb: string) {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } } as const;
}
