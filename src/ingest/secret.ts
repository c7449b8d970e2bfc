import { createHash, createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Workspace } from '../config.js';
import { problem } from '../errors.js';

const MIN_LENGTH = 32;
const BLOCK = 64;
/** The demo's data is invented, so its secret may be known. */
const DEMO_SECRET = 'carecount-demonstration-secret-0000000000';

/** What keys the ids of workers. Never written anywhere but the workspace's secret file. */
export interface Secret {
  /** The padded key, in hex, as HMAC needs it. */
  readonly innerPad: string;
  readonly outerPad: string;
  /** Tells one secret from another without telling the secret. */
  readonly keyId: string;
}

/**
 * Finds the workspace's secret: `CARECOUNT_SECRET`, else `.carecount/secret`, else, in a
 * demonstration, the one that all demonstrations share.
 * @throws CC-CFG-004 where there is none, or it is too short to keep anything secret.
 */
export function readSecret(workspace: Workspace, environment = process.env): Secret {
  const text = environment['CARECOUNT_SECRET'] ?? fileSecret(workspace);
  if (text.length < MIN_LENGTH) {
    throw problem('CC-CFG-004', {
      where:
        environment['CARECOUNT_SECRET'] === undefined ? workspace.secretPath : 'CARECOUNT_SECRET',
      expected: `a secret of at least ${MIN_LENGTH} characters`,
      got: `${text.length}`,
      next: 'Make one with `openssl rand -hex 32` and keep it safe: a new secret gives every worker a new key.',
    });
  }
  return padded(text);
}

function fileSecret(workspace: Workspace): string {
  if (existsSync(workspace.secretPath)) return readFileSync(workspace.secretPath, 'utf8').trim();
  if (workspace.config.demonstration) return DEMO_SECRET;
  throw problem('CC-CFG-004', {
    where: workspace.secretPath,
    expected: "the workspace's secret, which keys workers' ids",
    got: 'no such file',
    next: 'Restore it from a backup, or set CARECOUNT_SECRET; for a new workspace run `carecount init`.',
  });
}

/** Makes a new secret, readable by its owner only. */
export function createSecret(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
  chmodSync(path, 0o600);
}

/** @source RFC 2104: HMAC(K, m) = H(K ^ opad, H(K ^ ipad, m)). */
function padded(text: string): Secret {
  const raw = Buffer.from(text, 'utf8');
  const key = Buffer.alloc(BLOCK);
  (raw.length > BLOCK ? createHash('sha256').update(raw).digest() : raw).copy(key);
  const pad = (byte: number): string => Buffer.from(key.map((each) => each ^ byte)).toString('hex');
  return {
    innerPad: pad(0x36),
    outerPad: pad(0x5c),
    keyId: createHmac('sha256', raw).update('carecount key id').digest('hex').slice(0, 12),
  };
}
