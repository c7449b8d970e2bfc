import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateDemo } from '../../examples/demo/generate.js';
import { carecount, cliPath, runProcess, temporaryFolder } from '../helpers/run-cli.js';
import { makeFewMeasures } from '../helpers/small-workspace.js';

const folder = temporaryFolder();
const template = join(folder.path, 'template');

beforeAll(async () => {
  await generateDemo({ dir: template, scale: 0.02 });
  makeFewMeasures(template);
});

afterAll(() => {
  folder.remove();
});

/** A small workspace of its own for one test. */
function workspace(name: string): string {
  const dir = join(folder.path, name);
  cpSync(template, dir, { recursive: true, preserveTimestamps: true });
  return dir;
}

/** Adds a file of one provider to the inbox. */
function deliver(dir: string, name: string, bytes: string | Buffer): void {
  const month = join(dir, 'data', 'inbox', 'sent-wrongly', '2026-04');
  mkdirSync(month, { recursive: true });
  writeFileSync(join(month, name), bytes);
}

describe('carecount nightly with bad input', () => {
  it('says where it looked when there is no carecount.yaml, and exits 10', () => {
    const empty = join(folder.path, 'no-config');
    mkdirSync(empty);
    const { code, stderr } = carecount(['--workspace', empty, 'nightly']);
    expect(code).toBe(10);
    expect(stderr).toMatch(
      /^CC-CFG-001 .*no-config.*carecount\.yaml: expected a workspace's settings; got no such file\. Run `carecount init/,
    );
  });

  it('names the line, the key and the nearest known key of a typo, and exits 10', () => {
    const dir = workspace('typo');
    const path = join(dir, 'carecount.yaml');
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('stale_after_months', 'stale_after_month'),
    );
    const { code, stderr } = carecount(['--workspace', dir, 'nightly']);
    expect(code).toBe(10);
    expect(stderr).toMatch(
      /carecount\.yaml line \d+: expected under returns one of the keys .*; got "stale_after_month"\. Did you mean "stale_after_months"\?/,
    );
  });

  it('publishes what is good when a source cannot be read, and exits 11', () => {
    const dir = workspace('unreadable-source');
    rmSync(join(dir, 'data', 'inbox'), { recursive: true });
    writeFileSync(join(dir, 'data', 'inbox'), 'not a folder');
    const { code, stdout } = carecount(['--workspace', dir, 'nightly']);
    expect(code).toBe(11);
    expect(stdout).toContain(
      'CC-SRC-001 source "provider_returns": expected a folder that can be read at data/inbox',
    );
  });

  it('rejects an empty file with a reason, leaves one of another kind unread, and exits 11', () => {
    const dir = workspace('sent-wrongly');
    deliver(dir, 'workers.csv', '');
    deliver(dir, 'logo.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    const { code, stdout } = carecount(['--workspace', dir, 'nightly', '--json']);
    expect(code).toBe(11);
    expect(stdout).toContain('sent-wrongly/2026-04/workers.csv: The file is empty');
    expect(stdout).toContain('CC-SRC-003');
    expect(stdout).toMatch(/sent-wrongly\/2026-04\/logo.png: The file is .*picture/);
  });

  it('names the folder when the warehouse cannot be written, and exits 16', () => {
    const dir = workspace('no-warehouse');
    mkdirSync(join(dir, 'data'), { recursive: true });
    rmSync(join(dir, 'data', 'warehouse'), { recursive: true, force: true });
    writeFileSync(join(dir, 'data', 'warehouse'), 'a file where a folder should be');
    const { code, stderr } = carecount(['--workspace', dir, 'nightly']);
    expect(code).toBe(16);
    expect(stderr).toMatch(/warehouse: expected folders on the way; got a file in their place/);
  });

  it('says that the disk is full, keeps what was published, and exits 16', () => {
    const dir = workspace('full-disk');
    carecount(['--workspace', dir, 'nightly', '--quiet']);
    const manifest = join(dir, 'data', 'warehouse', 'published', 'manifest.json');
    const before = readFileSync(manifest, 'utf8');
    const script = `trap '' XFSZ; ulimit -f 600; exec "$0" "$@"`;
    const args = [process.execPath, cliPath, '--workspace', dir, 'nightly', '--force'];
    const { code, stderr } = runProcess('sh', ['-c', script, ...args], folder.path);
    expect(stderr).toContain('expected room to write; got a full disk');
    expect(code).toBe(16);
    expect(readFileSync(manifest, 'utf8')).toBe(before);

    const next = carecount(['--workspace', dir, 'nightly', '--force', '--json', '--quiet']);
    expect(JSON.parse(next.stdout)).toMatchObject({ outcome: 'published' });
  });

  it('names the process that holds the lock, and exits 75', async () => {
    const dir = workspace('locked');
    const holder = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { takeLock } from ${JSON.stringify(join(cliPath, '..', 'warehouse', 'lock.js'))};
       await takeLock(${JSON.stringify(join(dir, 'data', 'ledger', 'run.lock'))});
       console.log('held');
       setInterval(() => {}, 1000);`,
    ]);
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    const { code, stderr } = carecount(['--workspace', dir, 'nightly']);
    holder.kill('SIGKILL');
    expect(code).toBe(75);
    expect(stderr).toContain(`got process ${holder.pid}`);
  });
});

describe('carecount sql with bad input', () => {
  it('says where a column is unknown and names the nearest, and exits 2', () => {
    const dir = workspace('sql-typo');
    carecount(['--workspace', dir, 'nightly', '--quiet']);
    const { code, stderr } = carecount([
      '--workspace',
      dir,
      'sql',
      'select hourly_rate_gbp_hou from core.fct_worker_month',
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/line 1 column 8.*"hourly_rate_gbp_hou".*hourly_rate_gbp_hour/);
  });

  it('says that nothing is published yet, and exits 10', () => {
    const dir = workspace('sql-nothing');
    const { code, stderr } = carecount(['--workspace', dir, 'sql', 'select 1']);
    expect(code).toBe(10);
    expect(stderr).toContain('nightly');
  });
});

describe('carecount', () => {
  it('refuses an unknown command with exit code 2', () => {
    const { code, stderr } = carecount(['nightley']);
    expect(code).toBe(2);
    expect(stderr).toContain('nightly');
  });

  it('makes a workspace that runs, and does not make one over another', () => {
    const dir = join(folder.path, 'made');
    expect(carecount(['init', dir]).code).toBe(0);
    expect(carecount(['--workspace', dir, 'nightly']).code).toBe(0);
    const again = carecount(['init', dir]);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('nothing was changed');
  });

  it('does not make the demo over a workspace of real returns', () => {
    const dir = join(folder.path, 'real');
    carecount(['init', dir]);
    const { code, stderr } = carecount(['demo', '--dir', dir]);
    expect(code).toBe(2);
    expect(stderr).toContain('a workspace of real returns');
  });
});
