import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carecount, temporaryFolder, type Outcome } from '../helpers/run-cli.js';
import { deliver, smallWorkspace } from '../helpers/small-workspace.js';
import { workers, workplaces } from '../ingest/helpers/files.js';

const folder = temporaryFolder();
const dir = smallWorkspace(join(folder.path, 'workspace'));
const run = (...args: string[]): Outcome => carecount(['--workspace', dir, ...args]);
const json = (...args: string[]) =>
  JSON.parse(run('--json', ...args).stdout) as Record<string, unknown>[];
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ UNIQUEWORKERID: `w${index}` }));

beforeAll(() => {
  deliver(dir, 'alder/2026-03/workers.csv', workers(...many(20)));
  deliver(
    dir,
    'alder/2026-04/workers.csv',
    workers({ GENDER: '7', MAINJOBROLE: '99' }, ...many(9)),
  );
  deliver(dir, 'alder/2026-04/workplaces.csv', workplaces({ TOTALPERMTEMP: '9' }));
  deliver(dir, 'birch/2026-04/rota.csv', 'Shift\nnight\n');
  run('build');
});

afterAll(() => {
  folder.remove();
});

describe('carecount files', () => {
  it('lists what arrived, newest first, with its state and counts', () => {
    const { code, stdout } = run('files');
    expect(code).toBe(0);
    const lines = stdout.trim().split('\n');
    expect(lines[0]).toMatch(
      /^file +arrived \(UTC\) +from +month +kind +state +records +set aside +findings +path$/,
    );
    expect(lines).toHaveLength(6);
    expect(lines.map((line) => /^\d+/.exec(line)?.[0]).filter(Boolean)).toEqual([
      '4',
      '3',
      '2',
      '1',
    ]);
    expect(stdout).toMatch(
      /alder +2026-04 +asc_wds_worker +accepted with warnings +10 +1 +\d+ +alder\/2026-04\/workers\.csv/,
    );
  });

  it('takes a state, a sender and a month', () => {
    expect(json('files', '--state', 'unrecognised').map((row) => row['path'])).toEqual([
      'birch/2026-04/rota.csv',
    ]);
    expect(json('files', '--submitter', 'alder', '--period', '2026-03')).toHaveLength(1);
    expect(json('files', '--source', 'elsewhere')).toEqual([]);
  });

  it('says that it was cut', () => {
    expect(run('files', '--limit', '1').stdout).toMatch(
      /\n1 of 4 files\. Use --limit 0 for all\.\n$/,
    );
  });

  it('says in words that no file is like that', () => {
    expect(run('files', '--submitter', 'nobody').stdout).toBe(
      'No file is like that. See all with `carecount files`.\n',
    );
  });

  it.each([
    [['--state', 'reject'], /--state: expected one of accepted, .*Did you mean "rejected"\?/],
    [['--period', 'April'], /--period: expected a month such as 2026-04; got "April"/],
    [['--limit', 'ten'], /--limit: expected a whole number, 0 for all; got "ten"/],
  ])('refuses %j in words', (flags, words) => {
    const { code, stderr } = run('files', ...flags);
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
  });

  it('says what to do where nothing is published', () => {
    const empty = smallWorkspace(join(folder.path, 'empty'));
    const { code, stderr } = carecount(['--workspace', empty, 'files']);
    expect(code).toBe(10);
    expect(stderr).toMatch(/CC-CFG-006 .*Run carecount nightly first/);
  });
});

describe('carecount findings', () => {
  it('has line, column, rule and words, and the value of a code', () => {
    const { code, stdout } = run('findings', '--file', 'alder/2026-04/workers.csv');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      / 2 +GENDER +error +code_unknown +7 +The code is not one of those allowed/,
    );
  });

  it('warns of a file with far fewer records than the one before', () => {
    expect(json('findings', '--rule', 'fewer_records')).toMatchObject([
      {
        path: 'alder/2026-04/workers.csv',
        record_number: 0,
        value: '10 after 20',
        severity: 'warning',
      },
    ]);
  });

  it('takes a file by number, and a severity', () => {
    const [file] = json('files', '--period', '2026-04', '--state', 'accepted_with_warnings');
    const rows = json('findings', '--file', String(file?.['delivery_id']), '--severity', 'error');
    expect(rows.every((row) => row['severity'] === 'error')).toBe(true);
    expect(new Set(rows.map((row) => row['delivery_id']))).toEqual(
      new Set([file?.['delivery_id']]),
    );
  });

  it('says in words that nothing was wrong', () => {
    expect(run('findings', '--submitter', 'birch').stdout).toBe(
      'No finding is like that: nothing was wrong there.\n',
    );
    expect(json('findings', '--submitter', 'birch')).toEqual([]);
  });

  it('writes a workbook and CSV of all of them', async () => {
    const all = json('findings').length;
    const path = join(folder.path, 'findings.xlsx');
    expect(run('findings', '--out', path).code).toBe(0);
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    expect(book.worksheets[0]?.rowCount).toBe(all + 1);
    const csv = join(folder.path, 'findings.csv');
    run('findings', '--format', 'csv', '--out', csv, '--limit', '1');
    expect(readFileSync(csv, 'utf8').trim().split(/\r?\n/)).toHaveLength(2);
  });

  it.each([
    [['--rule', 'code_unknow'], /--rule: expected one of .*Did you mean "code_unknown"\?/],
    [['--severity', 'fatal'], /--severity: expected one of error, warning/],
    [['--format', 'parquet'], /--format: expected one of table, csv, json, xlsx/],
    [
      ['--file', '99'],
      /file 99: expected a number from 1 to 4; got "99"\. Find it with `carecount files`/,
    ],
  ])('refuses %j in words', (flags, words) => {
    const { code, stderr } = run('findings', ...flags);
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
  });
});

describe('the help of the commands about files', () => {
  it.each([
    ['files'],
    ['findings'],
    ['quarantine list'],
    ['quarantine show'],
    ['quarantine export'],
    ['quarantine replay'],
  ])('of %s has an example', (command) => {
    const { code, stdout } = run(...command.split(' '), '--help');
    expect(code).toBe(0);
    expect(stdout).toContain(`For example:\n  carecount ${command}`);
  });
});
