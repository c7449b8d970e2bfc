import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadModels, type Model } from '../../src/transform/index.js';
import { openForBuild, type Database } from '../../src/warehouse/database.js';
import { tempDir } from '../helpers/workspace.js';

/** A database in memory that closes with its test. */
export async function tempDatabase(): Promise<Database> {
  const database = await openForBuild();
  onTestFinished(() => {
    database.close();
  });
  return database;
}

/** The text of a model with a header of the columns it says it has. */
export function modelText(
  sql: string,
  columns: readonly string[] = ['a'],
  keys: readonly string[] = ['a'],
): string {
  return `/*
title: Invented
grain: one row per thing
keys: [${keys.join(', ')}]
columns:
${columns.map((column) => `  ${column}: The ${column}`).join('\n')}
source: a test
*/
${sql}
`;
}

/** Writes SQL files, path to text, and reads them as models. */
export function modelsOf(files: Record<string, string>): Model[] {
  const dir = tempDir();
  for (const layer of ['staging', 'core', 'ops']) mkdirSync(join(dir, layer));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return loadModels([dir]);
}
