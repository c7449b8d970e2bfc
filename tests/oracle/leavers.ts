import { LEAVING_REASONS } from './code-lists.js';
import type { Family } from './family.js';

/** Leavers by reason are of the analysis extract, which no workspace of the oracle has: nobody contributes. */
export const LEAVERS_BY_REASON: readonly Family[] = [...LEAVING_REASONS].map((reason) => ({
  cuts: [[]],
  further: `leaving_reason=${reason}`,
  measures: [{ id: 'leaver_reason_share', kind: 'ratio', contributions: () => [] }],
}));
