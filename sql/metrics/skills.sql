/*
title: Qualifications and the Care Certificate
grain: one row per worker and month
measures:
  - id: qualified_share
    title: Share qualified at level 2 or above
    numerator: qualified_count
    denominator: qualification_known_count
    good_direction: higher
    definition: >
      Workers in direct care roles with a social care qualification at level 2 or above, divided by those who have one
      whose level is known plus those who have none.
    <<: &share
      unit: rate
      kind: ratio
      source: Skills for Care, ASC-WDS benchmarks (qualifications); here support workers (52) are direct care too
      decimals: 0
      minimum_base: 50
      no_change_band: 0.02
      caveats: >
        Workers of any contract of whom it is known; not known and not answered are left out, and so is a qualification
        without its level. Workplaces whose staff total does not agree with their records are included. From providers'
        returns only.
      reviewed_on: 2026-11-22
  - id: care_certificate_share
    title: Share who have completed the Care Certificate
    numerator: care_certificate_count
    denominator: care_certificate_known_count
    good_direction: higher
    definition: >
      Workers in direct care roles who have completed the Care Certificate, divided by those who answered (completed,
      in progress or no).
    <<: *share
    source: ASC-WDS bulk upload, CARECERT
    caveats: >
      Workers of any contract who answered. One who was qualified before the Care Certificate began in 2015 may say no.
      From providers' returns only.
  - id: care_certificate_started_share
    title: Share whose Care Certificate is in progress
    numerator: care_certificate_started_count
    denominator: care_certificate_known_count
    good_direction: neither
    definition: >
      Workers in direct care roles whose Care Certificate is in progress, divided by those who answered (completed, in
      progress or no).
    <<: *share
    source: ASC-WDS bulk upload, CARECERT
    caveats: Workers of any contract who answered. From providers' returns only.
  - id: apprentice_share
    title: Share who are apprentices
    numerator: apprentice_count
    denominator: apprentice_known_count
    good_direction: neither
    definition: Apprentices divided by workers of any contract and role of whom it is known.
    <<: *share
    decimals: 1
    source: ASC-WDS bulk upload, APPRENTICE
columns:
  period: First day of the month
  workplace_id: The workplace
  organisation_id: The organisation
  area_code: The smallest area the workplace lies in
  care_setting: Care setting
  job_role: Job role code
  sector: Sector
  worker_count: Workers behind the row, one
  qualification_known_count: One in direct care whose level is known, or who has none
  qualified_count: One in direct care at level 2 or above
  care_certificate_known_count: One in direct care who answered
  care_certificate_count: One in direct care who has completed it
  care_certificate_started_count: One in direct care whose certificate is in progress
  apprentice_known_count: One of whom it is known
  apprentice_count: One who is an apprentice
cuts:
  - [care_setting]
  - [job_role]
cut_job_roles: ['4', '7', '8', '16', '52']
example: >
  Of care workers with levels 1, 2 and 3, one without a qualification, and one whose level is not known, 2 of 4 are
  qualified at level 2 or above.
worked_examples:
  - says: >
      Care workers with levels 1, 2 and 3, one without a qualification, and one whose level is not known; their Care
      Certificates completed, completed, in progress, none and not answered. One is an apprentice, of one it is not known.
    rows:
      - qualification_known_count: 1
        qualified_count: 0
        care_certificate_known_count: 1
        care_certificate_count: 1
        care_certificate_started_count: 0
        apprentice_known_count: 1
        apprentice_count: 1
      - qualification_known_count: 1
        qualified_count: 1
        care_certificate_known_count: 1
        care_certificate_count: 1
        care_certificate_started_count: 0
        apprentice_known_count: 1
        apprentice_count: 0
      - qualification_known_count: 1
        qualified_count: 1
        care_certificate_known_count: 1
        care_certificate_count: 0
        care_certificate_started_count: 1
        apprentice_known_count: 1
        apprentice_count: 0
      - qualification_known_count: 1
        qualified_count: 0
        care_certificate_known_count: 1
        care_certificate_count: 0
        care_certificate_started_count: 0
        apprentice_known_count: 1
        apprentice_count: 0
      - {qualified_count: 0, care_certificate_count: 0, apprentice_count: 0}
    gives:
      qualified_share: 0.5
      care_certificate_share: 0.5
      care_certificate_started_share: 0.25
      apprentice_share: 0.25
source: core.fct_worker_month
*/
with int_counted_worker as (
    select * from core.int_counted_worker
),

job_role as (
    select * from reference.job_role
),

worker as (
    select
        int_counted_worker.*,
        job_role.job_role_group = 'direct_care' as is_direct_care,
        not int_counted_worker.has_social_care_qualification
        or int_counted_worker.social_care_qualification_level is not null as is_level_known,
    from int_counted_worker
    inner join job_role on int_counted_worker.job_role = job_role.job_role_code
),

final as (
    select
        worker.period,
        worker.workplace_id,
        worker.organisation_id,
        worker.area_code,
        worker.care_setting,
        worker.job_role,
        worker.sector,
        1 as worker_count,
        if(worker.is_direct_care and worker.is_level_known, 1, null) as qualification_known_count,
        if(
            worker.has_social_care_qualification and worker.social_care_qualification_level >= 2,
            1,
            0
        ) as qualified_count,
        if(worker.is_direct_care and worker.care_certificate is not null, 1, null)
            as care_certificate_known_count,
        if(worker.care_certificate = 'completed', 1, 0) as care_certificate_count,
        if(worker.care_certificate = 'in_progress', 1, 0) as care_certificate_started_count,
        if(worker.is_apprentice is null, null, 1) as apprentice_known_count,
        if(worker.is_apprentice, 1, 0) as apprentice_count,
    from worker
)

select * from final
