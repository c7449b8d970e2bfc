import type { Unit } from '../facts/figure.js';
import { isPounds } from './axes.js';
import { textWidth } from './text-width.js';
import { TEXT_SIZE } from './theme.js';

/** How an axis prints its numbers: per cent, pounds or plain, with thousands parted. */
export function axisWords(unit: Unit): string {
  if (unit === 'rate') return "datum.label + '%'";
  if (!isPounds(unit)) return 'datum.label';
  const digits = "indexof(datum.label, '.') < 0 ? ',' : ',.2f'";
  return `(datum.value < 0 ? '−' : '') + '£' + format(abs(datum.value), ${digits})`;
}

/** The room that the numbers of an axis take to its left, in pixels. */
export function axisRoom(ends: readonly number[], unit: Unit): number {
  const signs = isPounds(unit) ? '−£.00' : unit === 'rate' ? '−.0%' : '−.0';
  const widest = Math.max(
    ...ends.map((end) => textWidth(Math.round(end).toLocaleString('en-GB'), TEXT_SIZE)),
  );
  return Math.ceil(widest + textWidth(signs, TEXT_SIZE)) + 8;
}
