-- Under the lock: returns the open attempt. Where there is none and the balance, with what is on its way, is at or below the threshold, it makes one:
-- of the smallest number of blocks that lifts the balance above. A cap, a suspension or the wait after a failure prevents that (null).
create or replace function hours_topup_open(p_account hour_account, p_now timestamptz) returns uuid
language plpgsql as $$
declare
  v_setting hour_setting;
  v_minutes integer;
  v_id uuid := (select t.id from topup_attempt t
    where t.client_id = p_account.client_id and t.is_open);
begin
  if v_id is not null then
    return v_id;
  end if;
  select * into v_setting from hour_setting where client_id = p_account.client_id;
  v_minutes := hours_topup_need(p_account, v_setting, null);
  if hours_topup_capped(v_setting, v_minutes, null, p_now) then
    if v_minutes is not null and v_setting.topup_capped_at is null and v_setting.topup_suspended_at is null then
      update hour_setting set topup_capped_at = p_now where client_id = p_account.client_id;
    end if;
    return null;
  end if;
  -- The cap no longer holds; also where no attempt is needed (v_minutes null).
  if v_setting.topup_capped_at is not null then
    update hour_setting set topup_capped_at = null where client_id = p_account.client_id;
  end if;
  if v_minutes is null or v_setting.topup_suspended_at is not null or v_setting.topup_not_before > p_now then
    return null;
  end if;
  v_id := gen_random_uuid();
  insert into topup_attempt (client_id, id, minutes, status, next_look_at, created_at)
  values (p_account.client_id, v_id, v_minutes, 'queued', p_now, p_now);
  return v_id;
end $$;
revoke execute on function hours_topup_open from public;
