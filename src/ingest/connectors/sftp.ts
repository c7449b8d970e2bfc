import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { connect as openSocket, type Socket } from 'node:net';
import { posix, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import SftpClient from 'ssh2-sftp-client';
import type { SftpSource } from '../../config.js';
import { CarecountError, firstClause, messageOf } from '../../errors.js';
import {
  sourceFault,
  type Connector,
  type Effects,
  type Fetched,
  type Listing,
  type OfferedFile,
} from './connector.js';
import { download } from './download.js';
import { aboutOf, isDenied, isNotThere, listRemote } from './sftp-listing.js';

/** What a server of OpenSSH gives at most in one answer. */
const CHUNK_BYTES = 256 * 1024;
const KEEPALIVE_MS = 10_000;
const FAREWELL_MS = 5000;

export interface SftpOptions {
  readonly source: SftpSource;
  readonly workspaceDir: string;
  readonly effects: Pick<Effects, 'env'>;
  /** Gives a path for a download on the disk of `data/raw`. */
  readonly newPath: () => string;
}

/** Files of a folder on a server that speaks SFTP, known by the fingerprint of its host key. */
export function sftpConnector(options: SftpOptions): Connector {
  const server = new Server(options);
  return {
    atOnce: 1,
    list: () => server.list(),
    fetch: (file) => server.fetch(file),
    close: () => server.close(),
  };
}

/**
 * The fingerprint of a host key, as `ssh-keygen -lf` prints it, and the kind of key.
 * @param key as the server sends it: the length of its kind, its kind, and so on.
 */
export function fingerprintOf(key: Buffer): { fingerprint: string; kind: string } {
  const digest = createHash('sha256').update(key).digest('base64').replace(/=+$/, '');
  return {
    fingerprint: `SHA256:${digest}`,
    kind: key.subarray(4, 4 + key.readUInt32BE(0)).toString('latin1'),
  };
}

/** A connection, made when it is first needed. */
class Server {
  private readonly source: SftpSource;
  private client: SftpClient | undefined;
  private socket: Socket | undefined;
  /** What the server showed in place of the key that was expected. */
  private wrongKey: CarecountError | undefined;

  constructor(private readonly options: SftpOptions) {
    this.source = options.source;
  }

  async list(): Promise<Listing> {
    const client = await this.connect();
    const answer = <Answer>(work: Promise<Answer>): Promise<Answer> => this.ask(work, 'a listing');
    try {
      const root = await answer(client.realPath(this.source.path));
      if (root === '') throw this.noFolder('no such folder');
      const remote = {
        list: (path: string) => answer(client.list(path)),
        realPath: (path: string) => answer(client.realPath(path)),
        stat: (path: string) => answer(client.stat(path)),
      };
      return await listRemote(this.source, remote, root);
    } catch (error) {
      if (error instanceof CarecountError) throw error;
      if (isNotThere(error)) throw this.noFolder('no such folder');
      if (isDenied(error)) throw this.noFolder('one that it may not');
      throw this.fault(undefined, 'a listing of the folder', reasonOf(error), error);
    }
  }

  async fetch(file: OfferedFile): Promise<Fetched> {
    const { source } = this;
    const client = await this.connect();
    const remote = posix.join(source.path, file.path);
    const path = this.options.newPath();
    try {
      if (!isAsListed(await this.ask(client.stat(remote), 'a file'), file)) {
        return { outcome: 'unsettled' };
      }
      const stream = client.createReadStream(remote, { highWaterMark: CHUNK_BYTES });
      const { size, sha256 } = await download(this.inTime(stream), path);
      if (!isAsListed(await this.ask(client.stat(remote), 'a file'), file)) {
        return { outcome: 'unsettled' };
      }
      if (size !== file.size) throw this.fault(file.path, `${file.size} bytes`, `${size}`);
      const modifiedAt = file.modifiedAt ?? '';
      return { outcome: 'content', size, modifiedAt, sha256, body: { path } };
    } catch (error) {
      return this.withoutFile(file, error);
    }
  }

  async close(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    // A server that has gone does not say farewell.
    const timer = setTimeout(() => this.socket?.destroy(), FAREWELL_MS);
    await client?.end().catch(ignore);
    clearTimeout(timer);
  }

  /** What a file that cannot be had means: that one only, or all that were still to come. */
  private withoutFile(file: OfferedFile, error: unknown): Fetched {
    if (error instanceof CarecountError) throw error;
    if (isNotThere(error)) return { outcome: 'gone' };
    if (!isDenied(error)) throw this.fault(file.path, 'the whole file', reasonOf(error), error);
    const expected = `a file that ${this.source.username} may read`;
    const next = 'Ask who runs the server for the right to it; the other files were taken.';
    const got = 'one that it may not';
    return {
      outcome: 'failed',
      error: sourceFault(this.source, file.path, { expected, got, next }, error),
    };
  }

  private async connect(): Promise<SftpClient> {
    if (this.client !== undefined) return this.client;
    const { source } = this;
    const { host, port, username } = source;
    const silence = { error: ignore, end: ignore, close: ignore };
    const client = new SftpClient('carecount', silence);
    const credentials = this.credentials();
    // Each question waits for its answer: held back to be sent together, each would take 40 ms more.
    const sock = openSocket({ host, port, noDelay: true });
    this.socket = sock;
    try {
      await client.connect({
        sock,
        username,
        ...credentials,
        hostVerifier: (key: Buffer) => this.isRightKey(key),
        readyTimeout: source.timeout_seconds * 1000,
        keepaliveInterval: KEEPALIVE_MS,
        keepaliveCountMax: 3,
      });
    } catch (error) {
      sock.destroy();
      throw this.wrongKey ?? this.noConnection(error);
    }
    this.client = client;
    return client;
  }

  private noConnection(error: unknown): CarecountError {
    const { host, port, username } = this.source;
    const got = reasonOf(error);
    const next = got.includes('authentication')
      ? 'Ask who runs the server to let this account in with this key or password.'
      : 'Look whether the server can be reached from here; the next run tries again.';
    const expected = `a connection to ${host}:${port} as ${username}`;
    return sourceFault(this.source, undefined, { expected, got, next }, error);
  }

  private isRightKey(key: Buffer): boolean {
    const { host_key: expected, host } = this.source;
    const { fingerprint, kind } = fingerprintOf(key);
    if (fingerprint === expected.replace(/=$/, '')) return true;
    this.wrongKey = sourceFault(this.source, undefined, {
      expected: `${host} to have the host key ${expected}`,
      got: `${fingerprint} (${kind})`,
      next: 'Nothing was fetched. Ask who runs the server whether its key has changed; only then change `host_key` in carecount.yaml.',
    });
    return false;
  }

  private credentials(): { password: string } | { privateKey: Buffer; passphrase?: string } {
    const { password_env: password, passphrase_env: passphrase, key_file: keyFile } = this.source;
    if (password !== undefined) return { password: this.fromEnvironment(password) };
    const privateKey = this.privateKey(resolve(this.options.workspaceDir, keyFile ?? ''));
    if (passphrase === undefined) return { privateKey };
    return { privateKey, passphrase: this.fromEnvironment(passphrase) };
  }

  private privateKey(path: string): Buffer {
    try {
      if ((statSync(path).mode & 0o077) === 0) return readFileSync(path);
    } catch (error) {
      throw sourceFault(this.source, undefined, {
        expected: `a private key in ${path}`,
        got: firstClause(error),
        next: 'Put it there, or mend `key_file` in carecount.yaml.',
      });
    }
    throw sourceFault(this.source, undefined, {
      expected: `a private key in ${path} that only its owner may read`,
      got: 'one that others may read',
      next: `Run: chmod 600 ${path}`,
    });
  }

  private fromEnvironment(name: string): string {
    const value = this.options.effects.env[name];
    if (value !== undefined && value !== '') return value;
    throw sourceFault(this.source, undefined, {
      expected: `the environment variable ${name}, which carecount.yaml names`,
      got: 'none',
      next: 'Set it where carecount is started.',
    });
  }

  private noFolder(got: string): CarecountError {
    const { path, username } = this.source;
    return sourceFault(this.source, undefined, {
      expected: `a folder ${path} that ${username} may read`,
      got,
      next: 'Mend `path` in carecount.yaml, or ask who runs the server.',
    });
  }

  /** Waits for an answer as long as the source allows. */
  private async ask<Answer>(work: Promise<Answer>, what: string): Promise<Answer> {
    const seconds = this.source.timeout_seconds;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(this.fault(undefined, `${what} within ${seconds} s`, 'no answer'));
      }, seconds * 1000);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The chunks of a stream, each of which must come within the time that the source allows. */
  private async *inTime(stream: Readable): AsyncGenerator<Buffer> {
    const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
    try {
      for (;;) {
        const { done, value } = await this.ask(chunks.next(), 'more of a file');
        if (done === true) return;
        yield value;
      }
    } finally {
      stream.destroy();
    }
  }

  private fault(
    path: string | undefined,
    expected: string,
    got: string,
    cause?: unknown,
  ): CarecountError {
    const next = 'Look whether the server can be reached from here; the next run tries again.';
    return sourceFault(this.source, path, { expected, got, next }, cause);
  }
}

function isAsListed(stat: { size: number; modifyTime: number }, file: OfferedFile): boolean {
  const { size, modifiedAt } = aboutOf(stat);
  return size === file.size && modifiedAt === file.modifiedAt;
}

/** The client's message without the name of its own function before it. */
function reasonOf(error: unknown): string {
  return (
    messageOf(error)
      .replace(/^[a-z][A-Za-z>-]*: /, '')
      .split('\n')[0] ?? ''
  );
}

/** A connection that breaks is told by the call that was under way. */
function ignore(): void {
  return undefined;
}
