import {
  booleanText,
  DAYS_1904,
  isoText,
  NOT_CALCULATED,
  numberText,
  serialText,
} from './cell-text.js';
import { checkColumns } from './limits.js';
import { MergeFiller, type Merge } from './merges.js';
import type { SourceRow } from './sheet.js';
import { attribute, XmlScanner, type XmlHandler } from './xml.js';
import { withoutEscapes, type XlsxBook } from './xlsx-book.js';
import type { ZipPackage } from './zip-package.js';

const REFERENCE = attribute('r');
const STYLE = attribute('s');
const TYPE = attribute('t');
const MERGED = attribute('ref');
const MERGES = Buffer.from('mergeCells');
/** As much as may stand before a name, of `<` and the prefix. */
const LONGEST_PREFIX = 16;

/** Walks the rows of one sheet; its merges, which stand after its cells, are looked up first. */
export async function* readSheetRows(
  zip: ZipPackage,
  path: string,
  book: XlsxBook,
): AsyncGenerator<SourceRow> {
  const filler = new MergeFiller(await readMerges(zip, path));
  const collector = new RowCollector(book);
  const scanner = new XmlScanner(collector);
  for await (const piece of zip.text(path)) {
    scanner.write(piece);
    for (const row of collector.take()) yield* filler.fill(row);
  }
  scanner.end();
  yield* filler.rest();
}

/** Whether a sheet has any cell that says something; reads no further than the first. */
export async function hasCells(zip: ZipPackage, path: string, book: XlsxBook): Promise<boolean> {
  const collector = new RowCollector(book);
  const scanner = new XmlScanner(collector);
  for await (const piece of zip.text(path)) {
    scanner.write(piece);
    if (collector.take().length > 0) return true;
  }
  scanner.end();
  return false;
}

async function readMerges(zip: ZipPackage, path: string): Promise<Merge[]> {
  const merges: Merge[] = [];
  const scanner = new XmlScanner({
    wantsText: false,
    open(name, tag) {
      if (name === 'mergeCell') merges.push(mergeOf(MERGED(tag) ?? ''));
    },
    close: () => undefined,
    text: () => undefined,
  });
  const decoder = new TextDecoder();
  let isThere = false;
  let tail = Buffer.alloc(0);
  for await (const bytes of zip.bytes(path)) {
    const all = Buffer.concat([tail, bytes]);
    const start = isThere ? 0 : startOfMerges(all);
    tail = Buffer.from(isThere || start >= 0 ? [] : all.subarray(-MERGES.length - LONGEST_PREFIX));
    if (start < 0) continue;
    isThere = true;
    scanner.write(decoder.decode(all.subarray(start), { stream: true }));
  }
  return merges;
}

/** Cells come before merges and are most of a sheet: they are only searched here, not walked. */
function startOfMerges(bytes: Buffer): number {
  const at = bytes.indexOf(MERGES);
  return at < 0 ? -1 : bytes.lastIndexOf('<', at);
}

function mergeOf(reference: string): Merge {
  const [from = '', to = from] = reference.split(':');
  return {
    top: rowOf(from),
    left: columnOf(from),
    bottom: rowOf(to),
    right: columnOf(to),
  };
}

/** @example columnOf('AB12') // 28 */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = (reference.charCodeAt(at) | 0x20) - 0x60;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column;
}

function rowOf(reference: string): number {
  return Number(/\d+/.exec(reference)?.[0] ?? 0);
}

/** Collects rows from a sheet's XML, whatever its prefix, and where rows and cells are not numbered. */
class RowCollector implements XmlHandler {
  wantsText = false;
  private rows: SourceRow[] = [];
  private line = 0;
  private column = 0;
  private isInRow = false;
  private cells: string[] = [];
  private style = 0;
  private type = 'n';
  private value = '';
  private hasValue = false;
  private hasFormula = false;
  private isPhonetic = false;

  constructor(private readonly book: XlsxBook) {}

  /** The rows that are whole by now. */
  take(): SourceRow[] {
    const { rows } = this;
    if (rows.length > 0) this.rows = [];
    return rows;
  }

  open(name: string, tag: string): void {
    if (name === 'c') this.openCell(tag);
    else if (name === 'v') this.openValue(true);
    else if (name === 't') this.openValue(!this.isPhonetic);
    else if (name === 'f') this.hasFormula = true;
    else if (name === 'rPh') this.isPhonetic = true;
    else if (name === 'row') this.openRow(tag);
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.wantsText = false;
    else if (name === 'rPh') this.isPhonetic = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
  }

  text(text: string): void {
    this.value += text;
  }

  private openRow(tag: string): void {
    const number = REFERENCE(tag);
    this.line = number === undefined ? this.line + 1 : Number(number);
    this.column = 0;
    this.cells = [];
    this.isInRow = true;
  }

  private openCell(tag: string): void {
    const reference = REFERENCE(tag);
    this.column = reference === undefined ? this.column + 1 : columnOf(reference);
    this.style = Number(STYLE(tag) ?? 0);
    this.type = TYPE(tag) ?? 'n';
    this.value = '';
    this.hasValue = false;
    this.hasFormula = false;
  }

  private openValue(isWanted: boolean): void {
    this.wantsText = isWanted && this.isInRow;
    this.hasValue = true;
  }

  private closeCell(): void {
    if (!this.isInRow) return;
    const text = this.cellText();
    if (text === '') return;
    checkColumns(this.column);
    while (this.cells.length < this.column - 1) this.cells.push('');
    this.cells[this.column - 1] = text;
  }

  private closeRow(): void {
    this.isInRow = false;
    if (this.cells.some((cell) => cell.trim() !== '')) {
      this.rows.push({ line: this.line, cells: this.cells });
    }
  }

  private cellText(): string {
    const { value, type, book } = this;
    if (value === '') {
      const isText = this.hasValue && type === 'str';
      return this.hasFormula && !isText ? NOT_CALCULATED : '';
    }
    if (type === 's') return book.strings[Number(value)] ?? '';
    if (type === 'str' || type === 'inlineStr') return withoutEscapes(value);
    if (type === 'b') return booleanText(value !== '0' && value !== 'false');
    if (type === 'e') return value;
    if (type === 'd') return isoText(value);
    return this.numberText(Number(value));
  }

  private numberText(value: number): string {
    if (Number.isNaN(value)) return this.value;
    const kind = this.book.kinds[this.style] ?? 'number';
    if (kind === 'number') return numberText(value);
    const isDay = kind === 'date' || kind === 'date-time';
    return serialText(isDay && this.book.is1904 ? value + DAYS_1904 : value, kind);
  }
}
