/*
title: Provider information returns of CQC locations, decoded
grain: one row per record of a provider information return extract that was read
keys: [delivery_id, record_number]
columns:
  delivery_id: The delivery the record came in
  record_number: Place of the record in its file
  source_id: The source of the delivery
  submitter: Who sent the file
  period: First day of the month the file describes
  row_state: kept, quarantined or blank
  location_id: CQC location
  location_name: Name of the location
  council_name: Council that the location lies in, as the CQC writes it
  pir_type: Residential, Community or Shared Lives, as given
  submitted_date: When the provider sent it
  is_latest: Whether it is the location's last return of its kind in the file
  employed_people_count: People directly employed who deliver regulated activities, not posts
  vacancy_count: Vacancies, those for Shared Lives workers included; null when neither was answered
  leaver_count: Leavers in 12 months, Shared Lives workers included; null when neither was answered
  bed_count: Beds
  implausible_rules: The rules of the contract that the row breaks; it is flagged and kept
source: Care Quality Commission, provider information return extract
*/
with cqc_pir as (
    select * from raw.cqc_pir
),

final as (
    select
        cqc_pir.delivery_id,
        cqc_pir.record_number,
        cqc_pir.source_id,
        cqc_pir.submitter,
        cqc_pir.period,
        cqc_pir.row_state,
        cqc_pir.location_id,
        cqc_pir.location_name,
        cqc_pir.council_name,
        cqc_pir.pir_type,
        cqc_pir.submitted_date,
        row_number() over (
            partition by cqc_pir.delivery_id, cqc_pir.location_id, lower(cqc_pir.pir_type)
            order by
                cqc_pir.row_state = 'kept' desc,
                cqc_pir.submitted_date desc nulls last,
                cqc_pir.record_number desc
        ) = 1 as is_latest,
        cqc_pir.employed_people_count,
        coalesce(
            cqc_pir.vacancy_count + cqc_pir.shared_lives_vacancy_count,
            cqc_pir.vacancy_count,
            cqc_pir.shared_lives_vacancy_count
        ) as vacancy_count,
        coalesce(
            cqc_pir.leaver_count + cqc_pir.shared_lives_leaver_count,
            cqc_pir.leaver_count,
            cqc_pir.shared_lives_leaver_count
        ) as leaver_count,
        cqc_pir.bed_count,
        reference.broken_rules(cqc_pir.findings, ['people_implausible', 'pir_type_other'])
            as implausible_rules,
    from cqc_pir
)

select * from final
