import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isMonth } from '../period.js';
import type { Month } from '../period.js';

/** What a file holds: text, or the bytes of a picture or document. */
export type Content = string | Uint8Array;

/** The files of a folder, name to content. */
export type Files = ReadonlyMap<string, Content>;

/** A pack that lies in the folder of its month, with the names of its files. */
export interface ShelvedPack {
  readonly month: Month;
  readonly files: ReadonlySet<string>;
}

/**
 * Puts a folder of files in place whole: written beside it, then renamed. A folder that already
 * holds the same files is left as it is.
 */
export async function putFolder(dir: string, files: Files): Promise<'written' | 'unchanged'> {
  if (await holds(dir, files)) return 'unchanged';
  const parent = dirname(dir);
  const partial = join(parent, `.${basename(dir)}.partial`);
  const old = join(parent, `.${basename(dir)}.old`);
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await Promise.all([...files].map(([name, content]) => writeFile(join(partial, name), content)));
  await rm(old, { recursive: true, force: true });
  if (existsSync(dir)) await rename(dir, old);
  await rename(partial, dir);
  await rm(old, { recursive: true, force: true });
  return 'written';
}

/** Puts one file in place whole. */
export async function putFile(path: string, text: string): Promise<void> {
  const partial = join(dirname(path), `.${basename(path)}.partial`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(partial, text);
  await rename(partial, path);
}

/** The packs in a folder of months, latest first, each with the names of its files. */
export async function shelvedPacks(dir: string): Promise<ShelvedPack[]> {
  const months = (await readdir(dir)).filter(isMonth).sort().reverse();
  return Promise.all(
    months.map(async (month) => ({ month, files: new Set(await readdir(join(dir, month))) })),
  );
}

async function holds(dir: string, files: Files): Promise<boolean> {
  if (!existsSync(dir)) return false;
  const names = await readdir(dir);
  if (names.length !== files.size) return false;
  for (const [name, content] of files) {
    if (!names.includes(name)) return false;
    const there = await readFile(join(dir, name));
    if (!there.equals(Buffer.from(content as string))) return false;
  }
  return true;
}
