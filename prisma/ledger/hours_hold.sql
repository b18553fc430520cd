-- Under the lock: brings the minutes held for a payment's dispute to p_minutes, or as near as what is left of its lots allows. Held minutes
-- can't be spent and don't expire. They are released from the newest lot first.
create or replace function hours_hold(p_account hour_account, p_payment_id uuid, p_minutes integer, p_now timestamptz) returns hour_transfer[]
language plpgsql as $$
declare
  v_lot hour_lot;
  v_part integer;
  v_more integer := p_minutes - coalesce((select sum(l.held_minutes) from hours_lot_tree(p_account.client_id, p_payment_id) l), 0);
  v_lines hour_transfer[] := '{}';
begin
  if v_more > 0 then
    for v_lot in select * from hours_lot_tree(p_account.client_id, p_payment_id) l where l.remaining_minutes > 0 loop
      exit when v_more = 0;
      v_part := least(v_more, v_lot.remaining_minutes);
      update hour_lot set remaining_minutes = remaining_minutes - v_part, held_minutes = held_minutes + v_part
      where client_id = p_account.client_id and id = v_lot.id;
      v_lines := v_lines || hours_line('lot', 'held', v_part, 0, v_lot.id, null, null);
      v_more := v_more - v_part;
    end loop;
  else
    for v_lot in select * from hours_lot_tree(p_account.client_id, p_payment_id) l where l.held_minutes > 0 order by l.id desc loop
      exit when v_more = 0;
      v_part := least(-v_more, v_lot.held_minutes);
      v_lines := v_lines || hours_return(p_account, 'held', v_lot.id, null, v_part, p_now);
      v_more := v_more + v_part;
    end loop;
  end if;
  return v_lines;
end $$;
revoke execute on function hours_hold from public;
