import { messageOf, problem, type CarecountError } from '../errors.js';
import type { Database } from '../warehouse/database.js';
import { statementFault } from '../warehouse/statement-fault.js';
import { LAYERS, type Model } from './model.js';
import { referencesOf } from './references.js';

/** A fault of what a cell holds, which comes up only when rows are read. */
const OF_CELL = /^(Conversion|Invalid Input|Out of Range|Mismatch Type) Error/;

/**
 * The problem of a model that DuckDB does not run. A cell that cannot be converted in a view is told of that
 * view's file, not of the model that read it.
 */
export async function modelFault(
  database: Database,
  model: Model,
  models: readonly Model[],
  error: unknown,
): Promise<CarecountError> {
  const isOfCell = OF_CELL.test(messageOf(error));
  const view = isOfCell ? await faultyView(database, model, models) : undefined;
  const { at, cause } = view ?? { at: model, cause: error };
  return problem('CC-MOD-001', await statementFault(database, at, cause), cause);
}

/** The view that fails by itself, of those that a model reads. */
async function faultyView(database: Database, model: Model, models: readonly Model[]) {
  const read = (await referencesOf(database, model.sql)).map(
    ({ schema, name }) => `${schema}.${name}`,
  );
  for (const at of models) {
    if (LAYERS[at.schema] !== 'view' || !read.includes(at.id)) continue;
    try {
      await database.run(`create or replace temp table tried as ${at.sql}`);
      await database.run('drop table tried');
    } catch (cause) {
      return { at, cause };
    }
  }
  return undefined;
}
