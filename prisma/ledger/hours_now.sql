-- Under the lock: the instant at which an act is recorded: what the caller's clock says, or the account's last act if that is later. A clock that is
-- too far ahead (ledger_clock_lead) raises TG007: all acts after it would be recorded at its time.
create or replace function hours_now(p_account hour_account, p_now timestamptz) returns timestamptz
language plpgsql as $$
begin
  if p_now > clock_timestamp() + ledger_clock_lead() then
    raise exception 'The caller''s clock is % ahead of the database', p_now - clock_timestamp() using errcode = 'TG007';
  end if;
  return greatest(p_now, p_account.last_at);
end $$;
revoke execute on function hours_now from public;
