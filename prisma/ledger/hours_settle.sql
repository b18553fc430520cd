-- Under the lock: pays open debts, oldest first, from the open lots. Each line names the subject (entry, payment or adjustment) whose debt it pays.
-- With p_work_until, debts of work up to that day come before all others, so that the payment of an invoice for that work pays
-- that work, not an older debt.
create or replace function hours_settle(p_client_id uuid, p_now timestamptz, p_work_until date default null) returns hour_transfer[]
language plpgsql as $$
declare
  v_debt record;
  v_lot record;
  v_open integer;
  v_take integer;
  v_lines hour_transfer[] := '{}';
begin
  for v_debt in
    select d.id, d.subject, d.open_minutes from hour_debt d where d.client_id = p_client_id and d.open_minutes > 0
    order by case when p_work_until is not null and d.subject like 'te:%' then exists (select from time_entry e
      where e.client_id = p_client_id and e.id = substr(d.subject, 4)::uuid and e.worked_on <= p_work_until) else false end desc, d.id
  loop
    v_open := v_debt.open_minutes;
    while v_open > 0 loop
      select id, minutes, price_minor, remaining_minutes, used_minutes into v_lot from hour_lot
      where client_id = p_client_id and is_open and effective_at <= p_now and expires_at > p_now
      order by priority, expires_at, id limit 1;
      if not found then
        return v_lines;
      end if;
      v_take := least(v_open, v_lot.remaining_minutes);
      update hour_lot set remaining_minutes = remaining_minutes - v_take, used_minutes = used_minutes + v_take
      where client_id = p_client_id and id = v_lot.id;
      update hour_debt set open_minutes = open_minutes - v_take, settled_minutes = settled_minutes + v_take
      where client_id = p_client_id and id = v_debt.id;
      v_lines := v_lines || hours_line('lot', 'debt', v_take, hours_value(v_lot.price_minor, v_lot.minutes, v_lot.used_minutes + v_take)
        - hours_value(v_lot.price_minor, v_lot.minutes, v_lot.used_minutes), v_lot.id, v_debt.id, v_debt.subject);
      v_open := v_open - v_take;
    end loop;
  end loop;
  return v_lines;
end $$;
revoke execute on function hours_settle from public;
