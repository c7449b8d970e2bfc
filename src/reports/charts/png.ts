import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Resvg } from '@resvg/resvg-js';
import { problem } from '../../errors.js';
import { FONT_FAMILY, FONT_STACK, trueTypeFile } from './font.js';
import { PALETTE } from './palette.js';

const ZOOM = 2;

/** The fonts that were seen to draw words, once they were. */
let checked: readonly string[] | undefined;

/**
 * Turns a drawn `<svg>` into a picture on white, twice its size in pixels.
 * @throws CC-REP-002 where a font is missing: the picture would have no words.
 */
export function pngOf(svg: string): Uint8Array {
  checked ??= drawingFonts([trueTypeFile(400), trueTypeFile(600)]);
  const picture = open(svg, checked, ZOOM).render();
  return new Uint8Array(picture.asPng());
}

/**
 * The same fonts, once a word was drawn with them: the library leaves out words that it has no font
 * for and says nothing.
 * @throws CC-REP-002
 */
export function drawingFonts(files: readonly string[]): readonly string[] {
  const widths = [400, 600].map((weight) => {
    const word = `<text y="20" font-family="${FONT_STACK}" font-weight="${weight}">word</text>`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="99" height="30">${word}</svg>`;
    return open(svg, files, 1).getBBox()?.width ?? 0;
  });
  const [regular = 0, heavy = 0] = widths;
  if (regular > 0 && heavy > regular) return files;
  throw problem('CC-REP-002', {
    where: 'fonts of the reports',
    expected: `${FONT_FAMILY} in two weights in ${files.join(' and ')}`,
    got: regular === 0 ? 'no font that draws words' : 'one weight',
    next: 'Install Carecount again.',
  });
}

let gc: (() => void) | undefined;

/** Frees the memory of pictures made: the library keeps it until then. Call it after each area. */
export function collect(): void {
  if (gc === undefined) {
    setFlagsFromString('--expose-gc');
    gc = runInNewContext('gc') as () => void;
  }
  gc();
}

function open(svg: string, fontFiles: readonly string[], zoom: number): Resvg {
  return new Resvg(svg, {
    background: PALETTE.paper,
    fitTo: { mode: 'zoom', value: zoom },
    font: {
      fontFiles: [...fontFiles],
      loadSystemFonts: false,
      defaultFontFamily: FONT_FAMILY,
    },
  });
}
