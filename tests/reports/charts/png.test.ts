import { describe, expect, it } from 'vitest';
import { standaloneSvg } from '../../../src/reports/charts/accessible-svg.js';
import { trueTypeFile } from '../../../src/reports/charts/font.js';
import { collect, drawingFonts, pngOf } from '../../../src/reports/charts/png.js';

const svgOf = (text: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40">` +
  `<text x="4" y="24" font-family="'Source Sans 3', Arial" font-size="15">${text}</text></svg>`;

/** Width and height stand in the header of a PNG. */
function sizeOf(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('pngOf', () => {
  it('draws at twice the size', () => {
    expect(sizeOf(pngOf(svgOf('Care homes')))).toEqual([240, 80]);
  });

  it('draws the words', () => {
    expect(pngOf(svgOf('Care homes'))).not.toEqual(pngOf(svgOf('')));
  });

  it('draws a chart that stands alone with its title', () => {
    const words = { id: 'c', title: 't', description: 'd' };
    const chart = { svg: svgOf('Care homes'), width: 120, height: 40 };
    const pictureOf = (title: string): Uint8Array =>
      pngOf(standaloneSvg(chart, words, { title, subtitle: 'Per cent', notes: ['A note.'] }));
    expect(sizeOf(pictureOf('Pay rose'))[0]).toBe(1280);
    expect(pictureOf('Pay rose')).not.toEqual(pictureOf('Pay fell'));
  });

  it('gives equal bytes for equal drawings', () => {
    expect(pngOf(svgOf('Care homes'))).toEqual(pngOf(svgOf('Care homes')));
  });
});

describe('drawingFonts', () => {
  it('refuses files that give no words', () => {
    expect(() => drawingFonts(['no-such-font.ttf'])).toThrowError(
      /^fonts of the reports: expected Source Sans 3 in two weights .* no font that draws words/,
    );
  });

  it('refuses one weight alone', () => {
    expect(() => drawingFonts([trueTypeFile(400)])).toThrowError(/got one weight/);
  });
});

describe('collect', () => {
  it('can be called again and again', () => {
    expect(() => {
      collect();
      collect();
    }).not.toThrow();
  });
});
