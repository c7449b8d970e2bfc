import { z } from 'zod';
import { headerCheckSchema } from './check-schema.js';

const columnNotes = z.record(z.string(), z.string().min(1));

/** What the comment at the head of a model says. */
export const modelHeaderSchema = z.strictObject({
  title: z.string().min(1),
  grain: z.string().min(1),
  keys: z.array(z.string()).min(1),
  columns: columnNotes,
  source: z.string().min(1),
  checks: z.array(headerCheckSchema).optional(),
});

/** What the comment at the head of a check says. */
export const checkHeaderSchema = z.strictObject({
  title: z.string().min(1),
  severity: z.enum(['error', 'warning']),
  message: z.string().min(1),
  /** Columns of a row about people, or summed over people, that tell nothing about one of them. */
  shows: z.array(z.string()).optional(),
});
