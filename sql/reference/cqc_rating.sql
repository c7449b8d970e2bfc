/*
The rating that the words of the Care Quality Commission give: one of the four, or null where they say that
there is none (not rated, regulations met, insufficient evidence to rate, and others that come and go).
*/
create or replace macro reference.cqc_rating(given) as
    case lower(trim(given))
        when 'outstanding' then 'Outstanding'
        when 'good' then 'Good'
        when 'requires improvement' then 'Requires improvement'
        when 'inadequate' then 'Inadequate'
    end;
