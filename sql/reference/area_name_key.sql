/*
The name of an area without what publishers write in different ways: capitals, punctuation, & for and,
and what kind of council it is. "Bristol, City of" and "City of Bristol" are `bristol`; "County Durham"
and "Durham UA" are `durham`. "City of London" keeps its first words: London is the region.
Null for a text without a letter.
*/
create or replace macro reference.area_name_plain(name) as
    nullif(trim(regexp_replace(
        regexp_replace(replace(lower(strip_accents(name)), '&', ' and '), '[''’`.]', '', 'g'),
        '[^a-z0-9]+', ' ', 'g'
    )), '');

create or replace macro reference.area_name_turned(name) as
    regexp_replace(
        reference.area_name_plain(name),
        '^(.+) (city|county|borough|royal borough|london borough) of$', '\2 of \1'
    );

create or replace macro reference.area_name_bare(name) as
    regexp_replace(
        regexp_replace(
            reference.area_name_turned(name),
            '( (unitary authority|ua|metropolitan|london borough|borough|county|city|district|council|corporation))+$', ''
        ),
        '^the ', ''
    );

create or replace macro reference.area_name_key(name) as
    case reference.area_name_bare(name)
        when 'city of london' then 'city of london'
        else regexp_replace(
            reference.area_name_bare(name),
            '^(council of the |(london |royal |metropolitan )?borough of |county of |county |city of )', ''
        )
    end;
