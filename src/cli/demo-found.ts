import type { Found } from '../../examples/demo/planted.js';
import { openReadOnly, type Database } from '../warehouse/database.js';

/** What a night made of the demonstration: what was planted, and how much of the register returned. */
export interface DemoFound extends Found {
  readonly register: RegisterReturned;
}

interface RegisterReturned {
  /** Locations of the latest register that serve somebody. */
  readonly locations: number;
  /** The share of them with a current return, as the figures have it; null where none is said. */
  readonly coverage: number | null;
}

/** Reads what a night found from the warehouse it published. */
export async function readFound(path: string): Promise<DemoFound> {
  const database = await openReadOnly(path);
  try {
    return {
      deliveries: await readDeliveries(database),
      findings: await readFindings(database),
      grouped_providers: await readGrouped(database),
      register: await readRegister(database),
    };
  } finally {
    database.close();
  }
}

async function readDeliveries(database: Database): Promise<Found['deliveries']> {
  const rows = await database.rows('select path, state from ops.delivery order by path');
  return rows.map((row) => ({ path: String(row['path']), state: String(row['state']) }));
}

async function readFindings(database: Database): Promise<Found['findings']> {
  const rows = await database.rows(
    `select delivery.path, finding.record_number, finding.column_name, finding.rule, finding.severity
    from ops.finding
    inner join ops.delivery on finding.delivery_id = delivery.delivery_id
    order by all`,
  );
  return rows.map((row) => ({
    path: String(row['path']),
    record: Number(row['record_number']),
    column: String(row['column_name']),
    rule: String(row['rule']),
    severity: String(row['severity']),
  }));
}

async function readGrouped(database: Database): Promise<Found['grouped_providers']> {
  const rows = await database.rows(
    'select workplace_id, rule from ops.grouped_provider order by workplace_id',
  );
  return rows.map((row) => ({
    workplace_id: String(row['workplace_id']),
    rule: String(row['rule']),
  }));
}

async function readRegister(database: Database): Promise<RegisterReturned> {
  const [row] = await database.rows(
    `select
      (
        select count(*)
        from core.dim_cqc_location
        where is_registered and not coalesce(is_dormant, false)
      ) as location_count,
      (
        select max_by(coverage, period)
        from metrics.measure
        where
          metric_id = 'vacancy_rate'
          and area_type = 'partnership'
          and period_type = 'month'
          and (care_setting, job_role, sector, cut) = ('all', 'all', 'all', 'all')
      ) as coverage`,
  );
  const coverage = row?.['coverage'] ?? null;
  return {
    locations: Number(row?.['location_count']),
    coverage: coverage === null ? null : Number(coverage),
  };
}
