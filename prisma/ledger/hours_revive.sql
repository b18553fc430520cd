-- Under the lock: takes up to p_minutes that expired between the work and its logging, which may still pay for that work if it was done no longer
-- than fairness_days ago (the fairness window).
create or replace function hours_revive(p_client_id uuid, p_minutes integer, p_worked_at timestamptz, p_now timestamptz) returns hour_transfer[]
language plpgsql as $$
declare
  v_lot record;
  v_take integer;
  v_left integer := p_minutes;
  v_lines hour_transfer[] := '{}';
begin
  if p_worked_at < p_now - make_interval(hours => 24 * (select s.fairness_days from hour_setting s where s.client_id = p_client_id)) then
    return v_lines;
  end if;
  for v_lot in
    select id, minutes, price_minor, used_minutes, expired_minutes - reissued_minutes as free_minutes from hour_lot
    where client_id = p_client_id and expired_minutes > reissued_minutes
      and effective_at <= p_worked_at and expires_at > p_worked_at and expires_at <= p_now
    order by priority, expires_at, id
  loop
    exit when v_left = 0;
    v_take := least(v_left, v_lot.free_minutes);
    update hour_lot set expired_minutes = expired_minutes - v_take, used_minutes = used_minutes + v_take
    where client_id = p_client_id and id = v_lot.id;
    v_lines := v_lines || hours_line('expired', 'lot', v_take, 0, v_lot.id, null, null)
      || hours_line('lot', 'used', v_take, hours_value(v_lot.price_minor, v_lot.minutes, v_lot.used_minutes + v_take)
        - hours_value(v_lot.price_minor, v_lot.minutes, v_lot.used_minutes), v_lot.id, null, null);
    v_left := v_left - v_take;
  end loop;
  return v_lines;
end $$;
revoke execute on function hours_revive from public;
