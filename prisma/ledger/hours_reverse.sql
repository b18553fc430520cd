-- Under the lock: takes back minutes that a payment bought, from its own lots only: all held ones first, then remaining ones, then expired ones that
-- were not re-granted; of each kind those of the lot before those of its correction lots. What is used by then becomes a debt, which other lots pay.
create or replace function hours_reverse(p_account hour_account, p_payment_id uuid, p_minutes integer) returns hour_transfer[]
language plpgsql as $$
declare
  v_from hour_bucket;
  v_lot hour_lot;
  v_part integer;
  v_left integer := p_minutes;
  v_debt_id integer;
  v_lines hour_transfer[] := '{}';
begin
  foreach v_from in array array['held', 'lot', 'expired']::hour_bucket[] loop
    for v_lot in select * from hours_lot_tree(p_account.client_id, p_payment_id) loop
      v_part := least(v_left, case v_from
        when 'held' then v_lot.held_minutes
        when 'lot' then v_lot.remaining_minutes
        else v_lot.expired_minutes - v_lot.reissued_minutes end);
      continue when v_part = 0;
      update hour_lot
      set held_minutes = held_minutes - case v_from when 'held' then v_part else 0 end,
        remaining_minutes = remaining_minutes - case v_from when 'lot' then v_part else 0 end,
        expired_minutes = expired_minutes - case v_from when 'expired' then v_part else 0 end,
        reversed_minutes = reversed_minutes + v_part
      where client_id = p_account.client_id and id = v_lot.id;
      if v_from <> 'lot' then
        v_lines := v_lines || hours_line(v_from, 'lot', v_part, 0, v_lot.id, null, null);
      end if;
      v_lines := v_lines || hours_line('lot', 'reversed', v_part, 0, v_lot.id, null, null);
      v_left := v_left - v_part;
    end loop;
  end loop;
  if v_left > 0 then
    v_debt_id := hours_owe(p_account, 'pay:' || p_payment_id, 'reversed', v_left);
    v_lines := v_lines || hours_line('debt', 'reversed', v_left, 0, null, v_debt_id, null);
  end if;
  return v_lines;
end $$;
revoke execute on function hours_reverse from public;
