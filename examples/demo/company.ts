import type { Snapshot } from './calendar.js';
import { spacedId, workerId } from './habits.js';
import type { Values } from './person.js';
import { postcodesOf, type Postcodes } from './places.js';
import { openRng, type Rng } from './rng.js';
import type { Hiring } from './staff.js';
import { openSite, passMonth, type Site } from './staffing.js';
import { countedValues, fixedValues } from './workplace-values.js';
import type { Organisation, Workplace } from './world.js';

/** A workplace as its organisation's software holds it. */
export interface SiteRecord {
  readonly site: Site;
  readonly fixed: Values;
  counted: Values;
  /** Rises whenever a value changes. */
  version: number;
  /** The version last delivered in a file in force; -1 never, -2 not safely known. */
  delivered: number;
  /** TOTALPERMTEMP as last delivered. */
  lastTotal: string | undefined;
  /** Whether a file in force has told a postcode that the directory holds. */
  isPlaced: boolean;
}

/** An organisation as the months pass. */
export interface Company {
  readonly organisation: Organisation;
  readonly rng: Rng;
  readonly nextWorkerId: () => string;
  records: SiteRecord[];
  /** Workplaces that closed this month. */
  closed: readonly SiteRecord[];
  /** Moves on to a month. */
  readonly pass: (snapshot: Snapshot) => void;
}

/** Starts an organisation, before its first month. */
export function openCompany(
  seed: number,
  organisation: Organisation,
  postcodes: Postcodes,
  nextSerial: () => number,
): Company {
  const rng = openRng(seed, `organisation/${organisation.slug}`);
  let workers = 0;
  const nextWorkerId = (): string => {
    workers += 1;
    return workerId(organisation.habits, organisation.slug, workers);
  };
  const homes = new Map<Workplace, readonly string[]>(
    organisation.workplaces.map((each) => [each, homesOf(each, postcodes)]),
  );
  const company: Company = {
    organisation,
    rng,
    nextWorkerId,
    records: [],
    closed: [],
    pass: (snapshot) => {
      const hiringAt = (workplace: Workplace): Hiring => ({
        workplace,
        sector: organisation.sector,
        snapshot,
        homes: homes.get(workplace) ?? [],
        nextSerial,
        nextId: nextWorkerId,
      });
      passCompany(company, snapshot, hiringAt);
    },
  };
  return company;
}

function passCompany(
  company: Company,
  snapshot: Snapshot,
  hiringAt: (workplace: Workplace) => Hiring,
): void {
  const { organisation, rng } = company;
  const { index } = snapshot;
  company.closed = company.records.filter(({ site }) => site.workplace.closes === index);
  company.records = company.records.filter(({ site }) => site.workplace.closes > index);
  for (const record of company.records) {
    const before = record.site.workers.length;
    passMonth(rng, record.site, hiringAt(record.site.workplace));
    if (record.site.isQuiet && before === record.site.workers.length) continue;
    record.counted = countedValues(rng, record.site);
    record.version += 1;
  }
  for (const workplace of organisation.workplaces) {
    if (Math.max(organisation.joins, workplace.opens) !== index) continue;
    const site = openSite(rng, hiringAt(workplace));
    company.records.push({
      site,
      fixed: fixedValues(rng, organisation, workplace),
      counted: countedValues(rng, site),
      version: 0,
      delivered: -1,
      lastTotal: undefined,
      isPlaced: false,
    });
  }
  for (const { site } of company.records) {
    const { id } = site.workplace;
    const written = organisation.habits.spacesIds ? spacedId(id) : id;
    for (const { values } of site.workers) values.LOCALESTID = written;
  }
}

function homesOf(workplace: Workplace, postcodes: Postcodes): readonly string[] {
  return workplace.council.leafAreas.flatMap((area) => postcodesOf(postcodes, area));
}
