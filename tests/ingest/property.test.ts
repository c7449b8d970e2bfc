import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { preflight } from '../../src/ingest/preflight.js';
import { contractsOf } from './helpers/contracts.js';
import { csv, line, WORKER, type Cells } from './helpers/files.js';
import { recordsOf } from './helpers/looked.js';
import { records, RETURNS, rowsOf, stageReturns, stageUnder } from './helpers/staging.js';

const TEXTS = {
  id: 'texts',
  recognise: '[FIRST, SECOND]',
  columns: ['FIRST', 'SECOND']
    .map((name) => `\n  - { name: ${name}, as: ${name.toLowerCase()}, type: text, description: x }`)
    .join(''),
};

/** A cell is trimmed of spaces, and nothing is no value. */
function valueOf(cell: string): string | null {
  return cell.replace(/^ +| +$/g, '') || null;
}

describe('any table of cells', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'Z', '7', 'é', '"', ',', ';', '\n', ' ', "'", '|', '€', '\t', '#'),
    maxLength: 8,
  });
  // A record without any value is none.
  const row = fc.tuple(
    cell.filter((text) => text.trim() !== ''),
    cell,
  );
  const written = fc.record({
    rows: fc.array(row, { minLength: 1, maxLength: 6 }),
    delimiter: fc.constantFrom(',', '|', ';', '\t'),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    encoding: fc.constantFrom('utf8', 'utf8 with a mark', 'utf-16le', 'utf-16be', 'windows-1252'),
    isTitled: fc.boolean(),
    isLastOpen: fc.boolean(),
  });

  function bytesOf(table: typeof written extends fc.Arbitrary<infer T> ? T : never): Buffer {
    const { rows, delimiter, lineEnd, encoding, isTitled, isLastOpen } = table;
    const header = ['FIRST', 'SECOND'];
    const lines = [header, ...rows].map((cells) => line(cells, delimiter));
    const text = [...(isTitled ? ['Title'] : []), ...lines].join(lineEnd);
    const whole = isLastOpen ? text : text + lineEnd;
    if (encoding === 'utf8 with a mark') return Buffer.from(`\ufeff${whole}`);
    return iconv.encode(whole, encoding, { addBOM: encoding.startsWith('utf-16') });
  }

  it('in any delimiter, line end and encoding stages to the same records and values', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(written, { minLength: 1, maxLength: 6 }), async (tables) => {
        const files = tables.map((table, n) => ({ bytes: bytesOf(table), submitter: `s${n}` }));
        const staged = await stageUnder(contractsOf(TEXTS), ...files);
        const rows = await rowsOf(
          staged,
          'select first, second, row_state from raw.texts order by delivery_id, record_number',
        );
        expect(rows.map((each) => [each['first'], each['second']])).toEqual(
          tables.flatMap((table) => table.rows.map((cells) => cells.map(valueOf))),
        );
        expect(new Set(rows.map((each) => each['row_state']))).toEqual(new Set(['kept']));
      }),
      { numRuns: 25, seed: 20260430 },
    );
  });
});

const WORKERS: readonly Cells[] = [
  { DOB: '29/02/1980', HOURLYRATE: '12.60', SALARYINT: '3', CONTHOURS: '37.5' },
  { UNIQUEWORKERID: 'w2', GENDER: '3', QUALACH01: '1;2019', QUALACH02: '20;2024' },
  { UNIQUEWORKERID: 'w3', EMPLSTATUS: '9', POSTCODE: 'AB1 2CD', NINUMBER: 'QQ12' },
  { UNIQUEWORKERID: 'wé', STATUS: 'NOCHANGE', DISPLAYID: 'Jo "Q" Invented, junior' },
];
const FULL = WORKERS.map((change) => ({ ...WORKER, ...change }));

describe('the columns of a worker file', () => {
  it('may stand in any order, and it stages to the same rows', async () => {
    const names = [...new Set(FULL.flatMap((record) => Object.keys(record)))];
    const plain = async (text: string) =>
      (await records(await stageReturns(text))).map((row) => ({
        ...row,
        findings: [...((row['findings'] ?? []) as object[])].map((each) => JSON.stringify(each)),
      }));
    const expected = await plain(csv(FULL, names));
    expect(expected).toHaveLength(WORKERS.length);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(names, { minLength: names.length }),
        fc.constantFrom('', 'A title\n'),
        async (order, title) => {
          const rows = await plain(title + csv(FULL, order));
          expect(rows.map((row) => ({ ...row, line: null, sheet: null }))).toEqual(expected);
        },
      ),
      { numRuns: 12, seed: 12 },
    );
  });
});

describe('a worker file that is cut off', () => {
  const text = csv([...FULL, { ...WORKER, SCQUAL: 'of\n\ntwo "lines"' }, WORKER]);
  const forms: [string, Buffer][] = [
    ['plain', Buffer.from(csv(FULL))],
    ['with line breaks in cells', Buffer.from(text)],
    ['with CRLF', Buffer.from(csv(FULL).replaceAll('\n', '\r\n'))],
    ['with a title', Buffer.from(`Staff in April\n\n${text}`)],
    ['in UTF-16', iconv.encode(csv(FULL), 'utf-16le', { addBOM: true })],
  ];

  async function lookAt(bytes: Buffer): Promise<string | readonly object[]> {
    const looked = await preflight(bytes, RETURNS);
    if (looked.outcome !== 'ready') return 'refused';
    const isNoted = looked.notes.some(({ rule }) => rule === 'last_line_open');
    return isNoted ? 'noted' : recordsOf(looked).map(({ cells }) => cells);
  }

  it.each(forms)(
    'is refused or noted at whichever byte, unless a record ends there: %s',
    async (_, whole) => {
      const all = await lookAt(whole);
      const counts = new Set<number>();
      for (let length = 0; length < whole.length; length++) {
        const found = await lookAt(whole.subarray(0, length));
        if (typeof found === 'string') continue;
        expect([length, found]).toEqual([length, all.slice(0, found.length)]);
        counts.add(found.length);
      }
      expect(all.length).toBeGreaterThan(WORKERS.length - 1);
      expect(counts.has(0)).toBe(false);
    },
  );

  it('where a record ends has fewer records, which only a count of staff or an earlier file shows', async () => {
    const whole = Buffer.from(csv(FULL));
    const ends = [...whole.toString('latin1').matchAll(/\n/g)].map(({ index }) => index + 1);
    const found = [];
    for (const end of ends) found.push(await lookAt(whole.subarray(0, end)));
    expect(found.map((each) => (typeof each === 'string' ? each : each.length))).toEqual([
      'refused',
      ...WORKERS.map((_, index) => index + 1),
    ]);
  });

  it('has its last row set aside where that is not whole', async () => {
    const whole = Buffer.from(csv(FULL));
    const cut = whole.subarray(0, whole.lastIndexOf('NOCHANGE') + 3);
    const rows = await records(await stageReturns(cut));
    expect(rows.map((row) => row['row_state']).slice(-2)).toEqual(['quarantined', 'quarantined']);
    expect(rows.at(-1)).toMatchObject({
      local_establishment_id: 'HOME1',
      worker_key: null,
      findings: [{ rule: 'cell_count' }],
    });
  });
});
