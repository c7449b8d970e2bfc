import { describe, expect, it } from 'vitest';
import { partLabels } from '../../src/metrics/part-labels.js';
import { loadMetrics } from '../../src/metrics/index.js';
import type { Measure } from '../../src/metrics/definition.js';

const measures = new Map<string, [Measure, Record<string, string>]>(
  loadMetrics().flatMap(({ header }) =>
    header.measures.map((each) => [each.id, [each, header.columns]] as const),
  ),
);

describe('the parts of a measure', () => {
  it.each([
    [
      'vacancy_rate',
      {
        numerator: 'Vacancies',
        denominator: 'Permanent and temporary employees plus vacancies',
      },
    ],
    ['returned_workplaces', { numerator: 'One for each workplace', denominator: null }],
    ['hourly_pay_median', { numerator: null, denominator: null }],
  ])('of %s are told in the words of its file', (id, labels) => {
    const [measure, columns] = measures.get(id) ?? [];
    expect(measure && partLabels(measure, columns ?? {})).toEqual(labels);
  });

  it('of a mean are the values and those who have one', () => {
    const mean = { kind: 'mean', value: 'days' } as Measure;
    expect(partLabels(mean, { days: 'Days lost' })).toEqual({
      numerator: 'Days lost',
      denominator: 'With a value',
    });
  });
});
