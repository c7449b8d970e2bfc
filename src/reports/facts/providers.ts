import type { Area, MeasuredFact } from './fact.js';
import type { CareSetting } from './snapshot.js';

/** Why a provider has no figure, or none to set it beside. */
export const NO_FIGURE_REASONS = [
  'no_staff_total',
  'mismatch_workers',
  'no_perm_or_temp',
  'no_vacancies',
  'no_leavers',
  'incorrect_turnover',
  'no_pay_data',
  'no_qualifications_data',
  'no_sickness_data',
  'incorrect_time_in_role',
  'few_workers',
  'no_comparison_data',
  'not_enough_data',
] as const;

export type NoFigureReason = (typeof NO_FIGURE_REASONS)[number];

/** One measure of a provider and what it is set beside. */
export interface BenchmarkLine {
  readonly own: MeasuredFact;
  /** All workplaces of the same care setting in the council, its own among them. */
  readonly group: MeasuredFact;
  /** Those of them that the CQC rates Good or Outstanding. */
  readonly good: MeasuredFact;
  /** In which quarter of the providers with a figure it is, 1 the lowest; null where that is not said. */
  readonly quarter: 1 | 2 | 3 | 4 | null;
  readonly reason: NoFigureReason | null;
}

/** What a provider has of one care setting in one council. */
export interface BenchmarkGroup {
  readonly council: Area;
  readonly careSetting: CareSetting;
  readonly lines: readonly BenchmarkLine[];
}

/** A provider that has agreed to share, beside others like it. */
export interface Provider {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly BenchmarkGroup[];
}
