import { describe, expect, it } from 'vitest';
import { NO_FIGURE_REASONS } from '../../../src/reports/facts/providers.js';
import type { NoFigureReason } from '../../../src/reports/facts/providers.js';
import { benchmarkSentences } from '../../../src/reports/narrative/benchmark.js';
import { fact } from '../helpers/facts.js';

describe('benchmarkSentences', () => {
  const none = fact({ value: null, status: 'not_available' });
  const shown = fact({ value: 0.09 });
  const line = (reason: NoFigureReason | null, own = none, group = shown) => ({
    own,
    group,
    good: shown,
    quarter: null,
    reason,
  });

  it.each(NO_FIGURE_REASONS)('has words for %s', (reason) => {
    const sentences = benchmarkSentences([line(reason)]);
    expect(sentences.map(({ rule }) => rule.split('.').at(-1))).toEqual([reason]);
    expect(sentences[0]?.text).toMatch(/the vacancy rate: [\p{L}\d’% ,]{15,}\.$/u);
  });

  it('compares nothing that rests on few workers, and says so once for all of them', () => {
    const low = fact({ value: 0.3, status: 'low_base' });
    expect(benchmarkSentences([line(null, low), line(null, shown, low)])).toMatchObject([
      { rule: 'benchmark.low_base', facts: [{}, {}, {}, {}] },
    ]);
  });

  it('says one reason once, of all measures it holds for', () => {
    const both = benchmarkSentences([line('mismatch_workers'), line('mismatch_workers')]);
    expect(both).toHaveLength(1);
  });
});
