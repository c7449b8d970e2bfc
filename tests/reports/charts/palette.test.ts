import { describe, expect, it } from 'vitest';
import { PALETTE } from '../../../src/reports/charts/palette.js';
import { NO_SHADE, SHADES } from '../../../src/reports/charts/shades.js';
import { lineStyles } from '../../../src/reports/charts/line-styles.js';
import { TREND } from './samples.js';

/**
 * How strongly two colours stand apart, 1 to 21.
 * @source WCAG 2.2, contrast ratio
 */
function contrastRatio(first: string, second: string): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('contrastRatio', () => {
  it('agrees with the published ratios', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastRatio(PALETTE.darkBlue, PALETTE.paper)).toBeCloseTo(10.25, 1);
    expect(contrastRatio(PALETTE.orange, PALETTE.paper)).toBeCloseTo(3.03, 2);
  });
});

describe('PALETTE', () => {
  it.each([
    ['text', 'paper'],
    ['text', 'panel'],
    ['text', 'focus'],
    ['secondary', 'paper'],
    ['link', 'paper'],
    ['darkBlue', 'panel'],
    ['darkPink', 'paper'],
  ] as const)('prints words in %s on %s at 4.5 to 1 or more', (ink, ground) => {
    expect(contrastRatio(PALETTE[ink], PALETTE[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['darkBlue', 'orange', 'turquoise', 'darkPink', 'darkGrey', 'secondary'] as const)(
    'draws lines and edges in %s at 3 to 1 or more',
    (ink) => {
      expect(contrastRatio(PALETTE[ink], PALETTE.paper)).toBeGreaterThanOrEqual(3);
    },
  );

  it('tells the two lines of a trend apart by more than hue', () => {
    expect(contrastRatio(PALETTE.darkBlue, PALETTE.orange)).toBeGreaterThanOrEqual(3);
  });

  it('edges each fill that is too pale to stand alone', () => {
    expect(contrastRatio(PALETTE.secondary, PALETTE.quietBar)).toBeGreaterThanOrEqual(3);
    expect(contrastRatio(PALETTE.darkBlue, PALETTE.lightBlue)).toBeGreaterThanOrEqual(3);
  });

  it.each([...SHADES, NO_SHADE])(
    'prints figures on the shade $fill at 4.5 to 1',
    ({ fill, ink }) => {
      expect(contrastRatio(ink, fill)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('tells the bars of a waterfall apart by more than hue', () => {
    expect(contrastRatio(PALETTE.darkPink, PALETTE.lightBlue)).toBeGreaterThanOrEqual(3);
  });

  it('tells each of four lines from the next, and all by their dashes', () => {
    const styles = Object.values(lineStyles(TREND.series));
    const next = styles.slice(1).map(({ colour }, index) => [colour, styles[index]?.colour ?? '']);
    for (const [one = '', other = ''] of next) {
      expect(contrastRatio(one, other)).toBeGreaterThanOrEqual(3);
    }
    expect(new Set(styles.map(({ dash }) => dash.join())).size).toBe(4);
  });
});
