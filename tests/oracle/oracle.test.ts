import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '../../src/config.js';
import { demoWorkspace } from '../helpers/demo-workspace.js';
import {
  columnDifferences,
  differences,
  fewOfEach,
  fileDifferences,
  metricOf,
  publicRow,
  type Shown,
} from './compare.js';
import type { Measures } from './measures.js';
import { computeOracle, type Oracle } from './oracle.js';
import { TRAVEL } from './travel.js';
import {
  publicMeasures,
  publishedMeasures,
  publishedRows,
  shownAs,
  type PublicRow,
} from './published.js';

const workspace = openWorkspace(demoWorkspace());
/** Of the analysis extract or a postcode directory, which the demo has none of: see the tests beside their SQL. */
const OF_WHAT_IS_NOT_THERE = ['leaver_reason_share', ...TRAVEL.measures.map(({ id }) => id)];

let oracle: Oracle;
let internal: Measures;
let shown: Map<string, PublicRow>;
let catalogue: Map<string, Shown>;

beforeAll(async () => {
  oracle = computeOracle(workspace);
  internal = await publishedMeasures(workspace);
  shown = await publicMeasures(workspace);
  catalogue = await shownAs(workspace);
});

describe('the files of the demo', () => {
  it('are taken, refused and set aside in part as a plain reading does', async () => {
    const deliveries = await publishedRows(
      workspace,
      'internal',
      "select * from ops.delivery where source_id = 'provider_returns'",
    );

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
  it('agrees with the naive computation in every row of every metric', () => {
    expect(fewOfEach(differences(oracle.measures, internal))).toEqual([]);
  });

  it('has every metric of the catalogue, and the oracle computes each', () => {
    const ids = [...catalogue.keys()].sort();

    expect(ids.length).toBeGreaterThan(90);
    expect([...new Set([...internal.keys()].map(metricOf))].sort()).toEqual(ids);
    expect([...new Set([...oracle.measures.keys()].map(metricOf))].sort()).toEqual(ids);
  });

  it('has values of every metric, so that each is put to the test', () => {
    const valued = [...oracle.measures].filter(([, row]) => row.value !== null);

    const withoutValue = new Set(catalogue.keys());
    for (const [key] of valued) withoutValue.delete(metricOf(key));
    expect([...withoutValue].sort()).toEqual([...OF_WHAT_IS_NOT_THERE].sort());
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
      const as = catalogue.get(metricOf(key));
      if (as === undefined) return [`${key}: not in the catalogue`];
      const { base_workers: workers, ...expected } = publicRow(as, whole);
      return columnDifferences(
        key,
        as.isOpen ? expected : { ...expected, base_workers: workers },
        row,
      );
    });

    expect(fewOfEach(found)).toEqual([]);
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
