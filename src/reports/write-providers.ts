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
import { requireFit } from './check-briefing.js';
import type { Provider } from './facts/providers.js';
import { readProviders } from './facts/read-providers.js';
import { readSnapshot } from './facts/read-snapshot.js';
import type { Snapshot } from './facts/snapshot.js';
import type { PackMaking } from './make-pack.js';
import { putFile, shelvedPacks } from './pack-files.js';
import { writePack } from './pack-writer.js';
import type { Make } from './pack-writer.js';
import { providerBriefing } from './provider-briefing.js';
import type { SheetSettings } from './provider-briefing.js';
import type { PdfEngineChoice } from './renderers/pdf/pdf-engine.js';
import { renderProviderIndex } from './renderers/html/render-provider-index.js';
import { sheetFolder } from './sheet-folder.js';
import { DEMONSTRATION } from './write-packs.js';

export interface ProviderSheetOptions {
  /** The published file for people who hold the data under agreement. */
  readonly databasePath: string;
  /** Where packs lie: `data/packs`. */
  readonly outDir: string;
  /** Every provider that has agreed to share, or those of these ids. */
  readonly providers: 'all' | readonly string[];
  readonly formats: readonly PackFormat[];
  readonly pdfEngine: PdfEngineChoice;
  readonly partnership: { readonly code: string; readonly name: string };
  readonly demonstration: boolean;
  readonly disclosure: { readonly internal: DisclosureProfile; readonly public: DisclosureProfile };
  /** A provider's id as the name of a folder, different for different ids. */
  readonly folderOf: (id: string) => string;
  readonly log: Log;
}

/** One provider's sheet and its folder. */
export interface WrittenSheet {
  readonly provider: string;
  readonly dir: string;
}

export interface ProviderSheets {
  readonly audience: 'internal';
  readonly period: Month;
  readonly packs: readonly WrittenSheet[];
  readonly indexPath: string;
}

interface Failure {
  readonly id: string;
  readonly error: unknown;
}

/** A sheet is for reading: its pictures and tables are in it, and are no files of their own. */
const SHEET_FORMATS: readonly PackFormat[] = ['html', 'pdf', 'docx', 'xlsx'];

/**
 * Writes a benchmark sheet for each provider from the internal file, and the page that lists them.
 * @throws after all else is written: CC-USE-001 for an id without a sheet, or CC-REP-001 naming the
 * providers whose sheet failed.
 */
export async function writeProviderSheets(
  options: ProviderSheetOptions,
  make?: Make,
): Promise<ProviderSheets> {
  const { snapshot, providers } = await load(options);
  const { chosen, unknown } = chosenProviders(providers, options.providers);
  const dir = join(options.outDir, 'internal', 'providers');
  const packs: WrittenSheet[] = [];
  const failures: Failure[] = [...unknown];
  for (const provider of chosen) {
    const sheetDir = join(dir, sheetFolder(options.folderOf(provider.id)), snapshot.period);
    try {
      const briefing = providerBriefing(snapshot, settingsOf(options), provider);
      requireFit(briefing);
      const briefings = { paper: briefing, summary: null };
      const order = { dir: sheetDir, briefings, making: makingOf(options) };
      const { outcome, faults } = await writePack(order, make);
      options.log.debug(`sheet ${provider.id}: ${outcome}`);
      packs.push({ provider: provider.id, dir: sheetDir });
      failures.push(...faults.map((error) => ({ id: provider.id, error })));
    } catch (error) {
      const known = asWorkspaceError(error, sheetDir);
      if (known instanceof CarecountError && known.code.startsWith('CC-WSP')) throw known;
      options.log.debug(stackOf(known));
      failures.push({ id: provider.id, error: known });
    }
  }
  const indexPath = join(dir, 'index.html');
  await putFile(indexPath, await indexPage(providers, options, dir));
  for (const { id, error } of failures) options.log.error(`sheet ${id}: ${messageOf(error)}`);
  if (failures.length > 0) throw failed(failures);
  return { audience: 'internal', period: snapshot.period, packs, indexPath };
}

async function load(
  options: ProviderSheetOptions,
): Promise<{ snapshot: Snapshot; providers: readonly Provider[] }> {
  const disclosure = options.disclosure.internal;
  const database = await openReadOnly(options.databasePath);
  try {
    const profile = { audience: 'internal', disclosure } as const;
    const snapshot = await readSnapshot(database, options.partnership, profile);
    return { snapshot, providers: await readProviders(database, snapshot, disclosure) };
  } finally {
    database.close();
  }
}

function settingsOf({
  partnership,
  demonstration,
  disclosure,
}: ProviderSheetOptions): SheetSettings {
  return {
    partnership,
    demonstration: demonstration ? DEMONSTRATION : null,
    own: disclosure.internal,
    others: disclosure.public,
  };
}

function makingOf({ formats, pdfEngine }: ProviderSheetOptions): PackMaking {
  return {
    formats: SHEET_FORMATS.filter((format) => formats.includes(format)),
    pdfEngine,
    docx: { template: null, templateName: '' },
  };
}

function chosenProviders(
  providers: readonly Provider[],
  asked: ProviderSheetOptions['providers'],
): { chosen: readonly Provider[]; unknown: readonly Failure[] } {
  if (asked === 'all') return { chosen: providers, unknown: [] };
  const ids = providers.map(({ id }) => id);
  return {
    chosen: providers.filter(({ id }) => asked.includes(id)),
    unknown: asked
      .filter((id) => !ids.includes(id))
      .map((id) => ({ id, error: unknownProvider(id, ids) })),
  };
}

function unknownProvider(id: string, ids: readonly string[]): CarecountError {
  const near = nearest(id, ids);
  return problem('CC-USE-001', {
    where: '--provider',
    expected:
      'an organisation that counts in the latest month and whose workplaces all agreed to share',
    got: `"${id}"`,
    next: near === undefined ? 'Leave it out.' : `Did you mean "${near}"?`,
  });
}

/** Lists the sheets that lie there of providers that agree to share now, whichever run wrote them. */
async function indexPage(
  providers: readonly Provider[],
  options: ProviderSheetOptions,
  dir: string,
): Promise<string> {
  const shelves = await Promise.all(
    providers.map(async ({ id, label }) => {
      const folder = sheetFolder(options.folderOf(id));
      const own = join(dir, folder);
      return { label, folder, packs: existsSync(own) ? await shelvedPacks(own) : [] };
    }),
  );
  return renderProviderIndex({
    partnershipName: options.partnership.name,
    demonstration: options.demonstration ? DEMONSTRATION : null,
    shelves: shelves.filter(({ packs }) => packs.length > 0),
  });
}

function failed(failures: readonly Failure[]): unknown {
  const [first] = failures;
  if (failures.length === 1 && first?.error instanceof CarecountError) return first.error;
  const named = failures.map(({ id, error }) => `${id} (${messageOf(error)})`);
  return problem(
    'CC-REP-001',
    {
      where: `sheets of ${failures.length} ${failures.length === 1 ? 'provider' : 'providers'}`,
      expected: 'a sheet for each provider',
      got: `a failure in ${named.join('; ')}`,
      next: 'The other sheets are written. Run with --debug and report what it says.',
    },
    first?.error,
  );
}
