-- The one rule for which contract counts on a day: the one in force that began last, or, where none is, the next to begin.
create function contract_on(p_client_id uuid, p_on date) returns setof contract
language sql stable as $$
  select * from contract k
  where k.client_id = p_client_id and (k.ends_on is null or k.ends_on >= p_on)
  order by k.starts_on > p_on, case when k.starts_on <= p_on then k.starts_on end desc, k.starts_on, k.id
  limit 1 $$;
