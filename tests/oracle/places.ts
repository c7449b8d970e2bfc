import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../src/config.js';
import { readCsv, type Cells } from './cells.js';
import { BUILT_IN_AREAS, BUILT_IN_MEMBERS } from './code-lists.js';
import { endedAreas, endedWhole, type EndedAreas } from './ended-areas.js';
import { geographyOf } from './geography.js';
import type { WorkplaceMonth } from './returns.js';

export interface Places {
  /** Every present area of the partnership that can have a figure. */
  readonly all: readonly string[];
  /**
   * The area that a workplace is listed under: by its postcode, else by the first of the other postcodes
   * it gave that has one, else by most postcodes near its own, else the home area or `unplaced`.
   */
  listedAs(postcode: string, others: readonly string[]): string;
  /** The smallest present area of what a listed one has. */
  asNow(listed: string): string;
  /** The areas that have ended since, by the workplaces that count. */
  ended(months: readonly WorkplaceMonth[]): EndedAreas;
  /** Every area that something in an area counts in, the partnership among them. */
  countedIn(area: string): readonly string[];
  typeOf(area: string): string;
}

/** The geography of a workspace, from its own reference files and those of the program. */
export function readPlaces({ dir, config }: Workspace): Places {
  const own = (path: string | undefined): Cells[] =>
    path !== undefined && existsSync(join(dir, path)) ? readCsv(dir, path) : [];
  const geography = geographyOf(
    [...BUILT_IN_AREAS, ...own(config.geography.areas)],
    [...BUILT_IN_MEMBERS, ...own(config.geography.area_members)],
  );
  const { parentsOf, childrenOf, typeOf, lineOf } = geography;
  const leafOf = directoryOf(own(config.geography.postcodes));
  const corrections = new Map(
    own(config.geography.postcode_corrections).map((row) => [
      tidyPostcode(row['postcode'] ?? ''),
      row,
    ]),
  );
  const partnership = config.partnership.code;
  const councils = new Set(config.partnership.councils);

  const gone = endedWhole(geography, councils);
  const councilsIn = (area: string): readonly string[] =>
    typeOf(area) === 'council' ? [area] : childrenOf(area).flatMap(councilsIn);
  const isPresent = (area: string): boolean => !geography.hasEnded(area);
  const isWhole = (area: string): boolean =>
    councilsIn(area)
      .filter(isPresent)
      .every((council) => councils.has(council));
  const withAncestors = (area: string): string[] => [
    area,
    ...parentsOf(area).filter(isWhole).flatMap(withAncestors),
  ];
  const known = new Map<string, readonly string[]>([['unplaced', ['unplaced', partnership]]]);

  const isInside = (area: string): boolean =>
    [area, ...parentsOf(area)].some((each) => councils.has(each));
  const asNow = (area: string): string => {
    const line = [...lineOf(area)].reverse();
    return line.find(isInside) ?? line[0] ?? area;
  };
  const listed = (postcode: string): string | undefined => {
    if (!isPostcode(postcode)) return undefined;
    const { area_code: area, corrected_postcode: mended } =
      corrections.get(tidyPostcode(postcode)) ?? {};
    return area || leafOf.get(tidyPostcode(mended ?? '')) || leafOf.get(tidyPostcode(postcode));
  };
  const byMostNearby = (postcode: string): string | undefined => {
    if (!isPostcode(postcode)) return undefined;
    const mended = corrections.get(tidyPostcode(postcode))?.['corrected_postcode'];
    const sector = tidyPostcode(mended || postcode).slice(0, -2);
    const nearby = [...leafOf]
      .filter(([each]) => each.slice(0, -2) === sector)
      .map(([, area]) => asNow(area));
    return nearby.find((area) => nearby.filter((each) => each === area).length > nearby.length / 2);
  };

  const placesOfDirectory = new Set(
    [
      ...leafOf.values(),
      ...[...corrections.values()].map((row) => row['area_code'] ?? ''),
      config.partnership.home_area ?? '',
    ].flatMap(lineOf),
  );
  const hasPlaces = (area: string): boolean =>
    typeOf(area) !== 'district' || placesOfDirectory.has(area);
  const inPartnership = [...councils].flatMap((council) => [
    ...childrenOf(council).filter(hasPlaces),
    ...withAncestors(council),
  ]);

  return {
    all: [...new Set([...inPartnership, partnership, 'unplaced'])].filter(
      (area) => !gone.has(area),
    ),
    asNow,
    ended: (months) => endedAreas(geography, councils, months),
    listedAs: (postcode, others) =>
      listed(postcode) ??
      others.map(listed).find((area) => area !== undefined) ??
      byMostNearby(postcode) ??
      config.partnership.home_area ??
      'unplaced',
    countedIn(area) {
      const found =
        known.get(area) ??
        (isInside(area) ? [...new Set([...withAncestors(area), partnership])] : []).filter(
          (each) => !gone.has(each),
        );
      known.set(area, found);
      return found;
    },
    typeOf: (area) => (area === partnership ? 'partnership' : (typeOf(area) ?? 'unplaced')),
  };
}

/** Areas by postcode; one that lies in two of them is left out. */
function directoryOf(rows: readonly Cells[]): Map<string, string> {
  const areas = new Map<string, Set<string>>();
  for (const row of rows) {
    const postcode = tidyPostcode(row['postcode'] ?? '');
    areas.set(postcode, (areas.get(postcode) ?? new Set()).add(row['area_code'] ?? ''));
  }
  return new Map(
    [...areas].flatMap(([postcode, [area = '', ...more]]) =>
      more.length === 0 ? [[postcode, area] as const] : [],
    ),
  );
}

function isPostcode(text: string): boolean {
  return /^[A-Z]{1,2}\d[A-Z\d]? *\d[A-Z]{2}$/i.test(text.trim());
}

/** A postcode in capitals with one space before its last three characters. */
function tidyPostcode(postcode: string): string {
  return postcode
    .toUpperCase()
    .replace(/\s/g, '')
    .replace(/(...)$/, ' $1');
}
