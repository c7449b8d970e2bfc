import { nearest, problem } from '../errors.js';
import type { Database } from '../warehouse/database.js';
import type { Model } from './model.js';
import { referencesOf, UnparsedSql } from './references.js';

/** Schemas whose tables are there before any model runs. */
const GIVEN: readonly string[] = ['raw', 'reference'];

/**
 * Puts models in an order in which each comes after what it reads, taken from the SQL itself.
 * @param given what they read that is there already
 * @throws CC-MOD-001 for a table that no model makes, CC-MOD-003 for a circle.
 */
export async function orderModels(
  database: Database,
  models: readonly Model[],
  given: readonly string[] = [],
): Promise<Model[]> {
  const byId = new Map(models.map((model) => [model.id, model]));
  const known = [...byId.keys(), ...given];
  const needs = new Map<string, string[]>();
  for (const model of models) needs.set(model.id, await modelsRead(database, model, known));

  const ordered: Model[] = [];
  const state = new Map<string, 'visiting' | 'done'>();
  const visit = (model: Model, path: readonly string[]): void => {
    if (state.get(model.id) === 'done') return;
    if (state.get(model.id) === 'visiting') {
      throw problem('CC-MOD-003', {
        where: model.file,
        expected: 'models that do not depend on each other in a circle',
        got: [...path.slice(path.indexOf(model.id)), model.id].join(' -> '),
        next: 'Move what both need into a model of its own.',
      });
    }
    state.set(model.id, 'visiting');
    for (const id of needs.get(model.id) ?? []) {
      const needed = byId.get(id);
      if (needed !== undefined) visit(needed, [...path, model.id]);
    }
    state.set(model.id, 'done');
    ordered.push(model);
  };
  for (const model of models) visit(model, []);
  return ordered;
}

async function modelsRead(
  database: Database,
  model: Model,
  known: readonly string[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const { schema, name, line } of await references(database, model)) {
    if (GIVEN.includes(schema)) continue;
    const id = schema === '' ? name : `${schema}.${name}`;
    if (!known.includes(id)) {
      const near = nearest(id, known) ?? known.find((each) => each.endsWith(`.${name}`));
      throw problem('CC-MOD-001', {
        where: `${model.file} line ${line}`,
        expected: 'each table to be one that a model makes, with its schema before it',
        got: `"${id}"`,
        next: near === undefined ? 'Mend the name.' : `Did you mean "${near}"?`,
      });
    }
    ids.push(id);
  }
  return ids;
}

async function references(database: Database, model: Model) {
  try {
    return await referencesOf(database, model.sql);
  } catch (error) {
    if (!(error instanceof UnparsedSql)) throw error;
    throw problem('CC-MOD-001', {
      where: error.line === undefined ? model.file : `${model.file} line ${error.line}`,
      expected: 'one SELECT that DuckDB can parse',
      got: error.message.split('\n')[0],
      next: 'Mend the statement.',
    });
  }
}
