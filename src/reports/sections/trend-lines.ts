import type { Month } from '../../period.js';
import type { TrendSeries } from '../charts/chart-data.js';
import type { Area } from '../facts/fact.js';
import { figureText } from '../facts/figure.js';
import type { Context } from './context.js';

/** An area with what its line is. */
export interface Line {
  readonly area: Area;
  readonly role: TrendSeries['role'];
}

/** The lines of the area, its partnership and, where theirs is another one, its region and country. */
export function linesOf(context: Context, metricId: string, months: readonly Month[]): Line[] {
  const { area, partnership, wider } = context;
  const shape = ({ code }: Area): string =>
    months
      .map((month) => figureText(context.fact(metricId, { area: code, period: month }).figure))
      .join();
  const lines: Line[] = [
    { area, role: 'area' },
    ...(partnership === null ? [] : [{ area: partnership, role: 'partnership' as const }]),
  ];
  for (const larger of wider) {
    const role = larger.type === 'country' ? 'country' : 'region';
    const isNew = lines.every((line) => shape(line.area) !== shape(larger));
    if (isNew && hasFigure(context, metricId, larger, months)) lines.push({ area: larger, role });
  }
  return lines;
}

function hasFigure(
  context: Context,
  metricId: string,
  area: Area,
  months: readonly Month[],
): boolean {
  return months.some(
    (period) => context.fact(metricId, { area: area.code, period }).figure.kind === 'publishable',
  );
}
