import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FolderSource } from '../../src/config.js';
import type { Listing } from '../../src/ingest/connectors/connector.js';
import { folderConnector } from '../../src/ingest/connectors/folder.js';
import { compilePattern } from '../../src/ingest/connectors/pattern.js';
import { rejectionOf, tempDir } from '../helpers/workspace.js';

const hasPipes = spawnSync('mkfifo', ['--help']).error === undefined;
if (!hasPipes) console.info('The tests with pipes are skipped: there is no mkfifo here.');

describe('compilePattern', () => {
  it.each([
    ['{submitter}/{yyyy-mm}/**', 'alder/2026-04/a.csv', { submitter: 'alder', period: '2026-04' }],
    [
      '{submitter}/{yyyy-mm}/**',
      'alder/2026-04/deep/er/a.csv',
      { submitter: 'alder', period: '2026-04' },
    ],
    [
      '{submitter}/{yyyy-mm}/**',
      'St. Ann (North)/2026-12/a b.csv',
      { submitter: 'St. Ann (North)', period: '2026-12' },
    ],
    ['{submitter}/**', 'alder/2026-04/a.csv', { submitter: 'alder', period: undefined }],
    [
      '{yyyy-mm}/{submitter}-*.csv',
      '2026-04/alder-workers.csv',
      { submitter: 'alder', period: '2026-04' },
    ],
    ['**', 'any/where.csv', { submitter: undefined, period: undefined }],
    ['in.box/{submitter}/*', 'in.box/alder/a.csv', { submitter: 'alder', period: undefined }],
    ['**/*.csv', 'a.csv', { submitter: undefined, period: undefined }],
    ['**/*.csv', 'deep/er/a.csv', { submitter: undefined, period: undefined }],
    ['{submitter}/**', 'alder/a\nb.csv', { submitter: 'alder', period: undefined }],
  ])('%s takes %s', (pattern, path, expected) => {
    expect(compilePattern(pattern)(path)).toEqual(expected);
  });

  it.each([
    ['{submitter}/{yyyy-mm}/**', 'alder/a.csv'],
    ['{submitter}/{yyyy-mm}/**', '2026-04/a.csv'],
    ['{submitter}/{yyyy-mm}/**', 'alder/2026-13/a.csv'],
    ['{submitter}/{yyyy-mm}/**', 'alder/2026-00/a.csv'],
    ['{submitter}/{yyyy-mm}/**', 'alder/2026-4/a.csv'],
    ['{submitter}/{yyyy-mm}/**', 'alder/April 2026/a.csv'],
    ['{submitter}/{yyyy-mm}/**', 'north/alder/2026-04/a.csv'],
    ['{submitter}/*.csv', 'alder/deep/a.csv'],
    ['{submitter}/*.csv', 'alder/a.csv.bak'],
    ['in.box/{submitter}/*', 'in-box/alder/a.csv'],
  ])('%s does not take %s', (pattern, path) => {
    expect(compilePattern(pattern)(path)).toBeUndefined();
  });
});

interface Folder {
  readonly dir: string;
  readonly inbox: string;
  readonly source: FolderSource;
}

function folder(files: Record<string, string>, own: Partial<FolderSource> = {}): Folder {
  const dir = tempDir();
  for (const [path, time] of Object.entries(files)) {
    const absolute = join(dir, 'inbox', path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, path);
    utimesSync(absolute, new Date(time), new Date(time));
  }
  const source: FolderSource = {
    id: 'returns',
    kind: 'folder',
    path: 'inbox',
    pattern: '{submitter}/{yyyy-mm}/**',
    include: '**',
    settle_seconds: 0,
    ...own,
  };
  return { dir, inbox: join(dir, 'inbox'), source };
}

const connectorOf = ({ dir, source }: Folder) =>
  folderConnector(source, dir, () => join(dir, 'copy'));
const list = (at: Folder): Promise<Listing> => connectorOf(at).list();
const pathsOf = ({ files }: Listing): string[] => files.map((file) => file.path);
const TIME = '2026-05-01T09:00:00.000Z';

describe('the listing of a folder', () => {
  it('gives the oldest first, and equal times by path', async () => {
    const at = folder({
      'b/2026-04/late.csv': '2026-05-02T09:00:00.000Z',
      'z/2026-04/early.csv': TIME,
      'b/2026-04/early.csv': TIME,
      'B/2026-04/early.csv': TIME,
    });
    expect(pathsOf(await list(at))).toEqual([
      'B/2026-04/early.csv',
      'b/2026-04/early.csv',
      'z/2026-04/early.csv',
      'b/2026-04/late.csv',
    ]);
  });

  it('says of each file what its path and the disk say', async () => {
    const at = folder({ 'alder/2026-04/workers.csv': '2026-05-01T09:00:00.123Z' });
    expect(await list(at)).toEqual({
      files: [
        {
          path: 'alder/2026-04/workers.csv',
          size: 25,
          modifiedAt: '2026-05-01T09:00:00.123Z',
          fitsPattern: true,
          submitter: 'alder',
          period: '2026-04',
        },
      ],
      leftOut: [],
      faults: [],
    });
  });

  it('offers a file that does not fit, so that it is not lost', async () => {
    const { files } = await list(folder({ 'alder/2026-13/workers.csv': TIME }));
    expect(files[0]).toMatchObject({ fitsPattern: false, submitter: undefined, period: undefined });
  });

  it('leaves hidden files, hidden folders and lock files of an office program alone', async () => {
    const at = folder({
      'alder/2026-04/.DS_Store': TIME,
      '.sync/2026-04/a.csv': TIME,
      'alder/2026-04/~$workers.csv': TIME,
      'alder/2026-04/workers.csv': TIME,
    });
    expect(pathsOf(await list(at))).toEqual(['alder/2026-04/workers.csv']);
  });

  it('offers only what `include` takes', async () => {
    const files = { 'alder/2026-04/a.csv': TIME, 'alder/2026-04/a.pdf': TIME, 'b.csv': TIME };
    expect(pathsOf(await list(folder(files, { include: '**/*.csv' })))).toEqual([
      'alder/2026-04/a.csv',
      'b.csv',
    ]);
    expect(pathsOf(await list(folder(files, { include: 'alder/**' })))).toEqual([
      'alder/2026-04/a.csv',
      'alder/2026-04/a.pdf',
    ]);
  });

  it('is empty for an empty folder', async () => {
    const at = folder({});
    mkdirSync(at.inbox);
    expect(await list(at)).toEqual({ files: [], leftOut: [], faults: [] });
  });

  it('says which source has no folder', async () => {
    expect(await rejectionOf(list(folder({})))).toMatchObject({
      code: 'CC-SRC-001',
      message:
        'source "returns": expected a folder that can be read at inbox; got ENOENT: no such file or directory. Make the folder, or mend `path` in carecount.yaml.',
    });
  });

  it('says that a file stands where the folder should', async () => {
    const at = folder({ 'a.csv': TIME }, { path: 'inbox/a.csv' });
    expect(await rejectionOf(list(at))).toMatchObject({ code: 'CC-SRC-001' });
  });

  it.skipIf(process.getuid?.() === 0)('says which source may not be read', async () => {
    const at = folder({ 'alder/2026-04/a.csv': TIME });
    chmodSync(at.inbox, 0);
    const error = await rejectionOf(list(at));
    chmodSync(at.inbox, 0o700);
    expect(error).toMatchObject({ code: 'CC-SRC-001' });
  });

  it.skipIf(process.getuid?.() === 0)(
    'lets a folder within that may not be read cost only itself, and says so',
    async () => {
      const at = folder({ 'alder/2026-04/a.csv': TIME, 'birch/2026-04/a.csv': TIME });
      chmodSync(join(at.inbox, 'alder'), 0);
      const { files, faults } = await list(at);
      chmodSync(join(at.inbox, 'alder'), 0o700);
      expect(files.map((file) => file.path)).toEqual(['birch/2026-04/a.csv']);
      expect(faults).toMatchObject([{ code: 'CC-SRC-001' }]);
      expect(faults[0]?.message).toContain('source "returns", alder: expected a folder that');
    },
  );

  it('leaves out a link that leads nowhere or in a circle, and says so', async () => {
    const at = folder({ 'alder/2026-04/a.csv': TIME });
    symlinkSync('gone.csv', join(at.inbox, 'alder/2026-04/b.csv'));
    symlinkSync('c.csv', join(at.inbox, 'alder/2026-04/c.csv'));
    const listing = await list(at);
    expect(pathsOf(listing)).toEqual(['alder/2026-04/a.csv']);
    expect([...listing.leftOut].sort()).toEqual([
      'alder/2026-04/b.csv: a link that leads nowhere.',
      'alder/2026-04/c.csv: a link that leads nowhere.',
    ]);
  });

  it('follows a link to a file inside the folder, and none to what lies outside', async () => {
    const at = folder({ 'alder/2026-04/a.csv': TIME });
    writeFileSync(join(at.dir, 'private.csv'), 'x');
    mkdirSync(join(at.dir, 'inbox-of-another'));
    writeFileSync(join(at.dir, 'inbox-of-another/a.csv'), 'x');
    symlinkSync('a.csv', join(at.inbox, 'alder/2026-04/inside.csv'));
    symlinkSync('../../../private.csv', join(at.inbox, 'alder/2026-04/outside.csv'));
    symlinkSync('../inbox-of-another', join(at.inbox, 'birch'));
    const listing = await list(at);
    expect(pathsOf(listing)).toEqual(['alder/2026-04/a.csv', 'alder/2026-04/inside.csv']);
    expect([...listing.leftOut].sort()).toEqual([
      'alder/2026-04/outside.csv: a link to what lies outside the folder.',
      'birch: a link to what lies outside the folder.',
    ]);
  });

  it('walks no link to a folder inside, so that nothing is met twice and no circle walked', async () => {
    const at = folder({ 'alder/2026-04/a.csv': TIME });
    symlinkSync('..', join(at.inbox, 'alder/again'));
    expect(await list(at)).toMatchObject({
      files: [{ path: 'alder/2026-04/a.csv' }],
      leftOut: [],
    });
  });

  it('takes files of a folder that is itself a link', async () => {
    const at = folder({ 'alder/2026-04/a.csv': TIME }, { path: 'link' });
    symlinkSync('inbox', join(at.dir, 'link'));
    expect(pathsOf(await list(at))).toEqual(['alder/2026-04/a.csv']);
  });

  it.skipIf(!hasPipes)('leaves out pipes and sockets, and says so', async () => {
    const at = folder({ 'alder/2026-04/a.csv': TIME });
    expect(spawnSync('mkfifo', [join(at.inbox, 'pipe.csv')]).status).toBe(0);
    const server = createServer().listen(join(at.inbox, 'socket.csv'));
    await new Promise((resolve) => server.once('listening', resolve));
    onTestFinished(() => void server.close());
    const listing = await list(at);
    expect(pathsOf(listing)).toEqual(['alder/2026-04/a.csv']);
    expect([...listing.leftOut].sort()).toEqual([
      'pipe.csv: neither a file nor a folder.',
      'socket.csv: neither a file nor a folder.',
    ]);
  });
});

describe('the fetching of a file from a folder', () => {
  const PATH = 'alder/2026-04/a.csv';

  /** Lists a folder of one file, changes something, then fetches. */
  async function fetchAfter(change: (path: string, at: Folder) => void) {
    const at = folder({ [PATH]: TIME });
    const connector = connectorOf(at);
    const [file] = (await connector.list()).files;
    if (file === undefined) throw new Error('no file');
    change(join(at.inbox, PATH), at);
    return connector.fetch(file);
  }

  it('gives the bytes as they are', async () => {
    expect(await fetchAfter(() => undefined)).toMatchObject({
      outcome: 'content',
      size: PATH.length,
      modifiedAt: TIME,
      body: Buffer.from(PATH),
    });
  });

  it('takes a fault of the disk it copies to for one of the workspace, not of the source', async () => {
    const at = folder({ [PATH]: TIME });
    truncateSync(join(at.inbox, PATH), 33 * 1024 * 1024);
    const connector = folderConnector(at.source, at.dir, () => join(at.inbox, PATH, 'copy'));
    const [file] = (await connector.list()).files;
    if (file === undefined) throw new Error('no file');
    expect(await rejectionOf(connector.fetch(file))).toMatchObject({ code: 'CC-WSP-001' });
  });

  it('leaves a file that has grown since it was listed', async () => {
    const fetched = await fetchAfter((path) => {
      appendFileSync(path, 'more');
      utimesSync(path, new Date(TIME), new Date(TIME));
    });
    expect(fetched).toEqual({ outcome: 'unsettled' });
  });

  it('leaves a file that has been written again since it was listed', async () => {
    const fetched = await fetchAfter((path) => {
      writeFileSync(path, PATH);
    });
    expect(fetched).toEqual({ outcome: 'unsettled' });
  });

  it('passes over a file that has gone since it was listed', async () => {
    const fetched = await fetchAfter((path) => {
      rmSync(path);
    });
    expect(fetched).toEqual({ outcome: 'gone' });
  });

  it.skipIf(!hasPipes)(
    'does not wait for a pipe, nor read a folder, that has taken the place of the file',
    async () => {
      const piped = await fetchAfter((path) => {
        rmSync(path);
        spawnSync('mkfifo', [path]);
      });
      expect(piped).toEqual({ outcome: 'unsettled' });
      const folded = await fetchAfter((path) => {
        rmSync(path);
        mkdirSync(path);
      });
      expect(folded).toEqual({ outcome: 'unsettled' });
    },
  );

  it.skipIf(process.getuid?.() === 0)('says which file may not be read', async () => {
    const fetched = await fetchAfter((path) => {
      chmodSync(path, 0);
    });
    expect(fetched).toMatchObject({ outcome: 'failed', error: { code: 'CC-SRC-001' } });
  });
});
