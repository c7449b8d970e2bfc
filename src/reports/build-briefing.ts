import { asAtDate, monthLabel } from '../period.js';
import { appendixLine, appendixSection } from './appendices.js';
import type { Briefing, Section } from './briefing.js';
import type { Area } from './facts/fact.js';
import type { Snapshot } from './facts/snapshot.js';
import { lowerFirst } from './narrative/words.js';
import { about } from './sections/about.js';
import { children } from './sections/children.js';
import { contextOf, typeLabel } from './sections/context.js';
import type { Context, PackSettings } from './sections/context.js';
import { nothingToShow, purpose, titleBlock } from './sections/front.js';
import { indicators, indicatorsAtAGlance } from './sections/indicators.js';
import { keyMessages } from './sections/key-messages.js';
import { movement } from './sections/movement.js';
import * as officer from './sections/officer.js';
import { acrossAreas } from './sections/partnership.js';
import { pay } from './sections/pay.js';
import { progress } from './sections/progress.js';
import { questions } from './sections/questions.js';
import { ranking } from './sections/ranking.js';
import { rates, summaryTrend } from './sections/rates.js';
import { bySetting } from './sections/settings.js';
import { size } from './sections/size.js';
import { completeness, conditions, recruitment, skills } from './sections/topics.js';

/** Writes one area's paper and the page that sums it up: pure, and the same for every renderer. */
export function buildBriefings(
  snapshot: Snapshot,
  settings: PackSettings,
  area: Area,
): { readonly paper: Briefing; readonly summary: Briefing } {
  const context = contextOf(snapshot, settings, area);
  return { paper: paperOf(context), summary: summaryOf(context) };
}

function paperOf(context: Context): Briefing {
  const sections = sectionsOf(context);
  return {
    ...frontOf(context),
    fileStem: 'briefing',
    kicker: 'Adult social care workforce briefing',
    titleBlock: [...titleBlock(context), appendixLine(sections)],
    sections: [...sections, ...appendixSection(sections)],
  };
}

/** One page: what matters most, the main figures and one chart. */
function summaryOf(context: Context): Briefing {
  return {
    ...frontOf(context),
    fileStem: 'summary',
    kicker: 'Adult social care workforce: summary on a page',
    titleBlock: titleBlock(context).filter(({ placeholder }) => !placeholder),
    sections: isEmpty(context)
      ? [nothingToShow(context)]
      : [keyMessages(context), indicatorsAtAGlance(context), summaryTrend(context)],
  };
}

function frontOf(
  context: Context,
): Omit<Briefing, 'fileStem' | 'kicker' | 'titleBlock' | 'sections'> {
  const { area, period, settings, snapshot, words } = context;
  const subtitle = `Vacancies, turnover and pay in adult social care, ${monthLabel(period)}`;
  return {
    title: `${area.name}: ${lowerFirst(subtitle)}`,
    subtitle,
    isFinal: words.status === 'final',
    area,
    areaTypeLabel: typeLabel(area.type),
    audience: settings.audience,
    period,
    asAt: asAtDate(period),
    partnership: settings.partnership,
    demonstration: settings.demonstration,
    run: snapshot.run,
  };
}

/** The sections of a committee paper, in the order councils' templates have them. */
function sectionsOf(context: Context): Section[] {
  if (isEmpty(context)) return [purpose(context), nothingToShow(context), about(context)];
  return [
    purpose(context),
    officer.recommendations(context),
    keyMessages(context),
    officer.background(context),
    ...findingsOf(context),
    ...progress(context),
    questions(context),
    ...officer.options(context),
    officer.consultation(context),
    officer.implications(context),
    officer.nextSteps(context),
    about(context),
    officer.backgroundPapers(context),
  ];
}

function isEmpty({ snapshot, area }: Context): boolean {
  return !snapshot.areasWithData.some(({ code }) => code === area.code);
}

function findingsOf(context: Context): Section[] {
  return [
    indicators(context),
    ...size(context),
    ...rates(context),
    ...recruitment(context),
    pay(context),
    ...conditions(context),
    ...skills(context),
    ...children(context),
    bySetting(context),
    ranking(context),
    ...acrossAreas(context),
    ...movement(context),
    ...completeness(context),
  ];
}
