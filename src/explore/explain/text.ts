import { monthLabel } from '../../period.js';
import { contributorLines } from './contributor-lines.js';
import { comparisonLines } from './comparison-lines.js';
import { section, wrapped } from './lines.js';
import { movementLines, weightedLines } from './reason-lines.js';
import type { Asked, Explanation, LeftOut } from './schema.js';
import { sourceLines } from './source-lines.js';
import { counted, valueWords } from './words.js';

/** An explanation to read and to paste, in lines of 80 columns where names are not longer. */
export function explanationText(
  explanation: Explanation,
  shown: { readonly contributors: number },
): string {
  const named = explanation.contributions.named.slice(0, shown.contributors);
  const lines = [
    ...headLines(explanation),
    ...figureLines(explanation),
    ...section('Who makes it', contributorLines(explanation, named)),
    ...section('Left out here, and why', leftOutLines(explanation.left_out)),
    ...section('Compared with', comparisonLines(explanation)),
    ...section('Weighted to the CQC register', weightedLines(explanation)),
    ...section('Why it moved', movementLines(explanation)),
    ...section('Where it comes from', sourceLines(explanation, named)),
  ];
  return `${lines.join('\n')}\n`;
}

function headLines({ metric, asked }: Explanation): string[] {
  const of = [
    asked.care_setting_label,
    asked.job_role_label,
    asked.sector === 'all' ? 'All sectors' : `Sector: ${asked.sector.replaceAll('_', ' ')}`,
  ];
  return [
    ...wrapped(`${metric.title}, ${asked.area_name}, ${periodWords(asked)}`, 0),
    ...wrapped(of.join('. ') + '.', 0),
  ];
}

/** The months that a figure is of. */
function periodWords({ period_type: type, first_month: first, last_month: last }: Asked): string {
  const month = (day: string): string => monthLabel(day.slice(0, 7));
  if (type === 'financial_year') return `financial year to ${month(last)}`;
  return first === last ? month(last) : `${month(first)} to ${month(last)}`;
}

function figureLines({ metric, figure, quantiles }: Explanation): string[] {
  const { ci_low: low, ci_high: high, coverage } = figure;
  const inUnit = (value: number): string => valueWords(value, metric);
  return [
    '',
    ...wrapped(
      figure.value === null ? figure.status_words : `${figure.shown} (${figure.status_words})`,
      0,
    ),
    ...(figure.formula === null ? [] : wrapped(figure.formula)),
    ...quantiles.map(({ title, shown }) => `  ${title}: ${shown}`),
    ...(low === null || high === null ? [] : [`  95% interval: ${inUnit(low)} to ${inUnit(high)}`]),
    ...wrapped(
      `Behind it: ${counted(figure.base_workplaces, 'workplace')} of ` +
        `${counted(figure.base_organisations, 'organisation')}, ${counted(figure.base_workers, 'worker')}.`,
    ),
    ...(coverage === null
      ? []
      : wrapped(
          `Coverage: ${Math.round(coverage * 100)}% of the locations the CQC registers here.`,
        )),
    ...wrapped(`Definition: ${metric.definition.trim()}`),
    ...wrapped(`After: ${metric.source}`),
    ...wrapped(`Caveats: ${metric.caveats.trim()}`),
  ];
}

const KINDS: Record<string, string> = {
  workplace: 'workplace',
  worker: 'worker',
  worker_record: 'worker record',
};

function leftOutLines(leftOut: readonly LeftOut[]): string[] {
  return leftOut.flatMap((each) => {
    const isWorkplace = each.left_out === 'workplace';
    const count = isWorkplace ? each.workplace_count : each.worker_count;
    const beside = isWorkplace
      ? counted(each.worker_count, 'worker record')
      : `in ${counted(each.workplace_count, 'workplace')}`;
    const what = counted(count, KINDS[each.left_out] ?? each.left_out);
    return wrapped(`${what} (${beside}): ${each.reason_words}`);
  });
}
