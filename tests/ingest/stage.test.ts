import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readSecret, type Contract } from '../../src/ingest/index.js';
import { readSqlFile, sqlDir } from '../../src/warehouse/sql-file.js';
import { tempWorkspace } from '../helpers/workspace.js';
import { contractsOf, type ContractText } from './helpers/contracts.js';
import { csv, WORKPLACE, workers, workplaces } from './helpers/files.js';
import {
  arrive,
  PLAIN_RETURNS,
  records,
  refusal,
  rowsOf,
  SECRET_TEXT,
  stageAgain,
  stageReturns,
  stageUnder,
} from './helpers/staging.js';

/** A dataset of texts, which may be anything. */
const TEXTS: ContractText = {
  id: 'texts',
  recognise: '[FIRST, SECOND]',
  columns: ['FIRST', 'SECOND']
    .map((name) => `\n  - { name: ${name}, as: ${name.toLowerCase()}, type: text, description: x }`)
    .join(''),
};

const OTHER_SECRET = 'another secret, as long as it has to be for keys';

describe('stage', () => {
  it('joins files of one header in one batch and keeps apart what each one holds', async () => {
    const staged = await stageReturns(
      { bytes: workers({}, { GENDER: '9' }), submitter: 'alder' },
      { bytes: workers({ GENDER: '1' }), submitter: 'birch' },
      { bytes: workers({ GENDER: '1' }, { GENDER: '2' }, { GENDER: '8' }), submitter: 'cedar' },
    );
    expect(
      new Set([...staged.staging.staged.values()].map((place) => place.batch.batch_id)).size,
    ).toBe(1);
    const findings = await rowsOf(
      staged,
      `select submitter, record_number, findings[1].column_name as found
      from raw.asc_wds_worker order by all`,
    );
    expect(findings).toEqual([
      { submitter: 'alder', record_number: 1, found: null },
      { submitter: 'alder', record_number: 2, found: 'GENDER' },
      { submitter: 'birch', record_number: 1, found: null },
      { submitter: 'cedar', record_number: 1, found: null },
      { submitter: 'cedar', record_number: 2, found: null },
      { submitter: 'cedar', record_number: 3, found: 'GENDER' },
    ]);
  });

  it('numbers records past blank lines and quoted line breaks', async () => {
    const file = 'FIRST,SECOND\n"two\nlines",1\n\n\nb,2\nc,3\n';
    const staged = await stageUnder(contractsOf(TEXTS), file, `${file}\n`);
    const rows = await rowsOf(
      staged,
      'select record_number, line, first from raw.texts order by all',
    );
    expect(rows.map((row) => [row['record_number'], row['line'], row['first']])).toEqual([
      [1, 2, 'two\nlines'],
      [1, 2, 'two\nlines'],
      [2, 6, 'b'],
      [2, 6, 'b'],
      [3, 7, 'c'],
      [3, 7, 'c'],
    ]);
  });

  it('reads the same values from the same records in any encoding, line end and delimiter', async () => {
    const name = 'Señor’s “Café” – Ó, €5';
    const text = workplaces({ ESTNAME: name }, { ESTNAME: 'plain', LOCALESTID: 'H2' });
    const files = [
      text,
      `\ufeff${text}`,
      iconv.encode(text, 'utf-16le', { addBOM: true }),
      iconv.encode(text, 'windows-1252'),
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n', '\r').trimEnd(),
      csv(
        [
          { ...WORKPLACE, ESTNAME: name },
          { ...WORKPLACE, ESTNAME: 'plain', LOCALESTID: 'H2' },
        ],
        undefined,
        '|',
      ),
    ];
    const rows = await records(
      await stageReturns(...files.map((bytes, index) => ({ bytes, submitter: `s${index}` }))),
      'workplace',
    );
    expect(
      rows.map((row) => [row['submitter'], row['record_number'], row['workplace_name']]),
    ).toEqual(
      files.flatMap((_, index) => [
        [`s${index}`, 1, name],
        [`s${index}`, 2, 'plain'],
      ]),
    );
    expect(new Set(rows.map((row) => row['findings']))).toEqual(new Set([null]));
  });

  it('does not read again what has not changed', async () => {
    const workspace = tempWorkspace();
    const first = arrive(workspace, [{ bytes: workers({}) }, { bytes: 'A,B\n1,2\n' }]);
    expect((await stageAgain(workspace, first, PLAIN_RETURNS)).staging.filesRead).toBe(2);
    expect((await stageAgain(workspace, first, PLAIN_RETURNS)).staging.filesRead).toBe(0);
    const again = arrive(workspace, [{ bytes: workers({}), submitter: 'birch' }], 3);
    const staged = await stageAgain(workspace, [...first, ...again], PLAIN_RETURNS);
    expect(staged.staging.filesRead).toBe(0);
    expect((await records(staged)).map((row) => row['submitter'])).toEqual(['alder', 'birch']);
  });

  it('reads the same bytes again for another month, as ages differ', async () => {
    const workspace = tempWorkspace();
    const first = arrive(workspace, [{ bytes: workers({}) }]);
    await stageAgain(workspace, first, PLAIN_RETURNS);
    const later = arrive(workspace, [{ bytes: workers({}), period: '2026-05' }], 2);
    expect(
      (await stageAgain(workspace, [...first, ...later], PLAIN_RETURNS)).staging.filesRead,
    ).toBe(1);
  });

  it('reads again under a contract that has changed', async () => {
    const workspace = tempWorkspace();
    const deliveries = arrive(workspace, [{ bytes: workers({}) }, { bytes: 'A,B\n1,2\n' }]);
    await stageAgain(workspace, deliveries, PLAIN_RETURNS);
    const changed: Contract[] = PLAIN_RETURNS.map((each) => ({
      ...each,
      fingerprint: `${each.fingerprint}x`,
    }));
    expect((await stageAgain(workspace, deliveries, changed)).staging.filesRead).toBe(2);
  });

  it('reads again where the Parquet is gone', async () => {
    const workspace = tempWorkspace();
    const deliveries = arrive(workspace, [{ bytes: workers({}) }]);
    await stageAgain(workspace, deliveries, PLAIN_RETURNS);
    const dir = join(workspace.warehouseDir, 'staged/asc_wds_worker');
    for (const name of readdirSync(dir).filter((each) => each.endsWith('.parquet')))
      rmSync(join(dir, name));
    const staged = await stageAgain(workspace, deliveries, PLAIN_RETURNS);
    expect(staged.staging.filesRead).toBe(1);
    expect(await records(staged)).toHaveLength(1);
  });

  it('leaves nothing of a raw file under the temporary folder', async () => {
    const { workspace } = await stageReturns(workers({}), workers({}, {}));
    expect(readdirSync(join(workspace.rawDir, '.tmp'))).toEqual([]);
  });

  it('lets a file that is refused cost only itself', async () => {
    const staged = await stageReturns(workers({}), `${workers({})}"open,\n`, workplaces({}));
    expect(refusal(staged).outcome).toBe('rejected');
    expect(await records(staged)).toHaveLength(1);
    expect(await records(staged, 'workplace')).toHaveLength(1);
  });

  it.each([
    ['a record longer than the database reads', 'x'.repeat(3_000_000)],
    ['a NUL in a cell', 'a\u0000b'],
    ['a quotation mark inside a cell without marks', 'a 5" bed'],
  ])('lets %s cost at most its own file', async (_, cell) => {
    const staged = await stageUnder(
      contractsOf(TEXTS),
      { bytes: 'FIRST,SECOND\na,b\n', submitter: 'birch' },
      { bytes: `FIRST,SECOND\na,${cell}\n`, submitter: 'odd' },
    );
    const rows = await rowsOf(staged, 'select submitter, second from raw.texts');
    expect(rows.filter((row) => row['submitter'] === 'birch')).toHaveLength(1);
    const kept = rows.find((row) => row['submitter'] === 'odd');
    if (kept === undefined) expect(['rejected', 'unrecognised']).toContain(refusal(staged).outcome);
    else expect(kept['second']).toBe(cell);
  });

  it('loses no file without a word, not one with a record of 34 million letters', async () => {
    const staged = await stageUnder(
      contractsOf(TEXTS),
      { bytes: 'FIRST,SECOND\na,b\n', submitter: 'birch' },
      { bytes: `FIRST,SECOND\na,${'x'.repeat(34_000_000)}\n`, submitter: 'odd' },
    );
    const rows = await rowsOf(staged, 'select submitter from raw.texts order by 1');
    expect(rows.length + staged.staging.refused.size).toBe(2);
  });

  it('stages a row of another width as one set aside, with its first cell and no other', async () => {
    const staged = await stageUnder(
      contractsOf(TEXTS),
      'FIRST,SECOND\na,b\nc,secret,d\ne\n"f\nf",g\nh,i,\n',
    );
    expect(
      await rowsOf(
        staged,
        `select
            record_number, line, first, second, row_state, findings[1].rule as rule,
            len(findings) as finding_count
        from raw.texts order by all`,
      ),
    ).toEqual(
      [
        [1, 2, 'a', 'b', 'kept', null, null],
        [2, 3, 'c', null, 'quarantined', 'cell_count', 1],
        [3, 4, 'e', null, 'quarantined', 'cell_count', 1],
        [4, 5, 'f\nf', 'g', 'kept', null, null],
        [5, 7, 'h', 'i', 'kept', null, null],
      ].map(([record_number, line, first, second, row_state, rule, finding_count]) => ({
        record_number,
        line,
        first,
        second,
        row_state,
        rule,
        finding_count,
      })),
    );
    const dir = join(staged.workspace.warehouseDir, 'staged/texts');
    for (const name of readdirSync(dir)) {
      expect(readFileSync(join(dir, name)).toString('latin1')).not.toContain('secret');
    }
  });
});

describe('a file of which some rows have another width', () => {
  const { sql } = readSqlFile(join(sqlDir, 'core', 'int_delivery.sql'), z.unknown());
  const stateOf = async (good: number, bad: number, share: number, from: number) => {
    const contracts = contractsOf({
      ...TEXTS,
      rest: `reject_above_bad_share: ${share}\nreject_from_bad_rows: ${from}`,
    });
    const text = `FIRST,SECOND\n${'a,b\n'.repeat(good)}${'c\n'.repeat(bad)}`;
    const [row] = await rowsOf(await stageUnder(contracts, text), sql);
    return row;
  };

  it.each([
    [9, 1, 0.1, 1, 'ready'],
    [8, 2, 0.1, 1, 'rejected'],
    [8, 2, 0.1, 3, 'ready'],
    [0, 2, 0.5, 5, 'rejected'],
  ])(
    '%i good and %i bad with a share of %f from %i on is %s',
    async (good, bad, share, from, state) => {
      expect(await stateOf(good, bad, share, from)).toMatchObject({
        file_state: state,
        record_count: good + bad,
        kept_count: good,
        quarantined_count: bad,
      });
    },
  );
});

describe("a worker's key", () => {
  const keysOf = async (text: string, secret = SECRET_TEXT) => {
    const workspace = tempWorkspace();
    const staged = await stageAgain(
      workspace,
      arrive(workspace, [{ bytes: text }]),
      PLAIN_RETURNS,
      readSecret(workspace, { CARECOUNT_SECRET: secret }),
    );
    return (await records(staged)).map((row) => row['worker_key']);
  };
  const hmac = (secret: string, place: string, id: string) =>
    createHmac('sha256', secret).update(`${place}\x1f${id}`).digest('hex').slice(0, 32);

  it('is an HMAC over the workplace and the id, without their white space', async () => {
    const keys = await keysOf(
      workers({}, { UNIQUEWORKERID: ' w 2é ', LOCALESTID: 'H 2' }, { UNIQUEWORKERID: '' }),
    );
    expect(keys).toEqual([hmac(SECRET_TEXT, 'HOME1', 'w1'), hmac(SECRET_TEXT, 'H2', 'w2é'), null]);
  });

  it.each(['x'.repeat(64), 'x'.repeat(65), 'ü'.repeat(40)])(
    'is an HMAC for a secret as long as %s',
    async (secret) => {
      expect(await keysOf(workers({}), secret)).toEqual([hmac(secret, 'HOME1', 'w1')]);
    },
  );

  it('is another under another secret, and the file is read again for it', async () => {
    const workspace = tempWorkspace();
    const deliveries = arrive(workspace, [{ bytes: workers({}) }]);
    const before = await stageAgain(workspace, deliveries, PLAIN_RETURNS);
    const secret = readSecret(workspace, { CARECOUNT_SECRET: OTHER_SECRET });
    const after = await stageAgain(workspace, deliveries, PLAIN_RETURNS, secret);
    expect(after.staging.filesRead).toBe(1);
    const [[old], [fresh]] = [await records(before), await records(after)];
    expect(old?.['worker_key']).toBe(hmac(SECRET_TEXT, 'HOME1', 'w1'));
    expect(fresh?.['worker_key']).toBe(hmac(OTHER_SECRET, 'HOME1', 'w1'));
  });
});

describe('what is staged of a person', () => {
  const PERSONAL = {
    UNIQUEWORKERID: 'raw-worker-id-7731',
    CHGUNIQUEWRKID: 'changed-id-7732',
    DISPLAYID: 'Display Name Ng',
    NINUMBER: 'ZZ 98 76 54 C',
    POSTCODE: 'ZZ98 7QX',
    DOB: '17/03/1971',
    MAINJRDESC: 'own words of a role',
    QUALACH01: 'QQ 65 43 21 D',
    QUALACH02: 'Zeb Quillfeather',
    QUALACH01NOTES: 'a note on a person',
  };

  it('is in neither the bytes nor the values of the Parquet, well or badly written', async () => {
    const wrong = Object.fromEntries(
      Object.entries(PERSONAL).map(([name, text]) => [name, `${text}!!`]),
    );
    const { workspace, ...staged } = await stageReturns(workers(PERSONAL, wrong));
    const values = JSON.stringify(await records({ workspace, ...staged }));
    const dir = join(workspace.warehouseDir, 'staged');
    const bytes = readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
      .join('\n');
    const unit = ['ZZ987QX', 'ZZ9876', '1971-03-17', 'ZZ987654C', 'QQ654321D'];
    for (const text of [...Object.values(PERSONAL), ...unit]) {
      expect(bytes).not.toContain(text);
      expect(values).not.toContain(text);
    }
    expect(values).toContain('"home_postcode_sector":"ZZ98 7"');
    expect(values).toContain('"age_years":55');
  });
});
