-- The minutes of the smallest number of blocks that lift the balance above the threshold; null when no top-up is needed, or top-ups are off.
-- Unpaid orders (processing or invoiced) count as in the balance, unless their lot exists already. The order of p_attempt_id doesn't count.
create or replace function hours_topup_need(p_account hour_account, p_setting hour_setting, p_attempt_id uuid) returns integer
language plpgsql stable as $$
declare
  v_missing integer := p_account.active_threshold - p_account.available_minutes + p_account.owed_minutes;
begin
  if v_missing is null or v_missing < 0 then
    return null;
  end if;
  v_missing := v_missing - coalesce((select sum(b.minutes) from block_order_facts b
    where b.client_id = p_account.client_id and b.state in ('processing', 'invoiced') and b.lot_id is null and b.id is distinct from p_attempt_id), 0);
  if v_missing < 0 then
    return null;
  end if;
  return p_setting.topup_block_minutes * (v_missing / p_setting.topup_block_minutes + 1);
end $$;
revoke execute on function hours_topup_need from public;
grant execute on function hours_topup_need to tegoed_app;
