import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/warehouse/database.js';
import { openBench } from './helpers/bench.js';

const bench = openBench();

interface Side {
  readonly numerator: number;
  readonly denominator: number;
}

/** What an organisation has in a setting and a role, in hundredths so that sums are exact. */
interface Part {
  readonly organisation: number;
  readonly setting: string;
  readonly role: string;
  readonly hasConsent: boolean;
  readonly now: Side;
  readonly before: Side;
}

const side: fc.Arbitrary<Side> = fc.option(
  fc.record({ numerator: fc.nat(500), denominator: fc.nat(9999) }),
  { nil: { numerator: 0, denominator: 0 } },
);

const part: fc.Arbitrary<Part> = fc.record({
  organisation: fc.integer({ min: 1, max: 9 }),
  setting: fc.constantFrom('care_home', 'domiciliary', 'day'),
  role: fc.constantFrom('7', '8', '1'),
  hasConsent: fc.boolean(),
  now: side,
  before: side,
});

const parts = fc
  .uniqueArray(part, {
    minLength: 1,
    maxLength: 25,
    selector: ({ organisation, setting, role }) => `${organisation} ${setting} ${role}`,
  })
  .filter((all) => total(all, 'now', 'denominator') > 0 && total(all, 'before', 'denominator') > 0);

function total(all: readonly Part[], when: 'now' | 'before', name: 'numerator' | 'denominator') {
  return all.reduce((sum, each) => sum + each[when][name], 0);
}

const KEY = { metric_id: 'some_rate', period: '2026-04-01', area_code: 'X06A' };

/** The tables that both models read, of these parts. */
function given(all: readonly Part[]): Record<string, object[]> {
  const denominator = total(all, 'now', 'denominator');
  const previous = total(all, 'before', 'denominator');
  const value = total(all, 'now', 'numerator') / denominator;
  const previousValue = total(all, 'before', 'numerator') / previous;
  return {
    'comparison.int_year_change': [
      {
        ...KEY,
        denominator: denominator / 100,
        previous_denominator: previous / 100,
        value,
        previous_value: previousValue,
        mean_value: (value + previousValue) / 2,
        change: value - previousValue,
      },
    ],
    'comparison.int_year_contribution': all.map((each) => ({
      ...KEY,
      organisation_id: `organisation-${each.organisation}`,
      care_setting: each.setting,
      job_role: each.role,
      has_sharing_consent: each.hasConsent,
      is_now: each.now.denominator > 0,
      is_previous: each.before.denominator > 0,
      numerator: each.now.numerator / 100,
      denominator: each.now.denominator / 100,
      previous_numerator: each.before.numerator / 100,
      previous_denominator: each.before.denominator / 100,
    })),
  };
}

/** How far the terms of some rows are from the change that they say. */
function error(rows: readonly Row[], ...terms: string[]): number {
  const sum = rows.flatMap((row) => terms.map((term) => Number(row[term]))).reduce((a, b) => a + b);
  return Math.abs(sum - Number(rows[0]?.['change']));
}

describe('the terms of a change', () => {
  it('add up to it, over settings and over roles, whoever came or left', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async (all) => {
        const rows = await bench.build('comparison.movement', given(all));
        for (const dimension of ['care_setting', 'job_role']) {
          const own = rows.filter((row) => row['dimension'] === dimension);
          expect(error(own, 'mix_change', 'within_change')).toBeLessThan(1e-12);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('add up over providers too, none of which is named that has not agreed to share', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async (all) => {
        const rows = await bench.build('comparison.provider_movement', given(all));
        expect(error(rows, 'contribution')).toBeLessThan(1e-12);
        const hidden = all.filter((each) => !each.hasConsent);
        const named = rows.map((row) => row['organisation_id']);
        for (const { organisation } of hidden) {
          expect(named).not.toContain(`organisation-${organisation}`);
        }
      }),
      { numRuns: 40 },
    );
  });
});
