import type { Question, Section, Sentence } from '../briefing.js';
import { monthLabel } from '../../period.js';
import { floorShareSentence, medianPaySentence } from '../narrative/pay.js';
import { rankSentence, spanSentence } from '../narrative/rank.js';
import type { Context } from './context.js';
import { typeNouns } from './context.js';
import { isPeer } from './ranking.js';
import { returnsSentences } from './returns.js';
import { highestSetting } from './settings.js';

/** What members may ask, answered from the figures where they can answer. */
export function questions(context: Context): Section {
  return {
    id: 'questions',
    heading: 'Questions members may ask',
    blocks: [{ kind: 'questions', questions: [...answered(context), ...forOfficers()] }],
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
      answer: [place(context)],
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
      question: 'How complete are the data?',
      answer: [...returnsSentences(context).slice(0, 1), ...coverage(context)],
    },
  ];
}

function place(context: Context): Sentence {
  const facts = context.peers.areas.map((area) =>
    context.fact('turnover_rate', { area: area.code }),
  );
  const nouns = typeNouns(context.peers.type);
  return isPeer(context)
    ? rankSentence(context.fact('turnover_rate'), facts, nouns)
    : spanSentence(facts, nouns);
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

/** Questions that no return answers: left open for an officer, never guessed. */
function forOfficers(): Question[] {
  return [
    'How many people are waiting for care, or had care handed back?',
    'Where do leavers go: the NHS, retail or another care provider?',
    'What would paying the Real Living Wage cost?',
    'What did last year’s money achieve, what happens next, and when will it be reported back?',
  ].map((question) => ({
    question,
    answer: [
      fixed(
        'question.for_officer',
        'The returns do not answer this. [Answer: officer to complete]',
      ),
    ],
  }));
}

function fixed(rule: string, text: string): Sentence {
  return { rule, text, facts: [] };
}
