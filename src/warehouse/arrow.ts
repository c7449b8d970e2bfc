import type { Data, DataType, RecordBatch } from 'apache-arrow';
import type { Block, Column } from './cells.js';
import { arrowColumn, type ArrowColumn } from './arrow-columns.js';

/** Rows in one record batch. */
export const BATCH_ROWS = 131_072;

/** An Arrow file can be opened anywhere in it; an Arrow stream can be read from a pipe. */
export type ArrowContainer = 'file' | 'stream';

/**
 * Writes a result as Arrow IPC. The result is held in memory by column until its last row is known:
 * a text column's dictionary, and the type of a wide number, depend on all rows.
 *
 * Text is a dictionary unless most values differ. DATE is days. BIGINT is Int64; HUGEINT is Int64
 * where all fit, else Decimal(38, 0). DECIMAL is Float64 where no digit is lost (fifteen digits),
 * else Decimal. TIMESTAMP has no time zone and TIMESTAMPTZ has UTC. Lists and structs are JSON text;
 * intervals, UUIDs and blobs are DuckDB's text.
 */
export async function* arrowBytes(
  columns: readonly Column[],
  blocks: AsyncIterable<Block>,
  container: ArrowContainer,
): AsyncGenerator<Uint8Array, void, undefined> {
  const arrow = await import('apache-arrow');
  const builders = columns.map((column) => arrowColumn(arrow, column));
  const lengths = await collect(builders, blocks);
  const writer =
    container === 'file' ? new arrow.RecordBatchFileWriter() : new arrow.RecordBatchStreamWriter();
  for (const batch of recordBatches(arrow, columns, builders, lengths)) writer.write(batch);
  writer.finish();
  yield* writer as AsyncIterable<Uint8Array>;
}

async function collect(
  builders: readonly ArrowColumn[],
  blocks: AsyncIterable<Block>,
): Promise<number[]> {
  const lengths = [0];
  for await (const block of blocks) {
    const last = lengths.at(-1) ?? 0;
    if (last > 0 && last + block.rowCount > BATCH_ROWS) {
      for (const builder of builders) builder.cut();
      lengths.push(block.rowCount);
    } else {
      lengths[lengths.length - 1] = last + block.rowCount;
    }
    builders.forEach((builder, index) => {
      builder.append(block, index);
    });
  }
  for (const builder of builders) builder.cut();
  return lengths;
}

function recordBatches(
  arrow: typeof import('apache-arrow'),
  columns: readonly Column[],
  builders: readonly ArrowColumn[],
  lengths: readonly number[],
): RecordBatch[] {
  const finished: readonly { type: DataType; batches: readonly Data[] }[] = builders.map(
    (builder) => builder.finish(),
  );
  const fields = finished.map(
    ({ type }, index) => new arrow.Field(columns[index]?.name ?? '', type, true),
  );
  const schema = new arrow.Schema(fields);
  return lengths.map((length, batch) => {
    const children = finished.map(({ batches }) => {
      const data = batches[batch];
      if (data === undefined) throw new RangeError(`no batch ${batch}`);
      return data;
    });
    const type = new arrow.Struct(fields);
    return new arrow.RecordBatch(schema, arrow.makeData({ type, length, nullCount: 0, children }));
  });
}
