import { html, type Markup } from '../../../markup.js';

const WIDTH = 60;
const HEIGHT = 16;
const EDGE = 2;

/** A small line of the months before, for the eye alone; broken where a month has no figure. */
export function sparkHtml(values: readonly (number | null)[]): Markup | null {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const point = (value: number, index: number): string => {
    const x = EDGE + (index / (values.length - 1)) * (WIDTH - 2 * EDGE);
    const share = span === 0 ? 0.5 : (value - low) / span;
    return `${x.toFixed(1)},${(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)).toFixed(1)}`;
  };
  return html` <svg
    class="spark"
    width="${WIDTH}"
    height="${HEIGHT}"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    aria-hidden="true"
    focusable="false"
  >
    ${runs(values, point).map(runHtml)}
  </svg>`;
}

/** The points of each stretch without a gap. */
function runs(
  values: readonly (number | null)[],
  point: (value: number, index: number) => string,
): string[][] {
  const found: string[][] = [[]];
  values.forEach((value, index) => {
    if (value === null) found.push([]);
    else found.at(-1)?.push(point(value, index));
  });
  return found.filter((run) => run.length > 0);
}

/** A line, or a dot for a month that stands alone: a line of no length with round ends. */
function runHtml(run: readonly string[]): Markup {
  const points = run.length === 1 ? [...run, ...run] : run;
  return html`<polyline points="${points.join(' ')}" />`;
}
