import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/config.js';
import { readLanded, unpack, type ArchiveLimits } from '../../src/ingest/archive.js';
import { land, openDeliveries, type Delivery } from '../../src/ingest/index.js';
import { keptLog, rejectionOf, tempDir, tempWorkspace } from '../helpers/workspace.js';
import { workers } from './helpers/files.js';
import { records, stageAgain } from './helpers/staging.js';
import { zipOf, type ZipEntry } from './helpers/zip.js';

const NOW = new Date('2026-05-03T02:00:00.000Z');
const RETURN = 'LOCALESTID,STATUS\r\nW1,NEW\r\n';
const hash = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

function put(workspace: Workspace, path: string, bytes: string | Buffer): void {
  const absolute = join(workspace.dir, 'data/inbox', path);
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, bytes);
}

async function landNew(workspace: Workspace, now = NOW): Promise<Delivery[]> {
  const [source] = workspace.config.sources;
  if (source === undefined) throw new Error('no source');
  const log = keptLog();
  const ledger = openDeliveries(workspace, log);
  const known = ledger.read();
  const landing = await land({ workspace, source, known, ledger, runId: 'r', now, log });
  expect(landing.faults).toEqual([]);
  return [...landing.deliveries];
}

async function landOne(path: string, bytes: string | Buffer): Promise<Delivery[]> {
  const workspace = tempWorkspace();
  put(workspace, path, bytes);
  return landNew(workspace);
}

const PATH = 'alder/2026-04/return.zip';

describe('an archive that arrives', () => {
  it('is stored as it is, and gives one delivery for each file in it', async () => {
    const workspace = tempWorkspace();
    const zip = zipOf([
      { name: 'workers.csv', bytes: RETURN },
      { name: 'deep/workplaces.csv', bytes: 'x' },
    ]);
    put(workspace, PATH, zip);
    const deliveries = await landNew(workspace);
    expect(deliveries).toMatchObject([
      { delivery_id: 1, path: PATH, member: 'workers.csv', sha256: hash(RETURN) },
      { delivery_id: 2, path: PATH, member: 'deep/workplaces.csv', sha256: hash('x') },
    ]);
    for (const delivery of deliveries) {
      expect(delivery).toMatchObject({
        submitter: 'alder',
        period: '2026-04',
        stored_sha256: hash(zip),
        size: zip.length,
        member_count: 2,
      });
      expect(readFileSync(join(workspace.rawDir, delivery.landed_path)).equals(zip)).toBe(true);
    }
    expect(openDeliveries(workspace, keptLog()).read()).toEqual(deliveries);
  });

  it('is no news in the next run', async () => {
    const workspace = tempWorkspace();
    put(
      workspace,
      PATH,
      zipOf([
        { name: 'a.csv', bytes: 'a' },
        { name: 'b.csv', bytes: 'b' },
      ]),
    );
    await landNew(workspace);
    expect(await landNew(workspace)).toEqual([]);
  });

  it('gives each of its files the bytes that are its own', async () => {
    const workspace = tempWorkspace();
    put(
      workspace,
      PATH,
      zipOf([
        { name: 'a.csv', bytes: RETURN },
        { name: 'b.csv', bytes: 'x', isStored: true },
      ]),
    );
    put(workspace, 'birch/2026-04/plain.csv', 'plain');
    put(workspace, 'cedar/2026-04/workers.csv.gz', gzipSync(RETURN));
    const deliveries = await landNew(workspace);
    const read = await Promise.all(deliveries.map((each) => readLanded(workspace, each)));
    const byPath = deliveries.map(({ path, member }, index) => [
      path,
      member,
      read[index]?.toString(),
    ]);
    expect(byPath.sort()).toEqual([
      [PATH, 'a.csv', RETURN],
      [PATH, 'b.csv', 'x'],
      ['birch/2026-04/plain.csv', undefined, 'plain'],
      ['cedar/2026-04/workers.csv.gz', 'workers.csv', RETURN],
    ]);
  });

  it('tells provider and month by its own path, else by those of the files in it', async () => {
    const zip = zipOf([
      { name: 'alder/2026-03/a.csv', bytes: 'a' },
      { name: 'notes.csv', bytes: 'b' },
    ]);
    expect(await landOne('birch/2026-04/all.zip', zip)).toMatchObject([
      { submitter: 'birch', period: '2026-04' },
      { submitter: 'birch', period: '2026-04' },
    ]);
    const workspace = tempWorkspace((config) => {
      const [source] = config.sources;
      if (source !== undefined) source.pattern = '*.zip/{submitter}/{yyyy-mm}/**';
    });
    put(workspace, 'all.zip', zip);
    expect(await landNew(workspace)).toMatchObject([
      {
        submitter: 'alder',
        has_submitter: true,
        period: '2026-03',
        has_period: true,
        fits_pattern: true,
      },
      {
        submitter: 'returns',
        has_submitter: false,
        period: '2026-05',
        has_period: false,
        fits_pattern: false,
      },
    ]);
  });

  it('gives nothing for folders, hidden files and what a Mac adds', async () => {
    const zip = zipOf([
      { name: 'deep/', bytes: '' },
      { name: 'deep/a.csv', bytes: 'a' },
      { name: '__MACOSX/deep/._a.csv', bytes: 'm' },
      { name: '.DS_Store', bytes: 'd' },
      { name: '.git/config', bytes: 'g' },
    ]);
    expect((await landOne(PATH, zip)).map((each) => each.member)).toEqual(['deep/a.csv']);
  });

  it('keeps a name that is unsafe on a disk as a text', async () => {
    const workspace = tempWorkspace();
    const names = ['../../outside.csv', '/etc/outside.csv', 'C:\\outside.csv'];
    put(workspace, PATH, zipOf(names.map((name) => ({ name, bytes: name }))));
    const deliveries = await landNew(workspace);
    expect(deliveries.map((each) => each.member)).toEqual([
      '../../outside.csv',
      '/etc/outside.csv',
      'C:/outside.csv',
    ]);
    const read = await Promise.all(deliveries.map((each) => readLanded(workspace, each)));
    expect(read.map(String)).toEqual(names);
  });

  it('tells apart two files of one name', async () => {
    const workspace = tempWorkspace();
    put(
      workspace,
      PATH,
      zipOf([
        { name: 'a.csv', bytes: 'one' },
        { name: 'a.csv', bytes: 'two' },
        { name: 'a.csv', bytes: 'one' },
      ]),
    );
    const deliveries = await landNew(workspace);
    const read = await Promise.all(deliveries.map((each) => readLanded(workspace, each)));
    expect(read.map(String)).toEqual(['one', 'two']);
  });

  it('does not look into an archive within it', async () => {
    const inner = zipOf([{ name: 'a.csv', bytes: 'a' }]);
    expect(await landOne(PATH, zipOf([{ name: 'inner.zip', bytes: inner }]))).toMatchObject([
      { member: 'inner.zip', sha256: hash(inner) },
    ]);
    expect(await landOne('alder/2026-04/a.zip.gz', gzipSync(inner))).toMatchObject([
      { member: 'a.zip', sha256: hash(inner) },
    ]);
  });

  it('is one delivery as ever where it is a workbook', async () => {
    const workbook = zipOf([
      { name: '[Content_Types].xml', bytes: '<Types/>' },
      { name: 'xl/workbook.xml', bytes: '<workbook/>' },
    ]);
    const [delivery, ...others] = await landOne('alder/2026-04/return.xlsx', workbook);
    expect(others).toEqual([]);
    expect(delivery?.sha256).toBe(hash(workbook));
    expect(delivery).not.toHaveProperty('member');
    expect(delivery).not.toHaveProperty('stored_sha256');
  });

  it.each([
    ['return.csv.gz', 'return.csv'],
    ['RETURN.CSV.GZ', 'RETURN.CSV'],
    ['return.tgz', 'return.tar'],
    ['return', 'return'],
  ])('of gzip called %s holds a file called %s', async (name, member) => {
    const deliveries = await landOne(`alder/2026-04/${name}`, gzipSync('x'));
    expect(deliveries).toMatchObject([{ member, sha256: hash('x') }]);
  });

  it('lands what a stop kept out of the ledger, and nothing twice', async () => {
    const workspace = tempWorkspace();
    const names = ['a.csv', 'b.csv', 'c.csv'];
    put(workspace, PATH, zipOf(names.map((name) => ({ name, bytes: name }))));
    await landNew(workspace);
    const ledger = join(workspace.ledgerDir, 'deliveries.jsonl');
    const [first = ''] = readFileSync(ledger, 'utf8').split('\n');
    writeFileSync(ledger, `${first}\n{"delivery_id":2,"so`);
    expect((await landNew(workspace)).map((each) => [each.delivery_id, each.member])).toEqual([
      [2, 'b.csv'],
      [3, 'c.csv'],
    ]);
    expect(await landNew(workspace)).toEqual([]);
  });
});

describe('a file within an archive', () => {
  it.each([
    ['zip', (bytes: string) => zipOf([{ name: 'workers.csv', bytes }])],
    ['gzip', (bytes: string) => gzipSync(bytes)],
  ])('of kind %s is staged like one that came by itself', async (_, pack) => {
    const workspace = tempWorkspace();
    put(workspace, PATH, pack(workers({}, {})));
    const staged = await stageAgain(workspace, await landNew(workspace));
    expect(staged.staging.refused.size).toBe(0);
    expect(await records(staged)).toHaveLength(2);
  });
});

describe('an archive with a fault', () => {
  const good: ZipEntry = { name: 'a.csv', bytes: RETURN.repeat(50) };
  const whole = zipOf([good]);
  const damaged = Buffer.from(whole);
  damaged.writeUInt8((damaged[50] ?? 0) ^ 0xff, 50);

  it.each([
    ['empty', zipOf([]), 'The archive holds no file.'],
    ['with only folders', zipOf([{ name: 'deep/', bytes: '' }]), 'The archive holds no file.'],
    ['cut off', whole.subarray(0, whole.length - 30), 'The archive is cut off or damaged'],
    ['damaged', damaged, 'The archive is cut off or damaged'],
    ['with a wrong sum', zipOf([{ ...good, crc: 1 }]), 'The archive is cut off or damaged'],
    [
      'with a wrong length',
      zipOf([{ ...good, inflatedSize: 7 }]),
      'The archive is cut off or damaged',
    ],
    ['locked', zipOf([{ ...good, flags: 1 }]), 'The archive is locked with a password'],
    [
      'packed in an unknown way',
      zipOf([{ ...good, method: 14 }]),
      'packed in a way that is not known',
    ],
    [
      'that is a cut off gzip',
      gzipSync(RETURN).subarray(0, 20),
      'The archive is cut off or damaged',
    ],
    [
      'that says it unpacks to more than fits',
      zipOf([{ ...good, inflatedSize: 2_000_000_001 }]),
      'The archive unpacks to more than 2 GB',
    ],
  ])('%s is one delivery that says why', async (_, bytes, fault) => {
    const deliveries = await landOne(PATH, bytes);
    expect(deliveries).toMatchObject([
      { member: null, sha256: hash(bytes), fault: expect.stringContaining(fault) as string },
    ]);
    expect(deliveries[0]).not.toHaveProperty('stored_sha256');
  });

  it('is no news in the next run, and its bytes are those that arrived', async () => {
    const workspace = tempWorkspace();
    put(workspace, PATH, damaged);
    const [delivery] = await landNew(workspace);
    if (delivery === undefined) throw new Error('nothing landed');
    expect((await readLanded(workspace, delivery)).equals(damaged)).toBe(true);
    expect(await landNew(workspace)).toEqual([]);
  });

  const limits: ArchiveLimits = { inflatedBytes: 1000, members: 2, ratio: 10, ratioFromBytes: 500 };
  const faultOf = async (bytes: Buffer, name = 'a.zip') => {
    const path = join(tempDir(), name);
    writeFileSync(path, bytes);
    return (await unpack(path, name, limits))?.fault;
  };
  const zeros = (size: number) => '0'.repeat(size);

  it('is one that comes to more than the limit, and not one that just reaches it', async () => {
    const stored = (size: number) => zipOf([{ name: 'a', bytes: zeros(size), isStored: true }]);
    expect(await faultOf(stored(1000))).toBeUndefined();
    expect(await faultOf(stored(1001))).toContain('unpacks to more than');
    const noise = Buffer.from(Array.from({ length: 1001 }, (_, n) => (n * n * 31) % 251));
    expect(await faultOf(gzipSync(noise.subarray(0, 400)), 'a.gz')).toBeUndefined();
    expect(await faultOf(gzipSync(noise, { level: 0 }), 'a.gz')).toContain('unpacks to more than');
  });

  it('is one that unpacks to many times its size, unless it is small', async () => {
    expect(await faultOf(zipOf([{ name: 'a', bytes: zeros(500) }]))).toBeUndefined();
    expect(await faultOf(zipOf([{ name: 'a', bytes: zeros(501) }]))).toContain('10 times its size');
    expect(await faultOf(gzipSync(zeros(900)), 'a.gz')).toContain('10 times its size');
  });

  it('is one of more files than the limit', async () => {
    const files = (count: number) =>
      zipOf(Array.from({ length: count }, (_, n) => ({ name: `${n}.csv`, bytes: `${n}` })));
    expect(await faultOf(files(2))).toBeUndefined();
    expect(await faultOf(files(3))).toContain('The archive holds more than 2 files');
  });
});

describe('readLanded', () => {
  it('says that the archive of raw files has lost what was landed', async () => {
    const workspace = tempWorkspace();
    const delivery = { landed_path: 'returns/gone.csv', sha256: 'ab' };
    expect(await rejectionOf(readLanded(workspace, delivery))).toMatchObject({
      code: 'CC-WSP-001',
      message: expect.stringContaining('Restore data/raw from a backup.') as string,
    });
  });

  it('does not give other bytes for those of a member', async () => {
    const workspace = tempWorkspace();
    put(workspace, PATH, zipOf([{ name: 'a.csv', bytes: 'a' }]));
    const [delivery] = await landNew(workspace);
    if (delivery === undefined) throw new Error('nothing landed');
    writeFileSync(
      join(workspace.rawDir, delivery.landed_path),
      zipOf([{ name: 'a.csv', bytes: 'b' }]),
    );
    expect(await rejectionOf(readLanded(workspace, delivery))).toMatchObject({
      code: 'CC-WSP-001',
    });
  });
});

describe('an archive of another program', () => {
  const program = spawnSync('zip', ['-v']).status === 0 ? 'zip' : 'python3';
  const can = spawnSync(program, ['--version']).status !== null;
  if (!can) console.warn('neither zip nor python3 is here: the test of an archive of theirs skips');

  it.skipIf(!can)('is unpacked like our own', async () => {
    const dir = tempDir();
    writeFileSync(join(dir, 'Kräuter.csv'), RETURN);
    appendFileSync(join(dir, 'b.csv'), 'b');
    const made =
      program === 'zip'
        ? spawnSync('zip', ['a.zip', 'Kräuter.csv', 'b.csv'], { cwd: dir })
        : spawnSync('python3', ['-m', 'zipfile', '-c', 'a.zip', 'Kräuter.csv', 'b.csv'], {
            cwd: dir,
          });
    expect(made.status).toBe(0);
    expect(await unpack(join(dir, 'a.zip'), 'a.zip')).toEqual({
      members: [
        { member: 'Kräuter.csv', sha256: hash(RETURN) },
        { member: 'b.csv', sha256: hash('b') },
      ],
    });
  });
});
