/*
What lifting an hourly rate to a wage costs a year, to the penny. 0 where it is paid; null where the wage, the rate or
the hours are not known.
*/
create or replace macro reference.yearly_shortfall(wage, rate, yearly_hours) as
    cast(greatest(wage - rate, 0) * if(wage is null, null, yearly_hours) as decimal(12, 2));
