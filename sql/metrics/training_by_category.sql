/*
title: Training by category
grain: >
  two rows per workplace of a return with a training file, category of training and month: of its workers, and of those
  who have done the training
measures:
  - id: training_category_share
    title: Share with this training in date
    numerator: in_date_count
    denominator: training_known_count
    good_direction: higher
    definition: >
      Workers with training of this category that has not run out by the date of the return, divided by the workers of
      returns that came with a training file.
    <<: &share
      unit: rate
      kind: ratio
      source: Ours, from the training file of the ASC-WDS bulk upload
      decimals: 0
      minimum_base: 50
      no_change_band: 0.02
      caveats: >
        Workers of any contract and role, those whose work does not ask for the training too. A return without a
        training file says nothing and is left out. Training without an expiry date does not run out. From providers'
        returns only.
      reviewed_on: 2026-11-22
  - id: training_category_out_of_date_share
    title: Share of this training that is out of date
    numerator: out_of_date_count
    denominator: done_count
    good_direction: lower
    definition: >
      Workers whose training of this category has run out by the date of the return, divided by those who have done it.
    <<: *share
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Always all
  sector: Sector
  worker_count: Workers behind the row
  training_category: Category of training
  training_known_count: Workers; null in the row of those who have done it
  in_date_count: Of those, the ones with this training in date
  done_count: Workers who have done it; null in the row of all workers
  out_of_date_count: Of those, the ones whose training has run out
further_cut: {column: training_category, from: reference.training_category.training_category_code}
uncut: false
cuts:
  - [further_cut]
example: >
  Of 10 workers 4 have done fire safety, and 1 of these has let it run out; 3 of 10 have it in date, and 1 of 4 is out
  of date.
worked_examples:
  - says: Of 10 workers 4 have done the training, and of 1 of these it has run out.
    rows:
      - {training_category: '6', worker_count: 10, training_known_count: 10, in_date_count: 3, out_of_date_count: 0}
      - {training_category: '6', worker_count: 4, done_count: 4, out_of_date_count: 1, in_date_count: 0}
    gives:
      training_category_share: 0.3
      training_category_out_of_date_share: 0.25
source: core.fct_worker_training, core.fct_worker_month, core.int_return_month, reference.training_category
*/
with fct_worker_month as (
    select * from core.fct_worker_month
),

fct_workplace_month as (
    select * from core.fct_workplace_month
    where exclusion_reason is null
),

fct_worker_training as (
    select * from core.fct_worker_training
),

int_return_month as (
    select * from core.int_return_month
    where training_delivery_id is not null
),

training_category as (
    select * from reference.training_category
),

staff as (
    select
        fct_worker_month.period,
        fct_worker_month.workplace_id,
        training_category.training_category_code as training_category,
        count(*) as worker_count,
    from fct_worker_month
    inner join int_return_month
        on fct_worker_month.period = int_return_month.period
        and fct_worker_month.delivery_id = int_return_month.worker_delivery_id
    cross join training_category
    group by all
),

done as (
    select
        fct_worker_training.period,
        fct_worker_training.workplace_id,
        fct_worker_training.training_category_code as training_category,
        count(*) as done_count,
        count(*) filter (where fct_worker_training.is_in_date) as in_date_count,
    from fct_worker_training
    group by all
),

counted as (
    select
        staff.period,
        staff.workplace_id,
        staff.training_category,
        staff.worker_count,
        staff.worker_count as training_known_count,
        coalesce(done.in_date_count, 0) as in_date_count,
        null as done_count,
        0 as out_of_date_count,
    from staff
    left join done
        on staff.period = done.period
        and staff.workplace_id = done.workplace_id
        and staff.training_category = done.training_category

    union all

    select
        done.period,
        done.workplace_id,
        done.training_category,
        done.done_count as worker_count,
        null as training_known_count,
        0 as in_date_count,
        done.done_count,
        done.done_count - done.in_date_count as out_of_date_count,
    from done
),

final as (
    select
        counted.period,
        counted.workplace_id,
        fct_workplace_month.organisation_id,
        fct_workplace_month.area_code,
        fct_workplace_month.care_setting,
        'all' as job_role,
        fct_workplace_month.sector,
        counted.worker_count,
        counted.training_category,
        counted.training_known_count,
        counted.in_date_count,
        counted.done_count,
        counted.out_of_date_count,
    from counted
    inner join fct_workplace_month
        on counted.period = fct_workplace_month.period
        and counted.workplace_id = fct_workplace_month.workplace_id
)

select * from final
