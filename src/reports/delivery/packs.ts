import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isMonth } from '../../period.js';
import type { PackFormat } from '../../setting-kinds.js';

const packSchema = z.object({
  title: z.string(),
  audience: z.enum(['public', 'internal']),
  area: z.object({ area_code: z.string(), area_name: z.string() }),
  partnership: z.object({ name: z.string() }),
  period: z.string(),
  demonstration: z.string().optional(),
  run: z.object({
    run_id: z.string(),
    program_version: z.string(),
    input_fingerprint: z.string(),
  }),
  sentences: z.array(z.object({ section: z.string(), text: z.string() })),
  facts: z.array(z.unknown()),
});

type PackJson = z.infer<typeof packSchema>;

/** One file of a pack as it lies there. */
export interface PackFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A pack that was written, with what a message about it says. */
export interface DeliverablePack {
  readonly runId: string;
  readonly audience: 'public' | 'internal';
  readonly areaCode: string;
  readonly areaName: string;
  readonly partnershipName: string;
  readonly period: string;
  readonly title: string;
  readonly demonstration: string | null;
  readonly keyMessages: readonly string[];
  readonly files: readonly PackFile[];
  /** Over every byte of every file. */
  readonly packSha256: string;
  /** The same while the pack says the same, whichever run wrote it. */
  readonly contentSha256: string;
}

/**
 * Reads the packs of an audience that a run has written, in the order of their codes. What another
 * run wrote is left out: it may say what is no longer published.
 */
export async function readPacks(audienceDir: string, runId: string): Promise<DeliverablePack[]> {
  if (!existsSync(audienceDir)) return [];
  const packs: DeliverablePack[] = [];
  for (const areaCode of (await foldersIn(audienceDir)).sort()) {
    const periods = (await foldersIn(join(audienceDir, areaCode))).filter(isMonth);
    for (const period of periods.sort()) {
      const dir = join(audienceDir, areaCode, period);
      const json = await readPackJson(dir);
      if (json?.run.run_id === runId) packs.push(await packOf(dir, json));
    }
  }
  return packs;
}

/** What a folder says that it is a pack of, or nothing where it is none. */
export async function readPackJson(dir: string): Promise<PackJson | undefined> {
  const path = join(dir, 'pack.json');
  if (!existsSync(path)) return undefined;
  try {
    return packSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** The format a file of a pack belongs to; the drawing of a chart and the list of facts belong to none. */
export function formatOf(name: string): PackFormat | undefined {
  if (name.endsWith('metadata.json')) return 'csv';
  const ending = /\.(html|pdf|docx|xlsx|csv|png)$/.exec(name)?.[1];
  return ending as PackFormat | undefined;
}

/** The files of a pack in some formats, in the order of the formats. */
export function filesIn(pack: DeliverablePack, formats: readonly PackFormat[]): PackFile[] {
  return formats.flatMap((format) => pack.files.filter(({ name }) => formatOf(name) === format));
}

async function foldersIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
}

async function packOf(dir: string, json: PackJson): Promise<DeliverablePack> {
  const files: PackFile[] = [];
  const whole = createHash('sha256');
  const said = createHash('sha256').update(
    withoutRun(JSON.stringify([json.title, json.sentences, json.facts]), json),
  );
  for (const name of (await readdir(dir)).sort()) {
    const path = join(dir, name);
    const bytes = await readFile(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    files.push({ name, path, bytes: bytes.length, sha256 });
    whole.update(`${name}\n${sha256}\n`);
    said.update(`${name}\n${isText(name) ? withoutRun(bytes.toString('utf8'), json) : ''}\n`);
  }
  return {
    runId: json.run.run_id,
    audience: json.audience,
    areaCode: json.area.area_code,
    areaName: json.area.area_name,
    partnershipName: json.partnership.name,
    period: json.period,
    title: json.title,
    demonstration: json.demonstration ?? null,
    keyMessages: json.sentences
      .filter(({ section }) => section === 'key-messages')
      .map(({ text }) => text),
    files,
    packSha256: whole.digest('hex'),
    contentSha256: said.digest('hex'),
  };
}

/** What can be compared in words; of the other formats it counts that they are there. */
function isText(name: string): boolean {
  return /\.(html|csv|svg)$/.test(name);
}

/** A text without the names of the run and the program, which change when nothing that it says does. */
function withoutRun(text: string, { run }: PackJson): string {
  return text
    .replaceAll(run.run_id, '')
    .replaceAll(run.input_fingerprint, '')
    .replaceAll(run.input_fingerprint.slice(0, 16), '')
    .replaceAll(`Carecount ${run.program_version}`, '');
}
