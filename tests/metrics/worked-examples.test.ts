import { describe, expect, it } from 'vitest';
import { loadMetrics, type MetricFamily } from '../../src/metrics/index.js';
import type { WorkedExample } from '../../src/metrics/definition.js';
import { literal } from '../../src/warehouse/database.js';
import { cell, measured } from './helpers.js';

/** What every contributor is, save for what an example says. */
const ORDINARY = {
  workplace_id: 'w1',
  organisation_id: 'o1',
  area_code: 'X06A',
  care_setting: 'care_home',
  job_role: '8',
  sector: 'private',
};

function rowSql(family: MetricFamily, row: WorkedExample['rows'][number]): string {
  const empty = Object.fromEntries(Object.keys(family.header.columns).map((name) => [name, null]));
  const columns = { ...empty, ...ORDINARY, worker_count: 1, ...row, period: null };
  const values = Object.entries(columns).map(([name, value]) => {
    if (name === 'period') return `date '2026-04-01' as period`;
    return `${typeof value === 'string' ? literal(value) : String(value)} as ${name}`;
  });
  return `select ${values.join(', ')}`;
}

/** What the measures of an example are over all contributors, by the first cut where there is no total. */
async function valuesOf(family: MetricFamily, example: WorkedExample) {
  const sql = example.rows.map((row) => rowSql(family, row)).join('\nunion all by name\n');
  const database = await measured([], { families: [{ ...family, sql }] });
  const { uncut, cuts, further_cut: further } = family.header;
  const first: Record<string, unknown> = { ...ORDINARY, ...example.rows[0] };
  const where = (uncut ? [] : (cuts[0] ?? [])).map((name) =>
    name === 'further_cut'
      ? ['cut', `${further?.column}=${String(first[further?.column ?? ''])}`]
      : [name, String(first[name])],
  );
  const at = Object.fromEntries(where) as Record<string, string>;
  const found: Record<string, unknown> = {};
  for (const metric of Object.keys(example.gives)) {
    found[metric] = (await cell(database, metric, at))['value'];
  }
  return found;
}

const families = loadMetrics();
const examples = families.flatMap((family) =>
  family.header.worked_examples.map(
    (example) => [family.name, example.says.trim(), family, example] as const,
  ),
);

describe('the worked examples of the metrics', () => {
  it.each(examples)('of %s come out: %s', async (_name, _says, family, example) => {
    expect(await valuesOf(family, example)).toEqual(example.gives);
  });

  it('have every measure in one of them', () => {
    const measures = families.flatMap(({ header }) => header.measures.map(({ id }) => id));
    const shown = new Set(examples.flatMap(([, , , example]) => Object.keys(example.gives)));

    expect(measures.filter((id) => !shown.has(id))).toEqual([]);
  });

  it('name only columns and measures that their family has', () => {
    for (const [, , { header }, { rows, gives }] of examples) {
      const columns = Object.keys(header.columns);
      const measures = header.measures.map(({ id }) => id);
      expect(columns).toEqual(expect.arrayContaining(rows.flatMap((row) => Object.keys(row))));
      expect(measures).toEqual(expect.arrayContaining(Object.keys(gives)));
    }
  });
});
