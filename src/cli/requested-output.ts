import { join, resolve } from 'node:path';
import type { Workspace } from '../config.js';
import { mustBeOutside } from '../explore/output.js';

/** carecount's own folders under `data`, where what is written would be taken for something else. */
const KEPT_FOLDERS = ['inbox', 'ledger', 'packs', 'raw', 'warehouse'];

/** What is known of a workspace; `sql` does not read its settings. */
type Known = Pick<Workspace, 'dir'> & Partial<Pick<Workspace, 'config'>>;

/**
 * The path that `--out` names.
 * @throws CC-USE-001 where it lies among carecount's own files, or where files are taken from.
 */
export function requestedOutput(text: string, { dir, config }: Known, cwd = '.'): string {
  const path = resolve(cwd, text);
  const inboxes = (config?.sources ?? []).flatMap((source) =>
    source.kind === 'folder' ? [resolve(dir, source.path)] : [],
  );
  mustBeOutside(path, [...KEPT_FOLDERS.map((name) => join(dir, 'data', name)), ...inboxes]);
  return path;
}
