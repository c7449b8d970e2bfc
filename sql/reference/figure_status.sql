/*
The status of a figure by what it rests on. The first rule that fits decides: no contributors, too few of them
to publish, few enough to mark, or good.
*/
create or replace macro reference.figure_status(
    figure, workers, workplaces, organisations, low_base, least_workers, least_workplaces, least_organisations
) as
    case
        when workplaces = 0 or figure is null then 'not_available'
        when
            workers < least_workers
            or workplaces < least_workplaces
            or organisations < least_organisations
            then 'suppressed'
        when workers < low_base then 'low_base'
        else 'ok'
    end;
