import type { Section, TitleLine } from '../briefing.js';
import { asAtDate, monthLabel } from '../../period.js';
import { dayLabel } from '../narrative/dates.js';
import { placeOf } from '../narrative/words.js';
import type { Context } from './context.js';
import { typeLabel } from './context.js';
import { placeholder } from '../placeholder.js';

/** Who the paper is for and about; what only an officer knows is a named placeholder. */
export function titleBlock(context: Context): TitleLine[] {
  const { area, period, words } = context;
  return [
    line('Area', `${area.name} (${lowerCode(typeLabel(area.type))})`),
    line('Figures for', monthLabel(period)),
    line('Data as at', dayLabel(asAtDate(period))),
    line('Classification', classification(context)),
    written('Committee', words.committee, 'Committee name'),
    written('Meeting date', dayOf(words.meeting_date), 'Date of meeting'),
    written('Agenda item', words.agenda_item, 'Number'),
    written('Report of', words.report_of, 'Director'),
    written('Lead member', words.lead_member, 'Name and portfolio'),
    written('Contact officer', words.contact_officer, 'Name, role, telephone and email'),
    written('Wards or divisions affected', words.wards, 'All, or their names'),
    written('Key decision', yesNo(words.key_decision), 'Yes or no'),
  ];
}

function classification({ settings, words }: Context): string {
  const open = settings.audience === 'public' ? 'Public' : 'Internal: not for publication';
  const { exempt_paragraph: paragraph } = words;
  return paragraph === undefined ? open : `Exempt under Schedule 12A, paragraph ${paragraph}`;
}

function dayOf(date: string | undefined): string | undefined {
  return date === undefined ? undefined : dayLabel(date);
}

function yesNo(decision: boolean | undefined): string | undefined {
  if (decision === undefined) return undefined;
  return decision ? 'Yes' : 'No';
}

function line(label: string, text: string): TitleLine {
  return { label, text, placeholder: false };
}

function written(label: string, text: string | undefined, what: string): TitleLine {
  return text === undefined
    ? { label, text: placeholder(what), placeholder: true }
    : line(label, text);
}

function lowerCode(label: string): string {
  return label.startsWith('NHS') ? label : label.toLowerCase();
}

const PURPOSES = {
  decision: 'for decision',
  discussion: 'for discussion and scrutiny',
  noting: 'for noting',
} as const;

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
            text: `This briefing gives members vacancies, turnover and pay in adult social care ${placeOf(context.area)} in ${when}, from care providers’ own returns, ${PURPOSES[context.words.purpose ?? 'discussion']}.`,
            facts: [],
          },
        ],
      },
    ],
  };
}

/** The whole of the findings where no return counts in the area: a paper that says so. */
export function nothingToShow(context: Context): Section {
  return {
    id: 'key-messages',
    heading: 'Key messages',
    blocks: [
      {
        kind: 'messages',
        sentences: [
          {
            rule: 'nothing_to_show',
            text: `No return of a workplace ${placeOf(context.area)} counts in ${monthLabel(context.period)}, so there is no figure to show.`,
            facts: [],
          },
        ],
      },
    ],
  };
}
