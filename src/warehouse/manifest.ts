import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWholeFile } from './whole-file.js';

const tableContent = z.object({ table: z.string(), rows: z.int(), hash: z.string() });

const refusedSchema = z.object({ state: z.string(), path: z.string(), reason: z.string() });

const hashes = z.record(z.string(), z.string());

const inputPartsSchema = z.object({
  program: z.string(),
  /** Which secret, without the secret. */
  secret: z.string(),
  /** By path of the setting. */
  config: hashes,
  /** By file. */
  contracts: hashes,
  /** Models, metrics, checks and reference lists, by file. */
  sql: hashes,
  /** The workspace's own lists, by file. */
  files: hashes,
  deliveries: z.string(),
  decisions: z.string(),
});

const manifestSchema = z.object({
  run_id: z.string(),
  started_at: z.string(),
  program_version: z.string(),
  /** The same for the same deliveries, settings, contracts, SQL and program. */
  input_fingerprint: z.string(),
  /** The parts of the fingerprint; a run of an older program has none. */
  input_parts: inputPartsSchema.optional(),
  /** First day of the latest month that has figures. */
  latest_period: z.string().nullable(),
  delivery_count: z.int(),
  checks: z.array(
    z.object({
      check_id: z.string(),
      severity: z.enum(['error', 'warning']),
      message: z.string(),
      failure_count: z.int(),
    }),
  ),
  /** Files that were new in this run and were not accepted. */
  refused: z.array(refusedSchema),
  internal_tables: z.array(tableContent),
  public_tables: z.array(tableContent),
});

/** What a run's folder holds. Written last: a folder without one is not a run. */
export type RefusedDelivery = z.infer<typeof refusedSchema>;
export type Manifest = z.infer<typeof manifestSchema>;
/** What a run was built from, each part by a hash of it. */
export type InputParts = z.infer<typeof inputPartsSchema>;

/** Writes the manifest of a run's folder, whole and on the disk before it has its name. */
export function writeManifest(runDir: string, manifest: Manifest): void {
  writeWholeFile(join(runDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Reads the manifest of a run's folder, or nothing when it has none that can be read. */
export function readManifest(runDir: string): Manifest | undefined {
  const path = join(runDir, 'manifest.json');
  if (!existsSync(path)) return undefined;
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
