import { createRequire } from 'node:module';
import { problem } from '../../errors.js';

const resolve = createRequire(import.meta.url).resolve;

/** The font of the reports. */
export const FONT_FAMILY = 'Source Sans 3';

/** The font and what stands in for it. Quoted: a name with a number in it is no CSS identifier. */
export const FONT_STACK = `'${FONT_FAMILY}', Arial, sans-serif`;

/**
 * The file of a weight of the font, latin letters only.
 * @throws CC-REP-002 where it is not installed.
 */
export function fontFile(weight: 400 | 600, format: 'woff' | 'woff2'): string {
  return installed(
    `@fontsource/source-sans-3/files/source-sans-3-latin-${weight}-normal.${format}`,
  );
}

const TTF = {
  400: '400Regular/SourceSans3_400Regular.ttf',
  600: '600SemiBold/SourceSans3_600SemiBold.ttf',
};

/**
 * The whole font as TrueType, for programs that draw text themselves.
 * @throws CC-REP-002 where it is not installed.
 */
export function trueTypeFile(weight: 400 | 600): string {
  return installed(`@expo-google-fonts/source-sans-3/${TTF[weight]}`);
}

function installed(file: string): string {
  try {
    return resolve(file);
  } catch (error) {
    throw problem(
      'CC-REP-002',
      {
        where: 'fonts of the reports',
        expected: `the file ${file}`,
        got: 'none',
        next: 'Install Carecount again.',
      },
      error,
    );
  }
}
