import { join } from 'node:path';
import type { Workspace } from '../../src/config.js';
import { openReadOnly, type Row } from '../../src/warehouse/database.js';
import type { Shown } from './compare.js';
import type { MeasureRow, Measures } from './measures.js';

/** One row of the public file's measures. */
export interface PublicRow extends Omit<
  MeasureRow,
  'base_workplaces' | 'base_organisations' | 'base_workers'
> {
  readonly base_workplaces: number | null;
  readonly base_organisations: number | null;
  readonly base_workers: number | null;
}

export type Audience = 'internal' | 'public';

const FILES: Record<Audience, string> = {
  internal: 'carecount.duckdb',
  public: 'carecount-public.duckdb',
};

/** Rows of a query on a published file. */
export async function publishedRows(
  workspace: Workspace,
  audience: Audience,
  sql: string,
): Promise<Row[]> {
  const database = await openReadOnly(join(workspace.publishedLink, FILES[audience]));
  try {
    return await database.rows(sql);
  } finally {
    database.close();
  }
}

const KEY = `concat_ws(' ', metric_id, period, period_type, area_code, area_type, care_setting, job_role,
  sector, cut)`;

/** What is published, under the key of the oracle's rows; DECIMAL as its text. */
export async function publishedMeasures(workspace: Workspace): Promise<Measures> {
  const rows = Object.entries(await measureRows(workspace, 'internal'));
  return new Map(rows.map(([key, row]) => [key, row as MeasureRow]));
}

/** What the public file shows, under the same keys. */
export async function publicMeasures(workspace: Workspace): Promise<Map<string, PublicRow>> {
  return new Map(Object.entries(await measureRows(workspace, 'public')));
}

async function measureRows(
  workspace: Workspace,
  audience: Audience,
): Promise<Record<string, PublicRow>> {
  const rows = await publishedRows(
    workspace,
    audience,
    `select ${KEY} as key, numerator::varchar as numerator, denominator::varchar as denominator,
      value::varchar as value, ci_low::varchar as ci_low, ci_high::varchar as ci_high,
      base_workplaces, base_organisations, base_workers, coverage::varchar as coverage, status
    from metrics.measure`,
  );
  const found: Record<string, PublicRow> = {};
  for (const { key, ...row } of rows) {
    const name = String(key);
    if (name in found) throw new Error(`two rows of ${name}`);
    found[name] = row as unknown as PublicRow;
  }
  return found;
}

/** How each metric is shown, as the published catalogue says. */
export async function shownAs(workspace: Workspace): Promise<Map<string, Shown>> {
  const rows = await publishedRows(
    workspace,
    'internal',
    `select metric_id, unit, kind, decimals, disclosure = 'none' as "isOpen" from metrics.metric`,
  );
  return new Map(
    rows.map(({ metric_id: id, ...shown }) => [String(id), shown as unknown as Shown]),
  );
}
