import { BY_SETTING_AND_ROLE, SHOWN_ROLES, type Family } from './family.js';

const BANDS = ['under_2', '2_to_5', '5_to_10', '10_to_20', 'over_20'] as const;

/** Distances need a postcode directory with coordinates, which no workspace of the oracle has. */
export const TRAVEL: Family = {
  cuts: BY_SETTING_AND_ROLE,
  roles: SHOWN_ROLES,
  measures: BANDS.map((band) => ({
    id: `travel_${band}_km_share`,
    kind: 'ratio',
    contributions: () => [],
  })),
};
