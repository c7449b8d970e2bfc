const CHUNK = 1 << 20;

/** Collects records as the delimited text that the database reads. */
export class FlatBody {
  private readonly chunks: Buffer[] = [];
  private readonly recordEnds: number[] = [];
  private pending = '';
  private size = 0;

  /** Adds one record. */
  add(cells: readonly string[]): void {
    const line = `${cells.map(quoted).join(',')}\n`;
    this.size += Buffer.byteLength(line);
    this.recordEnds.push(this.size);
    this.pending += line;
    if (this.pending.length >= CHUNK) this.keepPending();
  }

  get records(): number {
    return this.recordEnds.length;
  }

  /** The whole text, and where each record ends in it. */
  finish(): { body: Uint8Array; ends: readonly number[] } {
    this.keepPending();
    return { body: Buffer.concat(this.chunks), ends: this.recordEnds };
  }

  private keepPending(): void {
    this.chunks.push(Buffer.from(this.pending));
    this.pending = '';
  }
}

function quoted(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
