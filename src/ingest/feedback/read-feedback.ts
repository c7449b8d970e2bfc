import type { Database, Row } from '../../warehouse/database.js';

/** One file that an organisation sent, and what became of it. */
export interface FeedbackFile {
  readonly deliveryId: number;
  /** Where it lay, with the path within its archive. */
  readonly path: string;
  readonly datasetId: string | null;
  readonly state: string;
  readonly reason: string | null;
  /** ISO instant in UTC. */
  readonly arrivedAt: string;
  readonly recordCount: number;
  readonly keptCount: number;
  readonly quarantinedCount: number;
  /** Records kept in which something must be mended, so that they may not count. */
  readonly doubtfulCount: number;
  /** Whether a later file stands in its place. */
  readonly isReplaced: boolean;
}

/** One thing that was wrong with a file that still stands. */
export interface FeedbackFinding {
  readonly path: string;
  readonly sheet: string | null;
  /** The line of the file, or the row of the sheet; null for the file as a whole. */
  readonly line: number | null;
  readonly column: string;
  readonly rule: string;
  readonly severity: string;
  readonly value: string | null;
  readonly message: string;
}

/** How far one thing that the national return asks for is given. */
export interface FeedbackCompleteness {
  /** `staff`, or `agency` for agency workers. */
  readonly staffGroup: string;
  readonly field: string;
  readonly requiredShare: number;
  readonly knownCount: number;
  readonly notKnownCount: number;
  readonly recordCount: number;
  readonly knownShare: number;
  readonly isMet: boolean;
}

/** What one organisation is told of one month. */
export interface Feedback {
  readonly organisation: string;
  /** `yyyy-mm` */
  readonly month: string;
  readonly files: readonly FeedbackFile[];
  readonly findings: readonly FeedbackFinding[];
  readonly completeness: readonly FeedbackCompleteness[];
  /** Whether the completeness is of the workplaces alone that agreed to share. */
  readonly isOfSharingOnly: boolean;
}

/** The months that an organisation has sent anything for, the latest first. */
export async function monthsOf(database: Database, organisation: string): Promise<string[]> {
  const rows = await database.rows(
    `select distinct strftime(period, '%Y-%m') as month from ops.delivery
    where submitter = $organisation order by month desc`,
    { organisation },
  );
  return rows.map((row) => String(row['month']));
}

/** Reads what the published file knows of one organisation and month, and of no other. */
export async function readFeedback(
  database: Database,
  organisation: string,
  month: string,
): Promise<Feedback> {
  const asked = { organisation, period: `${month}-01` };
  const files = await database.rows(
    `with doubtful as (
        select finding.delivery_id, count(distinct finding.record_number) as doubtful_count
        from ops.finding
        anti join ops.quarantine
            on finding.delivery_id = quarantine.delivery_id
            and finding.record_number = quarantine.record_number
        where finding.severity = 'error' and finding.record_number > 0
        group by all
    )
    select
        delivery.*,
        coalesce(doubtful.doubtful_count, 0) as doubtful_count,
        concat_ws('/', delivery.path, delivery.member) as whole_path
    from ops.delivery
    left join doubtful on delivery.delivery_id = doubtful.delivery_id
    where delivery.submitter = $organisation and delivery.period = cast($period as date)
    order by delivery.arrived_at, delivery.delivery_id`,
    asked,
  );
  const findings = await database.rows(
    `select finding.*, concat_ws('/', delivery.path, delivery.member) as whole_path
    from ops.finding
    inner join ops.delivery on finding.delivery_id = delivery.delivery_id
    where
        delivery.submitter = $organisation
        and delivery.period = cast($period as date)
        and delivery.state not in ('superseded', 'duplicate')
        and delivery.replaced_by_delivery_id is null
    order by finding.delivery_id, finding.record_number, finding.column_name, finding.rule`,
    asked,
  );
  const whole = await completenessAt(database, 'return', asked);
  const parts = whole.length > 0 ? [] : await completenessAt(database, 'workplace', asked);
  return {
    organisation,
    month,
    files: files.map(fileOf),
    findings: findings.map(findingOf),
    completeness: [...whole, ...parts].map(completenessOf),
    isOfSharingOnly: parts.length > 0,
  };
}

/** Rows of workplaces that have not agreed to share are not published, nor the sum they are part of. */
async function completenessAt(
  database: Database,
  level: 'return' | 'workplace',
  asked: { readonly organisation: string; readonly period: string },
): Promise<Row[]> {
  return database.rows(
    `select
        staff_group,
        field,
        required_share,
        sum(known_count) as known_count,
        sum(not_known_count) as not_known_count,
        sum(record_count) as record_count,
        sum(known_count) / nullif(sum(record_count), 0) as known_share,
        sum(known_count) >= required_share * sum(record_count) as is_met
    from ops.return_completeness
    where submitter = $organisation and period = cast($period as date) and level = $level
    group by staff_group, field, required_share
    order by staff_group desc, required_share desc, known_share, field`,
    { ...asked, level },
  );
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function fileOf(row: Row): FeedbackFile {
  return {
    deliveryId: Number(row['delivery_id']),
    path: String(row['whole_path']),
    datasetId: textOf(row['dataset_id']),
    state: String(row['state']),
    reason: textOf(row['reason']),
    arrivedAt: String(row['arrived_at']),
    recordCount: Number(row['record_count']),
    keptCount: Number(row['kept_count']),
    quarantinedCount: Number(row['quarantined_count']),
    doubtfulCount: Number(row['doubtful_count']),
    isReplaced: row['replaced_by_delivery_id'] !== null,
  };
}

function findingOf(row: Row): FeedbackFinding {
  return {
    path: String(row['whole_path']),
    sheet: textOf(row['sheet']),
    line: row['line'] === null ? null : Number(row['line']),
    column: textOf(row['column_name']) ?? '',
    rule: String(row['rule']),
    severity: String(row['severity']),
    value: textOf(row['value']),
    message: textOf(row['message']) ?? '',
  };
}

function completenessOf(row: Row): FeedbackCompleteness {
  return {
    staffGroup: String(row['staff_group']),
    field: String(row['field']),
    requiredShare: Number(row['required_share']),
    knownCount: Number(row['known_count']),
    notKnownCount: Number(row['not_known_count']),
    recordCount: Number(row['record_count']),
    knownShare: Number(row['known_share']),
    isMet: row['is_met'] === true,
  };
}
