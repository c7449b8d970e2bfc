import iconv from 'iconv-lite';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { Planted } from '../../../examples/demo/planted.js';

export type Cells = Record<string, string>;

/** An organisation's month as an independent reader finds it: only the files in force. */
export interface Month {
  readonly organisation: string;
  readonly month: string;
  readonly workplaces: InForce | undefined;
  readonly workers: InForce | undefined;
}

export interface InForce {
  readonly path: string;
  readonly header: string[];
  readonly records: Cells[];
}

const OUT_OF_FORCE = new Set(['rejected', 'unrecognised', 'duplicate', 'superseded']);

/** Every file below a folder with its bytes and time. */
export function snapshotOf(dir: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(dir, name);
    const { mtimeMs, size } = statSync(path);
    if (!statSync(path).isFile()) continue;
    found.set(name, `${size} ${mtimeMs} ${readFileSync(path).toString('base64')}`);
  }
  return found;
}

/** All months of all organisations, in order. */
export function readInbox(inbox: string, planted: Planted): Month[] {
  const out = new Set(
    planted.deliveries.filter((each) => OUT_OF_FORCE.has(each.state)).map((each) => each.path),
  );
  const months: Month[] = [];
  for (const organisation of readdirSync(inbox).sort()) {
    for (const month of readdirSync(join(inbox, organisation)).sort()) {
      const files = readdirSync(join(inbox, organisation, month))
        .map((name) => `${organisation}/${month}/${name}`)
        .filter((path) => !out.has(path))
        .map((path) => readReturn(inbox, path));
      months.push({
        organisation,
        month,
        workplaces: files.find(({ header }) => header.includes('ESTNAME')),
        workers: files.find(({ header }) => header.includes('UNIQUEWORKERID')),
      });
    }
  }
  return months;
}

/** The records of a file that have not as many cells as its header, by their numbers from 1. */
export function raggedRecords(inbox: string, path: string): number[] {
  const [header = [], ...records] = Papa.parse<string[]>(readText(inbox, path), {
    newline: '\n',
    skipEmptyLines: true,
  }).data;
  return records.flatMap((cells, at) => (cells.length === header.length ? [] : [at + 1]));
}

function readText(inbox: string, path: string): string {
  const bytes = readFileSync(join(inbox, path));
  const isUtf8 = Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes);
  const text = isUtf8 ? bytes.toString('utf8') : iconv.decode(bytes, 'windows-1252');
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

function readReturn(inbox: string, path: string): InForce {
  const unified = readText(inbox, path);
  const parsed = Papa.parse<Cells>(unified, { header: true, newline: '\n', skipEmptyLines: true });
  if (parsed.errors.length > 0) throw new Error(`${path}: ${JSON.stringify(parsed.errors[0])}`);
  return { path, header: parsed.meta.fields ?? [], records: parsed.data };
}
