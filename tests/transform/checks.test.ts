import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runChecks } from '../../src/transform/index.js';
import { rejectionOf, tempDir } from '../helpers/workspace.js';
import { tempDatabase } from './helpers.js';

const check = (severity: string, sql: string) => `/*
title: Even numbers
severity: ${severity}
message: A number is odd.
*/
${sql}
`;

function folder(files: Record<string, string>): string {
  const dir = tempDir();
  mkdirSync(join(dir, 'checks'));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(dir, 'checks', name), text);
  }
  return dir;
}

describe('runChecks', () => {
  it('counts the rows that each check selects, by the name of its file', async () => {
    const dir = folder({
      'check_b.sql': check('warning', 'select 1 as n where false -- a remark at the end'),
      'check_a.sql': check('error', 'select * from (values (1), (3)) as t(n)'),
    });
    const shared = { kind: 'sql', model: null, file: expect.any(String) as string };
    expect(await runChecks(await tempDatabase(), [dir])).toEqual([
      {
        ...shared,
        checkId: 'check_a',
        title: 'Even numbers',
        severity: 'error',
        message: 'A number is odd.',
        failureCount: 2,
        rows: ['{"n":1}', '{"n":3}'],
      },
      {
        ...shared,
        checkId: 'check_b',
        title: 'Even numbers',
        severity: 'warning',
        message: 'A number is odd.',
        failureCount: 0,
        rows: [],
      },
    ]);
  });

  it('names the file of a check that cannot run', async () => {
    const dir = folder({ 'check_a.sql': check('error', 'select * from core.nothing') });
    expect(await rejectionOf(runChecks(await tempDatabase(), [dir]))).toMatchObject({
      code: 'CC-MOD-001',
      message: expect.stringContaining(
        'check_a.sql: expected a check that DuckDB can run; got Catalog Error',
      ) as string,
    });
  });

  it('knows no severity but error and warning', async () => {
    const dir = folder({ 'check_a.sql': check('info', 'select 1') });
    expect(await rejectionOf(runChecks(await tempDatabase(), [dir]))).toMatchObject({
      code: 'CC-MOD-002',
      message: expect.stringContaining('check_a.sql severity') as string,
    });
  });
});
