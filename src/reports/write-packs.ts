import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DisclosureProfile } from '../config.js';
import { CarecountError, asWorkspaceError, messageOf, nearest, problem } from '../errors.js';
import type { Log } from '../log.js';
import { isMonth } from '../period.js';
import type { Month } from '../period.js';
import { openReadOnly } from '../warehouse/database.js';
import type { Audience, Briefing } from './briefing.js';
import { buildBriefing } from './build-briefing.js';
import type { Area, AreaType } from './facts/fact.js';
import { readSnapshot } from './facts/read-snapshot.js';
import type { Snapshot } from './facts/snapshot.js';
import { putFile, putFolder } from './pack-files.js';
import type { Files } from './pack-files.js';
import { renderIndex } from './renderers/html/render-index.js';
import type { Shelf } from './renderers/html/render-index.js';
import type { PackSettings } from './sections/context.js';

/** The words on every page, chart and file of a demonstration. */
export const DEMONSTRATION = 'Demonstration data: invented, not real figures';

const PACK_TYPES: readonly AreaType[] = ['partnership', 'council', 'district', 'icb', 'region'];

export interface PackOptions {
  /** The published file of the audience. */
  readonly databasePath: string;
  /** Where packs lie: `data/packs`. */
  readonly outDir: string;
  readonly audience: Audience;
  /** Every area that has data, or those of these codes. */
  readonly areas: 'all' | readonly string[];
  readonly partnership: { readonly code: string; readonly name: string };
  readonly demonstration: boolean;
  /** The disclosure profile of the audience, printed in the notes. */
  readonly disclosure: DisclosureProfile;
  readonly log: Log;
}

/** One area's pack and its folder. */
export interface WrittenPack {
  readonly areaCode: string;
  readonly areaName: string;
  readonly dir: string;
}

export interface PackResult {
  readonly audience: Audience;
  readonly period: Month;
  readonly packs: readonly WrittenPack[];
  readonly indexPath: string;
}

/**
 * Writes a pack for each area from a published file, and the page that lists them.
 * @throws CC-REP-001 naming the areas that failed, after all others are written;
 * CC-USE-001 for an area that the file does not have.
 */
export async function writePacks(
  options: PackOptions,
  make: (briefing: Briefing) => Promise<Files> = makePack,
): Promise<PackResult> {
  const snapshot = await loadSnapshot(options);
  const audienceDir = join(options.outDir, options.audience);
  const packs: WrittenPack[] = [];
  const failures: { area: Area; error: unknown }[] = [];
  for (const area of chosenAreas(snapshot, options.areas)) {
    const dir = join(audienceDir, area.code, snapshot.period);
    try {
      const briefing = buildBriefing(snapshot, settingsOf(options), area);
      const outcome = await putFolder(dir, await make(briefing));
      options.log.debug(`pack ${area.code} ${area.name}: ${outcome}`);
      packs.push({ areaCode: area.code, areaName: area.name, dir });
    } catch (error) {
      const known = asWorkspaceError(error, dir);
      if (known instanceof CarecountError) throw known;
      options.log.error(`pack ${area.code} ${area.name}: ${messageOf(error)}`);
      failures.push({ area, error });
    }
  }
  const indexPath = join(audienceDir, 'index.html');
  await putFile(indexPath, await indexPage(snapshot, options, audienceDir));
  if (failures.length > 0) throw failed(failures);
  return { audience: options.audience, period: snapshot.period, packs, indexPath };
}

/** Drawing is loaded when the first pack is made, as it takes longer to load than a command may. */
async function makePack(briefing: Briefing): Promise<Files> {
  const drawing = await import('./make-pack.js');
  return drawing.makePack(briefing);
}

async function loadSnapshot(options: PackOptions): Promise<Snapshot> {
  const { databasePath, partnership } = options;
  const database = await openReadOnly(databasePath);
  try {
    return await readSnapshot(database, partnership, options);
  } finally {
    database.close();
  }
}

function settingsOf(options: PackOptions): PackSettings {
  const { audience, partnership, disclosure } = options;
  return {
    audience,
    partnership,
    disclosure,
    demonstration: options.demonstration ? DEMONSTRATION : null,
  };
}

function chosenAreas(snapshot: Snapshot, asked: PackOptions['areas']): readonly Area[] {
  const possible = snapshot.areasWithData.filter(({ type }) => PACK_TYPES.includes(type));
  if (asked === 'all') return possible;
  return asked.map((code) => {
    const area = possible.find((each) => each.code === code);
    if (area !== undefined) return area;
    const near = nearest(
      code,
      possible.map((each) => each.code),
    );
    throw problem('CC-USE-001', {
      where: `area ${code}`,
      expected: `an area with figures in ${snapshot.period}`,
      got: 'none',
      next: near === undefined ? 'Leave it out.' : `Did you mean ${near}?`,
    });
  });
}

async function indexPage(
  snapshot: Snapshot,
  options: PackOptions,
  audienceDir: string,
): Promise<string> {
  const { audience, partnership, demonstration } = settingsOf(options);
  const shelves = await shelvesOf(snapshot, audienceDir);
  return renderIndex({ audience, partnershipName: partnership.name, demonstration, shelves });
}

/** Finds every pack that lies there, whichever run wrote it. */
async function shelvesOf(snapshot: Snapshot, audienceDir: string): Promise<Shelf[]> {
  const shelves: Shelf[] = [];
  for (const area of snapshot.areas.values()) {
    const dir = join(audienceDir, area.code);
    if (!existsSync(dir)) continue;
    const months = (await readdir(dir)).filter(isMonth).sort().reverse();
    if (months.length > 0) shelves.push({ area, months });
  }
  return shelves;
}

function failed(failures: readonly { area: Area; error: unknown }[]): CarecountError {
  const named = failures.map(
    ({ area, error }) => `${area.code} ${area.name} (${messageOf(error)})`,
  );
  return problem(
    'CC-REP-001',
    {
      where: `packs of ${failures.length} ${failures.length === 1 ? 'area' : 'areas'}`,
      expected: 'a pack for each area',
      got: `a failure in ${named.join('; ')}`,
      next: 'The other packs are written. Run with --debug and report what it says.',
    },
    failures[0]?.error,
  );
}
