import type { Section, Sentence, Table } from '../briefing.js';
import type { Fact, PublishedFact } from '../facts/fact.js';
import { ENGLAND } from '../facts/snapshot.js';
import { compare } from '../narrative/compare.js';
import { movementText } from '../narrative/change.js';
import { listText, nounOf, placeOf, publishedText, whenOf } from '../narrative/words.js';
import { figureText } from '../facts/figure.js';
import { figureCell } from './cells.js';
import type { Context } from './context.js';

/** Children's social work beside adults': nothing where no figures of the area were loaded. */
export function children(context: Context): Section[] {
  const own = latestOf(context, context.area.code);
  if (own.length === 0) return [];
  return [
    {
      id: 'children',
      heading: 'Children’s social work',
      blocks: [
        { kind: 'sentences', sentences: own.slice(0, 2).map((fact) => moved(context, fact)) },
        { kind: 'table', table: childrenTable(context, own), notes: [note(own)] },
      ],
    },
  ];
}

/** The newest figure of each measure for an area. */
function latestOf({ snapshot }: Context, areaCode: string): PublishedFact[] {
  const seen = new Set<string>();
  return snapshot.children.filter(({ area, metric }) => {
    if (area.code !== areaCode || seen.has(metric.metricId)) return false;
    seen.add(metric.metricId);
    return true;
  });
}

function beforeOf({ snapshot }: Context, fact: PublishedFact): PublishedFact | undefined {
  return snapshot.children.find(
    (each) =>
      each.area.code === fact.area.code &&
      each.metric.metricId === fact.metric.metricId &&
      each.periodEnd < fact.periodEnd,
  );
}

function englandOf(context: Context, fact: PublishedFact): PublishedFact | undefined {
  return latestOf(context, ENGLAND).find(({ metric }) => metric.metricId === fact.metric.metricId);
}

/** The figure and the one before it; two editions are two ways of counting, and are not compared. */
function moved(context: Context, now: PublishedFact): Sentence {
  const before = beforeOf(context, now);
  const subject = `The ${nounOf(now)} ${placeOf(now.area)} was ${figureText(now.figure)} in ${whenOf(now)}`;
  if (before === undefined) {
    return { rule: 'children.stated', text: `${subject}.`, facts: [now] };
  }
  const then = `${figureText(before.figure)} in ${whenOf(before)}`;
  return { rule: 'children.both', text: `${subject} and ${then}.`, facts: [now, before] };
}

function childrenTable(context: Context, own: readonly PublishedFact[]): Table {
  return {
    id: 'table-children',
    caption: `Children’s social workers, ${context.area.name}, as published`,
    columns: [
      { label: 'Latest', detail: context.area.name, align: 'number' },
      { label: 'Before', detail: 'and movement since', align: 'number' },
      { label: 'England', detail: 'as published', align: 'number' },
    ],
    rows: own.map((fact) => ({
      header: fact.metric.title,
      cells: [dated(fact), before(beforeOf(context, fact), fact), dated(englandOf(context, fact))],
    })),
  };
}

function dated(fact: PublishedFact | undefined) {
  return fact === undefined ? { text: '[x]' } : { ...figureCell(fact), detail: [whenOf(fact)] };
}

function before(earlier: PublishedFact | undefined, now: PublishedFact) {
  if (earlier === undefined) return { text: '[x]' };
  const moves =
    earlier.edition === now.edition
      ? movementText(compare(earlier, now), now.metric)
      : 'another edition: not compared';
  return { ...figureCell(earlier), detail: [whenOf(earlier), moves] };
}

function note(own: readonly Fact[]): Sentence {
  const sources = own.flatMap((fact) =>
    fact.kind === 'published' ? [`${fact.source} (${publishedText(fact)})`] : [],
  );
  return {
    rule: 'note.children',
    text: `Source: ${listText([...new Set(sources)])}. These figures count full-time equivalents on 30 September and are made another way than those for adult social care, so the two are not set against each other.`,
    facts: [...own],
  };
}
