import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import { modelTests, openModelTests, type ModelTestBench } from '../../src/model-tests.js';
import { failureText } from '../../src/transform/index.js';
import { lastingDir, removeDir, thrownBy } from '../helpers/workspace.js';
import { modelText } from './helpers.js';

const PAGE = readFileSync(join(packageDir, 'docs', 'tests.md'), 'utf8');
const block = (language: string) =>
  new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(PAGE)?.[1] ?? '';

const ROWS =
  "select * from (values (1, 'red', 1.50), (2, 'blue', 2.00), (2, 'blue', 2.00)) as t(n, colour, pay)";
const model = modelText(`select n, colour, pay, [n] as list from (${ROWS})`, [
  'n',
  'colour',
  'pay',
  'list',
]);

const dir = lastingDir();
let bench: ModelTestBench;

beforeAll(async () => {
  mkdirSync(join(dir, 'sql', 'core'), { recursive: true });
  mkdirSync(join(dir, 'sql', 'staging'), { recursive: true });
  put('core/fct_agency_month.sql', block('sql'));
  put('staging/stg_x.sql', model);
  put('core/fct_last.sql', modelText('select submitter as a from core.int_return'));
  bench = await openModelTests(dir);
});
afterAll(() => {
  bench.close();
  removeDir(dir);
});

function put(path: string, text: string): void {
  writeFileSync(join(dir, 'sql', path), text);
}

/** The words of the cases of one file that fail, one for each case, empty where it passes. */
async function outcomes(path: string, text: string): Promise<string[]> {
  put(path, text);
  const own = modelTests(dir).filter(({ file }) => file.endsWith(path));
  const words: string[] = [];
  for (const test of own) {
    const outcome = await bench.run(test);
    words.push(outcome.passed ? '' : failureText(test, outcome));
  }
  put(path, 'cases: [{name: none, given: {}, expect: []}]');
  return words;
}

const ofRows = (expected: string) =>
  outcomes('staging/stg_x.test.yaml', `cases:\n  - name: a case\n    ${expected}\n`);

describe('the example of docs/tests.md', () => {
  it('passes as it stands', async () => {
    expect(await outcomes('core/fct_agency_month.test.yaml', block('yaml'))).toEqual(['', '']);
  });

  it('fails in the words of the page where it expects what does not come', async () => {
    const wrong = block('yaml').replace(
      "'4'}\n        - {worker_key: a, period: 2026-05-01}",
      (text) => text.replace('2026-05-01', "2026-05-01, employment_status_code: '4'"),
    );
    const [, words] = await outcomes('core/fct_agency_month.test.yaml', wrong);
    const shown = block('text').split('\n').slice(2).join('\n');
    expect(words?.split('\n').slice(2).join('\n')).toBe(shown);
    expect(words).toMatch(/^FAILED core\.fct_agency_month: keeps months apart\n.*line 18\n/);
  });
});

describe('a unit test of a model', () => {
  it.each([
    ['in any order, by the columns it names', 'expect: [{n: 2}, {n: 1}, {n: 2}]'],
    ['a decimal by its value', 'expect: [{n: 1, pay: 1.5}, {n: 2, pay: 2}, {n: 2, pay: 2.00}]'],
    ['lists', 'expect: [{list: [1]}, {list: [2]}, {list: [2]}]'],
    ['an order it asks for', 'in_order: true\n    expect: [{n: 1}, {n: 2}, {n: 2}]'],
  ])('compares %s', async (_, expected) => {
    expect(await ofRows(expected)).toEqual(['']);
  });

  it('counts a row as often as it comes, and shows likest beside likest', async () => {
    const [words] = await ofRows('expect: [{n: 2, colour: blue}, {n: 1, colour: green}]');
    expect(words).toBe(
      [
        'FAILED staging.stg_x: a case',
        expect.stringMatching(/stg_x\.test\.yaml line 2$/) as unknown as string,
        '  expected and missing   |   made and not expected',
        '  n  colour              |   n  colour',
        '  1  green               |   1  red',
        '                         |   2  blue',
        '',
      ]
        .map((line, index) => (index === 1 ? (words?.split('\n')[1] ?? '') : line))
        .join('\n'),
    );
    expect(words).toMatch(/stg_x\.test\.yaml line 2\n/);
  });

  it.each([
    ['in_order: true\n    expect: [{n: 2}, {n: 1}, {n: 2}]', /in another order/],
    ['expect: []', /\(none\) +\| +n +colour/],
    [
      'expect: [{coulour: red}]',
      /expected a column of staging\.stg_x; got "coulour"\. Did you mean "colour"\?/,
    ],
    [
      'expect: [{n: 1}, {n: 2, colour: blue}]',
      /expected rows that all name n; got one that names n, colour/,
    ],
    ['expect: [{n: one}]', /expected values of type INTEGER in staging\.stg_x\.n; got "one"/],
    [
      'given: {core.int_retrun: [{period: 2026-01-01}]}\n    expect: []',
      /expected a table of the warehouse; got "core\.int_retrun"\. Did you mean "core\.int_return"\?/,
    ],
    [
      'given: {core.int_return: [{perod: 2026-01-01}]}\n    expect: []',
      /expected a column of core\.int_return; got "perod"\. Did you mean "period"\?/,
    ],
    [
      'given: {core.int_return: [{period: soon}]}\n    expect: []',
      /expected values of type DATE in core\.int_return\.period; got "soon"/,
    ],
  ])('says what is wrong: %s', async (said, expected) => {
    expect(await ofRows(said)).toEqual([expect.stringMatching(expected)]);
  });

  it('leaves the warehouse as it was for the next one', async () => {
    const cases = `cases:
  - {name: one return, given: {core.int_return: [{submitter: alder}]}, expect: [{a: alder}]}
  - {name: no return, expect: []}
`;
    expect(await outcomes('core/fct_last.test.yaml', cases)).toEqual(['', '']);
  });
});

describe('a file of tests that is wrong', () => {
  it.each([
    [
      'cases:\n  - name: a\n    expct: []\n',
      /stg_x\.test\.yaml line 2 cases\.0: .*"expct"; did you mean "expect"\?/,
    ],
    [
      'cases:\n  - name: a\n    expect: 3\n',
      /line 3 cases\.0\.expect: expected cases.*got .*array/,
    ],
    ['cases: [', /stg_x\.test\.yaml line \d+: expected cases/],
  ])('is named with its line: %s', (text, expected) => {
    put('staging/stg_x.test.yaml', text);
    const fault = thrownBy(() => modelTests(dir)) as Error;
    put('staging/stg_x.test.yaml', 'cases: [{name: none, given: {}, expect: []}]');
    expect(fault).toMatchObject({ code: 'CC-TST-001', exitCode: 12 });
    expect(fault.message).toMatch(expected);
  });

  it('is told the nearest model where no model has its name', () => {
    const misnamed = join(dir, 'sql', 'core', 'fct_worker_mnth.test.yaml');
    mkdirSync(join(dir, 'other', 'sql', 'core'), { recursive: true });
    writeFileSync(misnamed.replace(dir, join(dir, 'other')), 'cases: [{name: a, expect: []}]');
    expect(thrownBy(() => modelTests(join(dir, 'other')))).toMatchObject({
      code: 'CC-TST-001',
      message: expect.stringContaining('Did you mean "core.fct_worker_month"?') as string,
    });
  });

  it('is told the nearest tested model where one is asked for that has none', () => {
    expect(thrownBy(() => modelTests(packageDir, ['fct_worker_mnth']))).toMatchObject({
      code: 'CC-USE-001',
      message: expect.stringContaining('Did you mean "fct_worker_month"?') as string,
    });
  });
});
