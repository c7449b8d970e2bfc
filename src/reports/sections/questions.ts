import type { Question, Section, Sentence } from '../briefing.js';
import { monthLabel } from '../../period.js';
import { figureText } from '../facts/figure.js';
import { statedSentence } from '../narrative/change.js';
import { floorShareSentence, medianPaySentence } from '../narrative/pay.js';
import { placeOf } from '../narrative/words.js';
import type { Context } from './context.js';
import { OFFICER_QUESTIONS } from '../paper/paper.js';
import { placeholder } from '../placeholder.js';
import { amongNearest } from './neighbours.js';
import { returnsSentences } from './returns.js';
import { highestSetting } from './settings.js';

/** What members may ask, answered from the figures where they can answer. */
export function questions(context: Context): Section {
  return {
    id: 'questions',
    heading: 'Questions members may ask',
    blocks: [{ kind: 'questions', questions: [...answered(context), ...forOfficers(context)] }],
  };
}

function answered(context: Context): Question[] {
  return [
    {
      question: 'Which care settings have the most vacancies and the most turnover?',
      answer: [
        highestSetting(context, 'vacancy_rate'),
        highestSetting(context, 'turnover_rate'),
        fixed(
          'question.one_provider',
          'Whether one provider lies behind a figure is not shown here: a briefing names no provider.',
        ),
      ],
    },
    {
      question: 'How do we compare with our neighbours on turnover?',
      answer: amongNearest(context, 'turnover_rate'),
    },
    {
      question: 'What do care workers earn against the statutory floor?',
      answer: [
        medianPaySentence(context.fact('hourly_pay_median'), context.floor),
        floorShareSentence(context.fact('share_below_floor'), context.fact('share_at_floor')),
        ...belowFloor(context),
      ],
    },
    {
      question: 'What would paying the real living wage cost?',
      answer: [livingWageCost(context)],
    },
    {
      question: 'How far do services rely on staff from abroad, and what if fewer visas are given?',
      answer: fromAbroad(context),
    },
    {
      question: 'How many care workers may retire in the next ten years?',
      answer: [olderWorkers(context)],
    },
    {
      question: 'How far do services rely on agency and zero-hours staff?',
      answer: ['agency_share', 'zero_hours_share'].map((id) => statedSentence(context.fact(id))),
    },
    {
      question: 'How complete are the data?',
      answer: [...returnsSentences(context).slice(0, 1), ...coverage(context)],
    },
  ];
}

/** What lifting everyone below the real living wage would cost employers in a year. */
function livingWageCost(context: Context): Sentence {
  const cost = context.fact('real_living_wage_cost');
  if (cost.figure.kind !== 'publishable') return statedSentence(cost);
  return {
    rule: 'question.living_wage_cost',
    text: `Lifting every worker below the real living wage to it would cost the employers counted ${placeOf(context.area)} about ${figureText(cost.figure)} a year at the pay and hours of ${monthLabel(context.period)}, before employers’ own contributions and any rise for those already above it.`,
    facts: [cost],
  };
}

function olderWorkers(context: Context): Sentence {
  const older = context.fact('age_55_and_over_share');
  if (older.figure.kind !== 'publishable') return statedSentence(older);
  return {
    rule: 'question.older_workers',
    text: `Of workers ${placeOf(context.area)} in ${monthLabel(context.period)}, ${figureText(older.figure)} were aged 55 or over. When each will retire is not known.`,
    facts: [older],
  };
}

/** Who came from abroad, and who is here on a visa: what a change of rules would do is not in returns. */
function fromAbroad(context: Context): Sentence[] {
  return [
    ...['international_recruit_share', 'visa_share'].map((id) => statedSentence(context.fact(id))),
    fixed('question.visas', 'What would follow if fewer visas were given is not in the returns.'),
  ];
}

function belowFloor(context: Context): Sentence[] {
  if (context.fact('share_below_floor').figure.kind !== 'publishable') return [];
  return [
    fixed(
      'question.below_floor',
      'A rate recorded below the floor is a prompt to check the record with the provider; it does not show that the law was broken.',
    ),
  ];
}

function coverage(context: Context): Sentence[] {
  const fact = context.fact('vacancy_rate');
  if (fact.figure.kind !== 'publishable') return [];
  if (fact.coverage === null) {
    return [
      fixed(
        'question.no_register',
        'No register of care locations was loaded, so this briefing cannot say what share of them returned.',
      ),
    ];
  }
  const share = `${Math.round(fact.coverage * 100)}%`;
  return [
    {
      rule: 'returns.coverage',
      text: `Of the CQC-registered locations in ${context.area.name}, ${share} had a current return in ${monthLabel(context.period)}.`,
      facts: [fact],
    },
  ];
}

/** Questions that no figure here answers: left open for an officer, never guessed. */
function forOfficers({ words }: Context): Question[] {
  const { answers = {} } = words;
  return OFFICER_QUESTIONS.map((question) => ({
    question,
    answer: [
      fixed(
        'question.for_officer',
        answers[question] ?? `The figures here do not answer this. ${placeholder('Answer')}`,
      ),
    ],
  }));
}

function fixed(rule: string, text: string): Sentence {
  return { rule, text, facts: [] };
}
