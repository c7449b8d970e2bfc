import type { DisclosureProfile } from '../config.js';
import { asAtDate, monthLabel } from '../period.js';
import type { Briefing, Cell, Section, Sentence, Table, Term, TitleLine } from './briefing.js';
import type { MetricInfo } from './facts/fact.js';
import type { BenchmarkGroup, BenchmarkLine, Provider } from './facts/providers.js';
import type { Snapshot } from './facts/snapshot.js';
import { benchmarkSentences } from './narrative/benchmark.js';
import { dayLabel } from './narrative/dates.js';
import { lowerFirst, settingNoun } from './narrative/words.js';
import { asAtSentence, definition, MARKS } from './sections/about.js';
import { basedCell } from './sections/cells.js';

/** What the sheets of one run share. */
export interface SheetSettings {
  readonly partnership: { readonly code: string; readonly name: string };
  readonly demonstration: string | null;
  /** The internal profile: what a provider's own figure must be about. */
  readonly own: Pick<DisclosureProfile, 'min_workers'>;
  /** The public profile, that the model asks of the others in a group. */
  readonly others: Pick<DisclosureProfile, 'min_workers' | 'min_workplaces' | 'min_organisations'>;
}

type Known = Pick<Snapshot, 'period' | 'run'>;

/** Writes one provider's sheet: its own figures beside those of its groups, and nobody else's. */
export function providerBriefing(
  { period, run }: Known,
  settings: SheetSettings,
  provider: Provider,
): Briefing {
  const { partnership, demonstration } = settings;
  const subtitle = `Workforce figures beside those of similar workplaces, ${monthLabel(period)}`;
  return {
    fileStem: 'provider',
    isFinal: false,
    title: `${provider.label}: ${lowerFirst(subtitle)}`,
    subtitle,
    kicker: 'Provider benchmark sheet',
    area: { code: provider.id, name: provider.label, type: 'group', validFrom: null },
    areaTypeLabel: 'Provider',
    audience: 'internal',
    period,
    asAt: asAtDate(period),
    partnership,
    demonstration,
    titleBlock: titleBlock(provider, period),
    sections: [
      purpose(provider),
      ...provider.groups.map((group, index) => groupSection(group, index + 1, provider)),
      about({ period, run }, settings, provider),
    ],
    run,
  };
}

function titleBlock({ label }: Provider, period: string): TitleLine[] {
  const line = (name: string, text: string): TitleLine => ({
    label: name,
    text,
    placeholder: false,
  });
  return [
    line('Provider', label),
    line('Figures for', monthLabel(period)),
    line('Data as at', dayLabel(asAtDate(period))),
    line('Classification', 'Internal: not for publication'),
  ];
}

function purpose({ label }: Provider): Section {
  return {
    id: 'purpose',
    heading: 'Purpose',
    blocks: [
      {
        kind: 'sentences',
        sentences: [
          said(
            'purpose',
            `This sheet sets ${label}’s own figures beside those of its group: all workplaces with the same main service in the same council, its own among them. A second group is those of them that the CQC rates Good or Outstanding.`,
          ),
        ],
      },
    ],
  };
}

function groupSection(group: BenchmarkGroup, number: number, provider: Provider): Section {
  const { council, careSetting, lines } = group;
  return {
    id: `group-${number}`,
    heading: `${careSetting.label} in ${council.name}`,
    blocks: [
      {
        kind: 'table',
        table: groupTable(group, number, provider),
        notes: lines.some(({ quarter }) => quarter !== null)
          ? [
              said(
                'note.quarter',
                'The quarter is counted over all providers in the group that have a figure, each once, whatever its size, from the lowest figure to the highest.',
              ),
            ]
          : [],
      },
      { kind: 'sentences', sentences: benchmarkSentences(lines) },
    ],
  };
}

function groupTable(
  { council, careSetting, lines }: BenchmarkGroup,
  number: number,
  { label }: Provider,
): Table {
  return {
    id: `table-group-${number}`,
    caption: `${label} and its group, ${settingNoun(careSetting.code)} in ${council.name}`,
    columns: [
      { label: 'This provider', align: 'number' },
      { label: 'All of the group', align: 'number' },
      { label: 'Rated Good or Outstanding', align: 'number' },
      { label: 'Quarter of the group', align: 'text' },
    ],
    rows: lines.map((line) => ({ header: line.own.metric.title, cells: cellsOf(line) })),
  };
}

const QUARTERS = { 1: 'Lowest', 2: 'Second lowest', 3: 'Second highest', 4: 'Highest' } as const;

function cellsOf({ own, group, good, quarter }: BenchmarkLine): Cell[] {
  return [
    basedCell(own),
    basedCell(group),
    basedCell(good),
    { text: quarter === null ? 'Not ranked' : QUARTERS[quarter] },
  ];
}

function about({ period, run }: Known, settings: SheetSettings, provider: Provider): Section {
  return {
    id: 'about',
    heading: 'About the data',
    blocks: [
      {
        kind: 'sentences',
        sentences: [
          said(
            'about.reasons',
            'Where several workplaces have no figure, the reason given is that of the largest. A difference is of the figures as displayed.',
          ),
          asAtSentence(period, run),
        ],
      },
      { kind: 'terms', heading: 'What the measures mean', terms: definitions(provider) },
      { kind: 'terms', heading: 'Marks used instead of a figure or after it', terms: MARKS },
      { kind: 'terms', heading: 'Whose figures are shown', terms: rules(settings) },
    ],
  };
}

function definitions({ groups }: Provider): Term[] {
  const metrics = new Map<string, MetricInfo>(
    groups.flatMap(({ lines }) => lines.map(({ own }) => [own.metric.title, own.metric])),
  );
  return [...metrics.values()].map(definition);
}

function rules({ own, others }: SheetSettings): Term[] {
  const organisations = Math.max(2, others.min_organisations);
  return [
    {
      rule: 'about.own_figure',
      term: 'The provider',
      meaning: [
        `Its own figure is withheld where it is about fewer than ${own.min_workers} workers.`,
      ],
    },
    {
      rule: 'about.group_figure',
      term: 'Its group',
      meaning: [
        `A figure of a group is withheld where fewer than ${organisations} other organisations, ${others.min_workplaces} of their workplaces or ${others.min_workers} of their workers are behind it, so that no other provider’s figure can be worked out from it and the provider’s own.`,
        'That of the workplaces rated Good or Outstanding is also withheld where so few others are not rated so.',
        'Providers that have not agreed to share are counted in a group, and have no sheet.',
      ],
    },
  ];
}

function said(rule: string, text: string): Sentence {
  return { rule, text, facts: [] };
}
