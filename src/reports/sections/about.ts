import type { Section, Sentence, Term } from '../briefing.js';
import { asAtDate } from '../../period.js';
import type { Month } from '../../period.js';
import type { MetricInfo } from '../facts/fact.js';
import type { RunInfo } from '../facts/snapshot.js';
import { dayLabel } from '../narrative/dates.js';
import { lowerFirst } from '../narrative/words.js';
import type { Context } from './context.js';
import { INDICATORS } from './indicators.js';
import { returnsSentences } from './returns.js';

/** Where the figures come from, what they mean and how far to trust them. */
export function about(context: Context): Section {
  const { run, period } = context.snapshot;
  return {
    id: 'about',
    heading: 'About the data',
    blocks: [
      {
        kind: 'sentences',
        sentences: [
          ...returnsSentences(context),
          note(
            'not_random',
            'Returns are what providers chose to send and are not a random sample: a range shows how much a figure could vary with the workplaces that returned, and is used only to avoid calling noise a change.',
          ),
          asAtSentence(period, run),
        ],
      },
      { kind: 'terms', heading: 'What the measures mean', terms: definitions(context) },
      { kind: 'terms', heading: 'Marks used instead of a figure or after it', terms: MARKS },
      { kind: 'terms', heading: 'Rounding, change and disclosure', terms: rules(context) },
    ],
  };
}

/** Of which day the data are, and which run made what of them. */
export function asAtSentence(period: Month, run: RunInfo): Sentence {
  return note(
    'as_at',
    `Data as at ${dayLabel(asAtDate(period))}. Run ${run.runId}, by Carecount ${run.programVersion}; fingerprint of its inputs ${run.inputFingerprint.slice(0, 16)}.`,
  );
}

function note(rule: string, text: string): Sentence {
  return { rule: `about.${rule}`, text, facts: [] };
}

function definitions(context: Context): Term[] {
  return INDICATORS.flatMap(([metricId]) => {
    const metric = context.snapshot.metrics.get(metricId);
    return metric === undefined ? [] : [definition(metric)];
  });
}

/** What a metric means, how far to trust it and who says so. */
export function definition(metric: MetricInfo): Term {
  return { rule: 'about.definition', term: metric.title, meaning: meaning(metric) };
}

function meaning(metric: MetricInfo): string[] {
  const reviewed = metric.reviewedOn === null ? '' : ` Reviewed on ${dayLabel(metric.reviewedOn)}.`;
  return [
    ended(metric.definition),
    ...(metric.caveats === '' ? [] : [ended(metric.caveats)]),
    `Source of the definition: ${ended(metric.source)}${reviewed}`,
  ].filter((text) => text !== '');
}

function ended(text: string): string {
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The marks of every pack. */
export const MARKS: readonly Term[] = [
  {
    rule: 'about.mark',
    term: '[c]',
    meaning: [
      'Confidential: withheld so that nothing can be learned about one provider or worker.',
    ],
  },
  {
    rule: 'about.mark',
    term: '[u]',
    meaning: [
      'Low reliability: rests on few workers, so rates are shown to a whole per cent and not compared.',
    ],
  },
  { rule: 'about.mark', term: '[low]', meaning: ['Rounds to nought but is not nought.'] },
  { rule: 'about.mark', term: '[x]', meaning: ['Not available.'] },
  { rule: 'about.mark', term: '[z]', meaning: ['Not applicable.'] },
];

function rules(context: Context): Term[] {
  const { disclosure, audience } = context.settings;
  const nearest =
    disclosure.round_counts_to === 1
      ? 'Counts of workers are not rounded.'
      : `Counts of workers are rounded to the nearest ${disclosure.round_counts_to}.`;
  return [
    {
      rule: 'about.rounding',
      term: 'Rounding',
      meaning: [
        `Rates are rounded to one decimal place and pay to the penny; shares come from unrounded data. ${nearest} A stated difference is the difference of the figures as displayed, so that it can be checked.`,
      ],
    },
    {
      rule: 'about.change',
      term: 'Change',
      meaning: [
        `A change is not called one below ${bands(context)}, or where the range of the difference includes no change.`,
      ],
    },
    {
      rule: 'about.disclosure',
      term: 'Disclosure',
      meaning: [
        `A figure is withheld where it would rest on fewer than ${disclosure.min_workers} workers, ${disclosure.min_workplaces} workplaces or ${disclosure.min_organisations} organisations. Pay percentiles need at least ${disclosure.min_workers_for_percentiles} workers.`,
        'Other figures are not withheld to keep a withheld one from being worked out by subtraction: check this before release.',
        ...(audience === 'internal'
          ? ['This is an internal briefing: it is not for publication.']
          : []),
      ],
    },
  ];
}

function bands(context: Context): string {
  const named = INDICATORS.flatMap(([metricId]) => {
    const metric = context.snapshot.metrics.get(metricId);
    return metric === undefined || metric.noChangeBand === 0 ? [] : [bandText(metric)];
  });
  return named.length === 0 ? 'the last displayed digit' : named.join('; ');
}

function bandText({ title, unit, noChangeBand }: MetricInfo): string {
  const size = (noChangeBand * 100).toFixed(1);
  if (unit === 'rate') return `${size} percentage points for the ${lowerFirst(title)}`;
  return `${size}% for ${lowerFirst(title)}`;
}
