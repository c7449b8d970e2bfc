import type { Briefing, Table } from '../briefing.js';
import type { Fact } from '../facts/fact.js';
import { numbered } from '../numbering.js';
import type { NumberedBlock } from '../numbering.js';

/** A table of the paper, or the one behind a figure, with what has to stand beside it. */
export interface ListedTable {
  /** `Table 2`, or `Figure 1` for the table behind it. */
  readonly name: string;
  readonly table: Table;
  /** The chart that it stands behind; null for a table of the paper. */
  readonly chartId: string | null;
  /** The finding and the measure of a figure; nothing for a table. */
  readonly about: readonly string[];
  readonly notes: readonly string[];
  readonly source: string;
}

/** Every table of a briefing in the order of the paper, with the tables behind its figures. */
export function tableList(briefing: Briefing): ListedTable[] {
  return numbered(briefing.sections).flatMap(({ blocks }) =>
    blocks.flatMap((block) => listed(block, briefing)),
  );
}

/** Every fact of a table, row by row. */
export function tableFacts(table: Table): Fact[] {
  return table.rows.flatMap((row) =>
    row.cells.flatMap(({ fact }) => (fact === undefined ? [] : [fact])),
  );
}

function listed(block: NumberedBlock, briefing: Briefing): ListedTable[] {
  if (block.kind === 'table') {
    const { number, table, notes } = block;
    return [
      {
        name: `Table ${number}`,
        table,
        chartId: null,
        about: [],
        notes: notes.map(({ text }) => text),
        source: sourceOf(table, briefing),
      },
    ];
  }
  if (block.kind !== 'chart') return [];
  const { number, chart } = block;
  return [
    {
      name: `Figure ${number}`,
      table: chart.table,
      chartId: chart.id,
      about: [`The figure says: ${chart.title.text}.`, `${chart.subtitle}.`.replace('..', '.')],
      notes: chart.notes.map(({ text }) => `About the drawn figure: ${text}`),
      source: `${chart.source}.`,
    },
  ];
}

function sourceOf(table: Table, { run }: Briefing): string {
  const published = tableFacts(table).flatMap((fact) =>
    fact.kind === 'published' ? [fact.source] : [],
  );
  return `Source: ${[`providers’ returns, run ${run.runId}`, ...new Set(published)].join('; ')}.`;
}
