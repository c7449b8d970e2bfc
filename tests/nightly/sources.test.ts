import { appendFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace, packageDir } from '../../src/config.js';
import { nightly, type NightlyResult } from '../../src/nightly.js';
import { keptLog, lastingDir, removeDir } from '../helpers/workspace.js';

/** Three sources that cannot be had, before and behind the one that can. */
const LOST = `  - { id: gone, kind: folder, path: no/such/folder }
  - { id: silent, kind: https, retries: 0, urls: [{ url: 'http://127.0.0.1:9/a.csv' }] }
  - { id: keyless, kind: sftp, host: 127.0.0.1, port: 9, username: care, path: /, key_file: no/key, host_key: 'SHA256:${'a'.repeat(43)}' }
`;

describe('a nightly with sources that fail', () => {
  const dir = lastingDir();
  let result: NightlyResult;
  const log = keptLog();

  beforeAll(async () => {
    const fixture = join(packageDir, 'tests/fixtures/three-providers/workspace');
    cpSync(fixture, dir, { recursive: true });
    const workspace = openWorkspace(dir);
    const text = workspace.config.sources.map((source) => JSON.stringify(source)).join(', ');
    const own = `version: 1
demonstration: true
partnership: ${JSON.stringify(workspace.config.partnership)}
geography: ${JSON.stringify(workspace.config.geography)}
sources:
${LOST}  - ${text}
`;
    writeFileSync(workspace.configPath, own);
    mkdirSync(join(dir, 'inbox/linked'), { recursive: true });
    result = await nightly({ workspace: openWorkspace(dir), log });
  });
  afterAll(() => {
    removeDir(dir);
  });

  it('publishes what is good', () => {
    expect(result.outcome).toBe('published');
    expect(result.files_landed).toBeGreaterThan(3);
  });

  it('ends with 11 and says of each which it is and why', () => {
    const told = result.failures.filter(({ code }) => code === 'CC-SRC-001');
    expect(result.exit_code).toBe(11);
    expect(told.map(({ message }) => message.split(/[,:]/)[0])).toEqual([
      'source "gone"',
      'source "silent"',
      'source "keyless"',
    ]);
    expect(told[2]?.message).toContain(`a private key in ${join(dir, 'no/key')}`);
  });

  it('numbers the deliveries of several sources in one row, over two runs', async () => {
    const config = join(dir, 'carecount.yaml');
    const month = join(dir, 'second/alder/2026-04');
    mkdirSync(month, { recursive: true });
    for (const name of ['a.csv', 'b.csv']) writeFileSync(join(month, name), name);
    for (const id of ['second', 'third']) {
      appendFileSync(config, `  - { id: ${id}, kind: folder, path: second, settle_seconds: 0 }\n`);
    }
    const { openDeliveries } = await import('../../src/ingest/index.js');
    const workspace = openWorkspace(dir);
    await nightly({ workspace, log, until: 'ingest' });
    const ids = openDeliveries(workspace, log)
      .read()
      .map((each) => each.delivery_id);
    expect(ids).toEqual(ids.map((_, index) => index + 1));
    expect(ids).toHaveLength(result.files_landed + 4);
  });
});
