import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageDir } from '../../src/config.js';
import { takeLock } from '../../src/warehouse/lock.js';
import { rejectionOf, tempDir } from '../helpers/workspace.js';

const HOLDER = `
const { DuckDBInstance } = require('@duckdb/node-api');
DuckDBInstance.create(process.argv[1]).then((instance) => {
  globalThis.held = instance;
  process.stdout.write('held');
  setInterval(() => undefined, 1000);
});`;

/** Another process that holds the lock until it is killed. */
async function holder(path: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', HOLDER, path], { cwd: packageDir });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

describe('takeLock', () => {
  it('makes the folder and can be taken again once it is given back', async () => {
    const path = join(tempDir(), 'data/ledger/run.lock');
    (await takeLock(path))();
    (await takeLock(path))();
  });

  it('names the process that holds it, and is free once that is killed', async () => {
    const path = join(tempDir(), 'run.lock');
    const child = await holder(path);
    expect(await rejectionOf(takeLock(path))).toMatchObject({
      code: 'CC-RUN-001',
      exitCode: 75,
      message: `${path}: expected no other run in this workspace; got process ${child.pid}. Wait for it to end. The lock frees itself when that process stops.`,
    });
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    (await takeLock(path))();
  });

  it('says that its folder cannot be written', async () => {
    const dir = tempDir();
    writeFileSync(join(dir, 'data'), 'a file');
    expect(await rejectionOf(takeLock(join(dir, 'data/ledger/run.lock')))).toMatchObject({
      code: 'CC-WSP-001',
      exitCode: 16,
    });
  });
});
