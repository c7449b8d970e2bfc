import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DisclosureProfile, PackFormat } from '../config.js';
import {
  CarecountError,
  asWorkspaceError,
  messageOf,
  nearest,
  problem,
  stackOf,
} from '../errors.js';
import type { Log } from '../log.js';
import type { Month } from '../period.js';
import { openReadOnly } from '../warehouse/database.js';
import type { Audience } from './briefing.js';
import { buildBriefings } from './build-briefing.js';
import { requireFit } from './check-briefing.js';
import type { Area, AreaType } from './facts/fact.js';
import { readSnapshot } from './facts/read-snapshot.js';
import type { Snapshot } from './facts/snapshot.js';
import type { PackMaking } from './make-pack.js';
import { putFile, shelvedPacks } from './pack-files.js';
import { packWriter } from './pack-writer.js';
import type { Make, PackWriter } from './pack-writer.js';
import { readPaperFiles } from './paper/read-paper-files.js';
import type { PaperFiles } from './paper/read-paper-files.js';
import { missingShapes } from './paper/missing-shapes.js';
import { unknownCodes } from './paper/unknown-codes.js';
import type { PaperPaths } from '../paper-files.js';
import type { PdfEngineChoice } from './renderers/pdf/pdf-engine.js';
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
  readonly formats: readonly PackFormat[];
  readonly pdfEngine: PdfEngineChoice;
  /** The files of officers' words that the workspace keeps. */
  readonly paths: PaperPaths;
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
  /** What went wrong while all else was written: an officer's file, a format, an area. */
  readonly faults: readonly CarecountError[];
}

/** What went wrong with a pack, or with a part of it. */
interface Failure {
  readonly area: { readonly code: string; readonly name: string };
  readonly error: unknown;
}

/**
 * Writes a pack for each area from a published file, and the page that lists them. What goes wrong with
 * one leaves the others as they are, and is told in the result.
 * @throws where the folder cannot be written at all.
 */
export async function writePacks(options: PackOptions, make?: Make): Promise<PackResult> {
  const snapshot = await loadSnapshot(options);
  const officers = await readPaperFiles(options.paths);
  const audienceDir = join(options.outDir, options.audience);
  const { areas, unknown } = chosenAreas(snapshot, options.areas);
  const run = { options, snapshot, officers, audienceDir };
  const made = await writeAll(run, areas, packWriter(areas.length, make));
  const indexPath = join(audienceDir, 'index.html');
  await putFile(indexPath, await indexPage(snapshot, options, audienceDir));
  const failures = [...unknown, ...made.failures];
  const faults = [
    ...officers.faults,
    ...unknownCodes(snapshot, officers, options.paths),
    ...missingShapes(snapshot, settingsOf(options, officers), options.paths.boundaries, areas),
    ...(failures.length === 0 ? [] : [failed(failures)]),
  ];
  const { audience } = options;
  return { audience, period: snapshot.period, packs: made.packs, indexPath, faults };
}

/** What the packs of one call share. */
interface PacksRun {
  readonly options: PackOptions;
  readonly snapshot: Snapshot;
  readonly officers: PaperFiles;
  readonly audienceDir: string;
}

/** Writes the packs of areas, as many at once as there are lanes; each lane takes the next that is left. */
async function writeAll(
  run: PacksRun,
  areas: readonly Area[],
  writer: PackWriter,
): Promise<{ packs: WrittenPack[]; failures: Failure[] }> {
  const results = new Map<Area, { pack?: WrittenPack; errors: readonly unknown[] }>();
  const left = [...areas];
  const lane = async (): Promise<void> => {
    for (let area = left.shift(); area !== undefined; area = left.shift()) {
      results.set(area, await writeOne(run, area, writer));
    }
  };
  const lanes = Array.from({ length: writer.lanes }, lane);
  try {
    await Promise.all(lanes);
  } finally {
    left.length = 0;
    await Promise.allSettled(lanes);
    writer.close();
  }
  return {
    packs: areas.flatMap((area) => results.get(area)?.pack ?? []),
    failures: areas.flatMap((area) =>
      (results.get(area)?.errors ?? []).map((error) => ({ area, error })),
    ),
  };
}

async function writeOne(
  { options, snapshot, officers, audienceDir }: PacksRun,
  area: Area,
  writer: PackWriter,
): Promise<{ pack?: WrittenPack; errors: readonly unknown[] }> {
  const dir = join(audienceDir, area.code, snapshot.period);
  try {
    const briefings = buildBriefings(snapshot, settingsOf(options, officers), area);
    requireFit(briefings.paper);
    requireFit(briefings.summary);
    const making = makingOf(options, officers);
    const { outcome, faults } = await writer.write({ dir, briefings, making });
    options.log.debug(`pack ${area.code} ${area.name}: ${outcome}`);
    return { pack: { areaCode: area.code, areaName: area.name, dir }, errors: faults };
  } catch (error) {
    const known = asWorkspaceError(error, dir);
    if (known instanceof CarecountError && known.code.startsWith('CC-WSP')) throw known;
    options.log.debug(stackOf(known));
    return { errors: [known] };
  }
}

function makingOf({ formats, pdfEngine }: PackOptions, { template }: PaperFiles): PackMaking {
  return {
    formats,
    pdfEngine,
    docx: { template: template?.bytes ?? null, templateName: template?.name ?? '' },
  };
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

function settingsOf(
  { audience, partnership, disclosure, demonstration }: PackOptions,
  { paper, strategy, boundaries }: PaperFiles,
): PackSettings {
  return {
    audience,
    partnership,
    disclosure,
    paper,
    strategy,
    boundaries,
    demonstration: demonstration ? DEMONSTRATION : null,
  };
}

/**
 * The areas to write of: all that have data, or those asked for. An area that is known and has no data
 * gets a paper that says so; one that is not known is a failure of its own.
 */
function chosenAreas(
  snapshot: Snapshot,
  asked: PackOptions['areas'],
): { areas: readonly Area[]; unknown: readonly Failure[] } {
  const ofPacks = ({ type }: Area): boolean => PACK_TYPES.includes(type);
  if (asked === 'all') return { areas: snapshot.areasWithData.filter(ofPacks), unknown: [] };
  const possible = [...snapshot.areas.values()].filter(ofPacks);
  const known = (code: string): Area | undefined => possible.find((area) => area.code === code);
  return {
    areas: asked.flatMap((code) => known(code) ?? []),
    unknown: asked
      .filter((code) => known(code) === undefined)
      .map((code) => ({ area: { code, name: '' }, error: unknownArea(code, possible) })),
  };
}

function unknownArea(code: string, possible: readonly Area[]): CarecountError {
  const near = nearest(
    code,
    possible.map((each) => each.code),
  );
  return problem('CC-USE-001', {
    where: `area ${code}`,
    expected: 'the code of an area of the published file',
    got: 'none',
    next: near === undefined ? 'Leave it out.' : `Did you mean ${near}?`,
  });
}

async function indexPage(
  snapshot: Snapshot,
  options: PackOptions,
  audienceDir: string,
): Promise<string> {
  const { audience, partnership } = options;
  const shelves = await shelvesOf(snapshot, audienceDir);
  return renderIndex({
    audience,
    partnershipName: partnership.name,
    demonstration: options.demonstration ? DEMONSTRATION : null,
    shelves,
    hasProviderSheets: existsSync(join(audienceDir, 'providers', 'index.html')),
  });
}

/** Finds every pack that lies there, whichever run wrote it. */
async function shelvesOf(snapshot: Snapshot, audienceDir: string): Promise<Shelf[]> {
  const shelves: Shelf[] = [];
  for (const area of snapshot.areas.values()) {
    const dir = join(audienceDir, area.code);
    if (!existsSync(dir)) continue;
    const packs = await shelvedPacks(dir);
    if (packs.length > 0) shelves.push({ area, packs });
  }
  return shelves;
}

/** One fault for all packs that failed: their own where it is one and the same. */
function failed(failures: readonly Failure[]): CarecountError {
  const messages = new Set(failures.map(({ error }) => messageOf(error)));
  const [first] = failures;
  if (messages.size === 1 && first?.error instanceof CarecountError) return first.error;
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
    first?.error,
  );
}
