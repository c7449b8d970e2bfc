import { problem } from '../errors.js';

/** A piece of SQL text that means something: comments and blanks are left out. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'symbol';
  /** A word in lower case, a quoted name without its quotes, anything else as it stands. */
  readonly text: string;
  readonly start: number;
}

/** One statement, checked as far as its text allows. */
export interface Statement {
  /** The text up to its closing semicolon, if it has one, comments before it included. */
  readonly text: string;
  /** The first word, `explain` included. */
  readonly verb: string;
  readonly isExplain: boolean;
  /** True where DuckDB may make several statements of it: it first collects the pivoted values. */
  readonly isPivot: boolean;
}

const READING = 'SELECT, WITH, VALUES, FROM, TABLE, DESCRIBE, SHOW, SUMMARIZE, PIVOT or EXPLAIN';

const OTHER_VERBS = new Set(
  (
    'abort alter analyze attach begin call checkpoint comment commit copy create deallocate delete ' +
    'detach drop end execute export force grant import insert install load merge pragma prepare ' +
    'reset revoke rollback set start truncate update use vacuum'
  ).split(' '),
);

/**
 * Table functions that read files, run other text, or change the engine. The engine's lock refuses
 * most of them; these names are refused first because it leaves some open: the attached file itself
 * can be read as bytes, and `enable_logging` with a path brings the process down.
 */
export const REFUSED_FUNCTIONS: ReadonlySet<string> = new Set(
  (
    'arrow_scan arrow_scan_dumb checkpoint disable_logging disable_peg_parser disable_profiling ' +
    'enable_logging enable_peg_parser enable_profiling force_checkpoint glob ' +
    'json_execute_serialized_sql parquet_bloom_probe parquet_file_metadata parquet_full_metadata ' +
    'parquet_kv_metadata parquet_metadata parquet_scan parquet_schema query query_table read_blob ' +
    'read_csv read_csv_auto read_duckdb read_json read_json_auto read_json_objects ' +
    'read_json_objects_auto read_ndjson read_ndjson_auto read_ndjson_objects read_parquet ' +
    'read_text sniff_csv truncate_duckdb_logs write_log'
  ).split(' '),
);

/**
 * Checks that a text is one reading statement that calls no refused function.
 * The engine's own statement type is checked again by the sandbox: this gives the clear line.
 * @throws CC-SQL-001
 */
export function readingStatement(sql: string): Statement {
  const tokens = tokenize(sql);
  const ends = tokens.filter((token) => token.kind === 'symbol' && token.text === ';');
  const segments = segmentsOf(tokens);
  const [segment] = segments;
  if (segment === undefined) throw refusal('nothing', 'Write one, for example "show all tables".');
  if (segments.length > 1) {
    throw refusal(`${segments.length} statements`, 'Run them one at a time.');
  }
  const verb = wordAt(segment, skipBrackets(segment, 0));
  const inner = verb === 'explain' ? explained(segment) : verb;
  const refused = [verb, inner].find((word) => OTHER_VERBS.has(word));
  if (refused !== undefined) {
    throw refusal(refused.toUpperCase(), `The published file can only be read: use ${READING}.`);
  }
  refuseFunctions(segment);
  const last = segment.at(-1)?.start ?? 0;
  const end = ends.find((token) => token.start > last)?.start ?? sql.length;
  return {
    text: sql.slice(0, end),
    verb,
    isExplain: verb === 'explain',
    isPivot: segment.some((token) => token.kind === 'word' && token.text.startsWith('pivot')),
  };
}

/** The error for a text that is not one reading statement. */
export function refusal(got: string, next: string): Error {
  return problem('CC-SQL-001', { where: 'query', expected: 'one reading statement', got, next });
}

/** Splits SQL the way DuckDB's lexer does: quotes, dollar quotes and nested comments included. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const skipped = blankAt(sql, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const token = tokenAt(sql, at);
    tokens.push({ kind: token.kind, text: token.text, start: at });
    at = token.end;
  }
  return tokens;
}

interface Lexed {
  kind: Token['kind'];
  text: string;
  end: number;
}

const BLANK = /\s+|--[^\n\r]*/y;
const DOLLAR = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const NUMBER = /\d[\w.]*/y;
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;

function match(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0];
}

function blankAt(sql: string, at: number): number {
  const blank = match(BLANK, sql, at);
  if (blank !== undefined) return at + blank.length;
  if (!sql.startsWith('/*', at)) return at;
  let depth = 0;
  let end = at;
  while (end < sql.length) {
    if (sql.startsWith('/*', end)) depth++;
    else if (sql.startsWith('*/', end)) depth--;
    else {
      end++;
      continue;
    }
    end += 2;
    if (depth === 0) return end;
  }
  return sql.length;
}

function tokenAt(sql: string, at: number): Lexed {
  const first = sql[at] ?? '';
  if (first === "'") return quotedAt(sql, at, "'", false);
  if (first === '"') return quotedAt(sql, at, '"', false);
  if (/e/i.test(first) && sql[at + 1] === "'") return quotedAt(sql, at + 1, "'", true);
  const dollar = match(DOLLAR, sql, at);
  if (dollar !== undefined) {
    const close = sql.indexOf(dollar, at + dollar.length);
    const end = close < 0 ? sql.length : close + dollar.length;
    return { kind: 'string', text: sql.slice(at, end), end };
  }
  const word = match(WORD, sql, at);
  if (word !== undefined) return { kind: 'word', text: word.toLowerCase(), end: at + word.length };
  const number = match(NUMBER, sql, at);
  if (number !== undefined) return { kind: 'symbol', text: number, end: at + number.length };
  return { kind: 'symbol', text: first, end: at + 1 };
}

function quotedAt(sql: string, open: number, quote: string, escapes: boolean): Lexed {
  let end = open + 1;
  while (end < sql.length) {
    if (escapes && sql[end] === '\\') end += 2;
    else if (sql[end] !== quote) end++;
    else if (sql[end + 1] === quote) end += 2;
    else break;
  }
  const inside = sql.slice(open + 1, end).replaceAll(quote + quote, quote);
  return {
    kind: quote === '"' ? 'quoted' : 'string',
    text: inside,
    end: Math.min(end + 1, sql.length),
  };
}

function segmentsOf(tokens: readonly Token[]): Token[][] {
  const segments: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'symbol' && token.text === ';') segments.push([]);
    else segments.at(-1)?.push(token);
  }
  return segments.filter((segment) => segment.length > 0);
}

function wordAt(tokens: readonly Token[], index: number): string {
  const token = tokens[index];
  return token?.kind === 'word' ? token.text : '';
}

function skipBrackets(tokens: readonly Token[], from: number): number {
  let index = from;
  while (tokens[index]?.kind === 'symbol' && tokens[index]?.text === '(') index++;
  return index;
}

/** The verb that an EXPLAIN explains, past ANALYZE and a list of options. */
function explained(tokens: readonly Token[]): string {
  let index = skipBrackets(tokens, 0) + 1;
  if (wordAt(tokens, index) === 'analyze') index++;
  if (tokens[index]?.text === '(' && /^(analyze|format)$/.test(wordAt(tokens, index + 1))) {
    while (index < tokens.length && tokens[index]?.text !== ')') index++;
    index++;
  }
  return wordAt(tokens, skipBrackets(tokens, index));
}

function refuseFunctions(tokens: readonly Token[]): void {
  tokens.forEach((token, index) => {
    const named = token.kind === 'word' || token.kind === 'quoted';
    const next = tokens[index + 1];
    const called = next?.kind === 'symbol' && next.text === '(';
    if (!named || !called || !REFUSED_FUNCTIONS.has(token.text.toLowerCase())) return;
    throw problem('CC-SQL-001', {
      where: 'query',
      expected: 'only the published tables',
      got: `${token.text.toLowerCase()}()`,
      next: 'Files cannot be read or written here; --out FILE saves a result.',
    });
  });
}
