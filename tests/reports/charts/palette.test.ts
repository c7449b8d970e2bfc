import { describe, expect, it } from 'vitest';
import { PALETTE, contrastRatio } from '../../../src/reports/charts/palette.js';

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

  it.each(['darkBlue', 'orange', 'darkPink', 'darkGrey', 'secondary'] as const)(
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
});
