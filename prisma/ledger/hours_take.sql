-- Under the lock: takes minutes for work: first what the fairness window allows (hours_revive), then from the open lots by priority, expiry and age;
-- what no lot covers becomes a debt of the subject.
create or replace function hours_take(p_account hour_account, p_subject text, p_minutes integer, p_worked_at timestamptz, p_now timestamptz)
returns hour_transfer[]
language plpgsql as $$
declare
  v_lot record;
  v_take integer;
  v_left integer := p_minutes;
  v_lines hour_transfer[] := '{}';
begin
  if p_account.last_expired_at > p_worked_at then
    v_lines := hours_revive(p_account.client_id, p_minutes, p_worked_at, p_now);
    v_left := p_minutes - coalesce((select sum(l.minutes) from unnest(v_lines) l where l.dst = 'used'), 0);
  end if;

  for v_lot in
    select id, minutes, price_minor, remaining_minutes, used_minutes from hour_lot
    where client_id = p_account.client_id and is_open and effective_at <= p_now and expires_at > p_now
    order by priority, expires_at, id
  loop
    exit when v_left = 0;
    v_take := least(v_left, v_lot.remaining_minutes);
    update hour_lot set remaining_minutes = remaining_minutes - v_take, used_minutes = used_minutes + v_take
    where client_id = p_account.client_id and id = v_lot.id;
    v_lines := v_lines || hours_line('lot', 'used', v_take, hours_value(v_lot.price_minor, v_lot.minutes, v_lot.used_minutes + v_take)
      - hours_value(v_lot.price_minor, v_lot.minutes, v_lot.used_minutes), v_lot.id, null, null);
    v_left := v_left - v_take;
  end loop;

  if v_left > 0 then
    v_lines := v_lines || hours_line('debt', 'used', v_left, 0, null, hours_owe(p_account, p_subject, 'used', v_left), null);
  end if;
  return v_lines;
end $$;
revoke execute on function hours_take from public;
