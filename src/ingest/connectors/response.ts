import { messageOf } from '../../errors.js';

/** The length a server announces, of bytes that arrive as they were sent. */
export function lengthOf(response: Response): number | undefined {
  const length = response.headers.get('content-length');
  const encoding = response.headers.get('content-encoding') ?? 'identity';
  return length === null || encoding !== 'identity' ? undefined : Number(length);
}

/** The chunks of a body, which is let go of where they are not all asked for. */
export async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** What lies behind the "fetch failed" that Node words every fault of the network as. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error)) return messageOf(error);
  const { code } = cause as NodeJS.ErrnoException;
  const text = cause.message === '' ? messageOf(error) : cause.message;
  return code === undefined || text.includes(code) ? text : `${text} (${code})`;
}
