/** What a number in a cell stands for, as its format says. */
export type NumberKind = 'number' | 'date' | 'date-time' | 'time' | 'elapsed';

/**
 * The formats a workbook need not spell out that are dates or times.
 * @source ECMA-376 part 1, 18.8.30 numFmt (Number Format).
 */
const BUILT_IN: Readonly<Record<number, NumberKind>> = {
  ...Object.fromEntries([14, 15, 16, 17].map((id) => [id, 'date' as const])),
  ...Object.fromEntries([18, 19, 20, 21].map((id) => [id, 'time' as const])),
  22: 'date-time',
  ...Object.fromEntries([27, 28, 29, 30, 31, 36].map((id) => [id, 'date' as const])),
  ...Object.fromEntries([32, 33, 34, 35, 55, 56].map((id) => [id, 'time' as const])),
  45: 'time',
  46: 'elapsed',
  47: 'time',
  ...Object.fromEntries([50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'date' as const])),
};

/** The kind of a format that the workbook names by number only. */
export function kindOfBuiltIn(id: number): NumberKind {
  return BUILT_IN[id] ?? 'number';
}

/**
 * The kind of a format by its codes.
 * @example kindOfFormat('dd/mm/yyyy hh:mm') // 'date-time'
 * @example kindOfFormat('[Red]0.0%') // 'number'
 */
export function kindOfFormat(format: string): NumberKind {
  const bare = format
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .split(';', 1)
    .join('')
    .toLowerCase();
  if (bare === 'general' || bare === 'standard') return 'number';
  if (/\[(?:h+|m+|s+)\]/.test(bare)) return 'elapsed';
  const codes = bare.replace(/\[[^\]]*\]/g, '').replace(/am\/pm|a\/p/g, 'h');
  const hasTime = /[hs]/.test(codes);
  const hasDate = /[yd]/.test(codes) || (codes.includes('m') && (!hasTime || /mmm/.test(codes)));
  if (hasDate) return hasTime ? 'date-time' : 'date';
  return hasTime ? 'time' : 'number';
}
