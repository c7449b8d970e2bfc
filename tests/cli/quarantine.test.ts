import { inflateRawSync } from 'node:zlib';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carecount, temporaryFolder, type Outcome } from '../helpers/run-cli.js';
import { deliver, smallWorkspace } from '../helpers/small-workspace.js';
import { csv, WORKER, workplaces, type Cells } from '../ingest/helpers/files.js';

/** What a provider may send of a worker and nobody may see again. All of it is invented. */
const PERSON = {
  NINUMBER: 'QQ123456C',
  POSTCODE: 'QV7 9ZQ',
  DOB: '17/03/1971',
  DISPLAYID: 'Quillemina Vexley',
  UNIQUEWORKERID: 'Quillemina-1971',
};
const SECRETS = [
  'QQ123456C',
  'QQ 12 34 56 C',
  'QV7 9ZQ',
  '17/03/1971',
  '1971-03-17',
  'Quillemina',
  'Vexley',
];

const folder = temporaryFolder();
const dir = join(folder.path, 'main');
const run = (...args: string[]): Outcome => carecount(['--workspace', dir, ...args]);
const HEADER = [...new Set([...Object.keys(WORKER), ...Object.keys(PERSON), 'GENDER', 'SALARY'])];

function staff(count: number, change: (index: number) => Cells): string {
  const rows = Array.from({ length: count }, (_, index) => ({
    ...WORKER,
    ...PERSON,
    UNIQUEWORKERID: `${PERSON.UNIQUEWORKERID}-${index}`,
    ...change(index),
  }));
  return csv(rows, HEADER);
}

/** A line of the file with a cell too many: what follows stands one to the right. */
function withMovedRow(text: string, row: number): string {
  const lines = text.split('\n');
  lines[row] = (lines[row] ?? '').replace(',', ',x,');
  return lines.join('\n');
}

beforeAll(() => {
  smallWorkspace(dir);
  // Two of twelve set aside: the file counts, those two do not.
  const partly = staff(12, (index) => ({
    ...(index === 2 && { MAINJOBROLE: '99' }),
    ...(index === 4 && { EMPLSTATUS: '', GENDER: 'Quillemina Vexley' }),
    ...(index === 6 && { GENDER: '7' }),
    ...(index === 9 && { SALARY: '21000' }),
  }));
  deliver(dir, 'alder/2026-04/workers.csv', withMovedRow(partly, 10));
  deliver(dir, 'alder/2026-04/workplaces.csv', workplaces({ TOTALPERMTEMP: '12' }));
  // Six of twelve set aside: the file is rejected.
  deliver(
    dir,
    'birch/2026-04/workers.csv',
    staff(12, (index) => (index < 6 ? { MAINJOBROLE: '99' } : {})),
  );
  deliver(dir, 'birch/2026-04/workplaces.csv', workplaces({ TOTALPERMTEMP: '12' }));
  deliver(dir, 'cedar/2026-04/rota.csv', `Name,NI number\n${PERSON.DISPLAYID},QQ123456C\n`);
  expect(run('nightly').code).toBe(11);
});

afterAll(() => {
  folder.remove();
});

describe('carecount quarantine list', () => {
  it('says how many records of each file are set aside, why and since when', () => {
    const { code, stdout } = run('quarantine', 'list');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /20\d\d-\d\d-\d\d \d\d:\d\d +alder +2026-04 +accepted with warnings +3 of 12 +alder\/2026-04\/workers\.csv +cell_count \(1\), EMPLSTATUS required \(1\), /,
    );
    expect(stdout).toMatch(/birch +2026-04 +rejected +6 of 12 .*MAINJOBROLE code_unknown \(6\)/);
    expect(stdout).toMatch(/cedar +2026-04 +unrecognised +the file/);
  });

  it('leaves out a rejected file once a good one has come in its place, and says so when nothing is left', () => {
    const mended = smallWorkspace(join(folder.path, 'mended'));
    const bad = staff(12, (index) => (index < 6 ? { MAINJOBROLE: '99' } : {}));
    deliver(mended, 'birch/2026-04/workers.csv', bad);
    carecount(['--workspace', mended, 'build']);
    deliver(
      mended,
      'birch/2026-04/workers mended.csv',
      staff(12, () => ({})),
    );
    carecount(['--workspace', mended, 'build']);
    const list = (...flags: string[]) =>
      carecount(['--workspace', mended, '--json', 'quarantine', 'list', ...flags]).stdout;
    expect(JSON.parse(list())).toEqual([]);
    expect(carecount(['--workspace', mended, 'quarantine', 'list']).stdout).toBe(
      'Nothing is set aside: every file was taken, with all its records.\n',
    );
    expect(JSON.parse(list('--all'))).toMatchObject([
      { path: 'birch/2026-04/workers.csv', state: 'rejected', replaced_by_delivery_id: 2 },
    ]);
  });
});

describe('carecount quarantine show', () => {
  it('gives line, column, rule and words, and a value only where it is a code', () => {
    const { code, stdout } = run('quarantine', 'show', 'alder/2026-04/workers.csv');
    expect(code).toBe(0);
    expect(stdout).toContain('3 of its 12 records are set aside.');
    expect(stdout).toMatch(/\n4 +MAINJOBROLE +error +code_unknown +99 +The code is not one/);
    expect(stdout).toMatch(/\n6 +EMPLSTATUS +error +required +The cell is empty/);
    expect(stdout).toMatch(/\n11 +the whole row +error +cell_count/);
    expect(stdout).not.toMatch(/\n8 +GENDER/);
  });

  it('says why a file was not taken at all', () => {
    const { stdout } = run('quarantine', 'show', 'rota.csv');
    expect(stdout).toMatch(
      /cedar for 2026-04, arrived .*, unrecognised\.\nThe file is none we know/,
    );
  });

  it('names the nearest file where there is none of that name', () => {
    const { code, stderr } = run('quarantine', 'show', 'alder/2026-04/worker.csv');
    expect(code).toBe(2);
    expect(stderr).toMatch(/Did you mean "alder\/2026-04\/workers\.csv"\?/);
  });

  it('names the files where one name is that of several', () => {
    const { code, stderr } = run('quarantine', 'show', 'workers.csv');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /expected one file; got 2: \d+ \(2026-04, .*\), \d+ \(2026-04, .*\)\. Give its number\./,
    );
  });
});

describe('carecount quarantine export', () => {
  const out = join(folder.path, 'to-mend.xlsx');
  let said: Outcome;
  let book: exceljs.Workbook;
  beforeAll(async () => {
    said = run('quarantine', 'export', 'alder/2026-04/workers.csv', '--out', out);
    book = new exceljs.Workbook();
    await book.xlsx.readFile(out);
  });
  const rowAt = (line: number): Record<string, string> => {
    const sheet = book.getWorksheet('To mend');
    const names = Array.from(sheet?.getRow(1).values as string[], (name) => name ?? '');
    const row = sheet?.getRows(2, 3)?.find((each) => each.getCell(1).value === line);
    return Object.fromEntries(
      names.map((name, at) => [name, at === 0 ? '' : String(row?.getCell(at).text)]),
    );
  };

  it('says what was written where', () => {
    expect(said.code).toBe(0);
    expect(said.stdout).toBe(`3 rows to mend written to ${out}.\n`);
  });

  it('holds the rows as they stand, with the column at fault and what to do', () => {
    expect(rowAt(4)).toMatchObject({
      Column: 'MAINJOBROLE',
      'What to do': expect.stringContaining('Use a code from the ASC-WDS list') as string,
      LOCALESTID: 'HOME1',
      MAINJOBROLE: '99',
      STATUS: 'UPDATE',
    });
    expect(rowAt(6)['Column']).toContain('EMPLSTATUS');
  });

  it('shades the cell at fault and no other of the row', () => {
    const sheet = book.getWorksheet('To mend');
    const names = Array.from(sheet?.getRow(1).values as string[], (name) => name ?? '');
    const row = sheet?.getRows(2, 3)?.find((each) => each.getCell(1).value === 4);
    const shaded = names.filter((_, at) => at > 3 && isShaded(row?.getCell(at)));
    expect(shaded).toEqual(['MAINJOBROLE']);
  });

  it('masks personal columns, texts where a code belongs, and rows whose cells have moved', () => {
    expect(rowAt(4)).toMatchObject({
      NINUMBER: '[personal, not shown]',
      DOB: '[personal, not shown]',
      POSTCODE: '[personal, not shown]',
      DISPLAYID: '[personal, not shown]',
      UNIQUEWORKERID: '[personal, not shown]',
    });
    expect(rowAt(6)['GENDER']).toBe('[not a code, not shown]');
    expect(rowAt(11)['STATUS']).toBe('[misplaced, not shown]');
  });

  it('tells on its first sheet what the file is, from whom, when, and what to do', () => {
    const cover = book.worksheets[0];
    const text = JSON.stringify(cover?.getSheetValues());
    expect(cover?.name).toBe('Read me first');
    for (const part of [
      'alder/2026-04/workers.csv',
      'April 2026',
      '3 of 12 records',
      'Send the whole file again',
    ])
      expect(text).toContain(part);
  });

  it('keeps the header in view', () => {
    expect(book.getWorksheet('To mend')?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  });

  it('is written down: who took what, when and where to', () => {
    const lines = readFileSync(join(dir, 'data/ledger/audit.jsonl'), 'utf8').trim().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      action: 'quarantine_export',
      path: 'alder/2026-04/workers.csv',
      records: 3,
      out,
      by: expect.stringMatching(/./) as string,
      at: expect.stringMatching(/^20\d\d-.*Z$/) as string,
    });
  });

  it('gives a file that was not taken a cover that says why, and no rows', async () => {
    const path = join(folder.path, 'rota.xlsx');
    const { code, stdout } = run('quarantine', 'export', 'rota.csv', '--out', path);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The file as a whole was not taken\. The file is none we know/);
    expect(stdout).toContain(path);
    expect(stdout).not.toMatch(/\b0 rows|rows to mend/);
    const other = new exceljs.Workbook();
    await other.xlsx.readFile(path);
    expect(other.worksheets.map(({ name }) => name)).toEqual(['Read me first']);
  });

  it('says of a file that lost too many rows both why it was not taken and how many to mend', () => {
    const path = join(folder.path, 'half.xlsx');
    const { stdout } = run('quarantine', 'export', 'birch/2026-04/workers.csv', '--out', path);
    expect(stdout).toMatch(/^The file as a whole was not taken\. .+ 6 rows to mend written to /);
  });

  it.each([
    ['a name that is no workbook', 'rows.csv', /expected the name of a workbook/],
    ['the inbox', 'inbox/rows.xlsx', /expected a file outside carecount's own folders/],
  ])('refuses %s', (_, name, words) => {
    const { code, stderr } = run('quarantine', 'export', 'rota.csv', '--out', join(dir, name));
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
  });

  it('refuses a file with nothing to mend', () => {
    const path = join(folder.path, 'none.xlsx');
    const { code, stderr } = run(
      'quarantine',
      'export',
      'alder/2026-04/workplaces.csv',
      '--out',
      path,
    );
    expect(code).toBe(2);
    expect(stderr).toContain('expected a file with records set aside');
    expect(existsSync(path)).toBe(false);
  });

  it('lets nothing personal out: not in what it prints, its workbook, or the warehouse', () => {
    const prints = [
      run('nightly', '--force', '--debug'),
      run('files'),
      run('findings', '--limit', '0'),
      run('--json', 'findings'),
      run('quarantine', 'list'),
      run('quarantine', 'show', 'alder/2026-04/workers.csv'),
      run('quarantine', 'show', 'birch/2026-04/workers.csv'),
      run(
        '--debug',
        'quarantine',
        'export',
        'birch/2026-04/workers.csv',
        '--out',
        join(folder.path, 'b.xlsx'),
      ),
    ].map(({ stdout, stderr }) => stdout + stderr);
    const places = {
      prints: prints.join('\n'),
      workbook:
        unzipped(out) +
        unzipped(join(folder.path, 'b.xlsx')) +
        unzipped(join(folder.path, 'rota.xlsx')),
      kept: [
        ...filesUnder(join(dir, 'data/warehouse')),
        ...filesUnder(join(dir, 'data/ledger')),
        ...filesUnder(join(dir, 'data/packs')),
      ]
        .map((path) => readFileSync(path, 'latin1'))
        .join('\n'),
    };
    expect(places.prints.length).toBeGreaterThan(1000);
    expect(places.workbook).toContain('MAINJOBROLE');
    expect(places.kept.length).toBeGreaterThan(100_000);
    for (const [place, text] of Object.entries(places)) {
      expect(
        SECRETS.filter((secret) => text.includes(secret)),
        place,
      ).toEqual([]);
    }
  });
});

describe('carecount quarantine replay', () => {
  const states = (workspace: string): Record<string, string> => {
    const { stdout } = carecount(['--workspace', workspace, '--json', 'files']);
    const rows = JSON.parse(stdout) as { path: string; state: string }[];
    return Object.fromEntries(rows.map(({ path, state }) => [path, state]));
  };

  it('takes the good records of a rejected file on a decision that gives its reason', () => {
    const own = smallWorkspace(join(folder.path, 'accept'));
    const half = staff(12, (index) => (index < 6 ? { MAINJOBROLE: '99' } : {}));
    deliver(own, 'birch/2026-04/workers.csv', half);
    deliver(own, 'birch/2026-04/workplaces.csv', workplaces({ TOTALPERMTEMP: '12' }));
    carecount(['--workspace', own, 'build']);
    const replay = (...flags: string[]) =>
      carecount([
        '--workspace',
        own,
        'quarantine',
        'replay',
        'birch/2026-04/workers.csv',
        ...flags,
      ]);

    const unreasoned = replay('--accept');
    expect(unreasoned.code).toBe(2);
    expect(unreasoned.stderr).toMatch(/--accept: expected a reason/);
    expect(states(own)['birch/2026-04/workers.csv']).toBe('rejected');

    const { code, stdout } = replay('--accept', '--reason', 'the rest was checked by phone');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /birch\/2026-04\/workers\.csv: was rejected, is accepted with warnings\./,
    );
    expect(states(own)['birch/2026-04/workers.csv']).toBe('accepted_with_warnings');
    const { stdout: counted } = carecount([
      '--workspace',
      own,
      'sql',
      '--format',
      'csv',
      "select kept_count, quarantined_count, decision, decision_reason from ops.delivery where path like '%workers.csv'",
    ]);
    expect(counted.trim().split(/\r?\n/)[1]).toBe('6,6,accept,the rest was checked by phone');
    const [line] = readFileSync(join(own, 'data/ledger/decisions.jsonl'), 'utf8')
      .trim()
      .split('\n');
    expect(JSON.parse(line ?? '')).toMatchObject({ decision_id: 1, action: 'accept' });
  });

  it('reads the same bytes again under the same contracts, once', () => {
    const own = smallWorkspace(join(folder.path, 'retry'));
    deliver(
      own,
      'alder/2026-04/workers.csv',
      staff(3, () => ({})),
    );
    deliver(own, 'cedar/2026-04/rota.csv', 'Name\nSomething\n');
    carecount(['--workspace', own, 'build']);
    const replayed = carecount([
      '--workspace',
      own,
      '--json',
      'quarantine',
      'replay',
      'workers.csv',
      'rota.csv',
    ]);
    const body = JSON.parse(replayed.stdout) as {
      run: { files_read: number; outcome: string };
      decisions: unknown[];
    };
    expect(body.run).toMatchObject({ files_read: 2, outcome: 'published' });
    expect(body.decisions).toHaveLength(2);
    expect(states(own)).toMatchObject({
      'alder/2026-04/workers.csv': 'accepted_with_warnings',
      'cedar/2026-04/rota.csv': 'unrecognised',
    });
    const { stdout } = carecount(['--workspace', own, '--json', 'build', '--force']);
    expect(JSON.parse(stdout)).toMatchObject({ files_read: 0, outcome: 'published' });
  });

  it('only writes the decision down with --no-run, and the next run acts on it', () => {
    const own = smallWorkspace(join(folder.path, 'no-run'));
    deliver(
      own,
      'alder/2026-04/workers.csv',
      staff(3, () => ({})),
    );
    carecount(['--workspace', own, 'build']);
    const { stdout } = carecount(['--workspace', own, 'quarantine', 'replay', '1', '--no-run']);
    expect(stdout).toBe('1 decision written down. The next `carecount nightly` acts on it.\n');
    const next = carecount(['--workspace', own, '--json', 'build']);
    expect(JSON.parse(next.stdout)).toMatchObject({ files_read: 1 });
  });

  it('accepts no file that was not rejected for its share of bad records', () => {
    const { code, stderr } = run(
      'quarantine',
      'replay',
      'rota.csv',
      '--accept',
      '--reason',
      'please',
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /expected one that was rejected because too many .*; got one that is unrecognised/,
    );
    expect(existsSync(join(dir, 'data/ledger/decisions.jsonl'))).toBe(false);
  });
});

function isShaded(cell: exceljs.Cell | undefined): boolean {
  const fill = cell?.fill;
  return fill?.type === 'pattern' && fill.pattern === 'solid';
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every part of a zip, inflated, as one text. */
function unzipped(path: string): string {
  const bytes = readFileSync(path);
  const parts: string[] = [];
  let at = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const count = bytes.readUInt16LE(at + 10);
  at = bytes.readUInt32LE(at + 16);
  for (let index = 0; index < count; index++) {
    const size = bytes.readUInt32LE(at + 20);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const part = bytes.subarray(start, start + size);
    parts.push((bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(part) : part).toString('utf8'));
    at +=
      46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts.join('\n');
}
