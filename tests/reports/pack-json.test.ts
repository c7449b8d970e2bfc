import { beforeAll, describe, expect, it } from 'vitest';
import { packJson } from '../../src/reports/pack-json.js';
import { seededBriefings } from './helpers/seeded-briefings.js';

interface Pack {
  readonly run: Readonly<Record<string, unknown>>;
  readonly sentences: readonly { section: string; rule: string; text: string }[];
}

let pack: Pack;

beforeAll(async () => {
  const paper = (await seededBriefings(['X10000001'])).get('X10000001');
  if (paper === undefined) throw new Error('no paper');
  pack = JSON.parse(packJson(paper)) as Pack;
});

describe('packJson', () => {
  it('has a hash of each thing that its run rests on', () => {
    expect(pack.run).toEqual({
      run_id: '20260504T020000Z',
      started_at: expect.stringContaining('2026-05-04') as string,
      program_version: '0.1.0',
      input_fingerprint: '5f1d3c0a9b7e4d2860c1f3a5b7d9e1f0',
      inputs: {
        contracts_fingerprint: 'c0de',
        sql_fingerprint: '5e1ec7',
        config_fingerprint: 'c0ff',
        deliveries_fingerprint: 'de11',
        delivery_count: 42,
      },
    });
  });

  it('has the rule of each definition, mark, rule of disclosure and implication', () => {
    const rulesIn = (section: string, text: string): (string | undefined)[] =>
      pack.sentences
        .filter((each) => each.section === section && each.text.includes(text))
        .map(({ rule }) => rule);
    expect(rulesIn('about', 'Vacancies as a share of')).toEqual(['about.definition']);
    expect(rulesIn('about', 'Rounds to nought')).toEqual(['about.mark']);
    expect(rulesIn('about', 'A figure is withheld where it')).toEqual(['about.disclosure']);
    expect(rulesIn('implications', 'Legal implications')).toEqual(['officer.implications.legal']);
  });
});
