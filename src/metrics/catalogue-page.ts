import type { Measure, MetricFamily } from './definition.js';
import { CATALOGUE_NOTES } from './catalogue-notes.js';
import { publishedMetricsText } from './published-metrics.js';

const UNIT_WORDS: Readonly<Record<Measure['unit'], string>> = {
  rate: 'a fraction, 0.1 for 10%',
  gbp_hour: 'pounds an hour',
  gbp_year: 'pounds a year',
  count: 'a number',
  posts: 'posts',
  hours: 'hours a week',
  days: 'days',
  months: 'months',
  years: 'years',
};

const CUT_WORDS = { care_setting: 'care setting', job_role: 'job role', sector: 'sector' };

/** The page that lists every measure, from the headers of the families. */
export function cataloguePage(families: readonly MetricFamily[]): string {
  const sorted = [...families].sort((a, b) => (a.header.title < b.header.title ? -1 : 1));
  const count = sorted.reduce((sum, { header }) => sum + header.measures.length, 0);
  return `# The measures

${count} measures, in \`metrics.measure\` with their definitions in \`metrics.metric\`. Each is made for every month and every
area: districts, councils, integrated care boards, regions and the partnership. A cut that is not made is the word
\`all\`; a cut beyond setting, role and sector is in \`cut\`, such as \`training_category=6\`. Rates and means are the sum above the line divided by the sum below it, never a mean of workplaces'
rates; medians and percentiles are of the people. What is not known or not answered is left out of both sides.
This page is made from \`sql/metrics/\` by \`npm run docs\`.

${sorted.map(({ header }) => `- [${header.title}](#${anchorOf(header.title)}): ${header.measures.map(({ id }) => `\`${id}\``).join(', ')}`).join('\n')}

${sorted.map(familyText).join('\n\n')}

${publishedMetricsText()}
${CATALOGUE_NOTES}`;
}

function familyText({ header, name }: MetricFamily): string {
  const says = header.worked_examples.map(({ says: text, gives }) => {
    const results = Object.entries(gives).map(([id, value]) => `\`${id}\` ${String(value)}`);
    return `- ${tidy(text)} ${results.join(', ')}.`;
  });
  return `## ${header.title}

One contribution: ${header.grain}. ${cutsText(header)}${header.disclosure === 'none' ? ' Nothing is suppressed: it describes no person.' : ''} Made by \`sql/metrics/${name}.sql\` from ${header.source}.

| measure | what it is | in | good is |
|---|---|---|---|
${header.measures.map(rowText).join('\n')}

${[...grouped(header.measures, ({ caveats }) => caveats)].map(([text, ids]) => `- ${namesOf(ids, header.measures)}${tidy(text)}`).join('\n')}

Where the definitions are from: ${[...grouped(header.measures, ({ source }) => source)].map(([text, ids]) => `${namesOf(ids, header.measures)}${tidy(text)}`).join('; ')}.

${says.length === 0 ? tidy(header.example) : `Worked example${says.length > 1 ? 's' : ''}:\n\n${says.join('\n')}`}`;
}

function rowText({
  id,
  title,
  definition,
  unit,
  good_direction: good,
  minimum_base: base,
}: Measure): string {
  const low = base === 0 ? '' : `; [u] under ${base} workers`;
  return `| \`${id}\` ${title} | ${tidy(definition)} | ${UNIT_WORDS[unit]}${low} | ${good} |`;
}

function cutsText({
  cuts,
  uncut,
  job_roles: only,
  cut_job_roles: shown,
  further_cut: further,
}: MetricFamily['header']): string {
  const words = { ...CUT_WORDS, further_cut: (further?.column ?? '').replaceAll('_', ' ') };
  const all = [
    ...(uncut ? ['over all'] : []),
    ...cuts.map((cut) => `by ${cut.map((name) => words[name]).join(' and ')}`),
  ];
  const roles = only ?? shown;
  return `Figures: ${all.join(', ')}${roles === undefined ? '' : ` (job roles ${roles.join(', ')})`}.`;
}

/** Ids of measures by what they have in common, in the order they come. */
function grouped(
  measures: readonly Measure[],
  textOf: (each: Measure) => string,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const each of measures) {
    groups.set(textOf(each), [...(groups.get(textOf(each)) ?? []), each.id]);
  }
  return groups;
}

/** The measures that a text is about; nothing where it is about all of the family. */
function namesOf(ids: readonly string[], measures: readonly Measure[]): string {
  return ids.length === measures.length ? '' : `${ids.map((id) => `\`${id}\``).join(', ')}: `;
}

function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}

function tidy(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|');
}
