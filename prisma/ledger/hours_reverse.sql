-- Under the lock: takes minutes back for a payment, from its own lots only: held ones first, then remaining ones, then expired ones that
-- live nowhere else, each in the lot and then in its correction lots. What has been used by then becomes a debt, which other lots pay.
create or replace function hours_reverse(p_account hour_account, p_payment_id uuid, p_minutes integer) returns hour_transfer[]
language plpgsql as $$
declare
  v_lot hour_lot;
  v_held integer;
  v_open integer;
  v_expired integer;
  v_left integer := p_minutes;
  v_debt_id integer;
  v_lines hour_transfer[] := '{}';
begin
  for v_lot in select * from hours_lot_tree(p_account.client_id, p_payment_id) loop
    v_held := least(v_left, v_lot.held_minutes);
    v_open := least(v_left - v_held, v_lot.remaining_minutes);
    v_expired := least(v_left - v_held - v_open, v_lot.expired_minutes - v_lot.reissued_minutes);
    continue when v_held + v_open + v_expired = 0;
    update hour_lot
    set held_minutes = held_minutes - v_held, remaining_minutes = remaining_minutes - v_open, expired_minutes = expired_minutes - v_expired,
      reversed_minutes = reversed_minutes + v_held + v_open + v_expired
    where client_id = p_account.client_id and id = v_lot.id;
    if v_held > 0 then
      v_lines := v_lines || hours_line('held', 'lot', v_held, 0, v_lot.id, null, null) || hours_line('lot', 'reversed', v_held, 0, v_lot.id, null, null);
    end if;
    if v_open > 0 then
      v_lines := v_lines || hours_line('lot', 'reversed', v_open, 0, v_lot.id, null, null);
    end if;
    if v_expired > 0 then
      v_lines := v_lines || hours_line('expired', 'lot', v_expired, 0, v_lot.id, null, null) || hours_line('lot', 'reversed', v_expired, 0, v_lot.id, null, null);
    end if;
    v_left := v_left - v_held - v_open - v_expired;
  end loop;
  if v_left > 0 then
    v_debt_id := hours_owe(p_account, 'pay:' || p_payment_id, v_left);
    v_lines := v_lines || hours_line('debt', 'reversed', v_left, 0, null, v_debt_id, null);
  end if;
  return v_lines;
end $$;
revoke execute on function hours_reverse from public;
