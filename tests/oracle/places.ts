import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../src/config.js';
import { readCsv, type Cells } from './cells.js';
import { BUILT_IN_AREAS, BUILT_IN_MEMBERS } from './code-lists.js';

export interface Places {
  /** Every area of the partnership that can have a figure. */
  readonly all: readonly string[];
  /** The smallest area of a postcode, the home area, or `unplaced`. */
  areaOf(postcode: string): string;
  /** Every area that something in an area counts in, the partnership among them. */
  countedIn(area: string): readonly string[];
  typeOf(area: string): string;
}

/** The geography of a workspace, from its own reference files and those of the program. */
export function readPlaces({ dir, config }: Workspace): Places {
  const own = (path: string | undefined): Cells[] =>
    path !== undefined && existsSync(join(dir, path)) ? readCsv(dir, path) : [];
  const areas = new Map(
    [...BUILT_IN_AREAS, ...own(config.geography.areas)].map((area) => [
      area['area_code'] ?? '',
      area,
    ]),
  );
  const members = [...BUILT_IN_MEMBERS, ...own(config.geography.area_members)];
  const leafOf = new Map(
    own(config.geography.postcodes).map((row) => [
      tidyPostcode(row['postcode'] ?? ''),
      row['area_code'] ?? '',
    ]),
  );
  const partnership = config.partnership.code;
  const councils = new Set(config.partnership.councils);

  const parentsOf = (area: string): string[] =>
    members.filter((row) => row['area_code'] === area).map((row) => row['parent_area_code'] ?? '');
  const childrenOf = (area: string): string[] =>
    members.filter((row) => row['parent_area_code'] === area).map((row) => row['area_code'] ?? '');
  const isCouncil = (area: string): boolean => areas.get(area)?.['area_type'] === 'council';
  const councilsIn = (area: string): string[] =>
    isCouncil(area) ? [area] : childrenOf(area).flatMap(councilsIn);
  const isPresent = (area: string): boolean => !areas.get(area)?.['valid_to'];
  const isWhole = (area: string): boolean =>
    councilsIn(area)
      .filter(isPresent)
      .every((council) => councils.has(council));
  const withAncestors = (area: string): string[] => [
    area,
    ...parentsOf(area).filter(isWhole).flatMap(withAncestors),
  ];
  const known = new Map<string, readonly string[]>([['unplaced', ['unplaced', partnership]]]);

  const inPartnership = [...councils].flatMap((council) => [
    ...childrenOf(council),
    ...withAncestors(council),
  ]);

  return {
    all: [...new Set([...inPartnership, partnership, 'unplaced'])],
    areaOf: (postcode) =>
      leafOf.get(tidyPostcode(postcode)) ?? config.partnership.home_area ?? 'unplaced',
    countedIn(area) {
      const found = known.get(area) ?? [...new Set([...withAncestors(area), partnership])];
      known.set(area, found);
      return found;
    },
    typeOf: (area) =>
      area === partnership ? 'partnership' : (areas.get(area)?.['area_type'] ?? 'unplaced'),
  };
}

/** A postcode in capitals with one space before its last three characters. */
function tidyPostcode(postcode: string): string {
  return postcode
    .toUpperCase()
    .replace(/\s/g, '')
    .replace(/(...)$/, ' $1');
}
