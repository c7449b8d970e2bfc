import { below, columnOf, readWorkbook } from './read-workbook.js';
import type { ReadBook, ReadSheet, ReadTable } from './read-workbook.js';

/**
 * What in a workbook breaks the rules for accessible spreadsheets; nothing where it keeps them.
 * @source Analysis Function, Making spreadsheets accessible: checklist of the basics
 */
export async function workbookFaults(bytes: Uint8Array): Promise<string[]> {
  const book = await readWorkbook(bytes);
  return [
    ...bookFaults(book),
    ...book.sheets.flatMap((sheet) => [
      ...sheetFaults(sheet),
      ...sheet.tables.flatMap((table) => tableFaults(sheet, table)),
    ]),
    ...contentsFaults(book),
    ...noteFaults(book),
  ];
}

const found = (wrong: boolean, fault: string): string[] => (wrong ? [fault] : []);

function bookFaults({ files, sheets, properties, styles, activeTab }: ReadBook): string[] {
  const property = (name: string): string => below(properties, name)[0]?.textContent ?? '';
  const names = sheets.map(({ name }) => name);
  const tables = sheets.flatMap((sheet) => sheet.tables.map(({ name }) => name.toLowerCase()));
  const fonts = below(styles, 'font').map((font) => below(font, 'name')[0]?.getAttribute('val'));
  const fills = below(styles, 'patternFill').map((fill) => fill.getAttribute('patternType') ?? '');
  return [
    ...found(property('dc:title') === '', 'no title'),
    ...found(['', 'Unknown'].includes(property('dc:creator')), 'no author'),
    ...found(property('dc:language') !== 'en-GB', 'no language'),
    ...found(['', 'Unknown'].includes(property('cp:lastModifiedBy')), 'nobody modified it'),
    ...found(activeTab !== '0', 'does not open at its first sheet'),
    ...found(names.slice(0, 3).join() !== 'Cover,Contents,Notes', 'sheets in another order'),
    ...found(new Set(names.map((name) => name.toLowerCase())).size < names.length, 'sheet twice'),
    ...found(new Set(tables).size < tables.length, 'table name twice'),
    ...found(
      fonts.some((font) => font !== 'Arial'),
      'a font that is not Arial',
    ),
    ...found(
      fills.some((fill) => !['none', 'gray125'].includes(fill)),
      'a fill',
    ),
    ...files
      .filter((file) => /media|drawing|vba|externalLink|comments/.test(file))
      .map((file) => `holds ${file}`),
  ];
}

function sheetFaults({ name, state, rows, tables, xml }: ReadSheet): string[] {
  const has = (element: string): boolean => below(xml, element).length > 0;
  const top = tables.length === 0 ? rows.length : firstRow(tables[0]?.ref) - 1;
  const above = rows.slice(0, top);
  const cursor = below(xml, 'selection')[0]?.getAttribute('activeCell') ?? 'A1';
  const setup = below(xml, 'pageSetup')[0];
  const says = above.some(([first]) => first?.value === 'This worksheet contains one table.');
  return [
    ...['mergeCells', 'pane', 'headerFooter', 'drawing', 'autoFilter', 'f', 'legacyDrawing']
      .filter(has)
      .map((element) => `has ${element}`),
    ...found(state !== 'visible', 'is hidden'),
    ...found(name.length > 31 || /[\\/?*:[\]]/.test(name), 'has a name that is not allowed'),
    ...found(
      [...below(xml, 'row'), ...below(xml, 'col')].some((each) => each.hasAttribute('hidden')),
      'hides rows or columns',
    ),
    ...found(
      above.some(([first]) => first === undefined || first.value === ''),
      'has a gap in column A',
    ),
    ...found(
      above.some((row) => row.length > 1),
      'has something beside its lines',
    ),
    ...found(cursor !== 'A1', 'has its cursor elsewhere'),
    ...found(setup?.getAttribute('orientation') !== 'landscape', 'is not printed across'),
    ...found(!below(xml, 'row').every((row) => row.hasAttribute('ht')), 'has a row without height'),
    ...found(tables.length > 1, 'has more than one table'),
    ...found(says !== (tables.length === 1), 'does not say how many tables it has'),
  ].map((fault) => `${name}: ${fault}`);
}

function tableFaults(sheet: ReadSheet, table: ReadTable): string[] {
  const [from = '', to = ''] = table.ref.split(':');
  const first = firstRow(from);
  const last = firstRow(to);
  const width = columnOf(to) + 1;
  const header = sheet.rows[first - 1]?.map((cell) => cell?.value) ?? [];
  const body = sheet.rows.slice(first, last);
  const lower = table.columns.map((column) => column.toLowerCase());
  const marks = new Set(body.flat().flatMap((cell) => marksIn(cell?.value, cell?.format)));
  const explained = sheet.rows
    .slice(0, first - 1)
    .map(([cell]) => String(cell?.value ?? ''))
    .join(' ');
  return [
    ...found(columnOf(from) !== 0, 'does not start in column A'),
    ...found(last !== sheet.rows.length, 'has something below it, or ends elsewhere'),
    ...found(body.length === 0, 'has no rows'),
    ...found(width !== table.columns.length, 'is not as wide as its columns'),
    ...found(header.join('|') !== table.columns.join('|'), 'has other names than its header'),
    ...found(lower.includes('') || new Set(lower).size < lower.length, 'has a column name twice'),
    ...found(
      body.some(
        (row) =>
          row.length !== width || row.some((cell) => cell === undefined || cell.value === ''),
      ),
      'has an empty cell',
    ),
    ...found(table.hasFilter, 'has a filter'),
    ...found(
      !/^[a-z][a-z0-9_]*$/.test(table.name) || /^[a-z]{1,3}\d+$/.test(table.name),
      'has a name that is not allowed',
    ),
    ...[...marks]
      .filter((mark) => !explained.includes(mark))
      .map((mark) => `does not explain ${mark}`),
  ].map((fault) => `${sheet.name}: table ${table.name} ${fault}`);
}

/** A mark in place of a figure, or in the format that shows one. */
function marksIn(value: string | number | undefined, format = ''): string[] {
  if (typeof value === 'number') return format.match(/\[[a-z]+\]/g) ?? [];
  return value !== undefined && /^\[[a-z]+\]$/.test(value) ? [value] : [];
}

function contentsFaults({ sheets }: ReadBook): string[] {
  const names = sheets.map(({ name }) => name);
  const contents = sheets.find(({ name }) => name === 'Contents');
  const listed = firstColumn(contents);
  const links = sheets.flatMap(({ xml }) => below(xml, 'hyperlink'));
  const lead = links.map((link) =>
    (link.getAttribute('location') ?? '').replace(/^'(.*)'!A1$/, '$1'),
  );
  return [
    ...found(listed.join() !== names.slice(2).join(), 'Contents lists other sheets than there are'),
    ...found(
      below(contents?.xml ?? (links[0] as Element), 'hyperlink').length !== listed.length,
      'Contents has names without a link',
    ),
    ...found(
      links.some((link) => link.hasAttribute('r:id')),
      'a link leads to a file',
    ),
    ...lead.filter((name) => !names.includes(name)).map((name) => `a link leads to ${name}`),
  ];
}

function noteFaults({ sheets }: ReadBook): string[] {
  const notes = firstColumn(sheets.find(({ name }) => name === 'Notes'));
  const markers = sheets
    .filter(({ name }) => name !== 'Notes')
    .flatMap(({ rows }) => rows.flat())
    .flatMap((cell) => String(cell?.value ?? '').match(/\[note \d+\]/g) ?? []);
  const inOrder = [...new Set(markers)];
  return [
    ...found(inOrder.join() !== notes.join(), 'the notes are not those of the markers, in order'),
    ...found(
      notes.some((note, index) => note !== `[note ${index + 1}]`),
      'a note is misnumbered',
    ),
  ];
}

function firstColumn(sheet: ReadSheet | undefined): string[] {
  const table = sheet?.tables[0];
  if (sheet === undefined || table === undefined) return [];
  return sheet.rows.slice(firstRow(table.ref)).map(([cell]) => String(cell?.value ?? ''));
}

function firstRow(ref = ''): number {
  return Number(/\d+/.exec(ref)?.[0] ?? 0);
}
