-- Under the lock: expires minutes that came back to a lot which has expired or was extended, and re-grants them in a correction lot of their value.
-- The correction lot expires at the lot's present expiry (hours_present_expiry) or, if that has passed, after the days of grace (with none, they stay
-- expired).
create or replace function hours_reissue(p_account hour_account, p_lot hour_lot, p_minutes integer, p_value_minor integer, p_now timestamptz)
returns hour_transfer[]
language plpgsql as $$
declare
  v_id integer;
  v_grace_days integer := (select s.correction_grace_days from hour_setting s where s.client_id = p_lot.client_id);
  v_present_expiry timestamptz := hours_present_expiry(p_lot.client_id, p_lot.id);
  v_expires_at timestamptz := case when v_present_expiry > p_now then v_present_expiry else p_now + make_interval(hours => 24 * v_grace_days) end;
  v_reissued integer := case when v_expires_at > p_now then p_minutes else 0 end;
  v_lines hour_transfer[] := array[hours_line('lot', 'expired', p_minutes, 0, p_lot.id, null, null)];
begin
  update hour_lot
  set remaining_minutes = remaining_minutes - p_minutes, expired_minutes = expired_minutes + p_minutes, reissued_minutes = reissued_minutes + v_reissued
  where client_id = p_lot.client_id and id = p_lot.id;
  if v_reissued > 0 then
    select max(id) + 1 into v_id from hour_lot where client_id = p_lot.client_id;
    insert into hour_lot (client_id, id, source, parent_lot_id, minutes, price_minor, currency, remaining_minutes, priority, effective_at, expires_at, opened_seq)
    values (p_lot.client_id, v_id, 'correction', p_lot.id, p_minutes, p_value_minor, p_lot.currency, p_minutes, p_lot.priority, p_now, v_expires_at,
      p_account.seq + 1);
    v_lines := v_lines || hours_line('source', 'lot', p_minutes, 0, v_id, null, null);
  end if;
  update hour_account
  set next_expiry_at = case when v_reissued > 0 then least(next_expiry_at, v_expires_at) else next_expiry_at end,
    last_expired_at = greatest(last_expired_at, case when p_lot.expires_at <= p_now then p_lot.expires_at end)
  where client_id = p_lot.client_id;
  return v_lines;
end $$;
revoke execute on function hours_reissue from public;
