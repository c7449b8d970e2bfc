import { nearest, problem } from '../errors.js';
import type { Database, Row } from '../warehouse/database.js';

/** A file as the published warehouse knows it. */
export interface KnownFile {
  readonly deliveryId: number;
  /** With the path within its archive, where it came in one. */
  readonly path: string;
  readonly submitter: string;
  /** `yyyy-mm` */
  readonly month: string;
  readonly datasetId: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly arrivedAt: string;
  readonly keptCount: number;
  readonly quarantinedCount: number;
  readonly recordCount: number;
  readonly member: string | null;
  readonly sha256: string;
  readonly landedPath: string;
  readonly replacedBy: number | null;
}

const SHOWN_IDS = 5;

/**
 * Finds the file that a user means by its number, or by its path or the end of it; of several at one
 * path, the one that stands.
 * @throws CC-USE-001 where there is none, with the nearest, or where several stand.
 */
export async function findDelivery(database: Database, text: string): Promise<KnownFile> {
  const files = (await database.rows('select * from ops.delivery order by delivery_id')).map(
    fileOf,
  );
  if (/^\d+$/.test(text)) {
    const file = files.find(({ deliveryId }) => deliveryId === Number(text));
    if (file !== undefined) return file;
    throw problem('CC-USE-001', {
      where: `file ${text}`,
      expected:
        files.length === 0 ? 'a file that has arrived' : `a number from 1 to ${files.length}`,
      got: files.length === 0 ? 'none yet' : `"${text}"`,
      next: 'Find it with `carecount files`.',
    });
  }
  return byPath(files, text);
}

function byPath(files: readonly KnownFile[], text: string): KnownFile {
  const exact = files.filter(({ path }) => path === text);
  const matches = exact.length > 0 ? exact : files.filter(({ path }) => path.endsWith(`/${text}`));
  if (matches.length === 0) {
    const near = nearest(text, [...new Set(files.map(({ path }) => path))]);
    throw problem('CC-USE-001', {
      where: `file "${text}"`,
      expected: 'the number or the path of a file that has arrived',
      got: 'neither',
      next:
        near === undefined
          ? 'Find it with `carecount files`.'
          : `Did you mean "${near}"? See \`carecount files\`.`,
    });
  }
  const standing = matches.filter(isStanding);
  const [only, ...others] = matches.length === 1 ? matches : standing;
  if (only !== undefined && others.length === 0) return only;
  const ids = matches.map(
    ({ deliveryId, month, state }) => `${deliveryId} (${month}, ${state.replaceAll('_', ' ')})`,
  );
  throw problem('CC-USE-001', {
    where: `file "${text}"`,
    expected: 'one file',
    got: `${matches.length}: ${ids.slice(-SHOWN_IDS).join(', ')}${ids.length > SHOWN_IDS ? ' and others' : ''}`,
    next: 'Give its number.',
  });
}

function isStanding({ state, replacedBy }: KnownFile): boolean {
  return state !== 'superseded' && state !== 'duplicate' && replacedBy === null;
}

function fileOf(row: Row): KnownFile {
  const text = (name: string): string => String(row[name]);
  const orNull = (name: string): string | null => (row[name] === null ? null : text(name));
  const member = orNull('member');
  return {
    deliveryId: Number(row['delivery_id']),
    path: member === null ? text('path') : `${text('path')}/${member}`,
    submitter: text('submitter'),
    month: text('period').slice(0, 7),
    datasetId: orNull('dataset_id'),
    state: text('state'),
    reason: orNull('reason'),
    arrivedAt: text('arrived_at'),
    keptCount: Number(row['kept_count']),
    quarantinedCount: Number(row['quarantined_count']),
    recordCount: Number(row['record_count']),
    member,
    sha256: text('sha256'),
    landedPath: text('landed_path'),
    replacedBy:
      row['replaced_by_delivery_id'] === null ? null : Number(row['replaced_by_delivery_id']),
  };
}
