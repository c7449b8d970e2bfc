import { z } from 'zod';
import type { Database, Parameter, Row } from '../../warehouse/database.js';
import type { Unit } from './figure.js';

/** The rows of a query, each checked to be what the packs take it for. */
export async function parsed<T>(
  database: Database,
  query: string,
  shape: z.ZodType<T>,
  parameters: Record<string, Parameter> = {},
): Promise<T[]> {
  const found: Row[] = await database.rows(query, parameters);
  return z.array(shape).parse(found);
}

/**
 * The digits a published figure was printed with.
 * @example publishedDecimals('1dp', 'rate') // 1
 */
export function publishedDecimals(rounding: string | null, unit: Unit): number | undefined {
  const digits = /^(\d)\s*dp$/.exec(rounding ?? '')?.[1];
  if (digits !== undefined) return Number(digits);
  return unit === 'rate' && /whole/.test(rounding ?? '') ? 0 : undefined;
}
