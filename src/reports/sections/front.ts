import type { Section, TitleLine } from '../briefing.js';
import { asAtDate, monthLabel } from '../../period.js';
import { dayLabel } from '../narrative/dates.js';
import { placeOf } from '../narrative/words.js';
import type { Context } from './context.js';
import { typeLabel } from './context.js';

/** Who the paper is for and about; what only an officer knows is a named placeholder. */
export function titleBlock(context: Context): TitleLine[] {
  const { area, period, settings } = context;
  return [
    line('Area', `${area.name} (${lowerCode(typeLabel(area.type))})`),
    line('Figures for', monthLabel(period)),
    line('Data as at', dayLabel(asAtDate(period))),
    line(
      'Classification',
      settings.audience === 'public' ? 'Public' : 'Internal: not for publication',
    ),
    placeholder('Committee', 'Committee name'),
    placeholder('Meeting date', 'Date of meeting'),
    placeholder('Report of', 'Director'),
    placeholder('Contact officer', 'Name, role, telephone and email'),
  ];
}

function line(label: string, text: string): TitleLine {
  return { label, text, placeholder: false };
}

function placeholder(label: string, what: string): TitleLine {
  return { label, text: `[${what}: officer to complete]`, placeholder: true };
}

function lowerCode(label: string): string {
  return label.startsWith('NHS') ? label : label.toLowerCase();
}

/** What the paper is for, in one sentence. */
export function purpose(context: Context): Section {
  const when = monthLabel(context.period);
  return {
    id: 'purpose',
    heading: 'Purpose',
    blocks: [
      {
        kind: 'sentences',
        sentences: [
          {
            rule: 'purpose',
            text: `This briefing gives members vacancies, turnover and pay in adult social care ${placeOf(context.area)} in ${when}, from care providers’ own returns, for discussion and scrutiny.`,
            facts: [],
          },
        ],
      },
    ],
  };
}
