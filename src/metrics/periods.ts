/** The kinds of period that the roll-up makes figures of, as `period_type` names them. */
export type RolledPeriod = 'month' | 'rolling_3m';

/** How many months a rolling figure is of. */
const ROLLING_MONTHS = 3;

/** The month of the calendar that a financial year ends with. */
const LAST_MONTH_OF_YEAR = 3;

/** The months that anything is counted for. */
export const MONTHS = `select period from core.int_return_month
            union
            select period from core.int_extract_workplace`;

/** Three months in a row that are all counted for, by the last of them. */
const ROLLING_PERIODS = `select last.period
    from (${MONTHS}) as last
    inner join (${MONTHS}) as earlier
        on earlier.period between last.period - interval ${ROLLING_MONTHS - 1} month and last.period
    group by last.period
    having count(*) = ${ROLLING_MONTHS}`;

/**
 * A family's contributions, once for each rolling period that their month is in. People are counted in
 * its last month only: three months have not three times the staff.
 */
export function rollingSql(): string {
  return `select contribution.* replace (
    rolling.period as period,
    if(contribution.period = rolling.period, contribution.worker_count, 0) as worker_count
)
from contribution
inner join (${ROLLING_PERIODS}) as rolling
    on contribution.period between rolling.period - interval ${ROLLING_MONTHS - 1} month and rolling.period`;
}

/** Leaves out what three months cannot be given for: the first two, and areas that ended in between. */
export const wholeRollingSql = `where period in (${ROLLING_PERIODS})
    and area_code in (select ancestor_area_code from core.bridge_area)`;

/**
 * The figures of each financial year whose March is counted for, out of those of the months: of 31 March, as
 * national figures for a year are. Turnover is then of the leavers of that year.
 */
export const YEARS_SQL = `select * replace (
    cast(period - interval 11 month as date) as period,
    'financial_year' as period_type
)
from metrics.measure
where period_type = 'month' and month(period) = ${LAST_MONTH_OF_YEAR}`;
