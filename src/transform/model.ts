import { join } from 'node:path';
import type { z } from 'zod';
import { listSql, readSqlFile, sqlDir, type SqlFile } from '../warehouse/sql-file.js';
import { modelHeaderSchema } from './header.js';

/** The schemas a model may live in, and whether its result is stored or computed when read. */
export const LAYERS = { staging: 'view', core: 'table', ops: 'table' } as const;

export type Layer = keyof typeof LAYERS;

/** One SELECT in one file, and the name it gives its result. */
export interface Model extends SqlFile<z.infer<typeof modelHeaderSchema>> {
  readonly schema: Layer;
  /** `schema.name` */
  readonly id: string;
}

/** Reads the models of the SQL folder. A model's schema is the first folder it lies in. */
export function loadModels(dir: string = sqlDir): Model[] {
  return (Object.keys(LAYERS) as Layer[]).flatMap((schema) =>
    listSql(join(dir, schema)).map((path) => {
      const file = readSqlFile(path, modelHeaderSchema);
      return { ...file, schema, id: `${schema}.${file.name}` };
    }),
  );
}
