import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file that is whole and on the disk before it has its name: a kill leaves the old or the new. */
export function writeWholeFile(path: string, text: string): void {
  const temporary = `${path}.tmp`;
  writeFileSync(temporary, text, { flush: true });
  renameSync(temporary, path);
}
