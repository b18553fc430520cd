-- R(used) of README.md: the part of a lot's price, in minor units, that its first p_used_minutes carry, rounded down.
-- The values of successive draws add up to the price once the lot is used up.
create or replace function hours_value(p_price_minor integer, p_minutes integer, p_used_minutes integer) returns integer
language sql immutable parallel safe as $$
  select (p_price_minor::bigint * p_used_minutes / p_minutes)::integer
$$;
