import type { Table } from './briefing.js';
import type { Fact } from './facts/fact.js';
import { whenOf } from './narrative/words.js';

const DIMENSIONS: readonly (readonly [heading: string, of: (fact: Fact) => string])[] = [
  ['Measure', ({ metric }) => metric.metricId],
  ['Area', ({ area }) => area.code],
  ['Care setting', (fact) => (fact.kind === 'measured' ? fact.careSetting : 'all')],
  ['Month', whenOf],
  ['Job role', (fact) => (fact.kind === 'measured' ? fact.jobRole : 'all')],
];

/** What the rows of a table are: as it says, else what differs between their facts. */
export function rowHeading({ rowHead, rows }: Table): string {
  if (rowHead !== undefined) return rowHead;
  const facts = rows.flatMap(
    ({ cells }) => cells.find(({ fact }) => fact !== undefined)?.fact ?? [],
  );
  const differs = DIMENSIONS.find(([, of]) => new Set(facts.map(of)).size > 1);
  return differs?.[0] ?? 'Item';
}
