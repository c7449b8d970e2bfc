import { columns, wrapped } from './lines.js';
import type { Contributor, Explanation } from './schema.js';
import { counted, numberWords, settingWords, shareWords } from './words.js';

interface Amount {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly worker_count: number;
}

/** The contributors that are shown, those that are not in a line each, and what they add up to. */
export function contributorLines(
  { metric, figure, contributions }: Explanation,
  shown: readonly Contributor[],
): string[] {
  const { named, not_named: hidden, adds_up: addsUp, least_workers: least } = contributions;
  if (named.length + hidden.workplaces === 0) return ['  Nobody.'];
  const rest = named.slice(shown.length);
  const total = { ...figure, worker_count: figure.base_workers };
  const more =
    rest.length === 0
      ? []
      : [`${plus(rest.length)}${amountWords(sumOf(rest), metric.kind)}. All of them: --all`];
  const without = hiddenLine(hidden, least, metric.kind);
  return [
    ...headingLine(metric.kind, figure),
    ...(shown.length === 0 ? [] : table(shown, metric.kind)),
    ...organisationLines(shown),
    ...more.flatMap((line) => wrapped(line)),
    ...(without === undefined ? [] : wrapped(without)),
    ...(addsUp ? wrapped(`They add up to the figure: ${amountWords(total, metric.kind)}.`) : []),
    ...(addsUp ? [] : wrapped('These do NOT add up to the figure: please report it.')),
  ];
}

function headingLine(kind: string, figure: Explanation['figure']): string[] {
  if (kind === 'quantile') {
    return wrapped('How many of the workers are where. What any of them is paid is not told.');
  }
  if (figure.numerator === null) return wrapped('How many of the workers are where.');
  const whole =
    figure.denominator === null ? '' : `, and of all ${numberWords(figure.denominator)}`;
  return wrapped(`Shares are of all ${numberWords(figure.numerator)}${whole}.`);
}

function table(shown: readonly Contributor[], kind: string): string[] {
  const amount = shown.every(({ numerator }) => numerator === null) ? 'Workers' : 'Counts';
  const headings = ['Workplace', 'Setting', amount, 'Shares', 'Return'];
  const rows = shown.map((each) => [
    each.workplace_id,
    settingWords(each.care_setting),
    countWords(each, kind),
    shares(each),
    returnWords(each),
  ]);
  return columns(headings, rows, [amount, 'Shares']);
}

/** The month of the return, and how many months old it is where it is not of this one. */
function returnWords({ return_period: period, return_age_months: age }: Contributor): string {
  if (period === null) return 'extract';
  return (age ?? 0) === 0 ? period : `${period}, ${counted(age ?? 0, 'month')} old`;
}

/** A workplace's id begins with its organisation's, save where one sender speaks for many. */
function organisationLines(shown: readonly Contributor[]): string[] {
  const others = shown.filter(
    ({ workplace_id: id, organisation_id: of }) => of !== null && !id.startsWith(`${of}/`),
  );
  const organisations = [...new Set(others.map((each) => each.organisation_id ?? ''))];
  return organisations.flatMap((of) => {
    const ids = others
      .filter((each) => each.organisation_id === of)
      .map((each) => each.workplace_id);
    return wrapped(`Of organisation ${of}: ${ids.join(', ')}`);
  });
}

function countWords(
  { numerator, denominator, worker_count: workers }: Amount,
  kind: string,
): string {
  if (numerator === null) return numberWords(workers);
  if (denominator === null) return numberWords(numerator);
  const over = kind === 'mean' ? '/' : 'of';
  return `${numberWords(numerator)} ${over} ${numberWords(denominator)}`;
}

function amountWords(amount: Amount, kind: string): string {
  return amount.numerator === null
    ? counted(amount.worker_count, 'worker')
    : countWords(amount, kind);
}

function shares(each: Contributor): string {
  if (each.numerator === null) return shareWords(each.worker_share);
  const parts = [each.numerator_share, each.denominator_share];
  return parts.flatMap((part) => (part === null ? [] : [shareWords(part)])).join(', ');
}

function plus(count: number): string {
  return `${counted(count, 'more workplace')}: `;
}

function sumOf(rows: readonly Contributor[]): Amount {
  const sum = (name: 'numerator' | 'denominator'): number | null =>
    rows.every((row) => row[name] === null)
      ? null
      : Math.round(rows.reduce((all, row) => all + (row[name] ?? 0), 0) * 100) / 100;
  return {
    numerator: sum('numerator'),
    denominator: sum('denominator'),
    worker_count: rows.reduce((all, row) => all + row.worker_count, 0),
  };
}

/** Those that are counted and not named, and why. */
function hiddenLine(
  hidden: Explanation['contributions']['not_named'],
  least: number | null,
  kind: string,
): string | undefined {
  if (hidden.workplaces === 0) return undefined;
  const amount = amountWords(hidden, kind);
  const many = hidden.without_consent === 1 ? 'has' : 'have';
  const consent = `${counted(hidden.without_consent, 'workplace')} that ${many} not agreed to share`;
  if (hidden.without_consent === hidden.workplaces) return `${consent}: ${amount}`;
  const parts = [
    ...(hidden.without_consent > 0 ? [consent] : []),
    ...(hidden.with_few_workers > 0
      ? [
          `${counted(hidden.with_few_workers, 'workplace')} not named, as under ${least ?? 0} workers would be told of`,
        ]
      : []),
    ...(hidden.without_workplace > 0
      ? [`${counted(hidden.without_workplace, 'contributor')} not among the workplaces`]
      : []),
  ];
  return `${parts.join('; ')}${parts.length > 1 ? '; together' : ''}: ${amount}`;
}
