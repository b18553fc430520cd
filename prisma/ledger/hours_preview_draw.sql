-- What an entry would cost if it were saved at p_now with p_minutes billable; changes nothing. With p_entry_id, what changing that entry would
-- cost or give back. allocations: in drawing order, [{lotId, minutes, valueMinor, left, revived}] of what is taken, or [{lotId, minutes}] of what is
-- given back, with negative minutes: to a lot, or (lotId null) off the entry's debt.
create or replace function hours_preview_draw(p_client_id uuid, p_minutes integer, p_worked_at timestamptz, p_now timestamptz, p_entry_id uuid default null,
  out available_before integer, out owed_before integer, out available_after integer, out owed_after integer, out refused boolean, out allocations jsonb)
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  v_account hour_account;
  v_setting hour_setting;
  v_now timestamptz;
  v_current integer;
  v_left integer;
  v_take integer;
  v_net_change integer := 0;
  v_row record;
begin
  select * into v_account from hour_account where client_id = p_client_id;
  if not found then
    raise exception 'No hour account of client % in sight', p_client_id using errcode = 'TG004';
  end if;
  select * into v_setting from hour_setting where client_id = p_client_id;
  v_now := greatest(p_now, v_account.last_at);
  select o.minutes into v_current from hour_op o
  where o.client_id = p_client_id and o.subject = 'te:' || p_entry_id and o.revision is not null order by o.revision desc limit 1;
  v_left := p_minutes - coalesce(v_current, 0);
  select b.available_minutes, b.owed_minutes into available_before, owed_before from hours_balance(p_client_id, v_now) b;
  allocations := '[]';

  if v_left < 0 then
    for v_row in
      select a.lot_id, least(a.minutes, -v_left - coalesce(sum(a.minutes) over before, 0))::integer as back,
        a.lot_id is not null and v_setting.correction_grace_days = 0 and hours_present_expiry(p_client_id, a.lot_id) <= v_now as lost
      from hours_allocations(p_client_id, array[p_entry_id]) a
      window before as (order by a.lot_id is not null, a.last_seq desc, a.last_line desc rows between unbounded preceding and 1 preceding)
      order by a.lot_id is not null, a.last_seq desc, a.last_line desc
    loop
      exit when v_row.back <= 0;
      allocations := allocations || jsonb_build_object('lotId', v_row.lot_id, 'minutes', -v_row.back);
      v_net_change := v_net_change + case when v_row.lost then 0 else v_row.back end;
    end loop;
  else
    for v_row in
      select l.id, l.minutes, l.price_minor, l.used_minutes, l.expires_at <= v_now as revived,
        case when l.expires_at <= v_now then l.expired_minutes - l.reissued_minutes + l.remaining_minutes else l.remaining_minutes end as free
      from hour_lot l
      where l.client_id = p_client_id and ((l.is_open and l.effective_at <= v_now and l.expires_at > v_now)
        or (l.expires_at <= v_now and l.expires_at > p_worked_at and l.effective_at <= p_worked_at
          and l.expired_minutes + l.remaining_minutes > l.reissued_minutes
          and p_worked_at >= v_now - make_interval(hours => 24 * v_setting.fairness_days)))
      order by l.expires_at > v_now, l.priority, l.expires_at, l.id
    loop
      exit when v_left = 0;
      v_take := least(v_left, v_row.free);
      allocations := allocations || jsonb_build_object('lotId', v_row.id, 'minutes', v_take, 'revived', v_row.revived, 'left', v_row.free - v_take,
        'valueMinor', hours_value(v_row.price_minor, v_row.minutes, v_row.used_minutes + v_take)
          - hours_value(v_row.price_minor, v_row.minutes, v_row.used_minutes));
      v_left := v_left - v_take;
      v_net_change := v_net_change - case when v_row.revived then 0 else v_take end;
    end loop;
    v_net_change := v_net_change - v_left;
  end if;
  available_after := greatest(available_before - owed_before + v_net_change, 0);
  owed_after := greatest(owed_before - available_before - v_net_change, 0);
  refused := v_left > 0 and v_current is null and v_setting.overage_policy = 'refuse';
end $$;
revoke execute on function hours_preview_draw from public;
grant execute on function hours_preview_draw to tegoed_app;
