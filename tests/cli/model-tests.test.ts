import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { carecount, temporaryFolder } from '../helpers/run-cli.js';

const folder = temporaryFolder();
const path = join(folder.path, 'sql', 'staging', 'stg_x.test.yaml');
const run = (...args: string[]) => carecount(['test', '--workspace', folder.path, ...args]);

beforeAll(() => {
  mkdirSync(join(folder.path, 'sql', 'staging'), { recursive: true });
  writeFileSync(
    join(folder.path, 'sql', 'staging', 'stg_x.sql'),
    '/*\ntitle: X\ngrain: one row\nkeys: [n]\ncolumns:\n  n: N\nsource: a test\n*/\nselect 1 as n\n',
  );
  writeFileSync(
    path,
    'cases:\n  - {name: is one, expect: [{n: 1}]}\n  - {name: is two, expect: [{n: 2}]}\n',
  );
});
afterAll(() => {
  folder.remove();
});

it('exits with 12 and shows what a failing case expected and got', () => {
  const { code, stdout } = run('stg_x');
  expect(code).toBe(12);
  expect(stdout).toContain('FAILED staging.stg_x: 1 of 2\n');
  expect(stdout).toMatch(/FAILED staging\.stg_x: is two\n.*stg_x\.test\.yaml line 3\n/);
  expect(stdout).toMatch(/\n {2}2 +\| {3}1\n/);
  expect(stdout).toContain('2 tests of 1 models, 1 failed.');
});

it('gives each case as JSON', () => {
  expect(JSON.parse(run('staging.stg_x', '--json').stdout)).toMatchObject([
    { model: 'staging.stg_x', name: 'is one', line: 2, passed: true, missing: [] },
    { name: 'is two', passed: false, missing: [{ n: 2 }], unexpected: [{ n: 1 }] },
  ]);
});

it('exits with 0 where all pass, the tests of the package among them', () => {
  writeFileSync(path, 'cases:\n  - {name: is one, expect: [{n: 1}]}\n');
  const { code, stdout } = run();
  expect(stdout).toMatch(/ok +core\.fct_workplace_month: 5 of 5\n/);
  expect(stdout).toMatch(/ok +staging\.stg_x: 1 of 1\n/);
  expect(code).toBe(0);
});

it('names the file of tests that is wrong, and exits with 12', () => {
  writeFileSync(path, 'cases: 3\n');
  const { code, stderr } = run();
  expect(code).toBe(12);
  expect(stderr).toMatch(/CC-TST-001 .*stg_x\.test\.yaml line 1 cases: expected cases/);
});
