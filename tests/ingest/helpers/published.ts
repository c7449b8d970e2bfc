import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, afterAll } from 'vitest';
import ExcelJS from 'exceljs';
import * as XLSX from '@e965/xlsx';
import { packageDir } from '../../../src/config.js';
import { registerDeliveries } from '../../../src/ingest/index.js';
import { openForBuild, type Database, type Row } from '../../../src/warehouse/database.js';
import { listSql, readSqlFile, sqlDir } from '../../../src/warehouse/sql-file.js';
import { modelHeaderSchema } from '../../../src/transform/header.js';
import { lastingDir, removeDir, tempWorkspace } from '../../helpers/workspace.js';
import { arrive, CONTRACTS, stageAgain } from './staging.js';

const REAL_DIR = join(packageDir, '../shared/realdata');

/** Whether a real publication is at hand; says so where it is not, and its tests are skipped. */
export function hasRealFile(name: string): boolean {
  const isThere = existsSync(join(REAL_DIR, name));
  if (!isThere) console.warn(`${name} is not at hand: its tests are skipped`);
  return isThere;
}

/** The folder of real publications, which a checkout may lack. */
export function realFile(name: string): Buffer {
  return readFileSync(join(REAL_DIR, name));
}

/** What a test asks of files that were staged once for all tests of a `describe`. */
export interface Published {
  rows(sql: string): Promise<Row[]>;
  /** The first value of the first row. */
  one(sql: string): Promise<unknown>;
}

/**
 * Stages files among all contracts, and puts the staging models of some of them over what was read.
 * @param models such as `stg_dfe__social_worker`.
 */
export function stagedOnce(
  datasets: readonly string[],
  models: readonly string[],
  files: () => Promise<readonly (string | Uint8Array)[]>,
): Published {
  let dir = '';
  let database: Database | undefined;
  beforeAll(async () => {
    dir = lastingDir();
    const workspace = tempWorkspace(undefined, dir);
    const arrivals = (await files()).map((bytes) => ({ bytes }));
    const { deliveries, staging } = await stageAgain(workspace, arrive(workspace, arrivals));
    database = await openForBuild();
    const contracts = CONTRACTS.filter(({ id }) => datasets.includes(id));
    await registerDeliveries(database, workspace, deliveries, staging, contracts, []);
    await addModels(database, models);
  }, 180_000);
  afterAll(() => {
    database?.close();
    removeDir(dir);
  });
  const rows = async (sql: string): Promise<Row[]> => {
    if (database === undefined) throw new Error('nothing was staged');
    return database.rows(sql);
  };
  return {
    rows,
    async one(sql) {
      const [row] = await rows(sql);
      return Object.values(row ?? {})[0];
    },
  };
}

/** Creates staging models, and holds them to the columns of their own headers. */
async function addModels(database: Database, models: readonly string[]): Promise<void> {
  await database.run('create schema if not exists staging');
  for (const path of listSql(join(sqlDir, 'staging'))) {
    if (!models.some((name) => path.endsWith(`/${name}.sql`))) continue;
    const { name, sql, header } = readSqlFile(path, modelHeaderSchema);
    await database.run(`create table staging.${name} as ${sql}`);
    const columns = await database.rows(`describe staging.${name}`);
    const found = columns.map((row) => String(row['column_name']));
    const told = Object.keys(header.columns);
    if (found.join() !== told.join())
      throw new Error(`${name} has ${found.join()}: not its header`);
  }
}

/** Whether each row of the sheets that were read is told for: above, header, read, note or below. */
export const ROWS_TOLD = `
select coalesce(preamble_rows + header_rows + read_rows + note_rows + footer_rows, 0)::integer
from raw.delivery`;

type Cell = string | number | null;

/** A workbook, from the rows of each sheet. */
export async function xlsx(sheets: Record<string, readonly (readonly Cell[])[]>): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    for (const row of rows) sheet.addRow([...row]);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** The same as an OpenDocument spreadsheet. */
export function ods(sheets: Record<string, readonly (readonly Cell[])[]>): Buffer {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows.map((row) => [...row])), name);
  }
  return XLSX.write(book, { type: 'buffer', bookType: 'ods' }) as Buffer;
}
