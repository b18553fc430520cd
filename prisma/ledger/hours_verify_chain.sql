-- Computes the account's hash chain again. Returns the first op that doesn't follow from the one before it, or null when all do.
create or replace function hours_verify_chain(p_client_id uuid) returns integer
language sql stable as $$
  select min(o.seq) from (
    select o as self, o.seq, o.hash, lag(o.hash, 1, '\x'::bytea) over (order by o.seq) as previous_hash from hour_op o where o.client_id = p_client_id
  ) o
  where o.hash <> hours_op_hash(o.previous_hash, o.self,
    array(select t from hour_transfer t where t.client_id = p_client_id and t.seq = o.seq order by t.line))
$$;
revoke execute on function hours_verify_chain from public;
grant execute on function hours_verify_chain to tegoed_app;
