import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSecret, readSecret } from '../../src/ingest/index.js';
import { tempWorkspace, thrownBy } from '../helpers/workspace.js';

const LONG = 'thirty-two characters, no less!!';

describe('readSecret', () => {
  it('takes the environment before the file', () => {
    const workspace = tempWorkspace();
    createSecret(workspace.secretPath);
    const own = readSecret(workspace, {});
    expect(readSecret(workspace, { CARECOUNT_SECRET: LONG }).keyId).not.toBe(own.keyId);
    expect(readSecret(workspace, {})).toEqual(own);
  });

  it('refuses one that is a character too short, and does not show it', () => {
    const short = LONG.slice(1);
    const error = thrownBy(() => readSecret(tempWorkspace(), { CARECOUNT_SECRET: short })) as Error;
    expect(error).toMatchObject({ code: 'CC-CFG-004' });
    expect(error.message).toContain(
      'CARECOUNT_SECRET: expected a secret of at least 32 characters; got 31.',
    );
    expect(error.message).not.toContain(short);
    expect(readSecret(tempWorkspace(), { CARECOUNT_SECRET: LONG }).keyId).toMatch(/^[0-9a-f]{12}$/);
  });

  it('says where there should be one', () => {
    const workspace = tempWorkspace();
    expect(thrownBy(() => readSecret(workspace, {}))).toMatchObject({
      code: 'CC-CFG-004',
      message: expect.stringContaining(
        `${workspace.secretPath}: expected the workspace's secret`,
      ) as string,
    });
  });

  it('needs none in a demonstration, whose data is invented', () => {
    const workspace = tempWorkspace((config) => void (config.demonstration = true));
    expect(readSecret(workspace, {})).toEqual(readSecret(workspace, {}));
  });
});

describe('createSecret', () => {
  it('makes one that only its owner may read, and never over another', () => {
    const { secretPath } = tempWorkspace();
    createSecret(secretPath);
    const text = readFileSync(secretPath, 'utf8');
    expect(text).toMatch(/^[0-9a-f]{64}\n$/);
    expect(statSync(secretPath).mode & 0o777).toBe(0o600);
    expect(() => {
      createSecret(secretPath);
    }).toThrow(/EEXIST/);
    expect(readFileSync(secretPath, 'utf8')).toBe(text);
  });
});
