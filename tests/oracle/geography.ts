import type { Cells } from './cells.js';

/** The lists of areas, and what can be asked of one of them. */
export interface Geography {
  readonly codes: readonly string[];
  readonly typeOf: (area: string) => string | undefined;
  readonly parentsOf: (area: string) => readonly string[];
  readonly childrenOf: (area: string) => readonly string[];
  /** Whether it is in the lists and stood on a day. */
  readonly stood: (area: string, day: string) => boolean;
  readonly hasEnded: (area: string, day?: string) => boolean;
  /** The areas that took its place, as listed. */
  readonly successorsOf: (area: string) => readonly string[];
  /** Itself, and every area that its places may have gone to, one after the other. */
  readonly laterThan: (area: string) => readonly string[];
  /** Itself, and the areas that took its place whole, one after the other. */
  readonly lineOf: (area: string) => readonly string[];
}

/** Reads the lists: of two rows for one area the later one holds. */
export function geographyOf(areaRows: readonly Cells[], members: readonly Cells[]): Geography {
  const areas = new Map(areaRows.map((row) => [row['area_code'] ?? '', row]));
  const of = (area: string, column: string): string => areas.get(area)?.[column] ?? '';
  const hasEnded = (area: string, day = '9999-12-31'): boolean => {
    const end = of(area, 'valid_to');
    return end !== '' && end <= day;
  };
  const successorsOf = (area: string): string[] =>
    hasEnded(area) ? of(area, 'successor_area_codes').split(';').filter(Boolean) : [];
  const laterThan = (area: string): string[] => [
    ...new Set([area, ...successorsOf(area).flatMap(laterThan)]),
  ];
  const lineOf = (area: string): string[] => {
    const [next, ...more] = successorsOf(area);
    return next !== undefined && more.length === 0 && areas.has(next)
      ? [area, ...lineOf(next)]
      : [area];
  };
  return {
    codes: [...areas.keys()],
    typeOf: (area) => areas.get(area)?.['area_type'],
    parentsOf: (area) =>
      members
        .filter((row) => row['area_code'] === area)
        .map((row) => row['parent_area_code'] ?? ''),
    childrenOf: (area) =>
      members
        .filter((row) => row['parent_area_code'] === area)
        .map((row) => row['area_code'] ?? ''),
    stood: (area, day) => areas.has(area) && of(area, 'valid_from') <= day && !hasEnded(area, day),
    hasEnded,
    successorsOf,
    laterThan,
    lineOf,
  };
}
