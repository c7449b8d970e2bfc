import { isLoopback, nameOfFetched, type FetchedFile, type HttpsSource } from '../../config.js';
import { CarecountError } from '../../errors.js';
import { isMonth } from '../../period.js';
import type { Ledger } from '../../warehouse/ledger.js';
import type { Delivery } from '../deliveries.js';
import {
  offer,
  sourceFault,
  type Connector,
  type Effects,
  type Fetched,
  type OfferedFile,
} from './connector.js';
import { download } from './download.js';
import { hashOfUrl, type FetchEntry } from './fetches.js';
import { compilePattern } from './pattern.js';
import { chunksOf, lengthOf, reasonOf } from './response.js';
import { PassingFault, retryAfterMs, withTries } from './retry.js';

const PASSING_STATUS = [429, 500, 502, 503, 504];
const REDIRECTS = [301, 302, 303, 307, 308];
const MOST_REDIRECTS = 5;

export interface HttpsOptions {
  readonly source: HttpsSource;
  readonly effects: Effects;
  readonly fetches: Ledger<FetchEntry>;
  /** The deliveries there are: what a server is asked about must be among them. */
  readonly known: readonly Delivery[];
  readonly now: Date;
  readonly programVersion: string;
  /** Gives a path for a download on the disk of `data/raw`. */
  readonly newPath: () => string;
}

/** Files at addresses on the web. Each is asked for in every run, and comes only when it has changed. */
export function httpsConnector(options: HttpsOptions): Connector {
  const { source } = options;
  const parts = compilePattern(source.pattern);
  const byName = new Map(source.urls.map((file) => [nameOfFetched(file), file]));
  let entries: readonly FetchEntry[] | undefined;
  return {
    atOnce: 1,
    list: () =>
      Promise.resolve({
        files: [...byName].map(([name, file]) => offeredOf(name, file, parts(name))),
        leftOut: [],
        faults: [],
      }),
    fetch: async (offered) => {
      const file = byName.get(offered.path);
      if (file === undefined) return { outcome: 'gone' };
      entries ??= options.fetches.read();
      try {
        return await new Download(offered, file, entries, options).run();
      } catch (error) {
        if (!(error instanceof CarecountError) || error.code !== 'CC-SRC-001') throw error;
        return { outcome: 'failed', error };
      }
    },
    close: () => Promise.resolve(),
  };
}

function offeredOf(
  name: string,
  { submitter, period }: FetchedFile,
  parts: ReturnType<ReturnType<typeof compilePattern>>,
): OfferedFile {
  const offered = offer(name, parts, undefined);
  return {
    ...offered,
    fitsPattern: offered.fitsPattern || (submitter !== undefined && period !== undefined),
    submitter: submitter ?? offered.submitter,
    period: period !== undefined && isMonth(period) ? period : offered.period,
  };
}

/** The fetching of one file, with all its tries. */
class Download {
  private readonly before: FetchEntry | undefined;
  private readonly latest: Delivery | undefined;

  constructor(
    private readonly offered: OfferedFile,
    private readonly file: FetchedFile,
    entries: readonly FetchEntry[],
    private readonly options: HttpsOptions,
  ) {
    const { source, known } = options;
    const isOwn = (each: { source_id: string; path: string }): boolean =>
      each.source_id === source.id && each.path === offered.path;
    this.latest = known.findLast(isOwn);
    const before = entries.findLast(isOwn);
    const isDelivered = before?.sha256 === (this.latest?.stored_sha256 ?? this.latest?.sha256);
    if (isDelivered && before?.url_sha256 === hashOfUrl(file.url)) this.before = before;
  }

  run(): Promise<Fetched> {
    const { source, effects } = this.options;
    return withTries(source.retries, effects, () => this.attempt());
  }

  private async attempt(): Promise<Fetched> {
    const { source } = this.options;
    const timeout = AbortSignal.timeout(source.timeout_seconds * 1000);
    const end = new AbortController();
    try {
      const response = await this.request(AbortSignal.any([timeout, end.signal]));
      if (response.status === 304) return this.unchanged();
      if (response.status !== 200) throw this.refusal(response);
      return await this.keep(response);
    } catch (error) {
      if (error instanceof CarecountError || error instanceof PassingFault) throw error;
      throw this.networkFault(error, timeout.aborted);
    } finally {
      end.abort();
    }
  }

  /** Asks, and follows redirects to hosts that are allowed. */
  private async request(signal: AbortSignal): Promise<Response> {
    const { effects } = this.options;
    const first = new URL(this.file.url);
    let url = first;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const headers = this.headers(url.origin === first.origin);
      const response = await effects.fetch(url, { headers, redirect: 'manual', signal });
      const location = response.headers.get('location');
      if (!REDIRECTS.includes(response.status) || location === null) return response;
      await response.body?.cancel();
      url = this.nextUrl(location, url, first);
    }
    throw this.fault(
      'the file after a few redirects',
      `more than ${MOST_REDIRECTS}`,
      'Look whether the address still leads to the file.',
    );
  }

  private nextUrl(location: string, from: URL, first: URL): URL {
    const { allowed_hosts: allowed } = this.options.source;
    const url = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol)) {
      throw this.fault('a redirect to an address', 'something else', 'Ask who runs the server.');
    }
    if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
      throw this.fault(
        'a redirect to an https: address',
        `one to ${url.host} without encryption`,
        'Ask who runs the server.',
      );
    }
    if (![first.hostname, ...allowed].some((host) => host === url.hostname || host === url.host)) {
      throw this.fault(
        `a redirect to ${[first.hostname, ...allowed].join(' or ')}`,
        `one to ${url.host}`,
        'If you trust that host, add it to `allowed_hosts` in carecount.yaml.',
      );
    }
    return url;
  }

  /** @param isOwnHost another host is not told the secrets meant for this one. */
  private headers(isOwnHost: boolean): Headers {
    const { source, effects, programVersion } = this.options;
    const headers = new Headers({
      'user-agent': `carecount/${programVersion}`,
      'accept-encoding': 'identity',
    });
    for (const [name, variable] of Object.entries(source.headers_env)) {
      const value = effects.env[variable];
      if (value === undefined || value === '') {
        throw this.fault(
          `the environment variable ${variable}, which \`headers_env\` names`,
          'none',
          'Set it where carecount is started.',
        );
      }
      if (isOwnHost) headers.set(name, value);
    }
    if (this.before?.etag != null) headers.set('if-none-match', this.before.etag);
    if (this.before?.last_modified != null) {
      headers.set('if-modified-since', this.before.last_modified);
    }
    return headers;
  }

  private unchanged(): Fetched {
    if (this.before !== undefined) return { outcome: 'unchanged' };
    throw this.fault('a file', 'only that it has not changed (304)', 'Ask who runs the server.');
  }

  private refusal({ status, statusText, headers }: Response): Error {
    const next =
      status === 401 || status === 403
        ? 'Look whether `headers_env` gives what the server asks for.'
        : status === 404 || status === 410
          ? 'Mend its `url` in carecount.yaml.'
          : 'Ask who runs the server if it stays so.';
    const served = Date.parse(headers.get('date') ?? '');
    const now = Number.isNaN(served) ? this.options.now : new Date(served);
    const afterMs = retryAfterMs(headers.get('retry-after'), now);
    const wait =
      afterMs === undefined ? '' : ` and the wish to be asked again after ${afterMs / 1000} s`;
    const fault = this.fault('the file (200)', `${status} ${statusText}`.trim() + wait, next);
    return PASSING_STATUS.includes(status) ? new PassingFault(fault, afterMs) : fault;
  }

  private async keep(response: Response): Promise<Fetched> {
    const { source, now, newPath } = this.options;
    const announced = lengthOf(response);
    const requireRoom = (size: number): void => {
      if (size <= source.max_bytes) return;
      throw this.fault(
        `at most ${source.max_bytes} bytes`,
        announced === undefined ? 'more' : `${announced}`,
        'If it is the right file, raise `max_bytes` in carecount.yaml.',
      );
    };
    requireRoom(announced ?? 0);
    const path = newPath();
    const { size, sha256 } = await download(chunksOf(response), path, requireRoom);
    if (announced !== undefined && size !== announced) throw this.cutOff(size, announced);
    if (this.file.sha256 !== undefined && sha256 !== this.file.sha256) {
      throw this.fault(
        `bytes with the SHA-256 ${this.file.sha256}`,
        sha256,
        'If the publisher has replaced the file, change its `sha256` in carecount.yaml.',
      );
    }
    const remember = this.remembering(response, sha256);
    if (sha256 === (this.latest?.stored_sha256 ?? this.latest?.sha256)) {
      remember();
      return { outcome: 'unchanged' };
    }
    const modified = Date.parse(response.headers.get('last-modified') ?? '');
    const modifiedAt = (Number.isNaN(modified) ? now : new Date(modified)).toISOString();
    return { outcome: 'content', size, modifiedAt, sha256, body: { path }, onRecorded: remember };
  }

  /** @returns what writes down by what the server will know these bytes again, if it can. */
  private remembering(response: Response, sha256: string): () => void {
    const { source, fetches, now } = this.options;
    const entry: FetchEntry = {
      source_id: source.id,
      path: this.offered.path,
      url_sha256: hashOfUrl(this.file.url),
      etag: response.headers.get('etag'),
      last_modified: response.headers.get('last-modified'),
      sha256,
      fetched_at: now.toISOString(),
    };
    const { etag, last_modified: lastModified } = this.before ?? {
      etag: null,
      last_modified: null,
    };
    const isNews = entry.etag !== etag || entry.last_modified !== lastModified;
    return () => {
      if (isNews) fetches.append([entry]);
    };
  }

  private networkFault(error: unknown, isTimedOut: boolean): PassingFault {
    const { timeout_seconds: seconds } = this.options.source;
    if (isTimedOut) {
      return new PassingFault(
        this.fault(
          `the whole file within ${seconds} s`,
          'less than that',
          'If the server is slow, raise `timeout_seconds` in carecount.yaml.',
        ),
      );
    }
    const got = reasonOf(error);
    const fault = this.fault(
      'a whole answer',
      got,
      'Look whether the server can be reached from here.',
    );
    return new PassingFault(fault);
  }

  private cutOff(size: number, announced: number): PassingFault {
    return new PassingFault(
      this.fault(
        `the ${announced} bytes that were announced`,
        `${size}`,
        'The next run tries again.',
      ),
    );
  }

  private fault(expected: string, got: string, next: string): CarecountError {
    return sourceFault(this.options.source, this.offered.path, { expected, got, next });
  }
}
