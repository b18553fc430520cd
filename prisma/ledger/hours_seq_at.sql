-- The last op recorded before p_at (0: none): its net_after is the balance then. Numbers are gapless and times never run backwards, so it is
-- found by binary search, without an index on time.
create or replace function hours_seq_at(p_client_id uuid, p_at timestamptz) returns integer
language plpgsql stable as $$
declare
  v_low integer := 0;
  v_high integer := coalesce((select a.seq from hour_account a where a.client_id = p_client_id), 0);
  v_middle integer;
begin
  while v_low < v_high loop
    v_middle := (v_low + v_high + 1) / 2;
    if (select o.recorded_at < p_at from hour_op o where o.client_id = p_client_id and o.seq = v_middle) then
      v_low := v_middle;
    else
      v_high := v_middle - 1;
    end if;
  end loop;
  return v_low;
end $$;
revoke execute on function hours_seq_at from public;
grant execute on function hours_seq_at to tegoed_app;
