/**
 * Gives each row its own column so that the costs add up to the least: the Hungarian method, by
 * shortest augmenting paths. There must be at least as many columns as rows.
 * @source R. Jonker and A. Volgenant, Computing 38 (1987)
 * @example cheapestPlaces([[1, 9], [0, 5]]) // [0, 1]
 */
export function cheapestPlaces(costs: readonly (readonly number[])[]): number[] {
  const columns = costs[0]?.length ?? 0;
  const state: State = {
    costs,
    rowPrice: costs.map(() => 0),
    columnPrice: Array.from({ length: columns }, () => 0),
    rowOf: Array.from({ length: columns }, () => -1),
  };
  costs.forEach((_, row) => {
    place(row, state);
  });
  const found = costs.map(() => -1);
  state.rowOf.forEach((row, column) => {
    if (row >= 0) found[row] = column;
  });
  return found;
}

interface State {
  readonly costs: readonly (readonly number[])[];
  readonly rowPrice: number[];
  readonly columnPrice: number[];
  /** The row that has each column, -1 while none has. */
  readonly rowOf: number[];
}

/** What the search for a free column knows of each column. */
interface Search {
  readonly distance: number[];
  /** The column that the shortest path comes through, -1 for the first. */
  readonly before: number[];
  readonly done: boolean[];
}

/** Finds a column for one more row, moving others along the cheapest path to a free one. */
function place(start: number, state: State): void {
  const search: Search = {
    distance: state.columnPrice.map(() => Infinity),
    before: state.columnPrice.map(() => -1),
    done: state.columnPrice.map(() => false),
  };
  let row = start;
  let column = -1;
  let length = 0;
  do {
    reach({ row, column, length }, state, search);
    column = nearest(search);
    length = search.distance[column] ?? 0;
    search.done[column] = true;
    row = state.rowOf[column] ?? -1;
  } while (row >= 0);
  reprice(start, length, state, search);
  handOver(start, column, state, search);
}

function reach(
  { row, column, length }: { row: number; column: number; length: number },
  { costs, rowPrice, columnPrice }: State,
  { distance, before, done }: Search,
): void {
  const own = costs[row] ?? [];
  const base = length - (rowPrice[row] ?? 0);
  for (let other = 0; other < own.length; other++) {
    if (done[other] === true) continue;
    const through = base + (own[other] ?? 0) - (columnPrice[other] ?? 0);
    if (through < (distance[other] ?? 0)) {
      distance[other] = through;
      before[other] = column;
    }
  }
}

function nearest({ distance, done }: Search): number {
  let best = -1;
  let least = Infinity;
  for (let column = 0; column < distance.length; column++) {
    const length = distance[column] ?? Infinity;
    if (done[column] !== true && length < least) {
      best = column;
      least = length;
    }
  }
  return best;
}

/** Keeps the prices such that every pair in use is as cheap as any other. */
function reprice(start: number, length: number, state: State, { distance, done }: Search): void {
  const { rowPrice, columnPrice, rowOf } = state;
  rowPrice[start] = (rowPrice[start] ?? 0) + length;
  done.forEach((isDone, column) => {
    const row = rowOf[column] ?? -1;
    if (!isDone || row < 0) return;
    const spare = length - (distance[column] ?? 0);
    rowPrice[row] = (rowPrice[row] ?? 0) + spare;
    columnPrice[column] = (columnPrice[column] ?? 0) - spare;
  });
}

function handOver(start: number, free: number, { rowOf }: State, { before }: Search): void {
  let column = free;
  while (column >= 0) {
    const previous = before[column] ?? -1;
    rowOf[column] = previous < 0 ? start : (rowOf[previous] ?? -1);
    column = previous;
  }
}
