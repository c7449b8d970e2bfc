import { crc32, createInflateRaw } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { checkInflated } from './limits.js';
import { damaged } from './refusals.js';

/** How zips say that a file in them is as it was, or deflated. */
const STORED = 0;
const DEFLATED = 8;
const PIECE_BYTES = 1 << 18;

/** The parts of a workbook that is a zip of XML files. */
export class ZipPackage {
  private constructor(
    private readonly file: Buffer,
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws UnreadableWorkbook where the zip is cut off, damaged or too large. */
  static async open(bytes: Buffer): Promise<ZipPackage> {
    const entries = new Map<string, Entry>();
    const zip = await orDamaged(async () => {
      const file = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
      for await (const entry of file.eachEntry()) entries.set(keyOf(entry.fileName), entry);
      return file;
    });
    const parts = [...entries.values()].filter(({ fileName }) => /\.(xml|rels)$/i.test(fileName));
    checkInflated(parts.reduce((sum, part) => sum + part.uncompressedSize, 0));
    return new ZipPackage(bytes, zip, entries);
  }

  has(path: string): boolean {
    return this.entries.has(keyOf(path));
  }

  /**
   * A part's bytes, inflated; their number and their sum are checked.
   * @throws UnreadableWorkbook where they are damaged or missing.
   */
  async *bytes(path: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(keyOf(path));
    if (entry === undefined) throw damaged();
    let size = 0;
    let sum = 0;
    try {
      for await (const piece of this.inflated(entry)) {
        size += piece.length;
        if (size > entry.uncompressedSize) throw damaged();
        sum = crc32(piece, sum);
        yield piece;
      }
    } catch {
      throw damaged();
    }
    if (size !== entry.uncompressedSize || sum !== entry.crc32) throw damaged();
  }

  /** A part's text, in pieces. */
  async *text(path: string): AsyncGenerator<string> {
    const decoder = new TextDecoder();
    for await (const piece of this.bytes(path)) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  }

  /** In larger pieces than the package's own stream has, which spends its time between them. */
  private async *inflated(entry: Entry): AsyncGenerator<Buffer> {
    if (entry.isEncrypted()) throw damaged();
    const { fileDataStart } = await this.zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const packed = this.file.subarray(fileDataStart, fileDataStart + entry.compressedSize);
    if (entry.compressionMethod === STORED) {
      for (let at = 0; at < packed.length; at += PIECE_BYTES) {
        yield packed.subarray(at, at + PIECE_BYTES);
      }
      return;
    }
    if (entry.compressionMethod !== DEFLATED) throw damaged();
    const inflate = createInflateRaw({ chunkSize: PIECE_BYTES });
    inflate.end(packed);
    yield* inflate as AsyncIterable<Buffer>;
  }
}

async function orDamaged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw damaged();
  }
}

/** Some programs spell a part's name in other letters than the reference to it. */
function keyOf(path: string): string {
  return path.replace(/^\//, '').toLowerCase();
}
