/*
A count of one job role in the ASC-WDS analysis extract, and how it was come by. The extract writes -1
both where a role has none and where nothing was answered: only the workplace's own total for the measure
tells which. `total_answer` is what became of that total: given, not_answered, not_known or not_given.
999 is the upload's "not known". @source the extract's exporter, Skills for Care, 2026.
*/
create or replace macro reference.extract_role_source(given, total_answer) as
    case
        when given is null then 'not_given'
        when given = 999 or given < -1 then 'not_known'
        when given >= 0 then 'given'
        when total_answer = 'given' then 'none_by_total'
        else total_answer
    end;

create or replace macro reference.extract_role_count(given, total_answer) as
    case reference.extract_role_source(given, total_answer)
        when 'given' then given
        when 'none_by_total' then 0
    end;
