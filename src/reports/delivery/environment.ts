import { problem, type ErrorCode } from '../../errors.js';
import type { DeliveryEffects } from './effects.js';

/**
 * The value of the variable that a setting names.
 * @throws the code of the target where it is not set.
 */
export function secretOf(
  { env }: Pick<DeliveryEffects, 'env'>,
  variable: string,
  { code, where }: { readonly code: ErrorCode; readonly where: string },
): string {
  const value = env[variable];
  if (value !== undefined && value !== '') return value;
  throw problem(code, {
    where,
    expected: `the environment variable ${variable}`,
    got: 'none',
    next: 'Set it where carecount is started.',
  });
}
