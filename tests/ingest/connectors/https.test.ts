import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig, type HttpsSource, type Workspace } from '../../../src/config.js';
import type { Effects } from '../../../src/ingest/connectors/connector.js';
import { realEffects } from '../../../src/ingest/connectors/effects.js';
import { land, openDeliveries } from '../../../src/ingest/index.js';
import type { Landing } from '../../../src/ingest/land.js';
import { keptLog, SMALL_CONFIG, tempWorkspace } from '../../helpers/workspace.js';
import { zipOf } from '../helpers/zip.js';

const NOW = new Date('2026-05-03T02:00:00.000Z');
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

interface Server {
  readonly origin: string;
  readonly requests: IncomingMessage[];
}

/** A server on this machine that answers each request by the next of some answers, then by the last. */
async function serve(...answers: readonly Answer[]): Promise<Server> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    answer?.(request, response);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, requests };
}

const give =
  (text: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(200, headers).end(text);
  };
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(code, headers).end('<html>no</html>');
  };
const redirect = (location: string): Answer => status(302, { location });

interface Site {
  readonly workspace: Workspace;
  readonly source: HttpsSource;
}

function site(origin: string, own: Partial<HttpsSource> = {}): Site {
  const workspace = tempWorkspace();
  const text = `  - id: register
    kind: https
    urls:
      - url: ${origin}/files/locations.csv
`;
  const [source] = parseConfig(SMALL_CONFIG.replace(/ {2}- id: [^]*$/, text)).sources;
  if (source?.kind !== 'https') throw new Error('no https source');
  return { workspace, source: { ...source, retries: 0, ...own } };
}

interface Fetching extends Landing {
  readonly slept: readonly number[];
  readonly lines: readonly string[];
}

async function landFrom(
  { workspace, source }: Site,
  own: Partial<Effects> = {},
  now = NOW,
): Promise<Fetching> {
  const slept: number[] = [];
  const log = keptLog();
  const ledger = openDeliveries(workspace, log);
  const effects: Effects = {
    ...realEffects,
    sleep: (milliseconds) => Promise.resolve(void slept.push(milliseconds)),
    random: () => 0.5,
    env: {},
    ...own,
  };
  const landing = await land({
    workspace,
    source,
    known: ledger.read(),
    ledger,
    runId: 'r',
    now,
    log,
    effects,
  });
  const { deliveries, files, faults } = landing;
  return { deliveries, files, faults, slept, lines: log.lines };
}

/** The message of the one fault there is; nothing has landed. */
async function faultFrom(at: Site, own: Partial<Effects> = {}): Promise<string> {
  const { deliveries, faults } = await landFrom(at, own);
  expect(deliveries).toEqual([]);
  expect(faults).toMatchObject([{ code: 'CC-SRC-001' }]);
  expect(rawFiles(at.workspace)).toEqual([]);
  return faults[0]?.message ?? '';
}

function rawFiles({ rawDir }: Workspace): string[] {
  if (!existsSync(rawDir)) return [];
  return readdirSync(rawDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('.tmp'))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('a source of kind https', () => {
  it('lands what an address gives, under the name of the file', async () => {
    const { origin, requests } = await serve(
      give('a,b\n', { 'last-modified': 'Fri, 01 May 2026 06:00:00 GMT' }),
    );
    const at = site(origin);
    const { deliveries, files } = await landFrom(at);
    expect(files).toBe(1);
    expect(deliveries).toMatchObject([
      {
        source_id: 'register',
        path: 'locations.csv',
        submitter: 'register',
        has_submitter: false,
        period: '2026-05',
        has_period: false,
        fits_pattern: true,
        size: 4,
        modified_at: '2026-05-01T06:00:00.000Z',
        sha256: hash('a,b\n'),
      },
    ]);
    const [path = ''] = rawFiles(at.workspace);
    expect(readFileSync(path, 'utf8')).toBe('a,b\n');
    expect(requests[0]?.headers['user-agent']).toMatch(/^carecount\/\d/);
  });

  it('takes provider and month from its settings, or by its pattern from the name', async () => {
    const { origin } = await serve(give('x'));
    const url = `${origin}/a.csv`;
    const said = site(origin, { urls: [{ url, submitter: 'alder', period: '2026-03' }] });
    expect((await landFrom(said)).deliveries).toMatchObject([
      { submitter: 'alder', has_submitter: true, period: '2026-03', has_period: true },
    ]);
    const named = site(origin, {
      urls: [{ url, name: 'birch/2026-02/a.csv' }],
      pattern: '{submitter}/{yyyy-mm}/**',
    });
    expect((await landFrom(named)).deliveries).toMatchObject([
      { submitter: 'birch', period: '2026-02', path: 'birch/2026-02/a.csv' },
    ]);
  });

  it('asks with what the server said of the last bytes, and lands nothing on 304', async () => {
    const { origin, requests } = await serve(
      give('one', { etag: '"1"', 'last-modified': 'Fri, 01 May 2026 06:00:00 GMT' }),
      status(304),
      give('two', { etag: '"2"' }),
      status(304),
    );
    const at = site(origin);
    const counts: number[] = [];
    for (let run = 0; run < 4; run++) counts.push((await landFrom(at)).files);
    expect(counts).toEqual([1, 0, 1, 0]);
    expect(requests.map(({ headers }) => headers['if-none-match'])).toEqual([
      undefined,
      '"1"',
      '"1"',
      '"2"',
    ]);
    expect(requests[1]?.headers['if-modified-since']).toBe('Fri, 01 May 2026 06:00:00 GMT');
    expect(requests[3]?.headers['if-modified-since']).toBeUndefined();
  });

  it('lands nothing where the bytes are those of last time, whatever the server says', async () => {
    const { origin } = await serve(give('same', { etag: '"1"' }), give('same', { etag: '"2"' }));
    const at = site(origin);
    const next = new Date('2026-06-03T02:00:00.000Z');
    expect([(await landFrom(at)).files, (await landFrom(at, {}, next)).files]).toEqual([1, 0]);
    expect(rawFiles(at.workspace)).toHaveLength(1);
  });

  it('asks for everything again where its deliveries are no longer in the ledger', async () => {
    const { origin, requests } = await serve(give('x', { etag: '"1"' }));
    const at = site(origin);
    await landFrom(at);
    const elsewhere = { ...at, source: { ...at.source, id: 'other' } };
    await landFrom(elsewhere);
    const moved = site(origin);
    await landFrom({ ...moved, source: at.source });
    expect(requests.map(({ headers }) => headers['if-none-match'])).toEqual(
      requests.map(() => undefined),
    );
  });

  it('asks for everything again where the address under a name has changed', async () => {
    const { origin, requests } = await serve(give('x', { etag: '"1"' }));
    const at = site(origin);
    await landFrom(at);
    const urls = [{ url: `${origin}/other/locations.csv` }];
    await landFrom({ ...at, source: { ...at.source, urls } });
    expect(requests[1]?.headers['if-none-match']).toBeUndefined();
  });

  it('does not write the address down, which may hold a key', async () => {
    const { origin } = await serve(give('x', { etag: '"1"' }), status(500));
    const at = site(origin, { urls: [{ url: `${origin}/a.csv?key=hush` }] });
    await landFrom(at);
    const { faults, lines } = await landFrom(at);
    const ledgers = readdirSync(at.workspace.ledgerDir).map((name) =>
      readFileSync(join(at.workspace.ledgerDir, name), 'utf8'),
    );
    expect(ledgers).toHaveLength(2);
    expect([...ledgers, ...lines, faults[0]?.message].join('\n')).not.toContain('hush');
  });

  it('gives one delivery for each file of an archive', async () => {
    const zip = zipOf([
      { name: 'a.csv', bytes: 'a' },
      { name: 'b.csv', bytes: 'b' },
    ]);
    const { origin } = await serve(give(zip));
    const at = site(origin);
    expect((await landFrom(at)).deliveries).toMatchObject([
      { member: 'a.csv' },
      { member: 'b.csv' },
    ]);
    expect((await landFrom(at)).files).toBe(0);
  });

  it('lands the other files where one cannot be had', async () => {
    const { origin } = await serve(status(404), give('x'));
    const at = site(origin, { urls: [{ url: `${origin}/a.csv` }, { url: `${origin}/b.csv` }] });
    const { deliveries, faults } = await landFrom(at);
    expect(deliveries.map((each) => each.path)).toEqual(['b.csv']);
    expect(faults).toMatchObject([{ code: 'CC-SRC-001', exitCode: 11 }]);
  });
});

describe('an answer that is no file', () => {
  it.each([
    [404, 'got 404 Not Found. Mend its `url` in carecount.yaml.'],
    [403, 'got 403 Forbidden. Look whether `headers_env` gives what the server asks for.'],
    [401, 'got 401 Unauthorized. Look whether `headers_env`'],
    [204, 'got 204 No Content.'],
  ])('of status %i is a fault at once', async (code, expected) => {
    const { origin, requests } = await serve(status(code));
    const message = await faultFrom(site(origin, { retries: 4 }));
    expect(message).toContain(
      `source "register", locations.csv: expected the file (200); ${expected}`,
    );
    expect(requests).toHaveLength(1);
  });

  it.each([429, 500, 502, 503, 504])('of status %i is asked for again', async (code) => {
    const { origin } = await serve(status(code), status(code), give('x'));
    const { files, slept, faults } = await landFrom(site(origin, { retries: 4 }));
    expect([files, faults, slept]).toEqual([1, [], [1000, 2000]]);
  });

  it('is a fault when no try is left', async () => {
    const { origin, requests } = await serve(status(500));
    const at = site(origin, { retries: 2 });
    expect(await faultFrom(at)).toContain('got 500 Internal Server Error');
    expect(requests).toHaveLength(3);
  });

  it('waits as long as the server asks, in seconds or until a date', async () => {
    const date = 'Sun, 03 May 2026 02:00:00 GMT';
    const { origin } = await serve(
      status(429, { 'retry-after': '7' }),
      status(503, { date, 'retry-after': 'Sun, 03 May 2026 02:01:30 GMT' }),
      give('x'),
    );
    expect((await landFrom(site(origin, { retries: 4 }))).slept).toEqual([7000, 90_000]);
  });

  it('does not wait for hours', async () => {
    const { origin, requests } = await serve(status(503, { 'retry-after': '3600' }));
    const at = site(origin, { retries: 4 });
    expect(await faultFrom(at)).toContain('the wish to be asked again after 3600 s');
    expect(requests).toHaveLength(1);
  });

  it('varies its waits by chance', async () => {
    const { origin } = await serve(status(500), status(500), give('x'));
    const { slept } = await landFrom(site(origin, { retries: 4 }), { random: () => 0 });
    expect(slept).toEqual([500, 1000]);
  });

  it('of 304 to a question that was not asked is a fault', async () => {
    const { origin } = await serve(status(304));
    expect(await faultFrom(site(origin))).toContain('only that it has not changed (304)');
  });

  it('is asked for again where nobody listens', async () => {
    const { origin } = await serve(give('x'));
    let calls = 0;
    const fetchSometimes: Effects['fetch'] = (url, init) =>
      ++calls === 1
        ? Promise.reject(
            new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') }),
          )
        : fetch(url, init);
    const at = site(origin, { retries: 1 });
    expect((await landFrom(at, { fetch: fetchSometimes })).files).toBe(1);
    const nobody = site('http://127.0.0.1:1');
    expect(await faultFrom(nobody)).toMatch(
      /expected a whole answer; got .*(ECONNREFUSED|bad port)/,
    );
  });
});

describe('a body that is not what it should be', () => {
  it('is a fault where it is slower than the time allowed', async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('slow');
    });
    const message = await faultFrom(site(origin, { timeout_seconds: 1 }));
    expect(message).toContain('expected the whole file within 1 s; got less than that');
  });

  it('is a fault where no answer begins in the time allowed', async () => {
    const { origin } = await serve(() => undefined);
    const message = await faultFrom(site(origin, { timeout_seconds: 1 }));
    expect(message).toContain('expected the whole file within 1 s');
  });

  it('may be as large as the limit and no larger, announced or not', async () => {
    const announced = give('12345678901', { 'content-length': '11' });
    const unannounced: Answer = (_, response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' });
      response.write('12345');
      response.end('678901');
    };
    const { origin, requests } = await serve(give('1234567890'), announced, unannounced);
    const limits = { max_bytes: 10, retries: 4 };
    expect((await landFrom(site(origin, limits))).files).toBe(1);
    expect(await faultFrom(site(origin, limits))).toContain('expected at most 10 bytes; got 11');
    expect(await faultFrom(site(origin, limits))).toContain('expected at most 10 bytes; got more');
    expect(requests).toHaveLength(3);
  });

  it('is asked for again where it is cut off', async () => {
    const cutOff: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('1234', () => response.destroy());
    };
    const { origin } = await serve(cutOff, give('1234567890'));
    expect((await landFrom(site(origin, { retries: 1 }))).deliveries).toMatchObject([
      { sha256: hash('1234567890') },
    ]);
    const alone = await serve(cutOff);
    expect(await faultFrom(site(alone.origin))).toContain('expected a whole answer; got');
  });

  it('is a fault where its length is not the one announced', async () => {
    const short: Effects['fetch'] = () =>
      Promise.resolve(new Response('1234', { headers: { 'content-length': '10' } }));
    const message = await faultFrom(site('http://127.0.0.1:9'), { fetch: short });
    expect(message).toContain('expected the 10 bytes that were announced; got 4');
  });

  it('is a fault where its checksum is another', async () => {
    const { origin, requests } = await serve(give('x'));
    const url = `${origin}/a.csv`;
    const right = site(origin, { urls: [{ url, sha256: hash('x') }] });
    expect((await landFrom(right)).files).toBe(1);
    const wrong = site(origin, { urls: [{ url, sha256: hash('y') }], retries: 4 });
    expect(await faultFrom(wrong)).toContain(
      `expected bytes with the SHA-256 ${hash('y')}; got ${hash('x')}.`,
    );
    expect(requests).toHaveLength(2);
  });

  it('may be empty', async () => {
    const { origin } = await serve(give(''));
    expect((await landFrom(site(origin))).deliveries).toMatchObject([{ size: 0 }]);
  });
});

describe('a redirect', () => {
  it('is followed on the same host', async () => {
    const { origin } = await serve(redirect('/elsewhere.csv'), give('x'));
    expect((await landFrom(site(origin))).deliveries).toMatchObject([{ path: 'locations.csv' }]);
  });

  it('is followed to another host only where that is allowed', async () => {
    const other = await serve(give('x'));
    const elsewhere = other.origin.replace('127.0.0.1', 'localhost');
    const { origin } = await serve(redirect(`${elsewhere}/a.csv`));
    const local: Effects['fetch'] = (url, init) =>
      fetch(url.href.replace('localhost', '127.0.0.1'), init);
    const message = await faultFrom(site(origin, { retries: 4 }), { fetch: local });
    expect(message).toContain(
      `expected a redirect to 127.0.0.1; got one to ${new URL(elsewhere).host}.`,
    );
    expect(other.requests).toEqual([]);
    const allowed = site(origin, { allowed_hosts: ['localhost'] });
    expect((await landFrom(allowed, { fetch: local })).files).toBe(1);
  });

  it('takes no secret to another host', async () => {
    const other = await serve(give('x'));
    const { origin, requests } = await serve(redirect(`${other.origin}/a.csv`));
    const at = site(origin, { headers_env: { 'x-key': 'REGISTER_KEY' } });
    expect((await landFrom(at, { env: { REGISTER_KEY: 'hush' } })).files).toBe(1);
    expect(requests[0]?.headers['x-key']).toBe('hush');
    expect(other.requests[0]?.headers['x-key']).toBeUndefined();
  });

  it.each([
    ['http://data.example/a.csv', 'got one to data.example without encryption'],
    ['file:///etc/passwd', 'expected a redirect to an address; got something else'],
    ['http://[', 'expected a redirect to an address; got something else'],
  ])('to %s is refused', async (location, expected) => {
    const { origin } = await serve(redirect(location));
    expect(await faultFrom(site(origin, { allowed_hosts: ['data.example'] }))).toContain(expected);
  });

  it('that leads in a circle is a fault', async () => {
    const { origin, requests } = await serve(redirect('/again'));
    expect(await faultFrom(site(origin, { retries: 4 }))).toContain('got more than 5');
    expect(requests).toHaveLength(6);
  });
});

describe('a secret of a source', () => {
  it('is sent from the environment', async () => {
    const { origin, requests } = await serve(give('x'));
    const at = site(origin, { headers_env: { Authorization: 'REGISTER_TOKEN' } });
    await landFrom(at, { env: { REGISTER_TOKEN: 'Bearer hush' } });
    expect(requests[0]?.headers.authorization).toBe('Bearer hush');
  });

  it('that is not set is a fault that names its variable', async () => {
    const { origin, requests } = await serve(give('x'));
    const at = site(origin, { headers_env: { Authorization: 'REGISTER_TOKEN' } });
    expect(await faultFrom(at)).toContain('the environment variable REGISTER_TOKEN');
    expect(requests).toEqual([]);
  });
});
