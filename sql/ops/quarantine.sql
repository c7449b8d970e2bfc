/*
title: Records that were set aside, and why
grain: one row per quarantined record of a delivery that is in force or was rejected
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file, from 1
  sheet: The sheet of the workbook; null in a text file
  line: The line of the file, or row of the sheet, on which the record begins
  dataset_id: What the file is
  submitter: Who sent the file
  period: First day of the month the file describes
  path: Where the file lay in its source, and within its archive where it came in one
  file_state: accepted where the rest of the file counts, rejected where none of it does
  reasons: What is wrong with the record, each a column, the rule it breaks, its severity and the rule in words
  is_replaced: Whether a later file has taken the place of this one, so that nothing is left to mend
source: the staged files, in the words of ops.finding
*/
with record as (
    select * from raw.record
    where row_state = 'quarantined'
),

delivery as (
    select * from ops.delivery
    where state in ('accepted', 'accepted_with_warnings', 'rejected')
),

finding as (
    select
        finding.delivery_id,
        finding.record_number,
        list(
            {
                'column_name': finding.column_name,
                'rule': finding.rule,
                'severity': finding.severity,
                'message': finding.message
            }
            order by finding.severity, finding.column_name, finding.rule
        ) as reasons,
    from ops.finding
    where finding.record_number > 0
    group by all
),

final as (
    select
        record.delivery_id,
        record.record_number,
        nullif(record.sheet, '') as sheet,
        coalesce(record.line, record.record_number + 1) as line,
        record.dataset_id,
        delivery.submitter,
        delivery.period,
        concat_ws('/', delivery.path, delivery.member) as path,
        case when delivery.state = 'rejected' then 'rejected' else 'accepted' end as file_state,
        coalesce(finding.reasons, []) as reasons,
        delivery.replaced_by_delivery_id is not null as is_replaced,
    from record
    inner join delivery on record.delivery_id = delivery.delivery_id
    left join finding
        on record.delivery_id = finding.delivery_id
        and record.record_number = finding.record_number
)

select * from final
