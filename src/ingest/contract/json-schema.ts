import { z } from 'zod';
import { contractSchema } from './schema.js';

/** The schema of a contract as editors read it, which complete and check a YAML file by it. */
export function contractJsonSchema(): string {
  const schema = {
    title: 'Carecount contract',
    ...z.toJSONSchema(contractSchema, { io: 'input' }),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
