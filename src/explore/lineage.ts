import { nearest, problem } from '../errors.js';
import type { Row } from '../warehouse/database.js';

/** A column, a heading of a file, or the rows of a table (`column` is `*`). */
export interface LineageNode {
  readonly id: string;
  readonly table: string;
  readonly column: string;
  /** Of `metrics.measure`: the metric whose figures are meant. */
  readonly metricId: string;
  readonly isHeading: boolean;
}

/** How one feeds the other; `rows` only decides which rows there are. */
export interface LineageEdge {
  readonly kind: 'value' | 'rows' | 'heading' | 'constant' | 'unknown';
  /** What feeds. Of `unknown` the words of the SQL, of `constant` nothing. */
  readonly from: LineageNode;
  /** What is fed. */
  readonly to: LineageNode;
}

/** What feeds what, as `ops.column_lineage` has it. */
export interface LineageGraph {
  readonly nodes: ReadonlyMap<string, LineageNode>;
  readonly into: ReadonlyMap<string, readonly LineageEdge[]>;
  readonly outOf: ReadonlyMap<string, readonly LineageEdge[]>;
}

/** Makes the graph of the rows of `ops.column_lineage`. */
export function lineageGraph(rows: readonly Row[]): LineageGraph {
  const nodes = new Map<string, LineageNode>();
  const into = new Map<string, LineageEdge[]>();
  const outOf = new Map<string, LineageEdge[]>();
  for (const row of rows) {
    const kind = text(row, 'input_kind') as LineageEdge['kind'];
    const to = nodeOf(text(row, 'table_name'), text(row, 'column_name'), text(row, 'metric_id'));
    const from = nodeOf(text(row, 'input_table'), text(row, 'input_column'), '', kind);
    const edge: LineageEdge = { kind, from, to };
    nodes.set(to.id, to);
    into.set(to.id, [...(into.get(to.id) ?? []), edge]);
    if (kind === 'constant' || kind === 'unknown') continue;
    if (!nodes.has(from.id)) nodes.set(from.id, from);
    outOf.set(from.id, [...(outOf.get(from.id) ?? []), edge]);
  }
  return { nodes, into, outOf };
}

function text(row: Row, name: string): string {
  const value = row[name];
  return typeof value === 'string' ? value : '';
}

function nodeOf(
  table: string,
  column: string,
  metricId: string,
  kind: LineageEdge['kind'] = 'value',
): LineageNode {
  const name = table === '' ? column : `${table}.${column}`;
  const id = metricId === '' ? name : `${name} of ${metricId}`;
  return { id, table, column, metricId, isHeading: kind === 'heading' };
}

/**
 * The nodes that a user means: a column, all columns of a table, or all headings of a dataset.
 * @throws CC-USE-001 where there are none, with the nearest.
 */
export function nodesNamed(
  { nodes }: LineageGraph,
  name: string,
  metricId: string | undefined,
): LineageNode[] {
  const lower = name.toLowerCase();
  const isMeant = ({ table, column }: LineageNode): boolean =>
    `${table}.${column}`.toLowerCase() === lower ||
    (table.toLowerCase() === lower && column !== '*');
  const all = [...nodes.values()];
  const found = all.filter(isMeant);
  if (found.length === 0) throw unknownName(name, all);
  if (metricId === undefined) return found;
  const ofMetric = found.filter((node) => node.metricId === metricId);
  if (ofMetric.length > 0) return ofMetric;
  throw unknownMetric(name, metricId, found);
}

function unknownName(name: string, nodes: readonly LineageNode[]): Error {
  const columns = new Set(nodes.map(({ table, column }) => `${table}.${column}`));
  const known = [...new Set(nodes.map(({ table }) => table)), ...columns];
  const near = known.find((each) => each.endsWith(`.${name}`)) ?? nearest(name, known);
  return problem('CC-USE-001', {
    where: 'lineage',
    expected: 'a table, a column as schema.table.column, or a heading as dataset.HEADING',
    got: `"${name}"`,
    next:
      near === undefined
        ? "See them with `carecount sql 'select distinct table_name from ops.column_lineage'`."
        : `Did you mean "${near}"?`,
  });
}

function unknownMetric(name: string, metricId: string, nodes: readonly LineageNode[]): Error {
  const known = [...new Set(nodes.map((node) => node.metricId))].filter((id) => id !== '');
  const near = nearest(metricId, known);
  return problem('CC-USE-001', {
    where: '--metric',
    expected: known.length === 0 ? `no metric for ${name}` : `a metric that ${name} has figures of`,
    got: `"${metricId}"`,
    next:
      known.length === 0
        ? 'Leave --metric out: it is for metrics.measure.'
        : near === undefined
          ? `Name one of ${known.join(', ')}.`
          : `Did you mean "${near}"?`,
  });
}

/** Which way to go from a node, and whether by what only decides which rows there are too. */
export interface LineageWay {
  readonly isDown: boolean;
  readonly withRows: boolean;
}

/** What a node is made of, or with `isDown` what is made of it; each neighbour once. */
export function neighbours(
  graph: LineageGraph,
  node: LineageNode,
  { isDown, withRows }: LineageWay,
): LineageEdge[] {
  const edges = (isDown ? graph.outOf : graph.into).get(node.id) ?? [];
  const isRowsOf = !isDown && node.column !== '*';
  const ofRows = isRowsOf && withRows ? (graph.into.get(rowsId(node)) ?? []) : [];
  const wanted = [...edges, ...ofRows].filter(({ kind }) => withRows || kind !== 'rows');
  const seen = new Set<string>();
  return wanted.filter((edge) => {
    const { id } = other(edge, isDown);
    return !seen.has(id) && seen.add(id);
  });
}

function rowsId({ table, metricId }: LineageNode): string {
  return nodeOf(table, '*', metricId).id;
}

/** The end of an edge that is not the one it was reached from. */
export function other(edge: LineageEdge, isDown: boolean): LineageNode {
  return isDown ? edge.to : edge.from;
}

/** Everything that can be reached from some nodes, themselves included, in the order it is met. */
export function reached(
  graph: LineageGraph,
  from: readonly LineageNode[],
  way: LineageWay,
): LineageNode[] {
  const seen = new Map<string, LineageNode>();
  const queue = [...from];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    if (seen.has(node.id)) continue;
    seen.set(node.id, node);
    for (const edge of neighbours(graph, node, way)) {
      if (edge.kind !== 'constant' && edge.kind !== 'unknown') queue.push(other(edge, way.isDown));
    }
  }
  return [...seen.values()];
}
