import type { FileChild } from 'docx';
import { monthLabel } from '../../../../period.js';
import type { Briefing } from '../../../briefing.js';
import { dayLabel } from '../../../narrative/dates.js';
import type { Paper } from '../paper.js';

/** Words that may stand inside a line. */
const TEXTS: Readonly<Record<string, (briefing: Briefing) => string>> = {
  title: ({ title }) => title,
  subtitle: ({ subtitle }) => subtitle,
  area: ({ area }) => area.name,
  period: ({ period }) => monthLabel(period),
  as_at: ({ asAt }) => dayLabel(asAt),
  partnership: ({ partnership }) => partnership.name,
  classification: ({ titleBlock }) =>
    titleBlock.find(({ label }) => label === 'Classification')?.text ?? '',
};

/** Sections that a paper may have and that are neither findings nor part of them. */
const NO_FINDINGS: readonly string[] = [
  'purpose',
  'recommendations',
  'key-messages',
  'background',
  'questions',
  'options',
  'consultation',
  'implications',
  'next-steps',
  'about',
  'background-papers',
  'appendices',
];

/** Sections of findings that a paper may have. */
const FINDINGS: readonly string[] = [
  'indicators',
  'size',
  'vacancies',
  'turnover',
  'movement',
  'settings',
  'ranking',
  'across-areas',
  'pay',
  'conditions',
  'skills',
  'recruitment',
  'children',
  'coverage',
  'progress',
];

/** Paragraphs, tables and charts, which take a whole paragraph of the template. */
const GROUPS: Readonly<Record<string, (paper: Paper) => FileChild[]>> = {
  whole_paper: (paper) => paper.whole(),
  title_block: (paper) => paper.titleBlock(),
  findings: (paper) => paper.sections(({ id }) => !NO_FINDINGS.includes(id)),
  charts: (paper) => paper.charts(),
  data_notes: (paper) => paper.section('about'),
  appendix: (paper) => paper.appendix(),
};

/** The placeholders that bring the data behind the figures with them. */
export const WITH_DATA: readonly string[] = ['whole_paper', 'appendix'];

/** Every placeholder that a template may have; sections by their id: `key_messages`. */
export function knownPlaceholders(briefing: Briefing): string[] {
  const sections = [...NO_FINDINGS, ...FINDINGS, ...briefing.sections.map(({ id }) => id)];
  const names = sections.map((id) => id.replaceAll('-', '_'));
  return [...new Set([...Object.keys(TEXTS), ...Object.keys(GROUPS), ...names])];
}

/** The words of a placeholder that may stand inside a line, or null where it takes a paragraph. */
export function placeholderText(name: string, briefing: Briefing): string | null {
  return TEXTS[name]?.(briefing) ?? null;
}

/** What takes the place of a paragraph; nothing where the paper has no such section. */
export function placeholderContent(name: string, paper: Paper): FileChild[] {
  return GROUPS[name]?.(paper) ?? paper.section(name.replaceAll('_', '-'));
}
