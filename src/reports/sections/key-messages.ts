import { monthLabel } from '../../period.js';
import type { Section, Sentence } from '../briefing.js';
import type { Fact } from '../facts/fact.js';
import { isFirm } from '../facts/figure.js';
import { TOO_FEW, changeSentence, statedSentence } from '../narrative/change.js';
import { areaContrast, englandContrast, settingContrast } from '../narrative/contrast.js';
import { floorShareSentence, medianPaySentence } from '../narrative/pay.js';
import { spanSentence } from '../narrative/rank.js';
import { listText, nounOf } from '../narrative/words.js';
import type { Context } from './context.js';
import { typeNouns } from './context.js';

/** At most so many headline sentences. @source ONS, Statistical bulletins: main points */
const MOST_MESSAGES = 6;

const HEADLINES = ['vacancy_rate', 'turnover_rate', 'hourly_pay_median'] as const;

/** The headline sentences: what happened first, then beside whom. */
export function keyMessages(context: Context): Section {
  const sentences = headlineSentences(context).slice(0, MOST_MESSAGES);
  return { id: 'key-messages', heading: 'Key messages', blocks: [{ kind: 'messages', sentences }] };
}

function headlineSentences(context: Context): Sentence[] {
  const own = HEADLINES.map((metricId) => context.fact(metricId));
  const hidden = own.filter((fact) => fact.figure.kind === 'suppressed');
  if (hidden.length > 1) return mostlyHidden(context, own, hidden);
  return [
    change(context, 'vacancy_rate'),
    ...useful([beside(context, 'vacancy_rate')]),
    ...useful([england(context, 'vacancy_rate')]),
    ...useful([settings(context)]),
    change(context, 'turnover_rate'),
    payMessage(context),
    ...useful([england(context, 'turnover_rate')]),
  ];
}

/** One sentence for all that is withheld, then what can be said of the area and of its partnership. */
function mostlyHidden(context: Context, own: readonly Fact[], hidden: readonly Fact[]): Sentence[] {
  const named = listText(hidden.map((fact) => `the ${nounOf(fact)}`));
  const withheld: Sentence = {
    rule: 'withheld.together',
    text: `For ${context.area.name} in ${monthLabel(context.period)}, ${named} ${TOO_FEW.replace('it would', 'they would')}.`,
    facts: [...hidden],
  };
  const shown = own
    .filter((fact) => fact.figure.kind === 'publishable')
    .map((fact) => change(context, fact.metric.metricId));
  const { partnership } = context;
  const around =
    partnership === null
      ? []
      : HEADLINES.map((metricId) => {
          const now = context.fact(metricId, { area: partnership.code });
          const then = context.fact(metricId, { area: partnership.code, period: context.lastYear });
          return isFirm(now.figure) ? changeSentence(then, now) : statedSentence(now);
        });
  return [withheld, ...returnsMessage(context), ...shown, ...around];
}

function returnsMessage(context: Context): Sentence[] {
  const returned = context.fact('returned_workplaces');
  return returned.figure.kind === 'publishable' ? [statedReturns(returned)] : [];
}

function statedReturns(returned: Fact): Sentence {
  return { ...statedSentence(returned), rule: 'returns.counted' };
}

function change(context: Context, metricId: string): Sentence {
  return changeSentence(
    context.fact(metricId, { period: context.lastYear }),
    context.fact(metricId),
  );
}

function beside(context: Context, metricId: string): Sentence {
  const { partnership, peers } = context;
  if (partnership === null) {
    const facts = peers.areas.map((area) => context.fact(metricId, { area: area.code }));
    return spanSentence(facts, typeNouns(peers.type));
  }
  return areaContrast(context.fact(metricId), context.fact(metricId, { area: partnership.code }));
}

function england(context: Context, metricId: string): Sentence | null {
  const published = context.england(metricId);
  return published === undefined ? null : englandContrast(context.fact(metricId), published);
}

function settings(context: Context): Sentence {
  return settingContrast(
    context.fact('vacancy_rate', { setting: 'domiciliary' }),
    context.fact('vacancy_rate', { setting: 'residential' }),
  );
}

function payMessage(context: Context): Sentence {
  const median = context.fact('hourly_pay_median');
  if (median.figure.kind === 'publishable') return medianPaySentence(median, context.floor);
  const below = context.fact('share_below_floor');
  return below.figure.kind === 'publishable'
    ? floorShareSentence(below, context.fact('share_at_floor'))
    : medianPaySentence(median, context.floor);
}

const SAYS_NOTHING = /\.(suppressed|not_available|low_base|too_few)$/;

/** Leaves out a comparison that cannot be made: the first sentence of the measure said why. */
function useful(sentences: readonly (Sentence | null)[]): Sentence[] {
  return sentences.filter(
    (sentence): sentence is Sentence => sentence !== null && !SAYS_NOTHING.test(sentence.rule),
  );
}
