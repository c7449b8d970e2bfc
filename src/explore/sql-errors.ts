import { nearest, type Problem } from '../errors.js';

/** The tables of a file, `schema.table`, with their columns. */
export type KnownTables = ReadonlyMap<string, readonly string[]>;

/** What the engine said, taken apart. */
interface EngineError {
  /** Such as `Binder`, or nothing. */
  readonly kind: string;
  /** The first line, without its kind. */
  readonly headline: string;
  /** The names the engine offers instead. */
  readonly offered: readonly string[];
  readonly where: string;
}

type Explanation = Pick<Problem, 'expected' | 'got' | 'next'>;

type Rule = (error: EngineError, query: string, tables: KnownTables) => Explanation | undefined;

/**
 * Words an error of DuckDB as a problem: where in the query, what was expected, the nearest name.
 * Never shows a value of a row: a value is named only where the query itself spells it.
 */
export function explainSqlError(message: string, query: string, tables: KnownTables): Problem {
  const error = takeApart(message, query);
  for (const rule of RULES) {
    const explanation = rule(error, query, tables);
    if (explanation !== undefined) return { where: error.where, ...explanation };
  }
  return {
    where: error.where,
    expected: 'a query that DuckDB can run',
    got: withoutValues(error.headline, query).replace(/[.!]+$/, ''),
    next: 'Mend it and run again.',
  };
}

function takeApart(message: string, query: string): EngineError {
  const text = message.replace(/^Failed to extract statements: /, '');
  const [first = ''] = text.split('\n');
  const kind = /^([A-Z][A-Za-z ]*?) Error: /.exec(first)?.[1] ?? '';
  const offers = /(?:Did you mean|Candidate bindings:|Candidate tables:)(.*)/g;
  const offered = [...text.matchAll(offers)].flatMap(([, list = '']) =>
    [...list.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name),
  );
  const headline = kind === '' ? first : first.slice(kind.length + ' Error: '.length);
  return { kind, headline, offered, where: placeOf(text, query) };
}

/** Where DuckDB's caret points: it shows a part of the line, so the part is found again. */
function placeOf(text: string, query: string): string {
  const shown = /^LINE (\d+): (.*)\n( *)\^/m.exec(text);
  if (shown === null) return 'query';
  const [, line = '1', part = '', indent = ''] = shown;
  const prefix = `LINE ${line}: `.length;
  const source = query.split('\n')[Number(line) - 1] ?? '';
  const core = part.replace(/^\.\.\.|\.\.\.$/g, '');
  const skipped = part.startsWith('...') ? 3 : 0;
  const start = Math.max(0, source.indexOf(core));
  return `query line ${line} column ${start + indent.length - prefix - skipped + 1}`;
}

const RULES: readonly Rule[] = [
  unknownTable,
  unknownColumn,
  unknownAlias,
  unknownFunction,
  wrongArguments,
  notGrouped,
  blocked,
  parameters,
  outOfMemory,
  badCast,
  syntax,
];

function unknownTable(error: EngineError, _query: string, tables: KnownTables) {
  const found = /^Table with name "?([^\s"]+)"? does not exist/.exec(error.headline);
  if (found === null) return undefined;
  const [, name = ''] = found;
  const bare = new Map([...tables.keys()].map((full) => [full.split('.')[1] ?? full, full]));
  const last = name.split('.').at(-1) ?? name;
  const near =
    nearest(name, [...tables.keys()]) ??
    bare.get(nearest(last, [...bare.keys()]) ?? '') ??
    error.offered.find((offer) => tables.has(offer) || bare.has(offer));
  return {
    expected: 'a table of the published file',
    got: `"${name}"`,
    next: suggestion(near, 'List them with carecount sql "show all tables".'),
  };
}

function unknownColumn(error: EngineError, query: string, tables: KnownTables) {
  const found =
    /^Referenced column "(.+?)" (?:not found in FROM clause|was not found)/.exec(error.headline) ??
    /^Table "[^"]+" does not have a column named "(.+?)"/.exec(error.headline);
  if (found === null) return undefined;
  const [, name = ''] = found;
  const lower = query.toLowerCase();
  const used = [...tables.keys()].filter((table) => lower.includes(table.toLowerCase()));
  const known = used.flatMap((table) => tables.get(table) ?? []);
  const [only] = used;
  const describe = only === undefined ? 'show all tables' : `describe ${only}`;
  const close = nearest(name, [...error.offered, ...known]);
  const extended = error.offered.find((offer) => offer.startsWith(name));
  return {
    expected: used.length === 0 ? 'a column of the query' : `a column of ${used.join(' or ')}`,
    got: `"${name}"`,
    next: suggestion(extended ?? close, `List them with carecount sql "${describe}".`),
  };
}

function unknownAlias(error: EngineError) {
  const name = /^Referenced table "(.+?)" not found/.exec(error.headline)?.[1];
  if (name === undefined) return undefined;
  return {
    expected: 'a table or an alias that the query names after FROM',
    got: `"${name}"`,
    next: suggestion(error.offered[0], 'Add it after FROM, with its schema.'),
  };
}

function unknownFunction(error: EngineError) {
  const found = /^(.*?) ?Function with name "?(\S+?)"? does not exist/.exec(error.headline);
  if (found === null) return undefined;
  const [, , name = ''] = found;
  return {
    expected: 'a function of DuckDB',
    got: `${name}()`,
    next: suggestion(
      nearest(name, error.offered),
      'List them with carecount sql "select distinct function_name from duckdb_functions()".',
    ),
  };
}

function wrongArguments(error: EngineError) {
  const call = /^No function matches the given name and argument types '(.+?)'\./.exec(
    error.headline,
  )?.[1];
  if (call === undefined) return undefined;
  const name = call.slice(0, call.indexOf('('));
  return {
    expected: `arguments that ${name}() takes`,
    got: call,
    next: 'Cast them, for example with ::DOUBLE or ::VARCHAR.',
  };
}

function notGrouped(error: EngineError) {
  const name = /^column "(.+?)" must appear in the GROUP BY clause/.exec(error.headline)?.[1];
  if (name === undefined) return undefined;
  return {
    expected: 'every column to be grouped by or aggregated',
    got: `"${name}", which is neither`,
    next: 'Add "group by all" at the end.',
  };
}

function blocked(error: EngineError) {
  if (error.kind !== 'Permission') return undefined;
  const name = /"([^"]*)"/.exec(error.headline)?.[1];
  return {
    expected: 'only the published tables',
    ...(name === undefined ? {} : { got: `the file "${name}"` }),
    next: 'Files cannot be read or written here; --out FILE saves a result.',
  };
}

function parameters(error: EngineError) {
  const names = /^Values were not provided for .*parameters: (.+)$/.exec(error.headline)?.[1];
  if (names === undefined) return undefined;
  return {
    expected: 'a query without parameters',
    got: `the parameter ${names}`,
    next: 'Write its value in the query.',
  };
}

function outOfMemory(error: EngineError) {
  if (error.kind !== 'Out of Memory') return undefined;
  return {
    expected: 'a query that fits in the memory it may use',
    got: 'one that does not',
    next: 'Filter or aggregate sooner, or raise limits.memory in carecount.yaml.',
  };
}

function badCast(error: EngineError, query: string) {
  if (error.kind !== 'Conversion') return undefined;
  return {
    expected: 'values that can be converted',
    got: withoutValues(error.headline, query),
    next: 'Use try_cast(... as ...) to get null for those that cannot.',
  };
}

const STATEMENTS = [
  'select',
  'with',
  'from',
  'values',
  'table',
  'describe',
  'show',
  'summarize',
  'pivot',
  'unpivot',
  'explain',
];

const KEYWORDS = [
  ...STATEMENTS,
  'where',
  'group',
  'order',
  'having',
  'limit',
  'union',
  'join',
  'left',
  'qualify',
  'distinct',
  'between',
];

function syntax(error: EngineError, query: string) {
  if (error.kind !== 'Parser') return undefined;
  const near = /(?:at or near) "([^"]*)/.exec(error.headline)?.[1];
  const isFirst = near !== undefined && query.trimStart().startsWith(near);
  const word = near === undefined ? undefined : nearest(near, isFirst ? STATEMENTS : KEYWORDS);
  const isKnown = word === undefined || word === near?.toLowerCase();
  if (/unterminated/.test(error.headline)) {
    return { expected: 'a quote that closes', got: 'one that does not', next: 'Close it.' };
  }
  return {
    expected: 'SQL',
    got: near === undefined ? withoutValues(error.headline, query) : `a fault at "${near}"`,
    next: isKnown ? 'Look just before it.' : `Did you mean "${word}"?`,
  };
}

function suggestion(near: string | undefined, otherwise: string): string {
  return near === undefined ? otherwise : `Did you mean "${near}"?`;
}

/** A value that a row held, and the query does not spell, could be a worker's. */
function withoutValues(headline: string, query: string): string {
  return headline
    .replace(/'([^']*)'|"([^"]*)"/g, (quoted, single?: string, double?: string) =>
      query.includes(single ?? double ?? '') ? quoted : '[value not shown]',
    )
    .replace(/\s+/g, ' ');
}
