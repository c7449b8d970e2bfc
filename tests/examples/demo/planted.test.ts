import { describe, expect, it } from 'vitest';
import { comparePlanted, type Found, type Planted } from '../../../examples/demo/planted.js';

const finding = {
  path: 'larchmere-care-ltd/2026-04/workers.csv',
  record: 3,
  column: 'NINUMBER',
  rule: 'ni_number_format',
  severity: 'error' as const,
};

const group = { workplace_id: 'heronsway-care-ltd/1', rule: 'times_beds' };

const planted: Pick<Planted, 'deliveries' | 'findings' | 'grouped_providers'> = {
  deliveries: [{ path: 'a/2026-04/workers.csv', state: 'rejected', reason: 'ragged' }],
  findings: [finding],
  grouped_providers: [group],
};

const same: Found = {
  deliveries: [
    { path: 'a/2026-04/workers.csv', state: 'rejected' },
    { path: 'b/2026-04/workers.csv', state: 'accepted' },
  ],
  findings: [finding],
  grouped_providers: [group],
};

describe('comparePlanted', () => {
  it('says nothing when a run found exactly what was planted', () => {
    expect(comparePlanted(planted, same)).toEqual([]);
  });

  it('names a finding that is missing and one that nobody planted', () => {
    const other = { ...finding, record: 4 };
    expect(comparePlanted(planted, { ...same, findings: [other] })).toEqual([
      'missing: larchmere-care-ltd/2026-04/workers.csv record 3 NINUMBER: ni_number_format (error)',
      'unexpected: larchmere-care-ltd/2026-04/workers.csv record 4 NINUMBER: ni_number_format (error)',
    ]);
  });

  it('counts a finding that was made twice', () => {
    expect(comparePlanted(planted, { ...same, findings: [finding, finding] })).toHaveLength(1);
  });

  it('names a state that differs, in either direction', () => {
    const deliveries = [{ path: 'b/2026-04/workers.csv', state: 'duplicate' }];
    expect(comparePlanted(planted, { ...same, deliveries })).toEqual([
      'a/2026-04/workers.csv: expected state rejected; got no such delivery',
      'b/2026-04/workers.csv: expected state accepted; got duplicate',
    ]);
  });

  it('names a grouped provider that is missing and one that nobody planted', () => {
    const other = { ...group, workplace_id: 'oakhollow-trust/1' };
    expect(comparePlanted(planted, { ...same, grouped_providers: [other] })).toEqual([
      'missing: heronsway-care-ltd/1: grouped provider, times_beds',
      'unexpected: oakhollow-trust/1: grouped provider, times_beds',
    ]);
  });

  it('stops after twenty differences and says how many more there are', () => {
    const findings = Array.from({ length: 25 }, (_, at) => ({ ...finding, record: at + 10 }));
    const differences = comparePlanted(planted, { ...same, findings });
    expect(differences).toHaveLength(21);
    expect(differences.at(-1)).toBe('and 6 more');
  });
});
