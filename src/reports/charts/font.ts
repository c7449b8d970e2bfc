import { createRequire } from 'node:module';

const resolve = createRequire(import.meta.url).resolve;

/** The font of the reports. */
export const FONT_FAMILY = 'Source Sans 3';

/** The font and what stands in for it. Quoted: a name with a number in it is no CSS identifier. */
export const FONT_STACK = `'${FONT_FAMILY}', Arial, sans-serif`;

/** The file of a weight of the font, latin letters only. */
export function fontFile(weight: 400 | 600, format: 'woff' | 'woff2'): string {
  return resolve(`@fontsource/source-sans-3/files/source-sans-3-latin-${weight}-normal.${format}`);
}
