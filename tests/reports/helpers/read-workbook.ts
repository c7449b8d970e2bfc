import JSZip from 'jszip';
import { JSDOM } from 'jsdom';

/** What a cell holds: a number with the format it is shown in, or a text. */
export interface ReadCell {
  readonly value: string | number;
  readonly format: string;
}

/** A table of a worksheet as its XML has it. */
export interface ReadTable {
  readonly name: string;
  readonly ref: string;
  readonly columns: readonly string[];
  readonly hasFilter: boolean;
}

/** A worksheet: cells by row and column from 0, tables and its XML. */
export interface ReadSheet {
  readonly name: string;
  readonly state: string;
  readonly rows: readonly (readonly (ReadCell | undefined)[])[];
  readonly tables: readonly ReadTable[];
  readonly xml: Element;
}

/** A workbook read from its XML, not through the library that wrote it. */
export interface ReadBook {
  readonly files: readonly string[];
  readonly sheets: readonly ReadSheet[];
  readonly properties: Element;
  readonly styles: Element;
  readonly activeTab: string;
}

const { DOMParser } = new JSDOM('').window;

/** Every element of a name below one, whatever its prefix. */
export function below(element: Element, name: string): Element[] {
  return [...element.getElementsByTagName(name)];
}

/** Reads the bytes of a workbook. */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadBook> {
  const zip = await JSZip.loadAsync(bytes);
  const xml = async (path: string): Promise<Element> => {
    const text = await zip.file(path)?.async('string');
    return new DOMParser().parseFromString(text ?? '<none/>', 'text/xml').documentElement;
  };
  const book = await xml('xl/workbook.xml');
  const styles = await xml('xl/styles.xml');
  const strings = below(await xml('xl/sharedStrings.xml'), 'si').map((each) => each.textContent);
  const targets = targetsOf(await xml('xl/_rels/workbook.xml.rels'));
  const sheets = below(book, 'sheet').map(async (sheet): Promise<ReadSheet> => {
    const path = targets.get(sheet.getAttribute('r:id') ?? '') ?? '';
    const page = await xml(`xl/${path}`);
    const links = targetsOf(
      await xml(`xl/${path.replace('worksheets/', 'worksheets/_rels/')}.rels`),
    );
    const tables = below(page, 'tablePart').map((part) =>
      xml(`xl/${(links.get(part.getAttribute('r:id') ?? '') ?? '').replace('../', '')}`),
    );
    return {
      name: sheet.getAttribute('name') ?? '',
      state: sheet.getAttribute('state') ?? 'visible',
      rows: rowsOf(page, strings, formatsOf(styles)),
      tables: (await Promise.all(tables)).map(tableOf),
      xml: page,
    };
  });
  return {
    files: Object.keys(zip.files),
    sheets: await Promise.all(sheets),
    properties: await xml('docProps/core.xml'),
    styles,
    activeTab: below(book, 'workbookView')[0]?.getAttribute('activeTab') ?? '0',
  };
}

/** The column, from 0, of a reference such as `B7`. */
export function columnOf(ref: string): number {
  return (
    [...ref.replace(/\d/g, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  );
}

function targetsOf(rels: Element): Map<string, string> {
  return new Map(
    below(rels, 'Relationship').map((each) => [
      each.getAttribute('Id') ?? '',
      each.getAttribute('Target') ?? '',
    ]),
  );
}

/** The number format of each cell style. */
function formatsOf(styles: Element): string[] {
  const codes = new Map(
    below(styles, 'numFmt').map((each) => [
      each.getAttribute('numFmtId') ?? '',
      each.getAttribute('formatCode') ?? '',
    ]),
  );
  const own = { '3': '#,##0', '4': '#,##0.00', '9': '0%', '1': '0' } as Record<string, string>;
  return below(below(styles, 'cellXfs')[0] ?? styles, 'xf').map((each) => {
    const id = each.getAttribute('numFmtId') ?? '';
    return codes.get(id) ?? own[id] ?? '';
  });
}

/** The rows by their numbers: one that the file leaves out is blank. */
function rowsOf(page: Element, strings: readonly string[], formats: readonly string[]) {
  const rows: (ReadCell | undefined)[][] = [];
  for (const row of below(page, 'row')) {
    rows[Number(row.getAttribute('r')) - 1] = cellsOf(row, strings, formats);
  }
  return Array.from(rows, (row: (ReadCell | undefined)[] | undefined) => row ?? []);
}

function cellsOf(row: Element, strings: readonly string[], formats: readonly string[]) {
  const cells: (ReadCell | undefined)[] = [];
  for (const cell of below(row, 'c')) {
    const text = below(cell, 'v')[0]?.textContent ?? '';
    const shared = cell.getAttribute('t') === 's';
    const value = shared ? (strings[Number(text)] ?? '') : text === '' ? '' : Number(text);
    const format = formats[Number(cell.getAttribute('s') ?? 0)] ?? '';
    cells[columnOf(cell.getAttribute('r') ?? '')] = { value, format };
  }
  return Array.from(cells);
}

function tableOf(table: Element): ReadTable {
  return {
    name: table.getAttribute('displayName') ?? '',
    ref: table.getAttribute('ref') ?? '',
    columns: below(table, 'tableColumn').map((each) => each.getAttribute('name') ?? ''),
    hasFilter: below(table, 'autoFilter').length > 0,
  };
}
