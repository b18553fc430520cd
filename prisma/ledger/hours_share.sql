-- The minutes of a lot that belong to a part of its payment, both amounts with VAT. Rounded down (in the client's favour), but all minutes when the
-- part is the whole.
create or replace function hours_share(p_minutes integer, p_part_minor integer, p_gross_minor integer) returns integer
language sql immutable parallel safe as $$
  select case when p_part_minor >= p_gross_minor then p_minutes else (p_minutes::bigint * p_part_minor / p_gross_minor)::integer end
$$;
