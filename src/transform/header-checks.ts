import { problem } from '../errors.js';
import { acceptedValues, notNull, range, relationship, unique } from './check-kinds.js';
import type { CheckKind, HeaderCheck } from './check-schema.js';
import { oneLine, type Compiled, type Use } from './check-sql.js';
import { rowCount, sumOfParts } from './check-sums.js';
import type { Model } from './model.js';

/** A check as it is run: one SELECT of the rows that fail. */
export interface Check {
  /** `core.fct_worker_month/unique(worker_key, period)`, or the name of its file. */
  readonly checkId: string;
  readonly kind: CheckKind | 'sql';
  /** The model whose header it stands in, if it does. */
  readonly model: string | null;
  readonly file: string;
  readonly title: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly sql: string;
  /** Columns of its rows that may be kept though it reads a table about people. */
  readonly shows?: readonly string[] | undefined;
}

/**
 * The checks in the header of a model, each as one SELECT. Its id says its condition where it takes that
 * to tell it from another.
 * @throws CC-MOD-002 where one is there twice.
 */
export function headerChecks(model: Model): Check[] {
  const compiled = (model.header.checks ?? []).map((said) => ({
    said,
    ...compile(model, said, ''),
  }));
  const names = compiled.map(({ kind, about }) => `${model.id}/${kind}(${about})`);
  const checks = compiled.map(({ said, kind, claim, select }, index): Check => {
    const name = names[index] ?? '';
    const only = said.where === undefined ? '' : ` where ${oneLine(said.where)}`;
    const isShared = names.filter((each) => each === name).length > 1;
    return {
      checkId: isShared ? `${name}${only}` : name,
      kind,
      model: model.id,
      file: model.file,
      title: `${claim}${only}`,
      severity: said.severity,
      message: said.message?.trim() ?? `In ${model.id} this does not hold: ${claim}${only}.`,
      sql: select,
    };
  });
  requireOnce(model, checks);
  return checks;
}

function requireOnce(model: Model, checks: readonly Check[]): void {
  const ids = checks.map(({ checkId }) => checkId);
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  if (twice === undefined) return;
  throw problem('CC-MOD-002', {
    where: `${model.file} checks`,
    expected: 'each check once',
    got: `${twice} twice`,
    next: 'Take one out, or give them different conditions (where).',
  });
}

/** The columns and tables that the checks in a header name. */
export function headerCheckUses(model: Model): Use[] {
  return (model.header.checks ?? []).flatMap(
    (said, index) => compile(model, said, `checks.${index}.`).uses,
  );
}

function compile(model: Model, said: HeaderCheck, at: string): Compiled {
  if (said.unique !== undefined) return unique(model, said, said.unique, at);
  if (said.not_null !== undefined) return notNull(model, said, said.not_null, at);
  if (said.accepted_values !== undefined)
    return acceptedValues(model, said, said.accepted_values, at);
  if (said.relationship !== undefined) return relationship(model, said, said.relationship, at);
  if (said.range !== undefined) return range(model, said, said.range, at);
  if (said.sum_of_parts !== undefined) return sumOfParts(model, said, said.sum_of_parts, at);
  if (said.row_count !== undefined) return rowCount(model, said, said.row_count, at);
  throw new Error(`a check of ${model.file} is of no kind`);
}
