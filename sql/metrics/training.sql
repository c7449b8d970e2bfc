/*
title: Training
grain: one row per worker of a return with a training file, and month
measures:
  - id: trained_share
    title: Share with training that is in date
    numerator: trained_count
    denominator: training_known_count
    good_direction: higher
    definition: >
      Workers with training of at least one category that has not run out by the date of the return, divided by the
      workers of returns that came with a training file.
    <<: &share
      unit: rate
      kind: ratio
      source: Ours, from the training file of the ASC-WDS bulk upload
      decimals: 0
      minimum_base: 50
      no_change_band: 0.02
      caveats: &caveats >
        Workers of any contract and role. A return without a training file says nothing and is left out; with one, a
        worker of whom it has no record has no training. Training without an expiry date does not run out. Providers
        that keep their training records elsewhere are not seen. From providers' returns only.
      reviewed_on: 2026-11-22
  - id: training_categories_mean
    title: Mean number of kinds of training in date
    kind: mean
    value: category_count
    unit: count
    decimals: 1
    minimum_base: 50
    no_change_band: 0.1
    good_direction: higher
    definition: Categories of training that have not run out by the date of the return, a worker.
    source: Ours, from the training file of the ASC-WDS bulk upload
    caveats: *caveats
    reviewed_on: 2026-11-22
  - id: training_out_of_date_share
    title: Share of training that is out of date
    numerator: out_of_date_count
    denominator: done_count
    good_direction: lower
    definition: >
      Of the categories of training that each worker has done, those that have run out by the date of the return,
      divided by all of them.
    <<: *share
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers behind the row, one
  training_known_count: One
  trained_count: One with a category in date
  category_count: Categories in date
  done_count: Categories done; null where none
  out_of_date_count: Of those, the categories that have run out
cuts:
  - [care_setting]
  - [job_role]
cut_job_roles: ['4', '7', '8', '16', '52']
example: >
  Of three workers one has fire safety and first aid in date, one fire safety that has run out and first aid in date,
  and one nothing; 2 of 3 are trained, in 1 category each on average, and 1 of 4 is out of date.
worked_examples:
  - says: >
      A worker with two categories in date, one with one in date and one that has run out, and one without training.
    rows:
      - {training_known_count: 1, trained_count: 1, category_count: 2, done_count: 2, out_of_date_count: 0}
      - {training_known_count: 1, trained_count: 1, category_count: 1, done_count: 2, out_of_date_count: 1}
      - {training_known_count: 1, trained_count: 0, category_count: 0, out_of_date_count: 0}
    gives:
      trained_share: 0.66666667
      training_categories_mean: 1
      training_out_of_date_share: 0.25
source: core.fct_worker_training, core.fct_worker_month, core.int_return_month
*/
with int_counted_worker as (
    select * from core.int_counted_worker
),

fct_worker_training as (
    select * from core.fct_worker_training
),

int_return_month as (
    select * from core.int_return_month
    where training_delivery_id is not null
),

trained as (
    select
        fct_worker_training.period,
        fct_worker_training.workplace_id,
        fct_worker_training.worker_key,
        count(*) as done_count,
        count(*) filter (where fct_worker_training.is_in_date) as in_date_count,
    from fct_worker_training
    group by all
),

final as (
    select
        int_counted_worker.period,
        int_counted_worker.workplace_id,
        int_counted_worker.organisation_id,
        int_counted_worker.area_code,
        int_counted_worker.care_setting,
        int_counted_worker.job_role,
        int_counted_worker.sector,
        1 as worker_count,
        1 as training_known_count,
        if(trained.in_date_count > 0, 1, 0) as trained_count,
        coalesce(trained.in_date_count, 0) as category_count,
        trained.done_count,
        trained.done_count - trained.in_date_count as out_of_date_count,
    from int_counted_worker
    inner join int_return_month
        on int_counted_worker.period = int_return_month.period
        and int_counted_worker.delivery_id = int_return_month.worker_delivery_id
    left join trained
        on int_counted_worker.period = trained.period
        and int_counted_worker.workplace_id = trained.workplace_id
        and int_counted_worker.worker_key = trained.worker_key
)

select * from final
