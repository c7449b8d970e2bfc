import type { Catalogue } from './catalogue.js';
import {
  allOf,
  isNamed,
  NOTHING,
  union,
  unknown,
  type Column,
  type Inputs,
  type Relation,
} from './relation.js';

/** One thing that a FROM names. */
export interface Source {
  readonly alias: string;
  readonly relation: Relation;
  /** Columns that USING has joined to those of a source before it: `*` gives them once. */
  readonly joined: ReadonlySet<string>;
}

/** What a FROM gives to the rest of its SELECT. */
export interface FromClause {
  readonly sources: readonly Source[];
  /** Columns of USING, in lower case, and what feeds them where no table stands before them. */
  readonly shared: ReadonlyMap<string, Inputs>;
  readonly rows: Inputs;
}

export const EMPTY_FROM: FromClause = { sources: [], shared: new Map(), rows: NOTHING };

/** Where a name is looked up: the sources of a SELECT, its own aliases, then what is around it. */
export interface Scope {
  readonly catalogue: Catalogue;
  readonly ctes: ReadonlyMap<string, Relation>;
  readonly from: FromClause;
  /** The columns that a SELECT names, to their expressions. */
  readonly aliases: ReadonlyMap<string, unknown>;
  /** Parameters of a lambda or of a macro, and what feeds them. */
  readonly parameters: ReadonlyMap<string, Inputs>;
  /** The one column that a `COLUMNS(...)` stands for just now. */
  readonly star?: Inputs;
  /** The statement around a subquery. */
  readonly outer?: Scope;
}

/** A scope with nothing in it. */
export function emptyScope(catalogue: Catalogue, ctes: Scope['ctes'] = new Map()): Scope {
  return { catalogue, ctes, from: EMPTY_FROM, aliases: new Map(), parameters: new Map() };
}

/** The scope of what stands inside another statement, or beside sources named before it. */
export function inside(outer: Scope, from: FromClause = EMPTY_FROM): Scope {
  const { catalogue, ctes, parameters } = outer;
  return { ...emptyScope(catalogue, ctes), from, parameters, outer };
}

/** A lookup of an alias gives its expression, which is read in the scope that is given with it. */
export type Found =
  { readonly inputs: Inputs } | { readonly alias: unknown; readonly scope: Scope } | undefined;

/** Names that look like a column and are none. */
const KEYWORDS = new Set([
  'current_date',
  'current_time',
  'current_timestamp',
  'localtime',
  'localtimestamp',
  'current_user',
  'session_user',
  'user',
  'current_schema',
  'current_catalog',
  'current_role',
]);

/** Finds what a name such as `a`, `t.a`, `schema.t.a` or `t.a.field` means. */
export function lookUp(names: readonly string[], scope: Scope): Found {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    const found = lookUpHere(names, at);
    if (found !== undefined) return found;
  }
  if (names.length === 1 && KEYWORDS.has((names[0] ?? '').toLowerCase())) {
    return { inputs: NOTHING };
  }
  return undefined;
}

function lookUpHere(names: readonly string[], scope: Scope): Found {
  const [first = ''] = names;
  const lower = first.toLowerCase();
  const known = scope.parameters.get(lower) ?? qualified(names, scope) ?? plain(lower, scope);
  if (known !== undefined) return { inputs: known };
  const alias = scope.aliases.get(lower);
  if (alias !== undefined) {
    const aliases = new Map([...scope.aliases].filter(([name]) => name !== lower));
    return { alias, scope: { ...scope, aliases } };
  }
  const whole = scope.from.sources.find((source) => source.alias === lower);
  if (whole !== undefined) return { inputs: wholeRow(whole.relation, first) };
  const isOpen = scope.from.sources.some(({ relation }) => relation.isOpen);
  return isOpen ? { inputs: unknown(names.join('.')) } : undefined;
}

/** `t.a`, or `schema.t.a`, of a source of this SELECT. */
function qualified(names: readonly string[], scope: Scope): Inputs | undefined {
  for (const length of [1, 2]) {
    const alias = names[length - 1]?.toLowerCase();
    const column = names[length];
    const source = scope.from.sources.find((each) => each.alias === alias);
    if (source === undefined || column === undefined) continue;
    const found = source.relation.columns.find(isNamed(column));
    if (found !== undefined) return found.inputs;
    if (source.relation.isOpen) return unknown(names.join('.'));
  }
  return undefined;
}

/** `a`, of whichever source has it. */
function plain(name: string, { from }: Scope): Inputs | undefined {
  const shared = from.shared.get(name);
  if (shared !== undefined) return shared;
  for (const { relation } of from.sources) {
    const found = relation.columns.find(isNamed(name));
    if (found !== undefined) return found.inputs;
  }
  return undefined;
}

function wholeRow(relation: Relation, words: string): Inputs {
  return union([allOf(relation.columns), ...(relation.isOpen ? [unknown(words)] : [])]);
}

/** The columns that `*` gives, or `t.*`; undefined where they cannot all be told. */
export function visibleColumns(from: FromClause, alias = ''): readonly Column[] | undefined {
  const wanted = from.sources.filter(
    (source) => alias === '' || source.alias === alias.toLowerCase(),
  );
  if (wanted.length === 0 || wanted.some(({ relation }) => relation.isOpen)) return undefined;
  if (alias !== '') return wanted.flatMap(({ relation }) => relation.columns);
  return wanted.flatMap(({ relation, joined }) =>
    relation.columns
      .filter(({ name }) => !joined.has(name.toLowerCase()))
      .map(({ name, inputs }) => ({
        name,
        inputs: from.shared.get(name.toLowerCase()) ?? inputs,
      })),
  );
}
