import type { DisclosureProfile } from '../../config.js';
import type { Month } from '../../period.js';
import { addMonths } from '../../period.js';
import type { Audience } from '../briefing.js';
import type { Area, AreaType, MeasuredFact, PublishedFact } from '../facts/fact.js';
import type { Publishable } from '../facts/figure.js';
import { areaOf, factOf, peersOf } from '../facts/snapshot.js';
import type { Snapshot } from '../facts/snapshot.js';
import type { Geometry } from '../paper/boundaries.js';
import type { PaperFile, PaperWords } from '../paper/paper.js';
import { wordsFor } from '../paper/paper.js';
import type { Strategy } from '../paper/strategy.js';
import { livingWageFact } from '../narrative/living-wage.js';
import { floorFact } from '../narrative/pay.js';
import { lowerFirst } from '../narrative/words.js';

/** What the packs of one run share. */
export interface PackSettings {
  readonly audience: Audience;
  readonly partnership: { readonly code: string; readonly name: string };
  readonly demonstration: string | null;
  readonly disclosure: DisclosureProfile;
  readonly paper: PaperFile | null;
  readonly strategy: Strategy | null;
  /** The shapes of areas by code; null where the workspace has none. */
  readonly boundaries: ReadonlyMap<string, Geometry> | null;
}

/** Which figure of the briefing's area, unless it says otherwise. */
export interface FactPick {
  readonly area?: string;
  readonly period?: Month;
  readonly setting?: string;
}

/** Everything a section is written from. */
export interface Context {
  readonly snapshot: Snapshot;
  readonly settings: PackSettings;
  readonly area: Area;
  /** What officers wrote for this area's paper. */
  readonly words: PaperWords;
  /** Null for the partnership's own briefing. */
  readonly partnership: Area | null;
  /** The region and the country it lies in, where the file has figures of them from returns. */
  readonly wider: readonly Area[];
  readonly period: Month;
  readonly previous: Month;
  readonly lastYear: Month;
  readonly floor: (PublishedFact & { figure: Publishable }) | null;
  readonly livingWage: (PublishedFact & { figure: Publishable }) | null;
  /** Areas to set in order: of the same type, or the councils where there is no other. */
  readonly peers: { readonly type: AreaType; readonly areas: readonly Area[] };
  fact(metricId: string, pick?: FactPick): MeasuredFact;
  england(metricId: string): PublishedFact | undefined;
}

/** Gathers what the sections of one area need. */
export function contextOf(snapshot: Snapshot, settings: PackSettings, area: Area): Context {
  const { period } = snapshot;
  const isPartnership = area.code === settings.partnership.code;
  return {
    snapshot,
    settings,
    area,
    words: wordsFor(settings.paper, area.code),
    partnership: isPartnership ? null : areaOf(snapshot, settings.partnership.code),
    wider: snapshot.wider.get(area.code) ?? [],
    period,
    previous: addMonths(period, -1),
    lastYear: addMonths(period, -12),
    floor: floorFact(snapshot),
    livingWage: livingWageFact(snapshot, area),
    peers: peersFor(snapshot, area),
    fact: (metricId, pick = {}) =>
      factOf(snapshot, {
        metricId,
        areaCode: pick.area ?? area.code,
        period: pick.period ?? period,
        careSetting: pick.setting ?? 'all',
      }),
    england: (metricId) => snapshot.england.get(metricId),
  };
}

function peersFor(snapshot: Snapshot, area: Area): Context['peers'] {
  const same = peersOf(snapshot, area.type, area);
  return same.length > 1
    ? { type: area.type, areas: same }
    : { type: 'council', areas: peersOf(snapshot, 'council', area) };
}

const TYPE_LABELS: Readonly<Record<AreaType, readonly [one: string, many: string]>> = {
  council: ['Council', 'Councils'],
  district: ['District', 'Districts'],
  icb: ['NHS integrated care board area', 'NHS integrated care board areas'],
  region: ['Region', 'Regions'],
  country: ['Country', 'Countries'],
  partnership: ['Partnership', 'Partnerships'],
  group: ['Group of areas', 'Groups of areas'],
};

/** What an area of a type is called. */
export function typeLabel(type: AreaType): string {
  return TYPE_LABELS[type][0];
}

/** What areas of a type are called together: "councils" inside a sentence. */
export function typeLabels(type: AreaType): string {
  return TYPE_LABELS[type][1];
}

/** Areas of a type in the middle of a sentence. */
export function typeNouns(type: AreaType): string {
  return type === 'icb' ? TYPE_LABELS.icb[1] : lowerFirst(TYPE_LABELS[type][1]);
}
