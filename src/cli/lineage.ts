import { problem } from '../errors.js';
import {
  lineageGraph,
  neighbours,
  nodesNamed,
  other,
  reached,
  type LineageEdge,
  type LineageGraph,
  type LineageNode,
  type LineageWay,
} from '../explore/lineage.js';
import type { Database } from '../warehouse/database.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { readPublished } from './open-published.js';

export interface LineageFlags {
  readonly metric?: string;
  readonly down?: boolean;
  readonly rows?: boolean;
}

/** `carecount lineage`: what a column is made of, up to the headings of files, or what is made of it. */
export async function runLineage(
  name: string,
  flags: LineageFlags,
  globals: GlobalFlags,
): Promise<number> {
  const workspace = await openWorkspaceFor(globals);
  const graph = await readPublished(workspace, readGraph);
  const from = nodesNamed(graph, name, flags.metric);
  const way = { isDown: flags.down === true, withRows: flags.rows === true };
  process.stdout.write(
    globals.json === true
      ? `${JSON.stringify(asJson(graph, name, from, way), null, 2)}\n`
      : `${[...treeLines(graph, from, way), '', ...ends(graph, from, way)].join('\n')}\n`,
  );
  return 0;
}

async function readGraph(database: Database): Promise<LineageGraph> {
  const [table] = await database.rows(
    "select 1 from duckdb_tables() where schema_name = 'ops' and table_name = 'column_lineage'",
  );
  if (table !== undefined) {
    return lineageGraph(await database.rows('select * from ops.column_lineage order by all'));
  }
  throw problem('CC-CFG-006', {
    where: 'lineage',
    expected: 'a published warehouse with ops.column_lineage',
    got: 'one of an earlier version of the program',
    next: 'Run carecount nightly --force.',
  });
}

/** The tree, two spaces a step; what stands in it already is named and not opened again. */
function treeLines(graph: LineageGraph, from: readonly LineageNode[], way: LineageWay): string[] {
  const seen = new Set<string>();
  const lines: string[] = [];
  const add = (node: LineageNode, depth: number, edge?: LineageEdge): void => {
    const next = neighbours(graph, node, way);
    const isOpened = seen.has(node.id);
    const note = isOpened && next.length > 0 ? ' (see above)' : '';
    lines.push(`${'  '.repeat(depth)}${labelOf(node, edge, way)}${note}`);
    seen.add(node.id);
    if (isOpened) return;
    for (const each of next) add(other(each, way.isDown), depth + 1, each);
  };
  for (const node of from) add(node, 0);
  return lines;
}

function labelOf(node: LineageNode, edge: LineageEdge | undefined, { isDown }: LineageWay): string {
  if (edge?.kind === 'constant') return 'a constant';
  if (edge?.kind === 'unknown') return `unknown: the SQL does not tell what "${node.column}" is`;
  if (node.isHeading) return `${node.id} (heading of the file)`;
  const rows = edge?.kind === 'rows' && !isDown ? ' (decides which rows)' : '';
  return `${node.column === '*' ? `the rows of ${node.table}${ofMetric(node)}` : node.id}${rows}`;
}

function ofMetric({ metricId }: LineageNode): string {
  return metricId === '' ? '' : ` of ${metricId}`;
}

/** What the tree ends in: headings of files, or figures. */
function ends(graph: LineageGraph, from: readonly LineageNode[], { isDown }: LineageWay): string[] {
  const found = (withRows: boolean) => reached(graph, from, { isDown, withRows });
  if (isDown) return figureLines(found(false), found(true));
  const value = found(false).filter(({ isHeading }) => isHeading);
  const only = found(true).filter((node) => node.isHeading && !value.includes(node));
  return [
    ...headingLines('Headings that make it', value),
    ...headingLines('Headings that only decide what counts', only),
  ];
}

function headingLines(title: string, headings: readonly LineageNode[]): string[] {
  if (headings.length === 0) return [`${title}: none.`];
  const datasets = [...new Set(headings.map(({ table }) => table))].sort();
  const ofDataset = (dataset: string) =>
    headings.filter(({ table }) => table === dataset).map(({ column }) => column);
  return [
    `${title}:`,
    ...datasets.map((dataset) => `  ${dataset}: ${ofDataset(dataset).sort().join(', ')}`),
  ];
}

function figureLines(value: readonly LineageNode[], all: readonly LineageNode[]): string[] {
  const ids = (nodes: readonly LineageNode[]) =>
    [...new Set(nodes.map(({ metricId }) => metricId))].filter((id) => id !== '').sort();
  const made = ids(value.filter(({ column }) => column === 'value'));
  const only = ids(all).filter((id) => !made.includes(id));
  return [
    `Figures made of it: ${listed(made)}`,
    `Figures for which it only decides what counts: ${listed(only)}`,
  ];
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none.' : `${names.join(', ')}.`;
}

function asJson(graph: LineageGraph, name: string, from: readonly LineageNode[], way: LineageWay) {
  const nodes = reached(graph, from, way);
  return {
    name,
    direction: way.isDown ? 'down' : 'up',
    from: from.map(({ id }) => id),
    nodes: nodes.map((node) => ({
      name: node.id,
      table: node.table,
      column: node.column,
      metric_id: node.metricId === '' ? null : node.metricId,
      is_heading: node.isHeading,
      [way.isDown ? 'feeds' : 'fed_by']: neighbours(graph, node, way).map((edge) => ({
        name: edge.kind === 'constant' ? null : other(edge, way.isDown).id,
        kind: edge.kind,
      })),
    })),
  };
}
