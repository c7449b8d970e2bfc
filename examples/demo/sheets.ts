import type { Snapshot } from './calendar.js';
import type { Company, SiteRecord } from './company.js';
import { UNPLACED_POSTCODES } from './places.js';
import type { Sheet } from './plant.js';
import { cellOf, type Row } from './rows.js';
import type { Rng } from './rng.js';
import type { Worker } from './staff.js';
import type { Site } from './staffing.js';

const REPEATED_WORKER = 0.41;
const REPEATED_WORKPLACE = 0.95;
const UNCHECKED = 0.02;
const DELETED = 0.06;
const NOT_SAFELY_KNOWN = -2;

/** Fills a month's sheet of an organisation; `mayRepeat` allows records that say NOCHANGE. */
export function fillSheet(
  rng: Rng,
  company: Company,
  snapshot: Snapshot,
  mayRepeat: boolean,
): Sheet {
  const { organisation, records, closed } = company;
  const isFirst = snapshot.index === 0;
  const isNewcomer = organisation.joins > 0;
  const bySite = new Map<Site, SiteRecord>(records.map((each) => [each.site, each]));
  const workplaces = records.map((record): Row => {
    const isKnown = mayRepeat && record.delivered === record.version;
    const isNew = record.delivered === -1 && !isFirst;
    return {
      values: { ...record.fixed, ...record.counted },
      status: statusOf(rng, isKnown, isNew, REPEATED_WORKPLACE),
      changes: {},
      isFaulted: false,
      site: record.site,
    };
  });
  for (const { site, fixed, delivered } of closed) {
    if (delivered !== -1) workplaces.push(bareRow(fixed, 'DELETE', { site }));
  }
  const workers = records.flatMap(({ site }): Row[] => [
    ...site.workers.map((worker): Row => {
      const isKnown = mayRepeat && worker.delivered === worker.version;
      const isNew =
        worker.delivered === -1 && (worker.joined >= 0 || isNewcomer || site.workplace.opens > 0);
      return {
        values: worker.values,
        status: statusOf(rng, isKnown, isNew, REPEATED_WORKER),
        changes: {},
        isFaulted: false,
        worker,
        site,
      };
    }),
    ...site.leavers
      .filter((worker) => mayRepeat && worker.delivered >= 0 && rng.chance(DELETED))
      .map((worker) => bareRow(worker.values, 'DELETE', { worker, site })),
  ]);
  return {
    workplaces,
    workers,
    lastTotal: (site) => (mayRepeat ? bySite.get(site)?.lastTotal : undefined),
    isPlaced: (site) => bySite.get(site)?.isPlaced ?? false,
    move: (row, postcode) => {
      const record = row.site === undefined ? undefined : bySite.get(row.site);
      if (record === undefined) return;
      record.fixed.POSTCODE = postcode;
      row.values.POSTCODE = postcode;
    },
    nextWorkerId: company.nextWorkerId,
  };
}

/** Notes what a month's files in force have told, so that the next month may say NOCHANGE. */
export function noteDelivered(company: Company, sheet: Sheet): void {
  const bySite = new Map<Site, SiteRecord>(company.records.map((each) => [each.site, each]));
  for (const row of sheet.workers) {
    if (row.worker === undefined || row.status === 'DELETE') continue;
    note(row.worker, row.isFaulted);
  }
  for (const row of sheet.workplaces) {
    const record = row.site === undefined ? undefined : bySite.get(row.site);
    if (record === undefined) continue;
    note(record, row.isFaulted);
    if (!row.isFaulted) record.lastTotal = record.counted.TOTALPERMTEMP;
  }
}

/** Notes which workplaces a month's workplace file has told a postcode of the directory for. */
export function notePlaced(company: Company, sheet: Sheet): void {
  const bySite = new Map<Site, SiteRecord>(company.records.map((each) => [each.site, each]));
  for (const row of sheet.workplaces) {
    const record = row.site === undefined ? undefined : bySite.get(row.site);
    const postcode = cellOf(row, 'POSTCODE');
    if (record === undefined || postcode !== record.fixed.POSTCODE) continue;
    if (!UNPLACED_POSTCODES.includes(postcode)) record.isPlaced = true;
  }
}

function note(told: Pick<Worker, 'version' | 'delivered'>, isFaulted: boolean): void {
  told.delivered = isFaulted ? NOT_SAFELY_KNOWN : told.version;
}

function statusOf(rng: Rng, isKnown: boolean, isNew: boolean, repeated: number): string {
  if (isKnown && rng.chance(repeated)) return rng.chance(UNCHECKED) ? 'UNCHECKED' : 'NOCHANGE';
  return isNew ? 'NEW' : 'UPDATE';
}

function bareRow(
  values: Row['values'],
  status: string,
  about: { worker?: Worker; site: Site },
): Row {
  return { values, status, changes: {}, isFaulted: false, ...about };
}
