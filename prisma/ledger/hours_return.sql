-- Under the lock: puts minutes that were reversed or held, or (p_debt_id) with which a lot had paid a debt, back into that lot. If the lot has
-- expired or was extended since, they expire there and are re-granted in a correction lot (hours_reissue).
create or replace function hours_return(p_account hour_account, p_src hour_bucket, p_lot_id integer, p_debt_id integer, p_minutes integer, p_now timestamptz)
returns hour_transfer[]
language plpgsql as $$
declare
  v_lot hour_lot;
  v_value integer;
  v_lines hour_transfer[];
begin
  update hour_lot
  set remaining_minutes = remaining_minutes + p_minutes,
    reversed_minutes = reversed_minutes - case p_src when 'reversed' then p_minutes else 0 end,
    held_minutes = held_minutes - case p_src when 'held' then p_minutes else 0 end,
    used_minutes = used_minutes - case p_src when 'debt' then p_minutes else 0 end
  where client_id = p_account.client_id and id = p_lot_id
  returning * into v_lot;
  v_value := hours_value(v_lot.price_minor, v_lot.minutes, v_lot.used_minutes + p_minutes) - hours_value(v_lot.price_minor, v_lot.minutes, v_lot.used_minutes);
  v_lines := array[hours_line(p_src, 'lot', p_minutes, case p_src when 'debt' then -v_value else 0 end, p_lot_id, p_debt_id,
    (select d.subject from hour_debt d where d.client_id = p_account.client_id and d.id = p_debt_id))];
  if v_lot.expires_at <= p_now or hours_present_expiry(p_account.client_id, p_lot_id) > v_lot.expires_at then
    return v_lines || hours_reissue(p_account, v_lot, p_minutes, v_value, p_now);
  end if;
  update hour_account set next_expiry_at = v_lot.expires_at where client_id = p_account.client_id and next_expiry_at > v_lot.expires_at;
  return v_lines;
end $$;
revoke execute on function hours_return from public;
