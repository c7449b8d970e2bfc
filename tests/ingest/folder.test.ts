import { chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourceConfig } from '../../src/config.js';
import { listFolder } from '../../src/ingest/connectors/folder.js';
import { compilePattern } from '../../src/ingest/connectors/pattern.js';
import { tempDir, thrownBy } from '../helpers/workspace.js';

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

function folder(files: Record<string, string>): { dir: string; source: SourceConfig } {
  const dir = tempDir();
  for (const [path, time] of Object.entries(files)) {
    const absolute = join(dir, 'inbox', path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, path);
    utimesSync(absolute, new Date(time), new Date(time));
  }
  return {
    dir,
    source: { id: 'returns', kind: 'folder', path: 'inbox', pattern: '{submitter}/{yyyy-mm}/**' },
  };
}

describe('listFolder', () => {
  it('gives the oldest first, and equal times by path', () => {
    const { dir, source } = folder({
      'b/2026-04/late.csv': '2026-05-02T09:00:00.000Z',
      'z/2026-04/early.csv': '2026-05-01T09:00:00.000Z',
      'b/2026-04/early.csv': '2026-05-01T09:00:00.000Z',
      'B/2026-04/early.csv': '2026-05-01T09:00:00.000Z',
    });
    expect(listFolder(source, dir).map((file) => file.path)).toEqual([
      'B/2026-04/early.csv',
      'b/2026-04/early.csv',
      'z/2026-04/early.csv',
      'b/2026-04/late.csv',
    ]);
  });

  it('says of each file what its path and the disk say', () => {
    const { dir, source } = folder({ 'alder/2026-04/workers.csv': '2026-05-01T09:00:00.123Z' });
    expect(listFolder(source, dir)).toEqual([
      {
        path: 'alder/2026-04/workers.csv',
        absolutePath: join(dir, 'inbox/alder/2026-04/workers.csv'),
        size: 25,
        modifiedAt: '2026-05-01T09:00:00.123Z',
        fitsPattern: true,
        submitter: 'alder',
        period: '2026-04',
      },
    ]);
  });

  it('offers a file that does not fit, so that it is not lost', () => {
    const { dir, source } = folder({ 'alder/2026-13/workers.csv': '2026-05-01T09:00:00Z' });
    expect(listFolder(source, dir)[0]).toMatchObject({
      fitsPattern: false,
      submitter: undefined,
      period: undefined,
    });
  });

  it('leaves hidden files, hidden folders and lock files of an office program alone', () => {
    const { dir, source } = folder({
      'alder/2026-04/.DS_Store': '2026-05-01T09:00:00Z',
      '.sync/2026-04/a.csv': '2026-05-01T09:00:00Z',
      'alder/2026-04/~$workers.csv': '2026-05-01T09:00:00Z',
      'alder/2026-04/workers.csv': '2026-05-01T09:00:00Z',
    });
    expect(listFolder(source, dir).map((file) => file.path)).toEqual(['alder/2026-04/workers.csv']);
  });

  it('is empty for an empty folder', () => {
    const { dir, source } = folder({});
    mkdirSync(join(dir, 'inbox'));
    expect(listFolder(source, dir)).toEqual([]);
  });

  it('says which source has no folder', () => {
    const { dir, source } = folder({});
    expect(thrownBy(() => listFolder(source, dir))).toMatchObject({
      code: 'CC-SRC-001',
      message:
        'source "returns": expected a folder that can be read at inbox; got ENOENT: no such file or directory. Make the folder, or mend `path` in carecount.yaml.',
    });
  });

  it.skipIf(process.getuid?.() === 0)('says which source may not be read', () => {
    const { dir, source } = folder({ 'alder/2026-04/a.csv': '2026-05-01T09:00:00Z' });
    chmodSync(join(dir, 'inbox'), 0);
    const error = thrownBy(() => listFolder(source, dir));
    chmodSync(join(dir, 'inbox'), 0o700);
    expect(error).toMatchObject({ code: 'CC-SRC-001' });
  });

  it('lets a link that leads nowhere cost only itself', () => {
    const { dir, source } = folder({ 'alder/2026-04/a.csv': '2026-05-01T09:00:00Z' });
    symlinkSync('gone.csv', join(dir, 'inbox/alder/2026-04/b.csv'));
    expect(listFolder(source, dir).map((file) => file.path)).toContain('alder/2026-04/a.csv');
  });
});
