/*
title: Who has not returned for the latest month
grain: one row per organisation, or location registered with the CQC, that is to be asked
keys: [reason, chased_id]
columns:
  reason: >
    late for who returned before and not for the latest month, never_returned for a location of the
    register that no return has named
  chased_id: The submitter, or the CQC location
  chased_name: Who to ask for, as the returns or the register name them
  provider_name: The CQC provider of a location; null for a submitter
  council_name: The council a location lies in, as the CQC writes it; null for a submitter
  care_setting: The care setting of a location; null for a submitter
  period: The latest month that anybody has returned for; null where nobody has
  last_period: The month of their last return; null where there is none
  months_since: Months between the two
  workplace_count: Workplaces in that return that agreed to share
  has_sharing_workplace: >
    Whether any workplace in that return agreed to share; null for a location, and where that return has
    no workplace
  size: How large they are, as far as is known
  size_unit: staff (of the last return, in workplaces that agreed to share) or beds (of the register)
source: >
  core.int_return, core.fct_provider_return_role and core.dim_cqc_location. A return is a workplace file
  with its worker file, or the council's own monthly return; a workplace that is in both for a month counts
  once, as the workplace file has it. Locations of this partnership's councils that serve somebody; a
  location whose last return was somebody's who has returned since without it is late.
*/
with int_return as (
    select * from core.int_return
),

int_workplace_record as (
    select * from core.int_workplace_record
),

fct_workplace_month as (
    select * from core.fct_workplace_month
    where return_age_months = 0
),

dim_cqc_location as (
    select * from core.dim_cqc_location
    where is_registered and not coalesce(is_dormant, false)
),

dim_area_name as (
    select * from core.dim_area_name
    where scheme = 'name'
),

dim_area as (
    select * from core.dim_area
    where is_in_partnership
),

fct_provider_return_role as (
    select * from core.fct_provider_return_role
),

returned as (
    select
        int_return.submitter,
        int_return.period,
    from int_return
    union
    select
        fct_provider_return_role.submitter,
        fct_provider_return_role.period,
    from fct_provider_return_role
),

latest as (
    select max(returned.period) as period
    from returned
),

last_return as (
    select
        returned.submitter,
        max(returned.period) as last_period,
    from returned
    group by all
),

monthly_workplace as (
    select
        fct_provider_return_role.submitter,
        fct_provider_return_role.period,
        fct_provider_return_role.workplace_reference,
        fct_provider_return_role.has_sharing_consent,
        sum(
            coalesce(
                fct_provider_return_role.total_count,
                fct_provider_return_role.permanent_count
                + fct_provider_return_role.temporary_count
                + fct_provider_return_role.bank_count
                + fct_provider_return_role.agency_count
            )
        ) as staff_count,
    from fct_provider_return_role
    anti join fct_workplace_month
        on fct_provider_return_role.submitter = fct_workplace_month.submitter
        and fct_provider_return_role.period = fct_workplace_month.period
        and fct_provider_return_role.workplace_reference
        in (fct_workplace_month.local_establishment_id, fct_workplace_month.cqc_location_id)
    group by all
),

workplace as (
    select
        fct_workplace_month.submitter,
        fct_workplace_month.period,
        fct_workplace_month.stated_staff_count as staff_count,
        fct_workplace_month.has_sharing_consent,
    from fct_workplace_month
    union all
    select
        monthly_workplace.submitter,
        monthly_workplace.period,
        monthly_workplace.staff_count,
        monthly_workplace.has_sharing_consent,
    from monthly_workplace
),

counted as (
    select
        workplace.submitter,
        workplace.period,
        count(*) filter (where workplace.has_sharing_consent) as workplace_count,
        cast(
            sum(workplace.staff_count) filter (where workplace.has_sharing_consent) as integer
        ) as staff_count,
        coalesce(bool_or(workplace.has_sharing_consent), false) as has_sharing_workplace,
    from workplace
    group by all
),

late_submitter as (
    select
        'late' as reason,
        last_return.submitter as chased_id,
        last_return.submitter as chased_name,
        null::varchar as provider_name,
        null::varchar as council_name,
        null::varchar as care_setting,
        latest.period,
        last_return.last_period,
        coalesce(counted.workplace_count, 0) as workplace_count,
        counted.has_sharing_workplace,
        counted.staff_count as size,
        'staff' as size_unit,
    from last_return
    inner join latest on last_return.last_period < latest.period
    left join counted
        on last_return.submitter = counted.submitter
        and last_return.last_period = counted.period
),

named as (
    select
        int_workplace_record.cqc_location_id,
        int_workplace_record.submitter,
        int_workplace_record.period,
    from int_workplace_record
    union
    select
        fct_provider_return_role.cqc_location_id,
        fct_provider_return_role.submitter,
        fct_provider_return_role.period,
    from fct_provider_return_role
),

last_named as (
    select
        named.cqc_location_id,
        max(named.period) as last_period,
        arg_max(named.submitter, (named.period, named.submitter)) as submitter,
    from named
    where named.cqc_location_id is not null
    group by all
),

registered as (
    select distinct dim_cqc_location.*
    from dim_cqc_location
    inner join dim_area_name
        on reference.area_name_key(dim_cqc_location.council_name) = dim_area_name.name_key
        and last_day(dim_cqc_location.as_at_period) >= dim_area_name.valid_from
        and last_day(dim_cqc_location.as_at_period) < dim_area_name.valid_to
    inner join dim_area on dim_area_name.area_code = dim_area.area_code
),

location as (
    select
        case when last_named.last_period is null then 'never_returned' else 'late' end as reason,
        registered.location_id as chased_id,
        registered.location_name as chased_name,
        registered.provider_name,
        registered.council_name,
        registered.care_setting,
        latest.period,
        last_named.last_period,
        null::bigint as workplace_count,
        null::boolean as has_sharing_workplace,
        registered.bed_count as size,
        case when registered.bed_count is not null then 'beds' end as size_unit,
    from registered
    cross join latest
    left join last_named on registered.location_id = last_named.cqc_location_id
    left join late_submitter on last_named.submitter = late_submitter.chased_id
    where
        last_named.last_period is null
        or (last_named.last_period < latest.period and late_submitter.chased_id is null)
),

chased as (
    select * from late_submitter
    union all
    select * from location
),

final as (
    select
        chased.reason,
        chased.chased_id,
        chased.chased_name,
        chased.provider_name,
        chased.council_name,
        chased.care_setting,
        chased.period,
        chased.last_period,
        cast(datediff('month', chased.last_period, chased.period) as integer) as months_since,
        cast(chased.workplace_count as integer) as workplace_count,
        chased.has_sharing_workplace,
        cast(chased.size as integer) as size,
        case when chased.size is not null then chased.size_unit end as size_unit,
    from chased
)

select * from final
