/**
 * Compiles a pattern in which each wildcard stands for an expression and all else for itself.
 * @param wildcards what each stands for; of two that begin alike the longer comes first.
 * @example wildcardPattern('Beds *', new Map([['*', '.*']]), 'iu').test('beds 2026') // true
 */
export function wildcardPattern(
  pattern: string,
  wildcards: ReadonlyMap<string, string>,
  flags: string,
): RegExp {
  const any = [...wildcards.keys()].map(escaped).join('|');
  const source = pattern
    .split(new RegExp(`(${any})`))
    .map((part) => wildcards.get(part) ?? escaped(part))
    .join('');
  return new RegExp(`^${source}$`, flags);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
