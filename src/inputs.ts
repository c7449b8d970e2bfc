import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { packageDir, programVersion, type Workspace } from './config.js';
import { contractFiles, type Decision, type Delivery, type Secret } from './ingest/index.js';
import type { InputParts } from './warehouse/manifest.js';
import { listSql, sqlDirs } from './warehouse/sql-file.js';

/** What a run builds from, whole and part by part. */
export interface RunInputs {
  /** The same for the same deliveries, decisions, settings, contracts, SQL, files, secret and program. */
  readonly fingerprint: string;
  readonly parts: InputParts;
}

/** An ONS postcode directory is over a gigabyte; a workspace's own lists are under a megabyte. */
const LARGE_FILE_BYTES = 64 * 1024 * 1024;

/** Everything that the published content depends on, each part by a hash of it. */
export function inputsOf(
  workspace: Workspace,
  deliveries: readonly Delivery[],
  secret: Secret,
  decisions: readonly Decision[],
): RunInputs {
  const sql = sqlDirs(workspace.dir).flatMap((dir) => [...listSql(dir), ...listSql(dir, '.csv')]);
  const { geography, cleaning } = workspace.config;
  const own = [...Object.values(geography), cleaning.exclusions]
    .filter((path) => path !== undefined)
    .map((path) => resolve(workspace.dir, path))
    .filter((path) => existsSync(path));
  const hashes = (paths: readonly string[]): Record<string, string> =>
    Object.fromEntries(paths.map((path) => [nameOf(workspace, path), hashOfFile(path)]));
  const parts: InputParts = {
    program: programVersion(),
    secret: secret.keyId,
    // Where packs are sent changes no figure, and a hash of an address would be kept with it.
    config: settingsOf({ ...workspace.config, delivery: {} }),
    contracts: hashes(contractFiles(workspace.dir)),
    sql: hashes(sql),
    files: hashes(own),
    deliveries: hashOfDeliveries(deliveries),
    decisions: hashOf(decisions.map((decision) => JSON.stringify(decision)).join('\n')),
  };
  return { fingerprint: sha256(JSON.stringify(parts)), parts };
}

/** One hash of a part that is made of several files or settings. */
export function hashOfPart(part: Readonly<Record<string, string>>): string {
  return hashOf(JSON.stringify(Object.entries(part).sort()));
}

/** Each setting by its path (`returns.stale_after_months`) and a hash of its value; a list is one. */
function settingsOf(value: object, prefix = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [key, each] of Object.entries(value)) {
    if (isGroup(each)) Object.assign(found, settingsOf(each, `${prefix}${key}.`));
    else found[`${prefix}${key}`] = hashOf(JSON.stringify(each));
  }
  return found;
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The file's path in the package, or in the workspace where it is the workspace's own. */
function nameOf(workspace: Workspace, path: string): string {
  const own = relative(workspace.dir, path);
  const inPackage = relative(packageDir, path);
  if (!inPackage.startsWith('..') && !own.startsWith('..')) {
    return own.length < inPackage.length ? `workspace/${own}` : inPackage;
  }
  return own.startsWith('..') ? inPackage : `workspace/${own}`;
}

function hashOfDeliveries(deliveries: readonly Delivery[]): string {
  const lines = deliveries.map(
    ({ delivery_id: id, source_id: source, submitter, period, path, sha256 }) =>
      [id, source, submitter, period, path, sha256].join('\n'),
  );
  return hashOf(lines.join('\n'));
}

/** A file's bytes, or the size and time of one too large to read every night. */
function hashOfFile(path: string): string {
  const { size, mtimeMs } = statSync(path);
  return hashOf(size > LARGE_FILE_BYTES ? `${size} ${mtimeMs}` : readFileSync(path));
}

function hashOf(content: Buffer | string): string {
  return sha256(content).slice(0, 16);
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
