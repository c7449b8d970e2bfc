import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readSecret, type Contract } from '../../src/ingest/index.js';
import { tempWorkspace } from '../helpers/workspace.js';
import { csv, line, WORKER, WORKPLACE, workers, workplaces } from './helpers/files.js';
import {
  arrive,
  CONTRACTS,
  records,
  refusal,
  rowsOf,
  SECRET_TEXT,
  stageAgain,
  stageFiles,
} from './helpers/staging.js';

const OTHER_SECRET = 'another secret, as long as it has to be for keys';

describe('stage', () => {
  it('joins files of one header in one batch and keeps apart what each one holds', async () => {
    const staged = await stageFiles(
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
    const file = csv([
      { ...WORKER, SCQUAL: 'two\nlines' },
      { ...WORKER, SCQUAL: 'b' },
      { ...WORKER, SCQUAL: 'c' },
    ]).replace('"\n', '"\n\n\n');
    const rows = await records(await stageFiles(file, `${file}\n`));
    expect(rows.map((row) => [row['record_number'], row['social_care_qualification']])).toEqual([
      [1, 'two\nlines'],
      [2, 'b'],
      [3, 'c'],
      [1, 'two\nlines'],
      [2, 'b'],
      [3, 'c'],
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
      await stageFiles(...files.map((bytes, index) => ({ bytes, submitter: `s${index}` }))),
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
    expect((await stageAgain(workspace, first)).staging.filesRead).toBe(2);
    expect((await stageAgain(workspace, first)).staging.filesRead).toBe(0);
    const again = arrive(workspace, [{ bytes: workers({}), submitter: 'birch' }], 3);
    const staged = await stageAgain(workspace, [...first, ...again]);
    expect(staged.staging.filesRead).toBe(0);
    expect((await records(staged)).map((row) => row['submitter'])).toEqual(['alder', 'birch']);
  });

  it('reads the same bytes again for another month, as ages differ', async () => {
    const workspace = tempWorkspace();
    const first = arrive(workspace, [{ bytes: workers({}) }]);
    await stageAgain(workspace, first);
    const later = arrive(workspace, [{ bytes: workers({}), period: '2026-05' }], 2);
    expect((await stageAgain(workspace, [...first, ...later])).staging.filesRead).toBe(1);
  });

  it('reads again under a contract that has changed', async () => {
    const workspace = tempWorkspace();
    const deliveries = arrive(workspace, [{ bytes: workers({}) }, { bytes: 'A,B\n1,2\n' }]);
    await stageAgain(workspace, deliveries);
    const changed: Contract[] = CONTRACTS.map((each) => ({
      ...each,
      fingerprint: `${each.fingerprint}x`,
    }));
    expect((await stageAgain(workspace, deliveries, changed)).staging.filesRead).toBe(2);
  });

  it('reads again where the Parquet is gone', async () => {
    const workspace = tempWorkspace();
    const deliveries = arrive(workspace, [{ bytes: workers({}) }]);
    await stageAgain(workspace, deliveries);
    const dir = join(workspace.warehouseDir, 'staged/asc_wds_worker');
    for (const name of readdirSync(dir).filter((each) => each.endsWith('.parquet')))
      rmSync(join(dir, name));
    const staged = await stageAgain(workspace, deliveries);
    expect(staged.staging.filesRead).toBe(1);
    expect(await records(staged)).toHaveLength(1);
  });

  it('leaves nothing of a raw file under the temporary folder', async () => {
    const { workspace } = await stageFiles(workers({}), workers({}, {}));
    expect(readdirSync(join(workspace.rawDir, '.tmp'))).toEqual([]);
  });

  it('lets a file that is refused cost only itself', async () => {
    const staged = await stageFiles(workers({}), `${workers({})}"open,\n`, workplaces({}));
    expect(refusal(staged).outcome).toBe('rejected');
    expect(await records(staged)).toHaveLength(1);
    expect(await records(staged, 'workplace')).toHaveLength(1);
  });

  it.each([
    ['a record longer than the database reads', 'x'.repeat(3_000_000)],
    ['a NUL in a cell', 'a\u0000b'],
    ['a quotation mark inside a cell without marks', 'a 5" bed'],
  ])('lets %s cost at most its own file', async (_, cell) => {
    const odd = `${line(Object.keys(WORKER))},SCQUAL\n${line(Object.values(WORKER))},${cell}\n`;
    const staged = await stageFiles(
      { bytes: csv([{ ...WORKER, SCQUAL: '2' }]), submitter: 'birch' },
      { bytes: odd, submitter: 'odd' },
    );
    const rows = await records(staged);
    expect(rows.filter((row) => row['submitter'] === 'birch')).toHaveLength(1);
    const kept = rows.find((row) => row['submitter'] === 'odd');
    if (kept === undefined) expect(refusal(staged).outcome).toBe('rejected');
    else expect(kept['social_care_qualification']).toBe(cell);
  });

  it('loses no file without a word, not one with a record of 34 million letters', async () => {
    const huge = csv([{ ...WORKER, SCQUAL: 'x'.repeat(34_000_000) }]);
    const staged = await stageFiles(
      { bytes: csv([{ ...WORKER, SCQUAL: '2' }]), submitter: 'birch' },
      { bytes: huge, submitter: 'odd' },
    );
    const rows = await rowsOf(staged, 'select submitter from raw.asc_wds_worker order by 1');
    expect(rows.length + staged.staging.refused.size).toBe(2);
  });
});

describe("a worker's key", () => {
  const keysOf = async (text: string, secret = SECRET_TEXT) => {
    const workspace = tempWorkspace();
    const staged = await stageAgain(
      workspace,
      arrive(workspace, [{ bytes: text }]),
      CONTRACTS,
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
    const before = await stageAgain(workspace, deliveries);
    const secret = readSecret(workspace, { CARECOUNT_SECRET: OTHER_SECRET });
    const after = await stageAgain(workspace, deliveries, CONTRACTS, secret);
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
    QUALACH01NOTES: 'a note on a person',
  };

  it('is in neither the bytes nor the values of the Parquet, well or badly written', async () => {
    const wrong = Object.fromEntries(
      Object.entries(PERSONAL).map(([name, text]) => [name, `${text}!!`]),
    );
    const { workspace, ...staged } = await stageFiles(workers(PERSONAL, wrong));
    const values = JSON.stringify(await records({ workspace, ...staged }));
    const dir = join(workspace.warehouseDir, 'staged');
    const bytes = readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
      .join('\n');
    const unit = ['ZZ987QX', 'ZZ9876', '1971-03-17', 'ZZ987654C'];
    for (const text of [...Object.values(PERSONAL), ...unit]) {
      expect(bytes).not.toContain(text);
      expect(values).not.toContain(text);
    }
    expect(values).toContain('"home_postcode_sector":"ZZ98 7"');
    expect(values).toContain('"age_years":55');
  });
});

describe('any table of cells', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'Z', '7', 'é', '"', ',', ';', '\n', ' ', "'", '|', '€'),
  });
  const table = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 6 });

  it('written as RFC 4180 says is staged to the same records and values', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(table, { minLength: 1, maxLength: 4 }), async (tables) => {
        const files = tables.map((rows, index) => ({
          submitter: `s${index}`,
          bytes: csv(
            rows.map(([first, second]) => ({
              ...WORKER,
              SCQUAL: first,
              LOCALESTID: 'H',
              NONSCQUAL: second,
            })),
          ),
        }));
        const rows = await records(await stageFiles(...files));
        expect(
          rows.map((row) => [row['social_care_qualification'], row['other_qualification']]),
        ).toEqual(tables.flat().map(([first, second]) => [valueOf(first), valueOf(second)]));
      }),
      { numRuns: 12, seed: 20260430 },
    );
  });
});

/** A cell is trimmed of spaces, and nothing is no value. */
function valueOf(cell: string): string | null {
  return cell.replace(/^ +| +$/g, '') || null;
}
