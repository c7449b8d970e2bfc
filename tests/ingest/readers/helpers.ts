import { crc32 } from 'node:zlib';
import { CFB } from '@e965/xlsx';
import exceljs from 'exceljs';
import { fromBufferPromise } from 'yauzl';
import type { SourceRow } from '../../../src/ingest/readers/sheet.js';
import {
  readWorkbook,
  UnreadableWorkbook,
  type WorkbookFormat,
} from '../../../src/ingest/readers/workbook.js';

/** One sheet, walked to its end. */
export interface WalkedSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly rows: readonly SourceRow[];
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export async function walk(bytes: Buffer, format: WorkbookFormat = 'xlsx'): Promise<WalkedSheet[]> {
  const sheets: WalkedSheet[] = [];
  for await (const { name, isHidden, rows } of readWorkbook(bytes, format)) {
    sheets.push({ name, isHidden, rows: await collect(rows) });
  }
  return sheets;
}

/** The rows of the first sheet, as they are numbered. */
export async function firstSheet(
  bytes: Buffer,
  format: WorkbookFormat = 'xlsx',
): Promise<Record<number, readonly string[]>> {
  const [sheet] = await walk(bytes, format);
  return Object.fromEntries((sheet?.rows ?? []).map(({ line, cells }) => [line, cells]));
}

/** Why a workbook is refused. */
export async function refusal(bytes: Buffer, format: WorkbookFormat = 'xlsx'): Promise<string> {
  try {
    await walk(bytes, format);
  } catch (error) {
    if (error instanceof UnreadableWorkbook) return error.reason;
    throw error;
  }
  throw new Error('it was read');
}

/** A workbook as exceljs writes it. */
export async function xlsx(build: (workbook: exceljs.Workbook) => void): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  build(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

type Part = readonly [name: string, content: string | Buffer];

/** A workbook of hand-written parts: one sheet's XML, with what must be around it. */
export function xlsxOf(sheet: string, more: readonly Part[] = []): Buffer {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';
  return zipOf([
    ['[Content_Types].xml', '<Types/>'],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packaged}"><Relationship Id="a" Type="${relations}/worksheet" Target="/xl/worksheets/only.xml"/></Relationships>`,
    ],
    ['xl/worksheets/only.xml', sheet],
    ...more,
  ]);
}

/** An OpenDocument spreadsheet of hand-written content. */
export function odsOf(tables: string, styles = ''): Buffer {
  return zipOf([
    ['mimetype', 'application/vnd.oasis.opendocument.spreadsheet'],
    [
      'content.xml',
      `<office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    ],
  ]);
}

/** A zip with its parts in the order given, stored as they are. */
export function zipOf(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const data = Buffer.from(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), data]);
    directory.push(
      Buffer.from('PK\x01\x02'),
      Buffer.from([20, 0]),
      fields,
      tail,
      Buffer.from(name),
    );
    bodies.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

/** The parts of a zip, by name. */
export async function partsOf(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
  const parts = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    parts.set(entry.fileName, Buffer.concat(await collect(stream as AsyncIterable<Buffer>)));
  }
  return parts;
}

/** A workbook packed again, with some parts put elsewhere or altered. */
export async function repacked(
  bytes: Buffer,
  change: (parts: readonly (readonly [string, Buffer])[]) => readonly Part[],
): Promise<Buffer> {
  return zipOf(change([...(await partsOf(bytes))]));
}

interface OleFile {
  readonly content: Uint8Array;
}

/** What the package says of itself is `any`. */
const ole = CFB as unknown as {
  read(bytes: Buffer, options: { type: 'buffer' }): unknown;
  write(file: unknown, options: { type: 'buffer' }): Uint8Array;
  find(file: unknown, path: string): OleFile | null;
  utils: { cfb_new(): unknown; cfb_add(file: unknown, path: string, content: Buffer): void };
};

/** An OLE file of the streams given, which is what Office files were before they were zips. */
export function oleOf(streams: Readonly<Record<string, Buffer>>): Buffer {
  const file = ole.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) {
    ole.utils.cfb_add(file, `/${name}`, content);
  }
  return Buffer.from(ole.write(file, { type: 'buffer' }));
}

/** One stream of an OLE file. */
export function oleStream(bytes: Buffer, name: string): Buffer {
  return Buffer.from(ole.find(ole.read(bytes, { type: 'buffer' }), `/${name}`)?.content ?? []);
}
