import { writeFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import type { DeliveryPlace } from './delivery.js';

/** A mail that the server has taken. */
export interface TakenMail {
  readonly to: readonly string[];
  readonly user: unknown;
  readonly isSecure: boolean;
  readonly raw: string;
}

export interface MailServer {
  readonly port: number;
  readonly taken: TakenMail[];
  /** How many connections were made. */
  readonly connections: () => number;
  /** Cuts every connection. */
  readonly cut: () => void;
}

type Taken = (to: string, callback: (error?: Error | null) => void) => void;

const certificate = generate([{ name: 'commonName', value: 'localhost' }], {
  keyType: 'ec',
  algorithm: 'sha256',
  extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
});

export const ACCOUNT = { username: 'packs@wittle.example', password: 'correct horse' };

/** Starts a mail server on this machine with TLS and sign-in; it ends with the test. */
export async function startMailServer(
  change: SMTPServerOptions = {},
  onRecipient: Taken = (_to, callback) => {
    callback();
  },
): Promise<MailServer> {
  const taken: TakenMail[] = [];
  let connections = 0;
  const { private: key, cert } = await certificate;
  const server = new SMTPServer({
    key,
    cert,
    onAuth: ({ username, password }, _session, callback) => {
      const isKnown = username === ACCOUNT.username && password === ACCOUNT.password;
      callback(isKnown ? null : new Error('no such account'), isKnown ? { user: username } : {});
    },
    onConnect: (_session, callback) => {
      connections += 1;
      callback();
    },
    onRcptTo: ({ address }, _session, callback) => {
      onRecipient(address, callback);
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        taken.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          user: session.user,
          isSecure: session.secure,
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        callback();
      });
    },
    ...change,
  });
  // A client that is cut off or that will not trust the certificate is what some tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', () => resolve()));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
      }),
  );
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    connections: () => connections,
    cut: () => {
      const open = (server as unknown as { connections: Set<{ _socket: Socket }> }).connections;
      for (const { _socket: socket } of open) socket.destroy();
    },
  };
}

/** Settings for that server, which trust its certificate. */
export async function emailSettings(
  place: DeliveryPlace,
  { port }: Pick<MailServer, 'port'>,
  change: object = {},
): Promise<{ email: object }> {
  writeFileSync(join(place.dir, 'ca.pem'), (await certificate).cert);
  const email = {
    host: 'localhost',
    port,
    username: ACCOUNT.username,
    password_env: 'MAIL_PASSWORD',
    from: ACCOUNT.username,
    ca_file: 'ca.pem',
    timeout_seconds: 5,
    lists: [{ id: 'scrutiny', to: ['ada@wittle.example'] }],
    ...change,
  };
  return { email };
}

/** A text as the reader of a mail sees it. */
export function decoded(raw: string): string {
  const bytes = raw
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** One header of a mail, unfolded. */
export function header(raw: string, name: string): string | undefined {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return unfolded.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
}
