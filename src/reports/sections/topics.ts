import type { Section, Sentence } from '../briefing.js';
import type { MeasuredFact } from '../facts/fact.js';
import { changeSentence } from '../narrative/change.js';
import { listText } from '../narrative/words.js';
import type { Context } from './context.js';
import { yearFacts, yearTable } from './year-table.js';

/** A measure as a row of a topic's table, with what it is called there. */
type Row = readonly [metricId: string, label: string];

/** A part of the findings that is a few sentences and one table. */
interface Topic {
  readonly id: string;
  readonly heading: string;
  /** Those whose movement over a year is said in a sentence. */
  readonly said: readonly string[];
  readonly rows: readonly Row[];
}

const CONDITIONS: Topic = {
  id: 'conditions',
  heading: 'Conditions of work',
  said: ['zero_hours_share', 'sickness_days_mean'],
  rows: [
    ['zero_hours_share', 'Workers on zero-hours contracts'],
    ['over_30_hours_share', 'Contracted for more than 30 hours a week'],
    ['contracted_hours_mean', 'Mean contracted hours a week'],
    ['sickness_days_mean', 'Mean days lost to sickness in a year'],
    ['sick_pay_share', 'Workplaces that pay more than statutory sick pay'],
    ['pension_share', 'Workplaces that pay more than the least pension'],
  ],
};

const SKILLS: Topic = {
  id: 'skills',
  heading: 'People and skills',
  said: ['qualified_share', 'age_55_and_over_share'],
  rows: [
    ['qualified_share', 'Qualified at level 2 or above'],
    ['care_certificate_share', 'Care Certificate completed'],
    ['trained_share', 'Training in date'],
    ['apprentice_share', 'Apprentices'],
    ['experience_mean', 'Mean years of experience in the sector'],
    ['age_mean', 'Mean age in years'],
    ['age_under_25_share', 'Aged under 25'],
    ['age_55_and_over_share', 'Aged 55 and over'],
    ['female_share', 'Women'],
    ['british_share', 'British nationality'],
    ['eu_share', 'EU nationality'],
    ['other_nationality_share', 'Other nationality'],
    ['visa_share', 'On a Health and Care visa'],
    ['international_recruit_share', 'Direct care recruits from abroad'],
  ],
};

const RECRUITMENT: Topic = {
  id: 'recruitment',
  heading: 'Recruitment and retention',
  said: ['starters_rate', 'agency_share'],
  rows: [
    ['starters_rate', 'Starters rate, 12 months'],
    ['net_change', 'Net change of employees, 12 months'],
    ['recruited_in_sector_share', 'Recruits who came from adult social care'],
    ['new_to_sector_share', 'Recruits new to adult social care'],
    ['in_role_a_year_share', 'In their role for a year or more'],
    ['agency_share', 'Workers who are agency staff'],
    ['bank_share', 'Workers who are bank or pool staff'],
  ],
};

const COMPLETENESS: Topic = {
  id: 'coverage',
  heading: 'How complete the data are',
  said: [],
  rows: [
    ['return_rate', 'Known workplaces that returned in the month'],
    ['data_age_mean', 'Mean age of the data in months'],
    ['pay_known_share', 'Workers whose pay is known'],
    ['hours_known_share', 'Whose hours are known'],
    ['start_date_known_share', 'Whose start date is known'],
    ['qualification_known_share', 'Whose qualification is known'],
    ['nationality_known_share', 'Whose nationality is known'],
    ['sickness_known_share', 'Whose sickness is known'],
  ],
};

export const conditions = (context: Context): Section[] => topicSection(context, CONDITIONS);
export const skills = (context: Context): Section[] => topicSection(context, SKILLS);
export const recruitment = (context: Context): Section[] => topicSection(context, RECRUITMENT);
export const completeness = (context: Context): Section[] => topicSection(context, COMPLETENESS);

/** A topic, or nothing where the file has none of its measures. */
function topicSection(context: Context, topic: Topic): Section[] {
  const given = topic.rows.filter((row) => isGiven(context, row));
  if (given.length === 0) return [];
  const said = topic.said.filter((metricId) => given.some(([id]) => id === metricId));
  return [
    {
      id: topic.id,
      heading: topic.heading,
      blocks: [
        ...(said.length === 0
          ? []
          : [{ kind: 'sentences' as const, sentences: said.map((id) => change(context, id)) }]),
        {
          kind: 'table',
          table: yearTable(context, {
            id: `table-${topic.id}`,
            title: topic.heading,
            rows: given,
          }),
          notes: notGiven(context, topic.rows),
        },
      ],
    },
  ];
}

/** Whether there is a figure, or one that may not be shown, for the area or what is around it. */
function isGiven(context: Context, [metricId]: Row): boolean {
  return context.snapshot.metrics.has(metricId) && yearFacts(context, metricId).some(isThere);
}

function isThere({ figure }: MeasuredFact): boolean {
  return figure.kind !== 'missing';
}

function change(context: Context, metricId: string): Sentence {
  return changeSentence(
    context.fact(metricId, { period: context.lastYear }),
    context.fact(metricId),
  );
}

/** Names the rows that are left out, as no return gave what they need. */
function notGiven(context: Context, rows: readonly Row[]): Sentence[] {
  const left = rows.filter((row) => !isGiven(context, row)).map(([, label]) => label);
  if (left.length === 0) return [];
  return [
    {
      rule: 'note.not_given',
      text: `Not shown, as there is no figure [x]: ${listText(left)}.`,
      facts: [],
    },
  ];
}
