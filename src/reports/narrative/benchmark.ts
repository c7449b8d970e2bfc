import type { Sentence } from '../briefing.js';
import { isFirm } from '../facts/figure.js';
import type { Fact } from '../facts/fact.js';
import type { BenchmarkLine, NoFigureReason } from '../facts/providers.js';
import { benchmarkContrast } from './contrast.js';
import { listText, nounOf, upperFirst } from './words.js';

/** Why a provider has no figure of its own, as a clause that ends a sentence. */
const OWN_REASONS: Partial<Record<NoFigureReason, string>> = {
  no_staff_total: 'no staff total was given',
  mismatch_workers: 'the staff total does not agree with the worker records',
  no_perm_or_temp: 'there are no permanent or temporary staff',
  no_vacancies: 'it is not known how many vacancies there are',
  no_leavers: 'it is not known how many left in 12 months',
  incorrect_turnover: 'more than 995% of staff would have left, which is taken for a slip',
  no_pay_data: 'no hourly pay was given that can be true',
  no_qualifications_data: 'it is not known of anybody whether they are qualified',
  no_sickness_data: 'nobody’s days of sickness are known',
  incorrect_time_in_role: 'a start date is missing or lies after the date of the return',
  few_workers: 'that would be about too few workers',
};

/** Why there is nothing to set a provider's figure beside. */
const GROUP_REASONS: Partial<Record<NoFigureReason, string>> = {
  no_comparison_data: 'no other provider in the group has a figure',
  not_enough_data: 'too few other providers in the group have a figure',
};

/** What can be said of a provider beside its group: each comparison, then all that has none and why. */
export function benchmarkSentences(lines: readonly BenchmarkLine[]): Sentence[] {
  const pairs = lines.filter(({ own, group }) => isFirm(own.figure) && isFirm(group.figure));
  return [
    ...pairs.map(({ own, group }) => benchmarkContrast(own, group)),
    ...fewWorkers(lines),
    ...without(lines, OWN_REASONS, 'no_figure', (what, why) => `No figure for ${what}: ${why}.`),
    ...without(lines, GROUP_REASONS, 'no_group', (what, why) =>
      upperFirst(`nothing to set beside ${what}: ${why}.`),
    ),
  ];
}

function fewWorkers(lines: readonly BenchmarkLine[]): Sentence[] {
  const shown = lines.filter(
    ({ own, group }) =>
      own.figure.kind === 'publishable' &&
      group.figure.kind === 'publishable' &&
      !(isFirm(own.figure) && isFirm(group.figure)),
  );
  if (shown.length === 0) return [];
  return [
    {
      rule: 'benchmark.low_base',
      text: `Not compared, as few workers are behind a figure or that of its group: ${namesOf(shown)}.`,
      facts: shown.flatMap(({ own, group }): Fact[] => [own, group]),
    },
  ];
}

/** One sentence for each reason that there is, in the order of the reasons. */
function without(
  lines: readonly BenchmarkLine[],
  reasons: Partial<Record<NoFigureReason, string>>,
  rule: string,
  textOf: (what: string, why: string) => string,
): Sentence[] {
  return Object.entries(reasons).flatMap(([reason, why]) => {
    const about = lines.filter((line) => line.reason === reason);
    if (about.length === 0) return [];
    return [
      {
        rule: `benchmark.${rule}.${reason}`,
        text: textOf(namesOf(about), why),
        facts: about.map(({ own }) => own),
      },
    ];
  });
}

function namesOf(lines: readonly BenchmarkLine[]): string {
  return listText(lines.map(({ own }) => `the ${nounOf(own)}`));
}
