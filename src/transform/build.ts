import { problem } from '../errors.js';
import type { Log } from '../log.js';
import { identifier, literal, type Database } from '../warehouse/database.js';
import { requireCheckUses } from './check-uses.js';
import { placeWords } from './failing-rows.js';
import { orderModels } from './graph.js';
import { modelFault } from './model-fault.js';
import { LAYERS, MEASURE_TABLES, readsMeasures, type Model } from './model.js';

/** How long one model took, and how many rows it has. */
export interface BuiltModel {
  readonly id: string;
  readonly milliseconds: number;
}

/**
 * Builds every model that the measures are made of into the database, in the order their SQL gives, and
 * writes their headers into the catalogue as comments.
 * @throws CC-MOD-001 where a model fails, CC-MOD-002 where its columns are not those of its header,
 * or a check in it names a column that is not there.
 */
export async function buildModels(
  database: Database,
  models: readonly Model[],
  log: Log,
): Promise<BuiltModel[]> {
  for (const schema of Object.keys(LAYERS))
    await database.run(`create schema if not exists ${schema}`);
  await requireCheckUses(database, models);
  const earlier = models.filter((model) => !readsMeasures(model));
  return buildInOrder(database, await orderModels(database, earlier), models, log);
}

/** Builds the models that read the measures, once these are there. Throws as {@link buildModels}. */
export async function buildComparisons(
  database: Database,
  models: readonly Model[],
  log: Log,
): Promise<BuiltModel[]> {
  const later = models.filter(readsMeasures);
  const earlier = models.filter((model) => !readsMeasures(model)).map(({ id }) => id);
  const ordered = await orderModels(database, later, [...earlier, ...MEASURE_TABLES]);
  return buildInOrder(database, ordered, models, log);
}

async function buildInOrder(
  database: Database,
  ordered: readonly Model[],
  models: readonly Model[],
  log: Log,
): Promise<BuiltModel[]> {
  const built: BuiltModel[] = [];
  for (const model of ordered) {
    const start = performance.now();
    await buildModel(database, model, models);
    const milliseconds = Math.round(performance.now() - start);
    log.debug(`built ${model.id} in ${milliseconds} ms`);
    built.push({ id: model.id, milliseconds });
  }
  return built;
}

async function buildModel(
  database: Database,
  model: Model,
  models: readonly Model[],
): Promise<void> {
  const kind = LAYERS[model.schema];
  const name = `${model.schema}.${identifier(model.name)}`;
  try {
    await database.run(`create ${kind} ${name} as ${model.sql}`);
  } catch (error) {
    throw await modelFault(database, model, models, error);
  }
  await describe(database, model, kind, name);
  if (kind === 'table') await requireKey(database, model, name);
}

/** Compares the header with the real columns, then makes it their comment. */
async function describe(
  database: Database,
  model: Model,
  kind: 'view' | 'table',
  name: string,
): Promise<void> {
  const rows = await database.rows(`describe ${name}`);
  const real = rows.map((row) => String(row['column_name']));
  const said = Object.keys(model.header.columns);
  const missing = real.filter((column) => !said.includes(column));
  const extra = said.filter((column) => !real.includes(column));
  if (missing.length > 0 || extra.length > 0) {
    throw problem('CC-MOD-002', {
      where: model.file,
      expected: `a header that describes the columns ${real.join(', ')}`,
      got: [
        ...(missing.length > 0 ? [`no word on ${missing.join(', ')}`] : []),
        ...(extra.length > 0 ? [`a word on ${extra.join(', ')}, which it does not have`] : []),
      ].join(' and '),
      next: `Mend the header of ${model.file}.`,
    });
  }
  const { title, grain, source, columns } = model.header;
  const comment = `${title}. Grain: ${grain}. Source: ${source.trim()}`;
  const comments = [
    `comment on ${kind} ${name} is ${literal(comment)}`,
    ...Object.entries(columns).map(
      ([column, note]) =>
        `comment on column ${name}.${identifier(column)} is ${literal(note.trim())}`,
    ),
  ];
  await database.run(comments.join(';\n'));
}

/** A table's key is never empty and never twice: a check that every model carries by its header. */
async function requireKey(database: Database, model: Model, name: string): Promise<void> {
  const keys = model.header.keys.map(identifier);
  const [row] = await database.rows(
    `select
        count(*) as row_count,
        count(distinct (${keys.join(', ')})) as key_count,
        count(*) filter (where ${keys.map((key) => `${key} is null`).join(' or ')}) as empty_count
    from ${name}`,
  );
  const { row_count: rowCount, key_count: keyCount, empty_count: emptyCount } = row ?? {};
  if (rowCount !== keyCount || emptyCount !== 0) {
    throw problem('CC-CHK-001', {
      where: model.file,
      expected: `one row for each ${model.header.keys.join(', ')}`,
      got: `${String(rowCount)} rows with ${String(keyCount)} different keys, ${String(emptyCount)} of them empty; first: ${await firstFault(database, keys, name)}`,
      next: 'What was published before is still in place. Mend the model or its keys.',
    });
  }
}

/** The first key that is empty or twice, in words. */
async function firstFault(
  database: Database,
  keys: readonly string[],
  name: string,
): Promise<string> {
  const [row] = await database.rows(
    `select ${keys.join(', ')} from ${name} group by all
    having count(*) > 1 or ${keys.map((key) => `${key} is null`).join(' or ')}
    order by all limit 1`,
  );
  return placeWords(row ?? {});
}
