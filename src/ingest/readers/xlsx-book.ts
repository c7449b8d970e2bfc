import { kindOfBuiltIn, kindOfFormat, type NumberKind } from './number-format.js';
import { attribute, XmlScanner, type XmlHandler } from './xml.js';
import type { ZipPackage } from './zip-package.js';

/** What the cells of every sheet refer to. */
export interface XlsxBook {
  readonly sheets: readonly XlsxSheet[];
  readonly is1904: boolean;
  readonly strings: readonly string[];
  /** What a number stands for, by the number of its cell's style. */
  readonly kinds: readonly NumberKind[];
}

/** A sheet of cells, in the workbook's order. */
export interface XlsxSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly path: string;
}

const ID = attribute('Id');
const TYPE = attribute('Type');
const TARGET = attribute('Target');
const NAME = attribute('name');
const STATE = attribute('state');
const RELATION = attribute('id');
const DATE_1904 = attribute('date1904');
const FORMAT_ID = attribute('numFmtId');
const FORMAT_CODE = attribute('formatCode');

interface Relation {
  readonly id: string;
  /** The last word of its type: worksheet, styles... */
  readonly kind: string;
  readonly path: string;
}

/** Reads all of a workbook but its cells: a workbook names its parts, and their order in the zip says nothing. */
export async function readBook(zip: ZipPackage): Promise<XlsxBook> {
  const workbookPath = await findWorkbook(zip);
  const relations = await readRelations(zip, workbookPath);
  const pathOf = (kind: string): string | undefined =>
    relations.find((relation) => relation.kind === kind && zip.has(relation.path))?.path;
  const { sheets, is1904 } = await readSheets(zip, workbookPath, relations);
  const strings = pathOf('sharedStrings');
  const styles = pathOf('styles');
  return {
    sheets,
    is1904,
    strings: strings === undefined ? [] : await readStrings(zip, strings),
    kinds: styles === undefined ? [] : await readKinds(zip, styles),
  };
}

/** Takes out what a workbook writes for characters that XML has no place for. */
export function withoutEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

async function findWorkbook(zip: ZipPackage): Promise<string> {
  const relations = await readRelations(zip, '');
  return relations.find(({ kind }) => kind === 'officeDocument')?.path ?? 'xl/workbook.xml';
}

async function readRelations(zip: ZipPackage, part: string): Promise<Relation[]> {
  const at = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, at);
  const path = `${folder}_rels/${part.slice(at)}.rels`;
  const relations: Relation[] = [];
  if (!zip.has(path)) return relations;
  await scan(zip, path, (name, tag) => {
    if (name !== 'Relationship') return;
    const kind = (TYPE(tag) ?? '').split('/').at(-1) ?? '';
    relations.push({ id: ID(tag) ?? '', kind, path: resolved(folder, TARGET(tag) ?? '') });
  });
  return relations;
}

function resolved(folder: string, target: string): string {
  return new URL(target.replaceAll('\\', '/'), `zip:///${folder}`).pathname
    .slice(1)
    .replace(/%20/g, ' ');
}

async function readSheets(
  zip: ZipPackage,
  path: string,
  relations: readonly Relation[],
): Promise<Pick<XlsxBook, 'sheets' | 'is1904'>> {
  const sheets: XlsxSheet[] = [];
  let is1904 = false;
  await scan(zip, path, (name, tag) => {
    if (name === 'workbookPr') is1904 = /^(1|true|on)$/.test(DATE_1904(tag) ?? '');
    if (name !== 'sheet') return;
    const relation = relations.find(({ id }) => id === RELATION(tag));
    if (relation?.kind !== 'worksheet') return;
    const isHidden = /hidden$/i.test(STATE(tag) ?? '');
    sheets.push({ name: withoutEscapes(NAME(tag) ?? ''), isHidden, path: relation.path });
  });
  return { sheets, is1904 };
}

async function readStrings(zip: ZipPackage, path: string): Promise<string[]> {
  const collector = new StringCollector();
  await scanWith(zip, path, collector);
  return collector.strings;
}

/** Joins the runs of a rich text; how a text is pronounced is no part of it. */
class StringCollector implements XmlHandler {
  readonly strings: string[] = [];
  wantsText = false;
  private current = '';
  private isPhonetic = false;

  open(name: string): void {
    if (name === 'si') this.current = '';
    else if (name === 'rPh') this.isPhonetic = true;
    else if (name === 't') this.wantsText = !this.isPhonetic;
  }

  close(name: string): void {
    if (name === 't') this.wantsText = false;
    else if (name === 'rPh') this.isPhonetic = false;
    else if (name === 'si') this.strings.push(withoutEscapes(this.current));
  }

  text(text: string): void {
    this.current += text;
  }
}

async function readKinds(zip: ZipPackage, path: string): Promise<NumberKind[]> {
  const own = new Map<number, NumberKind>();
  const kinds: NumberKind[] = [];
  let isInCells = false;
  await scan(zip, path, (name, tag) => {
    if (name === 'cellXfs') isInCells = true;
    else if (name === 'cellStyles' || name === 'dxfs') isInCells = false;
    const id = Number(FORMAT_ID(tag) ?? '0');
    if (name === 'numFmt') own.set(id, own.get(id) ?? kindOfFormat(FORMAT_CODE(tag) ?? ''));
    if (name === 'xf' && isInCells) kinds.push(own.get(id) ?? kindOfBuiltIn(id));
  });
  return kinds;
}

async function scan(
  zip: ZipPackage,
  path: string,
  open: (name: string, tag: string) => void,
): Promise<void> {
  const nothing = (): void => undefined;
  await scanWith(zip, path, { wantsText: false, open, close: nothing, text: nothing });
}

async function scanWith(zip: ZipPackage, path: string, handler: XmlHandler): Promise<void> {
  const scanner = new XmlScanner(handler);
  for await (const piece of zip.text(path)) scanner.write(piece);
  scanner.end();
}
