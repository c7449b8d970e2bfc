import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseDocument } from 'yaml';
import { packageDir } from '../../src/config.js';

const TEMPLATE = join(packageDir, 'tests', 'fixtures', 'three-providers', 'workspace');

/** A workspace with an invented geography and no returns yet, as the command line finds it. */
export function smallWorkspace(dir: string): string {
  mkdirSync(dir, { recursive: true });
  for (const part of ['carecount.yaml', 'reference']) {
    cpSync(join(TEMPLATE, part), join(dir, part), { recursive: true });
  }
  mkdirSync(join(dir, 'inbox'), { recursive: true });
  makeFewMeasures(dir);
  return dir;
}

/**
 * Has a workspace make the main measures and no others, on one thread, and packs as pages alone: a run is
 * then twice as fast.
 */
export function makeFewMeasures(
  dir: string,
  families = ['hourly_pay', 'returns', 'turnover_rate', 'vacancy_rate'],
): void {
  const path = join(dir, 'carecount.yaml');
  const settings = parseDocument(readFileSync(path, 'utf8'));
  settings.setIn(['metrics', 'families'], families);
  settings.setIn(['limits', 'threads'], 1);
  settings.setIn(['packs', 'formats'], ['html']);
  settings.deleteIn(['packs', 'paper']);
  settings.deleteIn(['packs', 'strategy']);
  writeFileSync(path, settings.toString());
}

/** Puts a file into the inbox of such a workspace. */
export function deliver(dir: string, path: string, bytes: string | Uint8Array): void {
  const absolute = join(dir, 'inbox', path);
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, bytes);
}
