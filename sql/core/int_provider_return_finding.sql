/*
title: What only the whole of a monthly return, or the law, shows
grain: one row per finding; at most one per record, column and rule
keys: [delivery_id, record_number, column_name, rule]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file
  column_name: The column, as the file names it
  rule: The rule it breaks
  severity: error or warning
source: >
  Monthly returns in force. Pay is compared with the National Living Wage on the last day of the month:
  apprentices and the young may be paid less, so it is a question and not a fault.
*/
with int_delivery as (
    select * from core.int_delivery
    where is_in_force
),

wage_floor as (
    select * from reference.wage_floor
),

kept as (
    select stg_provider_return__workplace_role.*
    from staging.stg_provider_return__workplace_role
    inner join int_delivery
        on stg_provider_return__workplace_role.delivery_id = int_delivery.delivery_id
    where stg_provider_return__workplace_role.row_state = 'kept'
),

repeated as (
    select
        kept.delivery_id,
        kept.record_number,
        'Job role' as column_name,
        'job_role_repeated' as rule,
        'error' as severity,
    from kept
    qualify
        row_number() over (
            partition by kept.delivery_id, kept.workplace_reference, kept.job_role_code
            order by kept.record_number
        ) > 1
),

low_pay as (
    select
        kept.delivery_id,
        kept.record_number,
        'Typical hourly pay (£)' as column_name,
        'pay_below_living_wage' as rule,
        'warning' as severity,
    from kept
    asof inner join wage_floor
        on kept.as_at_date >= wage_floor.valid_from
    where kept.typical_pay_gbp_hour < wage_floor.nlw_gbp_hour
),

final as (
    select * from repeated
    union all
    select * from low_pay
)

select * from final
