import { booleanText, durationText, isoText, NOT_CALCULATED, numberText } from './cell-text.js';
import { checkColumns, checkRows } from './limits.js';
import { MergeFiller } from './merges.js';
import { empty, passwordProtected } from './refusals.js';
import type { SourceRow, SourceSheet } from './sheet.js';
import { attribute, XmlScanner, type XmlHandler } from './xml.js';
import { ZipPackage } from './zip-package.js';

const CONTENT = 'content.xml';
const MANIFEST = 'META-INF/manifest.xml';

const NAME = attribute('name');
const STYLE_NAME = attribute('style-name');
const DISPLAY = attribute('display');
const FORMULA = attribute('formula');
const VALUE_TYPE = attribute('value-type');
const VALUE = attribute('value');
const DATE_VALUE = attribute('date-value');
const TIME_VALUE = attribute('time-value');
const BOOLEAN_VALUE = attribute('boolean-value');
const STRING_VALUE = attribute('string-value');
const COLUMNS_REPEATED = attribute('number-columns-repeated');
const ROWS_REPEATED = attribute('number-rows-repeated');
const COLUMNS_SPANNED = attribute('number-columns-spanned');
const ROWS_SPANNED = attribute('number-rows-spanned');
const SPACES = attribute('c');

/** What a formula shows instead of its result; a narrow column's `###` is none. */
const ERROR = /^(?:#(?:N\/A|DIV\/0!|REF!|NAME\?|NULL!|NUM!|VALUE!)|Err:\d+)$/;

/** Elements whose text is no cell's: notes, drawings, what was there before. */
const ASIDES = new Set(['annotation', 'frame', 'shapes', 'tracked-changes']);

/** What the walk over the content tells, in its order. */
type Item =
  | { readonly kind: 'sheet'; readonly name: string; readonly isHidden: boolean }
  | { readonly kind: 'row'; readonly row: SourceRow };

/** Walks the sheets of an OpenDocument spreadsheet, in one pass. */
export async function* readOds(bytes: Buffer): AsyncGenerator<SourceSheet> {
  const zip = await ZipPackage.open(bytes);
  await refuseEncrypted(zip);
  await refuseEmpty(zip);
  const items = walk(zip);
  let next = await items.next();
  while (next.done !== true) {
    const { value } = next;
    if (value.kind === 'row') {
      next = await items.next();
      continue;
    }
    let following: IteratorResult<Item, void> | undefined;
    const rows = async function* (): AsyncGenerator<SourceRow> {
      for (;;) {
        following = await items.next();
        if (following.done === true || following.value.kind === 'sheet') return;
        yield following.value.row;
      }
    };
    yield { name: value.name, isHidden: value.isHidden, rows: rows() };
    next = following ?? (await items.next());
  }
}

async function* walk(zip: ZipPackage): AsyncGenerator<Item, void> {
  const collector = new SheetCollector();
  const scanner = new XmlScanner(collector);
  for await (const piece of zip.text(CONTENT)) {
    scanner.write(piece);
    yield* collector.take();
  }
  scanner.end();
}

async function refuseEmpty(zip: ZipPackage): Promise<void> {
  let sheets = 0;
  for await (const { kind } of walk(zip)) {
    if (kind === 'row') return;
    sheets += 1;
  }
  throw empty(sheets);
}

async function refuseEncrypted(zip: ZipPackage): Promise<void> {
  if (!zip.has(MANIFEST)) return;
  let manifest = '';
  for await (const piece of zip.text(MANIFEST)) manifest += piece;
  if (manifest.includes('encryption-data')) throw passwordProtected();
}

/** Collects sheets and rows from the content of an OpenDocument spreadsheet. */
class SheetCollector implements XmlHandler {
  wantsText = false;
  private items: Item[] = [];
  private readonly hiddenStyles = new Set<string>();
  private tableStyle: string | undefined;
  private tables = 0;
  /** How deep within elements whose text is no cell's. */
  private aside = 0;
  private merges = new MergeFiller();
  private line = 1;
  private rowsRepeated = 1;
  private column = 1;
  private cells: string[] = [];
  private cellTag = '';
  private paragraphs: string[] = [];

  take(): Item[] {
    const { items } = this;
    if (items.length > 0) this.items = [];
    return items;
  }

  open(name: string, tag: string): void {
    if (ASIDES.has(name)) this.aside += 1;
    if (this.aside > 0) return;
    if (name === 'style') this.tableStyle = NAME(tag);
    else if (name === 'table-properties') this.openTableStyle(tag);
    else if (name === 'table') this.openTable(tag);
    else if (name === 'table-row') this.openRow(tag);
    else if (name === 'table-cell' || name === 'covered-table-cell') this.openCell(tag);
    else if (name === 'p' || name === 'h') this.openParagraph();
    else if (name === 's') this.add(' '.repeat(Math.min(Number(SPACES(tag) ?? 1), 1000)));
    else if (name === 'tab') this.add('\t');
    else if (name === 'line-break') this.add('\n');
  }

  close(name: string): void {
    if (this.aside > 0) {
      if (ASIDES.has(name)) this.aside -= 1;
      return;
    }
    if (name === 'p' || name === 'h') this.wantsText = false;
    else if (name === 'table-cell') this.closeCell(false);
    else if (name === 'covered-table-cell') this.closeCell(true);
    else if (name === 'table-row') this.closeRow();
    else if (name === 'table') this.closeTable();
  }

  /** White space in the XML is one space, and none at the start; more of it is written as elements. */
  text(text: string): void {
    const bare = text.replace(/[ \t\n]+/g, ' ');
    const before = this.paragraphs.at(-1) ?? '';
    this.add(before === '' || before.endsWith(' ') ? bare.replace(/^ /, '') : bare);
  }

  private add(text: string): void {
    if (!this.wantsText) return;
    const last = this.paragraphs.length - 1;
    this.paragraphs[last] = `${this.paragraphs[last] ?? ''}${text}`;
  }

  private openTableStyle(tag: string): void {
    if (DISPLAY(tag) === 'false' && this.tableStyle !== undefined) {
      this.hiddenStyles.add(this.tableStyle);
    }
  }

  private openTable(tag: string): void {
    this.tables += 1;
    this.line = 1;
    this.merges = new MergeFiller();
    const isHidden = this.hiddenStyles.has(STYLE_NAME(tag) ?? '');
    this.items.push({ kind: 'sheet', name: NAME(tag) ?? '', isHidden });
  }

  private closeTable(): void {
    this.tables -= 1;
    this.push(this.merges.rest());
  }

  private openRow(tag: string): void {
    this.rowsRepeated = Number(ROWS_REPEATED(tag) ?? 1);
    this.column = 1;
    this.cells = [];
  }

  private closeRow(): void {
    const { line, cells } = this;
    this.line += this.rowsRepeated;
    if (!cells.some((cell) => cell.trim() !== '')) return;
    checkRows(this.rowsRepeated);
    for (let row = line; row < this.line; row++) this.push(this.merges.fill({ line: row, cells }));
  }

  private push(rows: readonly SourceRow[]): void {
    for (const row of rows) this.items.push({ kind: 'row', row });
  }

  private openCell(tag: string): void {
    this.cellTag = tag;
    this.paragraphs = [];
  }

  private openParagraph(): void {
    this.paragraphs.push('');
    this.wantsText = this.tables > 0;
  }

  private closeCell(isCovered: boolean): void {
    const { column, line } = this;
    const repeated = Number(COLUMNS_REPEATED(this.cellTag) ?? 1);
    this.column += repeated;
    const text = isCovered ? '' : this.cellText();
    const right = column + Number(COLUMNS_SPANNED(this.cellTag) ?? 1) - 1;
    const bottom = line + Number(ROWS_SPANNED(this.cellTag) ?? 1) - 1;
    if (right > column || bottom > line)
      this.merges.add({ top: line, left: column, bottom, right });
    if (text === '') return;
    checkColumns(this.column - 1);
    while (this.cells.length < column - 1) this.cells.push('');
    for (let at = column; at < this.column; at++) this.cells[at - 1] = text;
  }

  private cellText(): string {
    const tag = this.cellTag;
    const shown = this.paragraphs.join('\n');
    const type = VALUE_TYPE(tag);
    const value = VALUE(tag);
    if (ERROR.test(shown) && FORMULA(tag) !== undefined) return shown;
    if (value !== undefined && /^(float|percentage|currency)$/.test(type ?? '')) {
      return numberText(Number(value));
    }
    if (type === 'date') return isoText(DATE_VALUE(tag) ?? shown);
    if (type === 'time') return durationText(TIME_VALUE(tag) ?? shown);
    if (type === 'boolean') return booleanText(BOOLEAN_VALUE(tag) === 'true');
    if (type === undefined && shown === '' && FORMULA(tag) !== undefined) return NOT_CALCULATED;
    return shown === '' ? (STRING_VALUE(tag) ?? '') : shown;
  }
}
