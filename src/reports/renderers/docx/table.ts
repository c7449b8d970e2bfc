import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
  XmlAttributeComponent,
  XmlComponent,
} from 'docx';
import type { FileChild, IBorderOptions, IRunOptions, ITableOptions } from 'docx';
import type {
  Cell,
  Column,
  Table as FactTable,
  TableRow as FactRow,
  TitleLine,
} from '../../briefing.js';
import { columnWidths, fitOf } from './column-widths.js';
import { rowHeading } from '../../row-heading.js';
import { paragraph, paragraphOf, runOptions } from './paragraph.js';
import type { Setting } from './paragraph.js';
import { colour, runsOf } from './text.js';

/** A table under its caption, with a header row that repeats on each page. */
export function captionedTable(setting: Setting, caption: string, table: FactTable): FileChild[] {
  const fit = fitOf(table, setting.textWidth);
  const widths = columnWidths(table, setting.textWidth, fit);
  const here = fit.size === null ? setting : { ...setting, tableSize: fit.size };
  const detailed = table.rows.some((row) => row.cells.some((cell) => cell.detail !== undefined));
  const rows = [
    headerRow(here, table, widths, detailed),
    ...table.rows.map((row, index) =>
      bodyRow(here, row, table.columns, {
        widths,
        detailed,
        last: index === table.rows.length - 1,
        keep: staysWithNext(index, table.rows.length),
      }),
    ),
  ];
  return [
    paragraph(setting, 'caption', caption),
    new MarkedTable(tableOptions(rows, widths, fit.margin), { firstRow: true }),
    afterTable(),
  ];
}

/** A table of so many rows is not parted; of a longer one no row stands alone on a page. */
const WHOLE = 6;

function staysWithNext(index: number, rows: number): boolean {
  if (index === rows - 1) return false;
  return rows <= WHOLE || index === 0 || index === rows - 2;
}

/** The title block: what it is in the first column, left aligned. */
export function titleTable(setting: Setting, lines: readonly TitleLine[]): FileChild[] {
  if (lines.length === 0) return [];
  const first = Math.round(setting.textWidth * 0.3);
  const widths = [first, setting.textWidth - first];
  const rows = lines.map(({ label, text }, index) => {
    const keep = index < lines.length - 1;
    return new TableRow({
      cantSplit: true,
      children: [
        cell(widths[0], [cellText(setting, label, { bold: true, keep })]),
        cell(widths[1], [cellText(setting, text, { keep })]),
      ],
    });
  });
  return [new MarkedTable(tableOptions(rows, widths), { firstRow: false }), afterTable()];
}

function headerRow(
  setting: Setting,
  table: FactTable,
  widths: readonly number[],
  detailed: boolean,
): TableRow {
  const heads = table.columns.map(({ label, detail, align }, index) => {
    const look = { keep: true, right: align === 'number' && !detailed };
    const lines = details(setting, detail === undefined ? [] : [detail], look);
    const name = cellText(setting, label, { bold: true, ...look });
    return cell(widths[index + 1], [name, ...lines], HEADER_BORDERS);
  });
  const corner = cell(
    widths[0],
    [cellText(setting, rowHeading(table), { bold: true, keep: true })],
    HEADER_BORDERS,
  );
  return new TableRow({ tableHeader: true, cantSplit: true, children: [corner, ...heads] });
}

interface RowLook {
  readonly widths: readonly number[];
  readonly detailed: boolean;
  readonly last: boolean;
  readonly keep: boolean;
}

function bodyRow(
  setting: Setting,
  row: FactRow,
  columns: readonly Column[],
  { widths, detailed, last, keep }: RowLook,
): TableRow {
  const borders = last ? LAST_BORDERS : undefined;
  const head = [
    cellText(setting, row.header, { bold: true, keep }),
    ...details(setting, row.detail === undefined ? [] : [row.detail], { keep }),
  ];
  const cells = row.cells.map((each, index) => {
    const right = columns[index]?.align === 'number' && !detailed;
    return cell(widths[index + 1], bodyCell(setting, each, { right, keep }), borders);
  });
  return new TableRow({ cantSplit: true, children: [cell(widths[0], head, borders), ...cells] });
}

function bodyCell(setting: Setting, { text, detail }: Cell, look: TextLook): Paragraph[] {
  return [
    cellText(setting, text, { ...look, bold: detail !== undefined }),
    ...details(setting, detail ?? [], look),
  ];
}

interface TextLook {
  readonly bold?: boolean;
  readonly right?: boolean;
  readonly keep?: boolean;
}

function cellText(setting: Setting, text: string, look: TextLook): Paragraph {
  const bold = look.bold === true ? { bold: true } : {};
  return textInCell(setting, text, { ...runOptions(setting, 'tableText'), ...bold }, look);
}

function details(setting: Setting, lines: readonly string[], look: TextLook): Paragraph[] {
  const run = { ...runOptions(setting, 'tableText'), color: colour('secondary') };
  return lines.map((text) => textInCell(setting, text, run, look));
}

/** Word breaks a word in the middle where it may not break at the space before it. */
function textInCell(setting: Setting, text: string, run: IRunOptions, look: TextLook): Paragraph {
  const sized = setting.tableSize === undefined ? run : { ...run, size: setting.tableSize };
  return paragraphOf(setting, 'tableText', runsOf(text.replaceAll('\u00a0', ' '), sized), {
    ...(look.right === true ? { alignment: AlignmentType.RIGHT } : {}),
    ...(look.keep === true ? { keepNext: true } : {}),
  });
}

const line = (size: number, name: 'text' | 'border'): IBorderOptions => ({
  style: BorderStyle.SINGLE,
  size,
  color: colour(name),
});
const NONE: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const HEADER_BORDERS = { top: NONE, bottom: line(12, 'text') };
const LAST_BORDERS = { bottom: line(6, 'text') };

function cell(
  width: number | undefined,
  children: readonly Paragraph[],
  borders:
    { readonly top?: IBorderOptions; readonly bottom?: IBorderOptions } | undefined = undefined,
): TableCell {
  return new TableCell({
    children,
    width: { size: width ?? 0, type: WidthType.DXA },
    verticalAlign: VerticalAlign.TOP,
    ...(borders === undefined ? {} : { borders }),
  });
}

function tableOptions(rows: TableRow[], widths: readonly number[], margin = 60): ITableOptions {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  return {
    rows,
    columnWidths: widths,
    width: { size: whole, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { left: margin, right: margin, top: 20, bottom: 20, marginUnitType: WidthType.DXA },
    borders: {
      top: line(4, 'border'),
      bottom: line(4, 'border'),
      left: NONE,
      right: NONE,
      insideHorizontal: line(4, 'border'),
      insideVertical: NONE,
    },
  };
}

/** Word joins tables that touch, and a cell has to end with a paragraph. */
function afterTable(): Paragraph {
  return new Paragraph({
    spacing: { before: 0, after: 0, line: 160, lineRule: LineRuleType.EXACT },
  });
}

/** A table that says which of its cells are headers: the library has no option for it. */
class MarkedTable extends Table {
  constructor(options: ITableOptions, heads: { readonly firstRow: boolean }) {
    super(options);
    const properties: unknown = this.root[0];
    if (properties instanceof XmlComponent)
      properties.addChildElement(new TableLook(heads.firstRow));
  }
}

class TableLook extends XmlComponent {
  constructor(firstRow: boolean) {
    super('w:tblLook');
    this.root.push(
      new LookAttributes({
        val: firstRow ? '06A0' : '0680',
        firstRow: firstRow ? '1' : '0',
        lastRow: '0',
        firstColumn: '1',
        lastColumn: '0',
        noHBand: '1',
        noVBand: '1',
      }),
    );
  }
}

class LookAttributes extends XmlAttributeComponent<Readonly<Record<string, string>>> {
  protected override readonly xmlKeys = {
    val: 'w:val',
    firstRow: 'w:firstRow',
    lastRow: 'w:lastRow',
    firstColumn: 'w:firstColumn',
    lastColumn: 'w:lastColumn',
    noHBand: 'w:noHBand',
    noVBand: 'w:noVBand',
  };
}
