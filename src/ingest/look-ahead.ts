import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FolderSource, SourceConfig, Workspace } from '../config.js';
import { CarecountError, firstClause, messageOf } from '../errors.js';
import { monthOf } from '../period.js';
import { mayBeArchive } from './archive.js';
import { isSettled, seenBefore } from './arrivals.js';
import type { OfferedFile } from './connectors/connector.js';
import { folderConnector } from './connectors/folder.js';
import type { Contract } from './contract/index.js';
import { partByWholeness, type Delivery } from './deliveries.js';
import { preflight } from './preflight.js';
import { formatOf } from './readers/index.js';
import { stagingKey } from './staged.js';
import type { ReadState } from './unread.js';

/** A larger file is not looked into. */
const LOOK_INTO_BYTES = 32 * 1024 * 1024;

/** A file that the next run would find in a folder. */
export interface AwaitedFile {
  readonly path: string;
  /** `changed` has the path of a file that has been landed; `unsettled` would be left for the run after. */
  readonly state: 'new' | 'changed' | 'unsettled';
  readonly submitter: string | null;
  readonly period: string;
  /** What it is; null where it was not looked into, or is nothing that is known. */
  readonly dataset_id: string | null;
  /** In words, where it is nothing that would be read, or was not looked into. */
  readonly note: string | null;
  readonly would_be_read: boolean;
}

/** What a source would bring. */
export interface Outlook {
  readonly source_id: string;
  readonly kind: SourceConfig['kind'];
  /** A folder is looked into; what another machine offers is known when it is asked. */
  readonly is_looked_into: boolean;
  readonly files: readonly AwaitedFile[];
  readonly faults: readonly string[];
}

export interface LookAheadOptions {
  readonly workspace: Workspace;
  readonly source: SourceConfig;
  readonly known: readonly Delivery[];
  readonly contracts: readonly Contract[];
  readonly state: ReadState;
  readonly now: Date;
}

/** Says what a source would bring, without writing anything or asking another machine. */
export async function lookAhead(options: LookAheadOptions): Promise<Outlook> {
  const { source } = options;
  const about = { source_id: source.id, kind: source.kind };
  if (source.kind !== 'folder') return { ...about, is_looked_into: false, files: [], faults: [] };
  try {
    return { ...about, is_looked_into: true, ...(await lookIntoFolder(options, source)) };
  } catch (error) {
    if (!(error instanceof CarecountError) || error.code !== 'CC-SRC-001') throw error;
    return { ...about, is_looked_into: true, files: [], faults: [error.message] };
  }
}

async function lookIntoFolder(options: LookAheadOptions, source: FolderSource) {
  const { workspace, known, now } = options;
  const connector = folderConnector(source, workspace.dir, () => {
    throw new Error('a look ahead copies nothing');
  });
  const { files, faults } = await connector.list();
  const { whole } = partByWholeness(known, source.id);
  const isSeen = seenBefore(whole);
  const paths = new Set(whole.map(({ path }) => path));
  const awaited: AwaitedFile[] = [];
  for (const file of files.filter((each) => !isSeen(each))) {
    const state = !isSettled(source, file, now)
      ? 'unsettled'
      : paths.has(file.path)
        ? 'changed'
        : 'new';
    awaited.push({
      path: file.path,
      state,
      submitter: file.submitter ?? null,
      period: file.period ?? monthOf(now),
      ...(await contentOf(options, source, file, state)),
    });
  }
  return { files: awaited, faults: faults.map(messageOf) };
}

type Content = Pick<AwaitedFile, 'dataset_id' | 'note' | 'would_be_read'>;

async function contentOf(
  { workspace, contracts, state: read, now }: LookAheadOptions,
  source: FolderSource,
  file: OfferedFile,
  state: AwaitedFile['state'],
): Promise<Content> {
  const not = (note: string): Content => ({ dataset_id: null, note, would_be_read: false });
  if (state === 'unsettled') return not('still being written');
  if ((file.size ?? 0) > LOOK_INTO_BYTES) {
    return { dataset_id: null, note: 'too large to look into', would_be_read: file.fitsPattern };
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(resolve(workspace.dir, source.path, file.path));
  } catch (error) {
    return not(firstClause(error));
  }
  if (isArchive(bytes)) {
    return { dataset_id: null, note: 'an archive: not looked into', would_be_read: true };
  }
  if (!file.fitsPattern) return not('its path does not fit the pattern of the source');
  const looked = await preflight(bytes, contracts);
  if (looked.outcome !== 'ready') return { ...not(looked.reason), dataset_id: looked.datasetId };
  const key = stagingKey({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    period: file.period ?? monthOf(now),
    has_period: file.period !== undefined,
  });
  const isRead = read.staged.has(key);
  return {
    dataset_id: looked.contract.id,
    note: isRead ? 'the same bytes have been read' : null,
    would_be_read: !isRead,
  };
}

/** A workbook is a zip too, and is no archive. */
function isArchive(bytes: Buffer): boolean {
  return mayBeArchive(bytes) && !['xlsx', 'ods'].includes(formatOf(bytes).format);
}
