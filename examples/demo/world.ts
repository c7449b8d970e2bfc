import { LATEST } from './calendar.js';
import { drawHabits, workplaceId, type Habits } from './habits.js';
import { addressLines, workplaceName } from './names.js';
import { outlineOrganisations, type Outline } from './outline.js';
import {
  CHAIN_COUNCIL,
  COUNTY,
  COAST,
  postcodesOf,
  type Council,
  type Postcodes,
} from './places.js';
import { openRng, pickAt, type Rng } from './rng.js';
import { SETTINGS, settingOf, type Setting } from './settings.js';

/** A workplace: what does not change from month to month. */
export interface Workplace {
  /** LOCALESTID. */
  readonly id: string;
  readonly name: string;
  readonly address: readonly [string, string];
  readonly town: string;
  readonly postcode: string;
  readonly leafArea: string;
  readonly council: Council;
  readonly setting: Setting;
  readonly locationId: string;
  readonly permCqc: string;
  readonly permLa: string;
  readonly knowsVacancies: boolean;
  readonly knowsLeavers: boolean;
  readonly givesReasons: boolean;
  readonly vacancyFactor: number;
  readonly turnoverFactor: number;
  /** How well it pays, standard normal. */
  readonly payLevel: number;
  /** The first month it is open, and the first in which it no longer is. */
  readonly opens: number;
  readonly closes: number;
  /** Worker records it aims at. */
  readonly size: number;
}

/** An organisation, which sends one pair of files a month. */
export interface Organisation extends Outline {
  readonly habits: Habits;
  readonly provNum: string;
  readonly workplaces: readonly Workplace[];
}

type Draft = Omit<Workplace, 'size'> & { size: number };

const WORKERS = 13_000;
/** What organisations without a return in the latest month leave to the others. */
const MISSING_SHARE = 0.03;
const CHAIN_SHARE = 0.6;
const TINY_SIZES: Readonly<Record<string, readonly number[]>> = { '1': [9], '6': [12, 8] };
const MICRO_SIZE = 3;
const NEVER = LATEST + 1;

/** Draws the organisations and workplaces of a seed and a scale. */
export function buildWorld(seed: number, scale: number, postcodes: Postcodes): Organisation[] {
  const rng = openRng(seed, 'world');
  const outlines = outlineOrganisations(rng, scale);
  const total = outlines.reduce((sum, each) => sum + each.workplaceCount, 0);
  const deck = settingDeck(rng, total);
  let place = -1;
  let serial = 0;
  const drafts = outlines.map((outline) => {
    if (outline.part === 'ordinary') place += 1;
    const habits = drawHabits(rng, outline.part === 'ordinary' ? place : -1);
    const settings = takeSettings(rng, deck, outline);
    const used = new Set<string>();
    const workplaces = settings.map((setting, index): Draft => {
      serial += 1;
      return draftWorkplace(rng, { outline, habits, setting, index, serial, used, postcodes });
    });
    return { ...outline, habits, provNum: `1-99${String(31_000_000 + serial * 37)}`, workplaces };
  });
  fitSizes(drafts, scale);
  return drafts;
}

interface Site {
  readonly outline: Outline;
  readonly habits: Habits;
  readonly setting: Setting;
  readonly index: number;
  readonly serial: number;
  readonly used: Set<string>;
  readonly postcodes: Postcodes;
}

function draftWorkplace(rng: Rng, site: Site): Draft {
  const { outline, habits, setting, index } = site;
  const council = councilOf(rng, outline, index);
  const leafArea = rng.pick(council.leafAreas);
  const isMicro = outline.part === 'micro';
  return {
    id: workplaceId(habits, outline.slug, index + 1),
    name: workplaceName(rng, setting.nameEndings, site.used, habits.accentedNames && index === 0),
    address: addressLines(rng, index === 0 ? habits.addressStyle : 'plain'),
    town: rng.pick(council.towns),
    postcode: rng.pick(postcodesOf(site.postcodes, leafArea)),
    leafArea,
    council,
    setting,
    locationId: setting.isRegulated ? `1-99${String(70_000_000 + site.serial * 53)}` : '',
    permCqc: rng.weighted(PERMISSION),
    permLa: rng.weighted(PERMISSION),
    knowsVacancies: isMicro || !rng.chance(0.04),
    knowsLeavers: isMicro || !rng.chance(0.04),
    givesReasons: rng.chance(0.55),
    vacancyFactor: isMicro ? 0 : clamp(Math.exp(0.5 * rng.normal() - 0.125), 0.2, 2.6),
    turnoverFactor: isMicro ? 0.3 : clamp(Math.exp(0.35 * rng.normal() - 0.06), 0.4, 2.2),
    payLevel: rng.normal(),
    opens: outline.workplaceCount >= 4 && index === 3 && rng.chance(0.08) ? 5 : 0,
    closes: outline.workplaceCount >= 4 && index === 2 && rng.chance(0.08) ? 9 : NEVER,
    size: sizeOf(rng, site),
  };
}

const PERMISSION: readonly (readonly [string, number])[] = [
  ['1', 92],
  ['0', 5],
  ['', 3],
];

function councilOf(rng: Rng, outline: Outline, index: number): Council {
  const isSpread = outline.part === 'ordinary' && outline.workplaceCount >= 5 && index > 0;
  if (!isSpread || !rng.chance(0.25)) return outline.home;
  return rng.weighted([
    [COUNTY, 60],
    [COAST, 30],
    [CHAIN_COUNCIL, 10],
  ]);
}

function sizeOf(rng: Rng, site: Site): number {
  const drawn = site.setting.size * clamp(Math.exp(0.5 * rng.normal() - 0.125), 0.25, 4);
  if (site.outline.part === 'micro') return MICRO_SIZE;
  if (site.outline.part === 'tiny') return TINY_SIZES[site.outline.sector]?.[site.index] ?? 8;
  return Math.max(4, drawn);
}

function settingDeck(rng: Rng, total: number): Setting[] {
  const deck = SETTINGS.flatMap((setting) =>
    Array.from({ length: Math.round(setting.share * total) }, () => setting),
  );
  while (deck.length < total) deck.push(settingOf('care_home'));
  return rng.shuffled(deck);
}

/** Deals an organisation its settings: what it prefers, then more of what it already does. */
function takeSettings(rng: Rng, deck: Setting[], outline: Outline): Setting[] {
  const taken: Setting[] = [];
  while (taken.length < outline.workplaceCount) {
    const own = taken.length > 0 && rng.chance(0.65) ? [pickAt(taken, 0).id] : [];
    const wanted = outline.prefers.length > 0 ? rng.shuffled(outline.prefers) : own;
    const mayHaveOffice = outline.workplaceCount >= 4 && taken.length > 0;
    taken.push(draw(deck, wanted, mayHaveOffice));
  }
  return taken;
}

function draw(deck: Setting[], wanted: readonly string[], mayHaveOffice: boolean): Setting {
  const isFit = (setting: Setting): boolean => mayHaveOffice || setting.id !== 'head_office';
  for (const id of wanted) {
    const at = deck.findIndex((each) => each.id === id);
    if (at >= 0) return deck.splice(at, 1)[0] ?? settingOf(id);
  }
  const at = deck.findIndex(isFit);
  return at < 0 ? settingOf('care_home') : (deck.splice(at, 1)[0] ?? settingOf('care_home'));
}

/** Scales sizes so that the chain has its share of its council and all have the wanted total. */
function fitSizes(
  organisations: readonly { part: string; workplaces: Draft[] }[],
  scale: number,
): void {
  const all = organisations.flatMap((each) =>
    each.workplaces.map((workplace) => ({ part: each.part, workplace })),
  );
  const sum = (test: (each: (typeof all)[number]) => boolean): number =>
    all.filter(test).reduce((total, each) => total + each.workplace.size, 0);
  const multiply = (test: (each: (typeof all)[number]) => boolean, factor: number): void => {
    for (const each of all.filter(test)) each.workplace.size *= factor;
  };
  const neighbours = sum(
    (each) => each.part !== 'chain' && each.workplace.council === CHAIN_COUNCIL,
  );
  const chain = sum((each) => each.part === 'chain');
  const wanted = (CHAIN_SHARE / (1 - CHAIN_SHARE)) * neighbours;
  multiply((each) => each.part === 'chain', wanted / chain);
  const isFixed = (part: string): boolean => part === 'tiny' || part === 'micro';
  const free = sum((each) => !isFixed(each.part));
  multiply((each) => !isFixed(each.part), (WORKERS * scale * (1 + MISSING_SHARE)) / free);
  for (const each of all) each.workplace.size = Math.max(3, Math.round(each.workplace.size));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
