import { asAtDate, monthLabel } from '../period.js';
import type { Briefing } from './briefing.js';
import type { Area } from './facts/fact.js';
import type { Snapshot } from './facts/snapshot.js';
import { about } from './sections/about.js';
import { lowerFirst } from './narrative/words.js';
import { contextOf, typeLabel } from './sections/context.js';
import type { PackSettings } from './sections/context.js';
import { purpose, titleBlock } from './sections/front.js';
import { indicators } from './sections/indicators.js';
import { keyMessages } from './sections/key-messages.js';
import { pay } from './sections/pay.js';
import { questions } from './sections/questions.js';
import { ranking } from './sections/ranking.js';
import { bySetting } from './sections/settings.js';
import { trends } from './sections/trends.js';

/** Writes one area's briefing from the facts: pure, and the same for every renderer. */
export function buildBriefing(snapshot: Snapshot, settings: PackSettings, area: Area): Briefing {
  const context = contextOf(snapshot, settings, area);
  const subtitle = `Vacancies, turnover and pay in adult social care, ${monthLabel(snapshot.period)}`;
  return {
    title: `${area.name}: ${lowerFirst(subtitle)}`,
    subtitle,
    kicker: 'Adult social care workforce briefing',
    area,
    areaTypeLabel: typeLabel(area.type),
    audience: settings.audience,
    period: snapshot.period,
    asAt: asAtDate(snapshot.period),
    partnership: settings.partnership,
    demonstration: settings.demonstration,
    titleBlock: titleBlock(context),
    sections: [
      purpose(context),
      keyMessages(context),
      indicators(context),
      trends(context),
      bySetting(context),
      ranking(context),
      pay(context),
      questions(context),
      about(context),
    ],
    run: snapshot.run,
  };
}
