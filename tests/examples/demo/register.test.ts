import { read, utils } from '@e965/xlsx';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LATEST } from '../../../examples/demo/calendar.js';
import { COUNCILS, readPostcodes } from '../../../examples/demo/places.js';
import { registerFiles } from '../../../examples/demo/register-workbook.js';
import { buildRegister, listedIn, type Location } from '../../../examples/demo/register.js';
import { buildWorld } from '../../../examples/demo/world.js';
import { packageDir } from '../../../src/config.js';

const SEED = 20_260_430;
const SHEET = 'HSCA_Active_Locations';

const postcodes = readPostcodes(join(packageDir, 'reference'));
const organisations = buildWorld(SEED, 1, postcodes);
const regulated = organisations
  .flatMap(({ workplaces }) => workplaces)
  .filter(({ setting }) => setting.isRegulated);
const ownIds = new Set(regulated.map(({ locationId }) => locationId));
const register = buildRegister(SEED, 1, organisations, postcodes);
const latest = listedIn(register, LATEST);
const files = registerFiles(SEED, register);

const isStranger = ({ id, providerId }: Location): boolean =>
  !ownIds.has(id) && !organisations.some(({ provNum }) => provNum === providerId);

/** The rows of the register of a month, as a program that knows nothing of the generator reads them. */
function rowsOf(at: number): Record<string, string | number>[] {
  const bytes = files[at]?.bytes ?? Buffer.alloc(0);
  const sheet = read(bytes, { type: 'buffer' }).Sheets[SHEET];
  return sheet === undefined ? [] : utils.sheet_to_json(sheet, { raw: false });
}

describe('buildRegister', () => {
  it('names every regulated workplace of the month, with its own provider, postcode and council', () => {
    for (const { provNum, workplaces } of organisations) {
      for (const each of workplaces) {
        const isListed = each.setting.isRegulated && each.closes > LATEST;
        const found = latest.filter(({ id }) => isListed && id === each.locationId);
        expect(found).toHaveLength(isListed ? 1 : 0);
        const { name, postcode, council } = each;
        if (isListed)
          expect(found[0]).toMatchObject({ name, postcode, council, providerId: provNum });
      }
    }
  });

  it('gives each location an id of its own', () => {
    const ids = register.locations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has beds for care homes alone, within two of what the return states', () => {
    for (const { id, setting, beds } of register.locations) {
      expect(beds !== undefined).toBe(setting.isCareHome);
      const own = regulated.find(({ locationId }) => locationId === id);
      if (own === undefined || beds === undefined || id === register.group?.locationId) continue;
      expect(Math.abs(beds - Math.max(4, Math.round(own.size * 1.1)))).toBeLessThanOrEqual(2);
      expect(beds).toBeGreaterThan(0);
    }
  });

  it('has 48 locations of providers that never return, three dormant ones and two that left', () => {
    const strangers = register.locations.filter(isStranger);
    const left = strangers.filter((each) => !latest.includes(each));
    const dormant = strangers.filter(({ isDormant }) => isDormant);
    expect(left).toHaveLength(2);
    expect(listedIn(register, 0)).toEqual(expect.arrayContaining(left));
    expect(dormant).toHaveLength(3);
    expect(strangers).toHaveLength(48 + 3 + 2);
    expect(register.locations.filter(({ isDormant }) => isDormant)).toEqual(dormant);
  });

  it('has between 55% and 92% of each council with organisations that return', () => {
    for (const council of COUNCILS) {
      const there = latest.filter((each) => each.council === council && !each.isDormant);
      const share = there.filter(({ id }) => ownIds.has(id)).length / there.length;
      expect(share).toBeGreaterThan(0.55);
      expect(share).toBeLessThan(0.92);
    }
  });

  it('has one provider whose only return is of one of four homes, with the beds of all stated in it', () => {
    const { group } = register;
    const homes = latest.filter(({ id }) => id === group?.locationId);
    const provider = homes[0]?.providerId;
    const all = latest.filter(({ providerId }) => providerId === provider);
    const own = regulated.filter(({ locationId }) => all.some(({ id }) => id === locationId));
    expect(all).toHaveLength(4);
    expect(own.map(({ locationId }) => locationId)).toEqual([group?.locationId]);
    const stated = Math.max(4, Math.round((own[0]?.size ?? 0) * 1.1));
    expect(all.reduce((sum, { beds = 0 }) => sum + beds, 0)).toBe(stated);
    expect((own[0]?.size ?? 0) / (group?.beds ?? 0)).toBeGreaterThan(4);
  });

  it('leaves the group out where no organisation is fit for it', () => {
    const few = organisations.filter(({ workplaces }) => workplaces.length > 1);
    expect(buildRegister(SEED, 1, few, postcodes).group).toBeUndefined();
  });
});

describe('registerFiles', () => {
  it('writes a workbook for the first month and one for the latest, the same each time', () => {
    expect(files.map(({ path }) => path)).toEqual([
      '2025-04/01_April_2025_HSCA_Active_Locations.xlsx',
      '2026-04/01_April_2026_HSCA_Active_Locations.xlsx',
    ]);
    const again = registerFiles(SEED, register);
    expect(again.map(({ bytes }, at) => bytes.equals(files[at]?.bytes ?? Buffer.alloc(0)))).toEqual(
      [true, true],
    );
  });

  it('says in each that all of it is invented', () => {
    for (const { bytes } of files) {
      const readme = read(bytes, { type: 'buffer' }).Sheets['README'] ?? {};
      expect(utils.sheet_to_csv(readme)).toContain('invented');
    }
  });

  it('has a row for each location, with what the Care Quality Commission says of it', () => {
    const rows = rowsOf(1);
    expect(rows.map((row) => row['Location ID'])).toEqual(latest.map(({ id }) => id));
    const home = rows.find((row) => row['Care home?'] === 'Y');
    expect(Number(home?.['Care homes beds'])).toBeGreaterThan(0);
    const nursing = rows.filter(
      (row) => row['Service type - Care home service with nursing'] === 'Y',
    );
    expect(nursing).toHaveLength(latest.filter(({ setting }) => setting.service === '1').length);
  });

  it('rates as the sector is rated, and nobody before they were registered or after the register', () => {
    const counts = new Map<string, number>();
    for (const [at, asAt] of ['2025-04-01', '2026-04-01'].entries()) {
      for (const row of rowsOf(at)) {
        const rating = String(row['Location Latest Overall Rating']);
        if (at === 1) counts.set(rating, (counts.get(rating) ?? 0) + 1);
        const published = String(row['Publication Date'] ?? '')
          .split('/')
          .reverse()
          .join('-');
        const since = String(row['Location HSCA start date']).split('/').reverse().join('-');
        expect(rating === '-').toBe(published === '');
        expect(since <= asAt).toBe(true);
        if (published !== '') expect(since < published && published < asAt).toBe(true);
      }
    }
    const share = (...ratings: string[]) =>
      ratings.reduce((sum, rating) => sum + (counts.get(rating) ?? 0), 0) / latest.length;
    expect(Math.abs(share('Outstanding') - 0.04)).toBeLessThan(0.02);
    expect(Math.abs(share('Good') - 0.75)).toBeLessThan(0.04);
    expect(Math.abs(share('Requires improvement') - 0.18)).toBeLessThan(0.04);
    expect(Math.abs(share('Inadequate', '-') - 0.03)).toBeLessThan(0.02);
  });

  it('changes some ratings between the two months, and most not', () => {
    const before = new Map(rowsOf(0).map((row) => [row['Location ID'], row['Publication Date']]));
    const both = rowsOf(1).filter((row) => before.has(row['Location ID'] ?? ''));
    const changed = both.filter(
      (row) => before.get(row['Location ID'] ?? '') !== row['Publication Date'],
    );
    expect(changed.length / both.length).toBeGreaterThan(0.08);
    expect(changed.length / both.length).toBeLessThan(0.3);
  });
});
