import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '../../src/config.js';
import { demoWorkspace } from '../helpers/demo-workspace.js';
import {
  columnDifferences,
  differences,
  fileDifferences,
  isCountOfWorkplaces,
  metricOf,
  publicRow,
} from './compare.js';
import type { Measures } from './measures.js';
import { computeOracle, type Oracle } from './oracle.js';
import { publicMeasures, publishedMeasures, publishedRows, type PublicRow } from './published.js';

const METRICS = [
  'vacancy_rate',
  'turnover_rate',
  'hourly_pay_p10',
  'hourly_pay_p25',
  'hourly_pay_median',
  'hourly_pay_p75',
  'hourly_pay_p90',
  'share_below_floor',
  'share_at_floor',
  'returned_workplaces',
  'carried_workplaces',
  'mismatched_workplaces',
];

const workspace = openWorkspace(demoWorkspace());
let oracle: Oracle;
let internal: Measures;
let shown: Map<string, PublicRow>;

beforeAll(async () => {
  oracle = computeOracle(workspace);
  internal = await publishedMeasures(workspace);
  shown = await publicMeasures(workspace);
});

describe('the files of the demo', () => {
  it('are taken, refused and set aside in part as a plain reading does', async () => {
    const deliveries = await publishedRows(workspace, 'internal', 'select * from ops.delivery');

    expect(fileDifferences(oracle, deliveries)).toEqual([]);
  });

  it('come in every state that a file can be in', () => {
    const states = new Set(oracle.files.map(({ state }) => state));

    expect([...states].sort()).toEqual([
      'duplicate',
      'in_force',
      'rejected',
      'superseded',
      'unrecognised',
    ]);
  });
});

describe('metrics.measure of the internal file', () => {
  it.each(METRICS)('agrees with the naive computation in every row of %s', (metric) => {
    expect(differences(oracle.measures, internal, metric)).toEqual([]);
  });

  it('has no metric that the oracle does not compute', () => {
    expect([...new Set([...internal.keys()].map(metricOf))].sort()).toEqual([...METRICS].sort());
  });

  it('has rows of every status, so that each is put to the test', () => {
    const statuses = new Set([...oracle.measures.values()].map(({ status }) => status));

    expect([...statuses].sort()).toEqual(['low_base', 'not_available', 'ok', 'suppressed']);
  });
});

describe('metrics.measure of the public file', () => {
  it('shows nothing of what is suppressed and the rest only to its precision', () => {
    const found = [...shown].flatMap(([key, row]) => {
      const whole = oracle.measures.get(key);
      if (whole === undefined) return [`${key}: no such figure`];
      const { base_workers: workers, ...expected } = publicRow(metricOf(key), whole);
      const isCount = isCountOfWorkplaces(metricOf(key));
      return columnDifferences(
        key,
        isCount ? expected : { ...expected, base_workers: workers },
        row,
      );
    });

    expect(found).toEqual([]);
  });

  it('leaves out the area of workplaces that could not be placed and nothing else', () => {
    const left = [...oracle.measures.keys()].filter((key) => !shown.has(key));

    expect(left.length).toBeGreaterThan(0);
    expect(left.filter((key) => !key.includes(' unplaced '))).toEqual([]);
    expect([...shown.keys()].filter((key) => key.includes(' unplaced '))).toEqual([]);
  });

  it('does not tell how many work in a lone workplace', () => {
    const told = [...shown].filter(
      ([, row]) => row.base_workplaces === 1 && row.base_workers !== null,
    );

    expect(told.map(([key]) => key)).toEqual([]);
  });
});
