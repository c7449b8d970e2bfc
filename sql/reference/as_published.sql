/*
A figure, or an end of its interval, as the public file has it: to the precision that it is shown in, whole
percentages where it is of low reliability, counts of people and their money in steps. Null where it may not be
published. Money goes to 1,000 pounds: to the pound it would give one worker's pay away.
*/
create or replace macro reference.as_published(
    figure, status, kind, unit, decimals, disclosure, count_step
) as
    cast(
        case
            when coalesce(status, '') not in ('ok', 'low_base') then null
            when kind = 'count' and disclosure <> 'none'
                then round(cast(figure as double) / if(unit = 'gbp_year', 1000, count_step))
                    * if(unit = 'gbp_year', 1000, count_step)
            else round(
                cast(figure as double),
                case
                    when unit <> 'rate' then decimals
                    when status = 'low_base' then 2
                    else decimals + 2
                end
            )
        end as decimal(18, 8)
    );
