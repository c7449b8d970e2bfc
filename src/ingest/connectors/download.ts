import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { asWorkspaceError } from '../../errors.js';

/** What was written of a stream. */
export interface Downloaded {
  readonly size: number;
  readonly sha256: string;
}

/**
 * Writes a stream to a file and returns once it is on the disk. A fault of the stream is thrown as it
 * comes, one of the disk as the workspace's.
 * @param onBytes told how many bytes there are so far, before they are written; may throw.
 * @throws CC-WSP-001, CC-WSP-002 where the file cannot be written.
 */
export async function download(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  onBytes: (size: number) => void = () => undefined,
): Promise<Downloaded> {
  const toDisk = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw asWorkspaceError(error, path);
    }
  };
  const hash = createHash('sha256');
  let size = 0;
  const file = await toDisk(() => open(path, 'w', 0o640));
  try {
    for await (const chunk of chunks) {
      size += chunk.length;
      onBytes(size);
      hash.update(chunk);
      await toDisk(() => file.writeFile(chunk));
    }
    await toDisk(() => file.sync());
  } finally {
    await file.close();
  }
  return { size, sha256: hash.digest('hex') };
}
