import { beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/warehouse/database.js';
import { lastingDir, removeDir, tempWorkspace } from '../../helpers/workspace.js';
import { csv, workers, workplaces, type Cells } from '../helpers/files.js';
import { rulesBroken, rulesOf } from '../helpers/rules.js';
import { arrive, rowsOf, stageAgain, stageFiles } from '../helpers/staging.js';

const HEADER = [
  'LOCALESTID',
  'UNIQUEWORKERID',
  'TRAININGUID',
  'CATEGORY',
  'DESCRIPTION',
  'DATECOMPLETED',
  'EXPIRYDATE',
  'ACCREDITED',
  'NOTES',
];

const TRAINING: Cells = {
  LOCALESTID: 'HOME1',
  UNIQUEWORKERID: 'w1',
  TRAININGUID: 'f3a1',
  CATEGORY: '6',
  DESCRIPTION: 'Fire walk',
  DATECOMPLETED: '01/02/2026',
  EXPIRYDATE: '01/02/2027',
  ACCREDITED: '1',
  NOTES: 'Very warm',
};

const training = (changes: readonly Cells[], header = HEADER) =>
  csv(
    changes.map((change) => ({ ...TRAINING, ...change })),
    header,
  );

type Case = readonly [change: Cells, rules: readonly string[], expected: object];

// The return describes April 2026: its as-at date is 30 April.
const cases: readonly Case[] = [
  [{}, [], { training_category_code: '6', accredited_code: '1', row_state: 'kept' }],
  [{ CATEGORY: '51' }, [], { training_category_code: '51' }],
  [{ CATEGORY: '3' }, ['code_unknown'], { training_category_code: null, row_state: 'kept' }],
  [{ CATEGORY: '' }, ['required'], { training_category_code: null, row_state: 'kept' }],
  [{ ACCREDITED: '0' }, [], { accredited_code: '0' }],
  [{ ACCREDITED: '999' }, [], { accredited_code: null }],
  [{ ACCREDITED: '2' }, ['code_unknown'], { accredited_code: null }],
  [{ DATECOMPLETED: '30/04/2026' }, [], { completed_date: '2026-04-30' }],
  [{ DATECOMPLETED: '01/05/2026' }, ['training_completed_in_future'], { completed_date: null }],
  [{ DATECOMPLETED: '2026-02' }, ['date_format'], { completed_date: null }],
  [{ DATECOMPLETED: '', EXPIRYDATE: '' }, [], { completed_date: null, expiry_date: null }],
  [{ EXPIRYDATE: '01/02/2026' }, [], { expiry_date: '2026-02-01' }],
  [{ EXPIRYDATE: '31/01/2026' }, ['training_expires_before_completed'], { expiry_date: null }],
  [{ DESCRIPTION: 'd'.repeat(120) }, [], {}],
  [{ DESCRIPTION: 'd'.repeat(121) }, ['text_length'], { row_state: 'kept' }],
  [{ NOTES: 'n'.repeat(1000) }, [], {}],
  [{ NOTES: 'n'.repeat(1001) }, ['text_length'], { row_state: 'kept' }],
  [{ UNIQUEWORKERID: '' }, ['required'], { row_state: 'quarantined', worker_key: null }],
  [{ LOCALESTID: '' }, ['required'], { row_state: 'quarantined' }],
];

describe('a record of the training file', () => {
  let rows: Row[] = [];
  beforeAll(async () => {
    const workspace = tempWorkspace(undefined, lastingDir());
    try {
      const bytes = training(cases.map(([change]) => change));
      rows = await rowsOf(
        await stageAgain(workspace, arrive(workspace, [{ bytes }])),
        'select * from raw.asc_wds_training order by record_number',
      );
    } finally {
      removeDir(workspace.dir);
    }
  });

  it.each(cases.map((each, at) => [...each, at] as const))(
    '%o breaks %j',
    (_change, rules, expected, at) => {
      expect(rulesBroken(rows[at] ?? {})).toEqual(rules);
      expect(rows[at]).toMatchObject(expected);
    },
  );

  it('never shows what the provider wrote in words', () => {
    expect(JSON.stringify(rows)).not.toMatch(/Fire walk|Very warm|f3a1/);
  });

  it('has a case for each rule', () => {
    const tested = new Set(cases.flatMap(([, rules]) => rules));
    expect(rulesOf('asc_wds_training').filter(({ id }) => !tested.has(id))).toEqual([]);
  });
});

describe('the training file', () => {
  it.each([
    ['2026', HEADER],
    ['without TRAININGUID', HEADER.filter((name) => name !== 'TRAININGUID')],
  ])('is known with the header of %s', async (variant, header) => {
    const found = await rowsOf(
      await stageFiles(training([{}], [...header])),
      'select dataset_id, outcome, variant from raw.delivery',
    );
    expect(found).toEqual([{ dataset_id: 'asc_wds_training', outcome: 'ready', variant }]);
  });

  it('has the key of the same worker in the worker file, however its ids are spaced', async () => {
    const files = await stageFiles(
      workplaces({}),
      workers({ UNIQUEWORKERID: 'w 1', LOCALESTID: 'HOME 1' }, { UNIQUEWORKERID: 'w2' }),
      training([{}, { UNIQUEWORKERID: 'w1', LOCALESTID: 'HOME2' }]),
    );
    const joined = await rowsOf(
      files,
      `select asc_wds_training.record_number as training, asc_wds_worker.record_number as worker
      from raw.asc_wds_training
      inner join raw.asc_wds_worker
          on asc_wds_training.worker_key = asc_wds_worker.worker_key
          and asc_wds_training.local_establishment_id = asc_wds_worker.local_establishment_id`,
    );
    expect(joined).toEqual([{ training: 1, worker: 1 }]);
  });
});
