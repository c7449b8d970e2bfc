import { join } from 'node:path';
import type { z } from 'zod';
import { problem } from '../errors.js';
import { listSql, readSqlFile, sqlDir, type SqlFile } from '../warehouse/sql-file.js';
import { modelHeaderSchema } from './header.js';

/** The schemas a model may live in, and whether its result is stored or computed when read. */
export const LAYERS = {
  staging: 'view',
  core: 'table',
  ops: 'table',
  comparison: 'table',
} as const;

export type Layer = keyof typeof LAYERS;

/** Tables of the measures, which the models of `comparison` read: those are built after them. */
export const MEASURE_TABLES = ['metrics.metric', 'metrics.measure', 'contribution.measure'];

/** Whether a model is built once the measures are there. */
export function readsMeasures({ schema }: Pick<Model, 'schema'>): boolean {
  return schema === 'comparison';
}

/** One SELECT in one file, and the name it gives its result. */
export interface Model extends SqlFile<z.infer<typeof modelHeaderSchema>> {
  readonly schema: Layer;
  /** `schema.name` */
  readonly id: string;
}

/**
 * Reads the models of the package and of a workspace's own SQL. A model's schema is the first folder
 * it lies in.
 * @throws CC-MOD-002 where two files would give one model.
 */
export function loadModels(dirs: readonly string[] = [sqlDir]): Model[] {
  const models = new Map<string, Model>();
  for (const schema of Object.keys(LAYERS) as Layer[]) {
    for (const path of dirs.flatMap((dir) => listSql(join(dir, schema)))) {
      const file = readSqlFile(path, modelHeaderSchema);
      const id = `${schema}.${file.name}`;
      const other = models.get(id);
      if (other !== undefined) {
        throw problem('CC-MOD-002', {
          where: file.file,
          expected: 'a name that no other model has',
          got: `that of ${other.file}`,
          next: 'Give the file another name.',
        });
      }
      models.set(id, { ...file, schema, id });
    }
  }
  return [...models.values()];
}
