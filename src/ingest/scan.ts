const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
/**
 * How the white space beyond ASCII, which SQL's `trim` takes away too, begins in UTF-8; and two
 * quotation marks, which may be an empty cell.
 */
export const PADDING = ['c2a0', 'e19a80', 'e280', 'e2819f', 'e38080', '2222'].map((hex) =>
  Buffer.from(hex, 'hex'),
);

/** What a walk over the records of a delimited body found. Records are counted from 1. */
export interface Scan {
  readonly records: number;
  /** Records whose number of cells is not the header's; the first few. */
  readonly ragged: readonly { record: number; line: number; cells: number }[];
  readonly raggedCount: number;
  /** The physical line, within the body, on which a quote opens that never closes. */
  readonly openQuoteLine: number | undefined;
  /** The physical line, within the body, on which text follows a closing quote. */
  readonly strayQuoteLine: number | undefined;
  /** Whether a record's line is its number: no quoted line break. */
  readonly isLinePerRecord: boolean;
  /** Whether some cell may begin or end with white space, or be empty within quotation marks. */
  readonly isPadded: boolean;
  /** Where each record ends: the offset after its line feed. */
  readonly ends: readonly number[];
}

const SHOWN = 5;

/**
 * Walks a body of records (no header; line ends already line feeds) and checks that each has the
 * header's width and that quotes balance.
 */
export function scanRecords(body: Uint8Array, delimiter: number, width: number): Scan {
  const ragged: { record: number; line: number; cells: number }[] = [];
  let raggedCount = 0;
  let records = 0;
  let line = 1;
  let recordLine = 1;
  let cells = 1;
  let cellStart = 0;
  let isPadded = PADDING.some((bytes) => asBuffer(body).includes(bytes));
  let isLinePerRecord = true;
  let openQuoteLine: number | undefined;
  let strayQuoteLine: number | undefined;
  const ends: number[] = [];

  const endRecord = (end: number): void => {
    records += 1;
    ends.push(end);
    if (cells !== width) {
      raggedCount += 1;
      if (ragged.length < SHOWN) ragged.push({ record: records, line: recordLine, cells });
    }
    cells = 1;
  };
  const endCell = (end: number): void => {
    if (body[end - 1] === SPACE || (body[cellStart] === SPACE && end > cellStart)) isPadded = true;
    cellStart = end + 1;
  };

  let index = 0;
  while (index < body.length) {
    const byte = body[index];
    if (byte === LINE_FEED) {
      endCell(index);
      endRecord(index + 1);
      line += 1;
      recordLine = line;
    } else if (byte === delimiter) {
      endCell(index);
      cells += 1;
    } else if (byte === QUOTE && index === cellStart) {
      const opened = line;
      const close = closingQuote(body, index + 1);
      for (let at = index + 1; at < close; at++) {
        if (body[at] === LINE_FEED) {
          line += 1;
          isLinePerRecord = false;
        }
      }
      if (close === body.length) openQuoteLine = opened;
      else if (!endsCell(body[close + 1], delimiter)) strayQuoteLine ??= line;
      if (body[index + 1] === SPACE || body[close - 1] === SPACE) isPadded = true;
      index = close;
    }
    index += 1;
  }
  if (body.length > 0 && body[body.length - 1] !== LINE_FEED) {
    endCell(body.length);
    endRecord(body.length);
  }
  return {
    records,
    ragged,
    raggedCount,
    openQuoteLine,
    strayQuoteLine,
    isLinePerRecord,
    isPadded,
    ends,
  };
}

function endsCell(byte: number | undefined, delimiter: number): boolean {
  return byte === undefined || byte === delimiter || byte === LINE_FEED;
}

function closingQuote(body: Uint8Array, from: number): number {
  let index = from;
  while (index < body.length) {
    if (body[index] === QUOTE) {
      if (body[index + 1] !== QUOTE) return index;
      index += 1;
    }
    index += 1;
  }
  return body.length;
}

/**
 * Makes every line end a single line feed and drops blank lines outside quotes.
 * @returns the same bytes, untouched, where there was nothing to do.
 */
export function normaliseLines(body: Uint8Array): { body: Uint8Array; droppedLines: number } {
  if (!body.includes(CARRIAGE_RETURN) && !hasBlankLine(body)) return { body, droppedLines: 0 };
  const out = new Uint8Array(body.length);
  let length = 0;
  let inQuotes = false;
  let droppedLines = 0;
  for (let index = 0; index < body.length; index++) {
    let byte = body[index] ?? 0;
    if (byte === QUOTE) inQuotes = !inQuotes;
    if (byte === CARRIAGE_RETURN) {
      if (body[index + 1] === LINE_FEED) continue;
      byte = LINE_FEED;
    }
    if (byte === LINE_FEED && !inQuotes && (length === 0 || out[length - 1] === LINE_FEED)) {
      droppedLines += 1;
      continue;
    }
    out[length] = byte;
    length += 1;
  }
  return { body: out.subarray(0, length), droppedLines };
}

function hasBlankLine(body: Uint8Array): boolean {
  return body[0] === LINE_FEED || asBuffer(body).includes('\n\n');
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
