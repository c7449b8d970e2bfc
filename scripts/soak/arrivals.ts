import { cpSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** What reaches the inbox at one time: new returns, or a correction of an earlier one. */
export interface Arrival {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly bytes: Buffer }[];
}

/**
 * The returns of a demonstration in the order they would come: a month at a time, each followed by a
 * correction of one of its worker files, which has a worker less.
 */
export function arrivalsOf(inbox: string): Arrival[] {
  const byMonth = new Map<string, string[]>();
  for (const path of filesUnder(inbox)) {
    const month = path.split('/')[1] ?? '';
    byMonth.set(month, [...(byMonth.get(month) ?? []), path]);
  }
  return [...byMonth.keys()].sort().flatMap((month, index) => {
    const files = (byMonth.get(month) ?? []).map((path) => ({
      path,
      bytes: readFileSync(join(inbox, path)),
    }));
    const worker = files.filter(({ path }) => /worker[^/]*\.csv$/i.test(path));
    const corrected = worker[index % Math.max(1, worker.length)];
    if (corrected === undefined) return [{ name: month, files }];
    const path = join(dirname(corrected.path), 'corrected-worker.csv');
    return [
      { name: month, files },
      { name: `${month}, corrected`, files: [{ path, bytes: withoutLastLine(corrected.bytes) }] },
    ];
  });
}

function withoutLastLine(bytes: Buffer): Buffer {
  const lines = bytes.toString('latin1').trimEnd().split('\n');
  return Buffer.from(`${lines.slice(0, -1).join('\n')}\n`, 'latin1');
}

/** The first arrival, in the file system's time; each later one comes an hour after the one before. */
const FIRST = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

/** Puts an arrival into an inbox, with a time of its own: what came first is landed first. */
export function deliver(inbox: string, { files }: Arrival, order: number): void {
  const time = new Date(FIRST + order * HOUR);
  for (const { path, bytes } of files) {
    const absolute = join(inbox, path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, bytes);
    utimesSync(absolute, time, time);
  }
}

/** A workspace with the settings and the registers of a demonstration, and nothing in its inbox. */
export function emptyWorkspace(demo: string, dir: string): string {
  cpSync(demo, dir, {
    recursive: true,
    filter: (path) => /^(?!data\/)|^data\/registers(\/|$)/.test(relative(demo, path)),
  });
  mkdirSync(join(dir, 'data', 'inbox'), { recursive: true });
  return dir;
}

/** The files under a folder, as paths relative to it with `/` between the parts. */
export function filesUnder(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}
