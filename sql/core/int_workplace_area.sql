/*
title: Where the workplaces of each return and analysis extract lie
grain: one row per workplace and return or extract
keys: [delivery_id, local_establishment_id]
columns:
  delivery_id: The delivery the workplace's record came in
  local_establishment_id: The provider's own id for the workplace; of an extract, the service's
  record_source: bulk_upload or analysis_extract
  listed_area_code: The area that the step which placed it lists it under; it may have ended since
  area_code: The smallest area it lies in, as areas are now
  area_source: Which step placed it, as in core.fct_workplace_month
  is_inside: Whether it lies in the partnership
source: >
  core.int_workplace_record, core.int_extract_workplace, the workspace's postcode directory and its
  corrections. The steps, first that places: the corrections; the directory, where a postcode that has ended
  still places; of an extract, its own code of the council; another return or extract with the same workplace
  whose postcode the first two place, the latest before this one, else the first after it; the area that holds
  more than half of the directory's postcodes of the same sector (all but the last two letters); the home area.
  A directory's area that was replaced whole is the one that took its place, as far on as the partnership has
  it. A workplace that one extract has for several months lies where the latest of them says.
checks:
  - row_count: {equals: core.int_workplace_record}
    where: record_source = 'bulk_upload'
    message: A workplace is placed nowhere, or twice.
  - accepted_values:
      column: area_source
      values: [corrected, postcode, council_code, known_earlier, sector, home, unplaced, outside]
*/
with int_workplace_record as (
    select * from core.int_workplace_record
),

int_extract_workplace as (
    select * from core.int_extract_workplace
),

postcode as (
    select * from reference.postcode
),

postcode_correction as (
    select * from raw.postcode_correction
),

int_area_successor as (
    select * from core.int_area_successor
),

area_inside as (
    select distinct bridge_area.area_code
    from core.bridge_area
),

workspace_setting as (
    select * from reference.workspace_setting
),

area_now as (
    select
        int_area_successor.area_code,
        arg_max(
            int_area_successor.successor_area_code,
            (area_inside.area_code is not null, int_area_successor.step_count)
        ) as current_area_code,
    from int_area_successor
    left join area_inside on int_area_successor.successor_area_code = area_inside.area_code
    group by all
),

workplace as (
    select
        'bulk_upload' as record_source,
        int_workplace_record.delivery_id,
        int_workplace_record.source_id,
        int_workplace_record.submitter,
        int_workplace_record.local_establishment_id,
        int_workplace_record.period,
        int_workplace_record.postcode,
        cast(null as varchar) as council_area_code,
    from int_workplace_record

    union all

    select
        int_extract_workplace.record_source,
        int_extract_workplace.workplace_delivery_id as delivery_id,
        int_extract_workplace.source_id,
        int_extract_workplace.submitter,
        int_extract_workplace.local_establishment_id,
        int_extract_workplace.period,
        int_extract_workplace.postcode,
        int_extract_workplace.council_area_code,
    from int_extract_workplace
    qualify
        row_number() over (
            partition by
                int_extract_workplace.workplace_delivery_id,
                int_extract_workplace.local_establishment_id
            order by int_extract_workplace.period desc
        ) = 1
),

given as (
    select
        workplace.*,
        postcode_correction.area_code as corrected_area_code,
        postcode_correction.corrected_postcode,
    from workplace
    left join postcode_correction on workplace.postcode = postcode_correction.postcode
),

looked_up as (
    select
        given.*,
        coalesce(given.corrected_area_code, corrected.area_code) as area_by_correction,
        postcode.area_code as area_by_postcode,
        left(coalesce(given.corrected_postcode, given.postcode), -2) as postcode_sector,
    from given
    left join postcode on given.postcode = postcode.postcode
    left join postcode as corrected on given.corrected_postcode = corrected.postcode
),

known as (
    select
        looked_up.*,
        coalesce(looked_up.area_by_correction, looked_up.area_by_postcode) as known_area_code,
    from looked_up
    where coalesce(looked_up.area_by_correction, looked_up.area_by_postcode) is not null
),

not_known as (
    select looked_up.*
    from looked_up
    where coalesce(looked_up.area_by_correction, looked_up.area_by_postcode) is null
),

known_before as (
    select
        not_known.delivery_id,
        not_known.local_establishment_id,
        known.known_area_code as area_code,
    from not_known
    asof inner join known
        on not_known.source_id = known.source_id
        and not_known.submitter = known.submitter
        and not_known.local_establishment_id = known.local_establishment_id
        and not_known.period > known.period
),

known_after as (
    select
        not_known.delivery_id,
        not_known.local_establishment_id,
        known.known_area_code as area_code,
    from not_known
    asof inner join known
        on not_known.source_id = known.source_id
        and not_known.submitter = known.submitter
        and not_known.local_establishment_id = known.local_establishment_id
        and not_known.period < known.period
),

sector_area as (
    select
        left(postcode.postcode, -2) as postcode_sector,
        coalesce(area_now.current_area_code, postcode.area_code) as area_code,
        count(*) as postcode_count,
    from postcode
    left join area_now on postcode.area_code = area_now.area_code
    where left(postcode.postcode, -2) in (select not_known.postcode_sector from not_known)
    group by all
),

sector_majority as (
    select
        sector_area.postcode_sector,
        sector_area.area_code,
    from sector_area
    qualify
        2 * sector_area.postcode_count
        > sum(sector_area.postcode_count) over (partition by sector_area.postcode_sector)
),

step as (
    select
        looked_up.delivery_id,
        looked_up.local_establishment_id,
        looked_up.record_source,
        coalesce(
            looked_up.area_by_correction,
            looked_up.area_by_postcode,
            looked_up.council_area_code,
            known_before.area_code,
            known_after.area_code,
            sector_majority.area_code,
            workspace_setting.home_area,
            'unplaced'
        ) as listed_area_code,
        case
            when looked_up.area_by_correction is not null then 'corrected'
            when looked_up.area_by_postcode is not null then 'postcode'
            when looked_up.council_area_code is not null then 'council_code'
            when known_before.area_code is not null then 'known_earlier'
            when known_after.area_code is not null then 'known_earlier'
            when sector_majority.area_code is not null then 'sector'
            when workspace_setting.home_area is not null then 'home'
            else 'unplaced'
        end as placed_by,
    from looked_up
    cross join workspace_setting
    left join known_before
        on looked_up.delivery_id = known_before.delivery_id
        and looked_up.local_establishment_id = known_before.local_establishment_id
    left join known_after
        on looked_up.delivery_id = known_after.delivery_id
        and looked_up.local_establishment_id = known_after.local_establishment_id
    left join sector_majority on looked_up.postcode_sector = sector_majority.postcode_sector
),

placed as (
    select
        step.delivery_id,
        step.local_establishment_id,
        step.record_source,
        step.placed_by,
        step.listed_area_code,
        coalesce(area_now.current_area_code, step.listed_area_code) as area_code,
    from step
    left join area_now on step.listed_area_code = area_now.area_code
),

final as (
    select
        placed.delivery_id,
        placed.local_establishment_id,
        placed.record_source,
        placed.listed_area_code,
        placed.area_code,
        case
            when
                area_inside.area_code is null
                and placed.placed_by in ('corrected', 'postcode', 'council_code')
                then 'outside'
            else placed.placed_by
        end as area_source,
        area_inside.area_code is not null as is_inside,
    from placed
    left join area_inside on placed.area_code = area_inside.area_code
)

select * from final
