import { join } from 'node:path';
import type { PackFormat, Workspace } from './config.js';
import { problem } from './errors.js';
import type { Log } from './log.js';
import { paperFingerprint, paperPaths } from './paper-files.js';
import {
  writePacks,
  writeProviderSheets,
  type PackResult,
  type ProviderSheets,
} from './reports/index.js';
import { publishedRunId } from './warehouse/publish.js';
import { openRuns } from './warehouse/runs.js';

/** What of the packs to write; what is left out comes from `carecount.yaml`. */
export interface ReportChoice {
  readonly audience?: 'public' | 'internal';
  readonly areas?: readonly string[];
  /** Besides those of `carecount.yaml`: a pack is replaced whole, and is never to lose a file that is delivered. */
  readonly formats?: readonly PackFormat[];
}

/**
 * Writes the packs of what is published, for an audience, from that audience's file, and records it.
 * @throws CC-CFG-006 where nothing is published yet.
 */
export async function reportPublished(
  workspace: Workspace,
  log: Log,
  choice: ReportChoice = {},
): Promise<PackResult> {
  const { config } = workspace;
  const audience = choice.audience ?? config.packs.audience;
  const runId = requirePublished(workspace);
  log.info(`Writing packs for the ${audience} audience.`);
  const file = audience === 'public' ? 'carecount-public.duckdb' : 'carecount.duckdb';
  const result = await writePacks({
    databasePath: join(workspace.warehouseDir, 'runs', runId, file),
    outDir: workspace.packsDir,
    audience,
    areas: choice.areas ?? config.packs.areas,
    formats: [...new Set([...config.packs.formats, ...(choice.formats ?? [])])],
    pdfEngine: pdfEngineOf(workspace),
    paths: paperPaths(workspace),
    partnership: config.partnership,
    demonstration: config.demonstration,
    disclosure: config.disclosure[audience],
    log,
  });
  if (choice.areas === undefined && result.faults.length === 0) {
    openRuns(workspace, log).append([
      {
        event: 'reported',
        run_id: runId,
        at: new Date().toISOString(),
        audience,
        packs_written: result.packs.length,
        paper_fingerprint: paperFingerprint(workspace),
      },
    ]);
  }
  return result;
}

/** Whose sheets to write, and as what. */
export interface SheetChoice {
  readonly providers: 'all' | readonly string[];
  readonly formats?: readonly PackFormat[];
  /** A provider's id as the name of a folder. */
  readonly folderOf: (id: string) => string;
}

/**
 * Writes the benchmark sheets of providers from the internal file of what is published.
 * @throws CC-CFG-006 where nothing is published yet, CC-USE-001 for a provider without a sheet,
 * CC-REP-001 where a sheet fails.
 */
export function reportProviders(
  workspace: Workspace,
  log: Log,
  { providers, formats, folderOf }: SheetChoice,
): Promise<ProviderSheets> {
  const { config } = workspace;
  const runId = requirePublished(workspace);
  log.info('Writing benchmark sheets of providers, for the internal audience.');
  return writeProviderSheets({
    databasePath: join(workspace.warehouseDir, 'runs', runId, 'carecount.duckdb'),
    outDir: workspace.packsDir,
    providers,
    formats: formats ?? config.packs.formats,
    pdfEngine: pdfEngineOf(workspace),
    partnership: config.partnership,
    demonstration: config.demonstration,
    disclosure: config.disclosure,
    folderOf,
    log,
  });
}

function requirePublished({ publishedLink }: Workspace): string {
  const runId = publishedRunId(publishedLink);
  if (runId !== undefined) return runId;
  throw problem('CC-CFG-006', {
    where: publishedLink,
    expected: 'a published run',
    got: 'none yet',
    next: 'Run `carecount nightly` first.',
  });
}

function pdfEngineOf({ config: { packs } }: Workspace) {
  return packs.pdf_engine === 'typst' ? ('typst' as const) : { chromium: packs.chromium };
}
