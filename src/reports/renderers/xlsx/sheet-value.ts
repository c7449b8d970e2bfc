import type { Cell, Column } from '../../briefing.js';
import { figureText, shorthand, shownValue } from '../../facts/figure.js';
import type { Figure, Publishable, Unit } from '../../facts/figure.js';
import { oneLine } from '../../one-line.js';

/** A number with the format that shows just what is displayed, or a text. */
export type SheetValue =
  | { readonly kind: 'number'; readonly value: number; readonly format: string }
  | { readonly kind: 'text'; readonly text: string };

/** A figure as a number, or the shorthand for why there is none. */
export function figureValue(figure: Figure): SheetValue {
  if (figure.kind !== 'publishable') return textValue(shorthand(figure));
  return {
    kind: 'number',
    value: shownValue(figure),
    format: formatOf(figure.unit, figure.decimals, figure.mark),
  };
}

/** A cell as its fact has it, or as a number where all that it says is one. */
export function cellValue({ text, fact }: Cell, align: Column['align']): SheetValue {
  if (fact !== undefined && figureText(fact.figure) === text) return figureValue(fact.figure);
  return (align === 'number' ? numberIn(text) : null) ?? textValue(text);
}

/** How many there are, or that it is not available. */
export function countValue(count: number | null): SheetValue {
  if (count === null) return textValue('[x]');
  return { kind: 'number', value: count, format: formatOf('count', 0, '') };
}

/** A text; one that says nothing has the mark for that, as no cell of a table is empty. */
export function textValue(text: string): SheetValue {
  const plain = oneLine(text);
  return { kind: 'text', text: plain === '' ? '[z]' : plain };
}

const SHORTHAND = /^\[[a-z]+\]$/;

/** Whether a text is a mark in place of a figure. */
export function isMark(text: string): boolean {
  return SHORTHAND.test(text);
}

/** The marks that a value shows: `[c]` in place of a number, `[u]` after one. */
export function marksOf(value: SheetValue): string[] {
  if (value.kind === 'number') return value.format.match(/\[[a-z]+\]/g) ?? [];
  return isMark(value.text) ? [value.text] : [];
}

const FORMATS: Readonly<Partial<Record<Unit, readonly [before: string, after: string]>>> = {
  rate: ['0', '%'],
  gbp_hour: ['"£"#,##0', ''],
  gbp_year: ['"£"#,##0', ''],
};

function formatOf(unit: Unit, decimals: number, mark: Publishable['mark']): string {
  const [before, after] = FORMATS[unit] ?? ['#,##0', ''];
  const point = decimals === 0 ? '' : `.${'0'.repeat(decimals)}`;
  return `${before}${point}${after}${mark === '' ? '' : `" ${mark}"`}`;
}

const NUMBER = /^([-+\u2212]?)(£?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(%?)$/;

/** The ends of a range in one text: "7.2% to 7.9%"; none for any other text. */
export function rangeIn(text: string): readonly [low: SheetValue, high: SheetValue] | null {
  const [low, high, ...more] = text.split(' to ').map(numberIn);
  return low == null || high == null || more.length > 0 ? null : [low, high];
}

function numberIn(text: string): SheetValue | null {
  const found = NUMBER.exec(text);
  if (found === null) return null;
  const [, sign = '', pound, whole = '', fraction = '', percent] = found;
  const unit: Unit = percent === '%' ? 'rate' : pound === '£' ? 'gbp_hour' : 'count';
  const steps = Number(whole.replaceAll(',', '') + fraction);
  const scale = (unit === 'rate' ? 100 : 1) * 10 ** fraction.length;
  return {
    kind: 'number',
    value: (sign === '' || sign === '+' ? steps : -steps) / scale,
    format: signed(sign, groupedAs(whole, formatOf(unit, fraction.length, ''))),
  };
}

/** A rise keeps the plus that it is written with. */
function signed(sign: string, format: string): string {
  return sign === '+' ? `+${format};-${format};${format}` : format;
}

/** Leaves thousands as they are written: the year 2026 has no comma. */
function groupedAs(whole: string, format: string): string {
  return whole.length > 3 && !whole.includes(',') ? format.replace('#,##0', '0') : format;
}
