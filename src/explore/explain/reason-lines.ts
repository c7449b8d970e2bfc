import { monthLabel } from '../../period.js';
import { wrapped } from './lines.js';
import type { Movement, Weighted } from './reason-schema.js';
import type { Explanation, MetricEntry } from './schema.js';
import { counted, displayed, numberWords, shareWords, valueWords } from './words.js';

/** Groups of a dimension that the text names. */
const SHOWN_GROUPS = 3;

/** The rate weighted to the register, and what the weights are. */
export function weightedLines({ figure, weighted }: Explanation): string[] {
  if (weighted === null) return [];
  const { returned_locations: returned, register_locations: all, largest_weight: most } = weighted;
  return [
    ...wrapped(`${weighted.shown}, beside ${figure.shown} unweighted.`),
    ...wrapped(`${weighted.source_label}.`),
    ...wrapped(
      `Of ${counted(all, 'location')} ${numberWords(returned)} count here; in the stratum where ` +
        `fewest do, each stands for ${most.toFixed(1)}.`,
    ),
    ...gapWords(weighted).flatMap((words) => wrapped(words)),
  ];
}

/** What the register and the returns do not have in common. */
function gapWords({
  strata_used: used,
  strata_collapsed: collapsed,
  unrepresented_locations: nowhere,
  unregistered_workplaces: unregistered,
}: Weighted): string[] {
  return [
    ...(collapsed === 0
      ? []
      : [`In ${collapsed} of ${used} strata none counts: wider ones stand for them.`]),
    ...(nowhere === 0 ? [] : [`Nothing stands for ${counted(nowhere, 'location')}.`]),
    ...(unregistered === 0
      ? []
      : [`In no register, and counted once: ${counted(unregistered, 'workplace')}.`]),
  ];
}

/** What moved the rate since last year: mix and within by setting and by role, and providers. */
export function movementLines({ metric, movement }: Explanation): string[] {
  if (movement === null) return [];
  const { previous_period: period, previous_value: before, value, change } = movement;
  const since = monthLabel(period.slice(0, 7));
  return [
    ...wrapped(
      `Since ${since}: ${signed(change, metric)}, from ${valueWords(before, finer(metric))} to ` +
        `${valueWords(value, finer(metric))}.`,
    ),
    ...movement.dimensions.flatMap((each) => dimensionLines(each, metric)),
    ...providerLines(movement, metric),
  ];
}

function dimensionLines(
  { dimension, groups, ...terms }: Movement['dimensions'][number],
  metric: MetricEntry,
): string[] {
  const what = dimension.replaceAll('_', ' ');
  return [
    ...wrapped(`By ${what}: ${termWords(terms, metric)}.`),
    ...groups
      .slice(0, SHOWN_GROUPS)
      .flatMap(({ label, ...own }) => wrapped(`${label}: ${termWords(own, metric)}`, 4)),
  ];
}

function termWords(
  { mix_change: mix, within_change: within }: { mix_change: number; within_change: number },
  metric: MetricEntry,
): string {
  return `${signed(mix, metric)} mix, ${signed(within, metric)} within`;
}

function providerLines({ providers }: Movement, metric: MetricEntry): string[] {
  if (providers.length === 0) return [];
  return [
    '  By provider:',
    ...providers.flatMap((each) => {
      const share = each.share_of_change === null ? '' : `, ${shareWords(each.share_of_change)}`;
      const count = each.presence === null ? ` (${each.organisation_count})` : '';
      const presence =
        each.presence === null || each.presence === 'both' ? '' : ` (${each.presence})`;
      return wrapped(
        `${each.provider_label}${count}${presence}: ${signed(each.contribution, metric)}${share}`,
        4,
      );
    }),
  ];
}

/** A change with its sign, to one place more than the figure: its parts are small. */
function signed(change: number, metric: MetricEntry): string {
  const shown = displayed(change, finer(metric));
  const size = valueWords(Math.abs(change), finer(metric)).replace('%', ' points');
  return `${shown > 0 ? '+' : shown < 0 ? '-' : ''}${size}`;
}

function finer({ unit, decimals }: MetricEntry): Pick<MetricEntry, 'unit' | 'decimals'> {
  return { unit, decimals: decimals + 1 };
}
