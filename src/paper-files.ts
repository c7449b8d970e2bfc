import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Workspace } from './config.js';

/** Where the files that officers keep for their papers lie; null for one the workspace does not have. */
export interface PaperPaths {
  readonly paper: string | null;
  readonly strategy: string | null;
  readonly template: string | null;
  readonly boundaries: string | null;
}

/** The files of papers as `carecount.yaml` names them. */
export function paperPaths({ dir, config }: Pick<Workspace, 'dir' | 'config'>): PaperPaths {
  const { paper, strategy, template, boundaries } = config.packs;
  const at = (path: string | undefined): string | null =>
    path === undefined ? null : resolve(dir, path);
  return {
    paper: at(paper),
    strategy: at(strategy),
    template: at(template),
    boundaries: at(boundaries),
  };
}

/** What those files hold, in one hash: packs are written again when it is another. */
export function paperFingerprint(workspace: Pick<Workspace, 'dir' | 'config'>): string {
  const hash = createHash('sha256');
  const { paper, strategy, template, boundaries } = paperPaths(workspace);
  for (const path of [paper, strategy, template, boundaries]) {
    hash.update(path === null ? '-' : contentOf(path)).update('\n');
  }
  return hash.digest('hex');
}

/** What a file holds. One that cannot be read is told of when packs are written. */
function contentOf(path: string): Uint8Array | string {
  try {
    return readFileSync(path);
  } catch {
    return '-';
  }
}
