import type { Sentence } from '../briefing.js';
import { monthLabel } from '../../period.js';
import type { MeasuredFact } from '../facts/fact.js';
import { figureText } from '../facts/figure.js';
import type { Publishable } from '../facts/figure.js';
import { absence } from '../narrative/change.js';
import { placeOf } from '../narrative/words.js';
import type { Context } from './context.js';

/** How many workplaces stand behind the figures, and how many were carried or left out. */
export function returnsSentences(context: Context): Sentence[] {
  const returned = context.fact('returned_workplaces');
  const when = monthLabel(context.period);
  if (returned.figure.kind !== 'publishable') {
    return [
      {
        rule: `returns.${returned.figure.kind}`,
        text: `The number of workplaces counted ${placeOf(context.area)} in ${when} ${absence(returned.figure)}.`,
        facts: [returned],
      },
    ];
  }
  return [
    {
      rule: 'returns.counted',
      text: `The figures for ${when} ${placeOf(context.area)} count ${workplaces(returned.figure)}.`,
      facts: [returned],
    },
    ...counted(context.fact('carried_workplaces'), carriedText),
    ...counted(context.fact('mismatched_workplaces'), mismatchedText),
  ];
}

function counted(fact: MeasuredFact, say: (figure: Publishable) => string): Sentence[] {
  if (fact.figure.kind !== 'publishable') return [];
  const rule = `returns.${fact.metric.metricId.replace('_workplaces', '')}`;
  return [{ rule, text: say(fact.figure), facts: [fact] }];
}

function carriedText(figure: Publishable): string {
  if (figure.steps === 0) return 'None of these was counted from an earlier return.';
  const are = figure.steps === 1 ? 'is' : 'are';
  return `Of these, ${figureText(figure)} ${are} counted from an earlier return, as nothing newer had come.`;
}

function mismatchedText(figure: Publishable): string {
  const why = 'for a staff total that disagrees with its worker records';
  if (figure.steps === 0) {
    return `None was left out of the vacancy and turnover rates ${why}.`;
  }
  return `The vacancy and turnover rates leave out ${workplaces(figure)} whose staff total and worker records disagree; pay figures keep them.`;
}

function workplaces(figure: Publishable): string {
  return `${figureText(figure)} ${figure.steps === 1 ? 'workplace' : 'workplaces'}`;
}
