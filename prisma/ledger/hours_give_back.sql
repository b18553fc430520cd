-- Under the lock: gives minutes of a time entry back: first its open debt, then the lots that paid, both from the newest on. Minutes that return to a
-- lot which has expired or was extended expire there and are re-granted in a correction lot at the same unit price (hours_reissue).
create or replace function hours_give_back(p_account hour_account, p_entry_id uuid, p_minutes integer, p_now timestamptz) returns hour_transfer[]
language plpgsql as $$
declare
  v_client_id uuid := p_account.client_id;
  v_row record;
  v_lot hour_lot;
  v_back integer;
  v_value integer;
  v_left integer := p_minutes;
  v_lines hour_transfer[] := '{}';
begin
  for v_row in
    select id, open_minutes from hour_debt
    where client_id = v_client_id and subject = 'te:' || p_entry_id and open_minutes > 0 order by id desc
  loop
    exit when v_left = 0;
    v_back := least(v_left, v_row.open_minutes);
    update hour_debt set open_minutes = open_minutes - v_back, canceled_minutes = canceled_minutes + v_back
    where client_id = v_client_id and id = v_row.id;
    v_lines := v_lines || hours_line('used', 'debt', v_back, 0, null, v_row.id, null);
    v_left := v_left - v_back;
  end loop;
  if v_left = 0 then
    return v_lines;
  end if;

  for v_row in
    select a.lot_id, a.minutes from hours_allocations(v_client_id, array[p_entry_id]) a
    where a.lot_id is not null order by a.last_seq desc, a.last_line desc
  loop
    exit when v_left = 0;
    v_back := least(v_left, v_row.minutes);
    update hour_lot set remaining_minutes = remaining_minutes + v_back, used_minutes = used_minutes - v_back
    where client_id = v_client_id and id = v_row.lot_id
    returning * into v_lot;
    v_value := hours_value(v_lot.price_minor, v_lot.minutes, v_lot.used_minutes + v_back)
      - hours_value(v_lot.price_minor, v_lot.minutes, v_lot.used_minutes);
    v_lines := v_lines || hours_line('used', 'lot', v_back, -v_value, v_lot.id, null, null);
    if v_lot.expires_at <= p_now or hours_present_expiry(v_client_id, v_lot.id) > v_lot.expires_at then
      v_lines := v_lines || hours_reissue(p_account, v_lot, v_back, v_value, p_now);
    elsif v_lot.expires_at < p_account.next_expiry_at then
      update hour_account set next_expiry_at = least(next_expiry_at, v_lot.expires_at) where client_id = v_client_id;
    end if;
    v_left := v_left - v_back;
  end loop;
  if v_left > 0 then
    raise exception 'Entry % has % minutes fewer in the journal than it gives back', p_entry_id, v_left using errcode = 'TG901';
  end if;
  return v_lines;
end $$;
revoke execute on function hours_give_back from public;
