import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { SftpSource, Workspace } from '../../../src/config.js';
import { sftpConnector } from '../../../src/ingest/connectors/sftp.js';
import { realEffects } from '../../../src/ingest/connectors/effects.js';
import { land, openDeliveries } from '../../../src/ingest/index.js';
import type { Landing } from '../../../src/ingest/land.js';
import { keptLog, lastingDir, removeDir, tempDir, tempWorkspace } from '../../helpers/workspace.js';

const SSHD = ['/usr/sbin/sshd', '/usr/bin/sshd'].find((path) => existsSync(path));
const hasKeygen = spawnSync('ssh-keygen', ['-?']).status !== null;
const why =
  process.platform === 'win32'
    ? 'this is no Unix'
    : SSHD === undefined
      ? 'no sshd is installed (openssh-server)'
      : hasKeygen
        ? undefined
        : 'no ssh-keygen is installed';
if (why !== undefined) console.warn(`the tests of the sftp source skip: ${why}`);

const NOW = new Date('2026-05-03T02:00:00.000Z');
const OLD = new Date('2026-05-01T09:00:00.000Z');

/** A server of OpenSSH on this machine, for the account that runs the tests. */
interface SftpServer {
  readonly port: number;
  readonly process: ChildProcess;
}

let keys: string;

function makeKey(name: string, passphrase = ''): string {
  const path = join(keys, name);
  const made = spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-f', path]);
  if (made.status !== 0) throw new Error(made.stderr.toString());
  return path;
}

function fingerprint(path: string): string {
  const { stdout } = spawnSync('ssh-keygen', ['-lf', `${path}.pub`], { encoding: 'utf8' });
  return stdout.split(' ')[1] ?? '';
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startServer(): Promise<SftpServer> {
  if (SSHD === undefined) throw new Error('no sshd');
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  const config = join(keys, `sshd-${port}.conf`);
  writeFileSync(
    config,
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${join(keys, 'host')}`,
      `AuthorizedKeysFile ${join(keys, 'authorized')}`,
      `PidFile ${join(keys, `sshd-${port}.pid`)}`,
      'PermitRootLogin prohibit-password',
      'PasswordAuthentication no',
      'StrictModes no',
      'UsePAM no',
      'Subsystem sftp internal-sftp',
    ].join('\n'),
  );
  const daemon = spawn(SSHD, ['-D', '-e', '-f', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  daemon.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  for (let tries = 0; !said.includes('Server listening'); tries++) {
    if (tries > 100) throw new Error(`sshd did not start: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { port, process: daemon };
}

/** Whether the server lets this account in at all: one that is locked it does not. */
function canLogIn(port: number): boolean {
  const options = ['BatchMode=yes', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null'];
  const args = [
    '-i',
    join(keys, 'user'),
    '-p',
    `${port}`,
    ...options.flatMap((each) => ['-o', each]),
  ];
  const ended = spawnSync('ssh', [...args, '-s', '127.0.0.1', 'sftp'], { input: '' });
  return ended.status === 0;
}

/**
 * A port that leads to the server and breaks once so many bytes have come from it, as a server does
 * that goes away.
 */
async function portThatBreaks(target: number, afterBytes: number): Promise<number> {
  let bytes = 0;
  const proxy = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
    near.pipe(far);
    far.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      near.write(chunk);
      if (bytes > afterBytes) end();
    });
  });
  onTestFinished(() => void proxy.close());
  return listen(proxy);
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

describe.skipIf(why !== undefined)('a source of kind sftp', () => {
  let server: SftpServer;
  let mayLogIn: boolean;

  beforeAll(async () => {
    keys = lastingDir();
    makeKey('host');
    makeKey('other-host');
    makeKey('user');
    makeKey('stranger');
    makeKey('locked', 'open sesame');
    const authorized = ['user', 'locked'].map((name) => readFileSync(join(keys, `${name}.pub`)));
    writeFileSync(join(keys, 'authorized'), Buffer.concat(authorized));
    server = await startServer();
    mayLogIn = process.getuid?.() === 0 || canLogIn(server.port);
    if (!mayLogIn) console.warn('the tests of the sftp source skip: this account may not log in');
  });
  beforeEach((context) => {
    if (!mayLogIn) context.skip();
  });
  afterAll(() => {
    server.process.kill();
    removeDir(keys);
  });

  interface Remote {
    readonly workspace: Workspace;
    readonly source: SftpSource;
    /** The folder that the server offers. */
    readonly outgoing: string;
  }

  function remote(own: Partial<SftpSource> = {}): Remote {
    const outgoing = tempDir();
    const source: SftpSource = {
      id: 'transfer',
      kind: 'sftp',
      host: '127.0.0.1',
      port: server.port,
      username: userInfo().username,
      host_key: fingerprint(join(keys, 'host')),
      path: outgoing,
      pattern: '{submitter}/{yyyy-mm}/**',
      include: '**',
      key_file: join(keys, 'user'),
      settle_seconds: 10,
      timeout_seconds: 20,
      ...own,
    };
    return { workspace: tempWorkspace(), source, outgoing };
  }

  function put({ outgoing }: Remote, path: string, bytes: string | Buffer, time = OLD): void {
    const absolute = join(outgoing, path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, bytes);
    utimesSync(absolute, time, time);
  }

  async function landFrom(
    { workspace, source }: Remote,
    env: Record<string, string> = {},
  ): Promise<Landing & { lines: string[] }> {
    const log = keptLog();
    const ledger = openDeliveries(workspace, log);
    const known = ledger.read();
    const effects = { ...realEffects, env };
    const options = { workspace, source, known, ledger, runId: 'r', now: NOW, log, effects };
    const { deliveries, files, faults } = await land(options);
    return { deliveries, files, faults, lines: log.lines };
  }

  async function faultFrom(at: Remote, env: Record<string, string> = {}): Promise<string> {
    const { deliveries, faults } = await landFrom(at, env);
    expect(deliveries).toEqual([]);
    expect(faults).toMatchObject([{ code: 'CC-SRC-001', exitCode: 11 }]);
    return faults[0]?.message ?? '';
  }

  it('lands what lies in the folder, as it is, and knows it again', async () => {
    const at = remote();
    const large = Buffer.alloc(3_000_001, 'postcode,area_code\n');
    put(at, 'alder/2026-04/workers.csv', 'a,b\r\n');
    put(at, 'alder/2026-04/deep/large.csv', large);
    put(at, 'birch/2026-03/empty.csv', '');
    const { deliveries, faults } = await landFrom(at);
    expect(faults).toEqual([]);
    const read = (path: string | undefined) =>
      readFileSync(join(at.workspace.rawDir, path ?? 'none'));
    expect(deliveries).toMatchObject([
      { path: 'alder/2026-04/deep/large.csv', submitter: 'alder', period: '2026-04' },
      { path: 'alder/2026-04/workers.csv', modified_at: OLD.toISOString(), size: 5 },
      { path: 'birch/2026-03/empty.csv', submitter: 'birch', period: '2026-03', size: 0 },
    ]);
    expect(read(deliveries[0]?.landed_path).equals(large)).toBe(true);
    expect(read(deliveries[1]?.landed_path).toString()).toBe('a,b\r\n');
    expect((await landFrom(at)).files).toBe(0);
    put(at, 'alder/2026-04/workers.csv', 'a,c\r\n', new Date('2026-05-02T09:00:00Z'));
    expect((await landFrom(at)).deliveries).toMatchObject([{ path: 'alder/2026-04/workers.csv' }]);
  });

  it('takes only what `include` takes, and leaves out hidden files, pipes and links outside', async () => {
    const at = remote({ include: '**/*.csv' });
    put(at, 'alder/2026-04/a.csv', 'a');
    put(at, 'alder/2026-04/a.pdf', 'p');
    put(at, 'alder/2026-04/.hidden.csv', 'h');
    symlinkSync('a.csv', join(at.outgoing, 'alder/2026-04/b.csv'));
    symlinkSync('gone.csv', join(at.outgoing, 'alder/2026-04/c.csv'));
    symlinkSync(join(keys, 'authorized'), join(at.outgoing, 'alder/2026-04/d.csv'));
    spawnSync('mkfifo', [join(at.outgoing, 'pipe.csv')]);
    const { deliveries, lines } = await landFrom(at);
    expect(deliveries.map((each) => each.path)).toEqual([
      'alder/2026-04/a.csv',
      'alder/2026-04/b.csv',
    ]);
    expect(lines.filter((line) => line.includes('left out')).sort()).toEqual([
      'transfer: left out alder/2026-04/c.csv: a link that leads nowhere.',
      'transfer: left out alder/2026-04/d.csv: a link to what lies outside the folder.',
      'transfer: left out pipe.csv: neither a file nor a folder.',
    ]);
  });

  it('leaves a file that is being written for the next run', async () => {
    const at = remote();
    put(at, 'alder/2026-04/a.csv', 'a', new Date('2026-05-03T01:59:55.000Z'));
    const { files, faults, lines } = await landFrom(at);
    expect([files, faults]).toEqual([0, []]);
    expect(lines).toContain(
      'transfer: alder/2026-04/a.csv is left for the next run: still being written.',
    );
  });

  it('leaves a file that has changed since it was listed', async () => {
    const at = remote();
    put(at, 'alder/2026-04/a.csv', 'a');
    put(at, 'alder/2026-04/b.csv', 'b');
    const connector = sftpConnector({
      source: at.source,
      workspaceDir: at.workspace.dir,
      effects: realEffects,
      newPath: () => join(at.workspace.dir, 'download'),
    });
    onTestFinished(() => connector.close());
    const [a, b] = (await connector.list()).files;
    if (a === undefined || b === undefined) throw new Error('not listed');
    put(at, 'alder/2026-04/a.csv', 'longer');
    rmSync(join(at.outgoing, 'alder/2026-04/b.csv'));
    expect(await connector.fetch(a)).toEqual({ outcome: 'unsettled' });
    expect(await connector.fetch(b)).toEqual({ outcome: 'gone' });
  });

  it('fetches nothing from a server with another host key, and says both fingerprints', async () => {
    const expected = fingerprint(join(keys, 'other-host'));
    const at = remote({ host_key: expected });
    put(at, 'alder/2026-04/a.csv', 'a');
    const message = await faultFrom(at);
    expect(message).toContain(`expected 127.0.0.1 to have the host key ${expected}; got `);
    expect(message).toContain(`got ${fingerprint(join(keys, 'host'))} (ssh-ed25519).`);
  });

  it('says that the server does not know the key', async () => {
    const message = await faultFrom(remote({ key_file: join(keys, 'stranger') }));
    expect(message).toContain('Ask who runs the server to let this account in');
    expect(message).toMatch(
      /expected a connection to 127\.0\.0\.1:\d+ as \S+; got .*authentication/,
    );
  });

  it('opens a locked key with the passphrase from the environment', async () => {
    const at = remote({ key_file: join(keys, 'locked'), passphrase_env: 'TRANSFER_PASSPHRASE' });
    put(at, 'alder/2026-04/a.csv', 'a');
    expect((await landFrom(at, { TRANSFER_PASSPHRASE: 'open sesame' })).files).toBe(1);
    expect(await faultFrom({ ...at, workspace: tempWorkspace() })).toContain(
      'the environment variable TRANSFER_PASSPHRASE',
    );
    const wrong = await faultFrom(
      { ...at, workspace: tempWorkspace() },
      { TRANSFER_PASSPHRASE: 'open barley' },
    );
    expect(wrong).not.toContain('barley');
  });

  it('refuses a key that others may read, and one that is not there', async () => {
    const key = makeKey(`open-${server.port}`);
    chmodSync(key, 0o640);
    expect(await faultFrom(remote({ key_file: key }))).toContain(`Run: chmod 600 ${key}`);
    expect(await faultFrom(remote({ key_file: 'keys/gone' }))).toContain('got ENOENT');
  });

  it('does not send a password where the server takes none', async () => {
    const { key_file: _, ...source } = remote().source;
    const at = { ...remote(), source: { ...source, password_env: 'TRANSFER_PASSWORD' } };
    const message = await faultFrom(at, { TRANSFER_PASSWORD: 'hush' });
    expect(message).toContain('authentication');
    expect(message).not.toContain('hush');
  });

  it('says that the folder is not there', async () => {
    const at = remote();
    const source = { ...at.source, path: join(at.outgoing, 'gone') };
    const message = await faultFrom({ ...at, source });
    expect(message).toContain(`expected a folder ${source.path} that`);
    expect(message).toContain('got no such folder. Mend `path` in carecount.yaml');
  });

  it('says that nobody answers', async () => {
    const port = await freePort();
    expect(await faultFrom(remote({ port }))).toMatch(/expected a connection to .*; got /);
  });

  it('gives up on a server that takes the connection and says nothing', async () => {
    const silent = createServer();
    const port = await listen(silent);
    onTestFinished(() => void silent.close());
    expect(await faultFrom(remote({ port, timeout_seconds: 1 }))).toContain(
      'expected a connection',
    );
  });

  it('keeps what came before the server went, and lands the rest in the next run', async () => {
    const at = remote({ port: await portThatBreaks(server.port, 1_000_000) });
    put(at, 'alder/2026-04/a.csv', 'a');
    put(at, 'alder/2026-04/b.csv', Buffer.alloc(3_000_000, 'b'), new Date(OLD.getTime() + 1000));
    put(at, 'alder/2026-04/c.csv', 'c', new Date(OLD.getTime() + 2000));
    const { deliveries, faults } = await landFrom(at);
    expect(deliveries.map((each) => each.path)).toEqual(['alder/2026-04/a.csv']);
    expect(faults).toMatchObject([{ code: 'CC-SRC-001' }]);
    expect(faults[0]?.message).toContain('alder/2026-04/b.csv: expected the whole file; got ');
    const again = { ...at, source: { ...at.source, port: server.port } };
    expect((await landFrom(again)).deliveries.map((each) => [each.delivery_id, each.path])).toEqual(
      [
        [2, 'alder/2026-04/b.csv'],
        [3, 'alder/2026-04/c.csv'],
      ],
    );
  });
});
