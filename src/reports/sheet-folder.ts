import { createHash } from 'node:crypto';

const MOST_BYTES = 200;
const KEPT_LETTERS = 40;

/**
 * The folder of a provider's sheets, short enough for any disk and never the list beside them.
 * @param name the provider's id as the name of a folder
 * @example sheetFolder('alder-care') // 'alder-care'
 */
export function sheetFolder(name: string): string {
  if (name === 'index.html') return 'index%2Ehtml';
  if (Buffer.byteLength(name) <= MOST_BYTES) return name;
  const rest = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${[...name].slice(0, KEPT_LETTERS).join('')}-${rest}`;
}
