/*
Codes of the ASC-WDS analysis extract, which numbers answers in its own way, as the bulk upload has them.
Null for a code that is none of these. @source the extract's exporter, Skills for Care, 2026.
*/
create or replace macro reference.extract_employment_status_code(given) as
    case given
        when '190' then '1'
        when '191' then '2'
        when '192' then '3'
        when '193' then '4'
        when '196' then '7'
    end;

create or replace macro reference.extract_pay_interval(given) as
    case given
        when '252' then 'hourly'
        when '250' then 'annual'
    end;

create or replace macro reference.extract_recruitment_source_code(given) as
    cast(cast(given as integer) - 209 as varchar);
