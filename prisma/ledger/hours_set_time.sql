-- Brings the ledger to what a time entry says: p_minutes billable at p_revision (0 minutes = deleted). Only the next revision changes
-- anything. An earlier one raises TG001 if it doesn't say the same as then; one that skips a revision raises TG001.
-- Returns the op, whether it is new, and the balance after it.
create or replace function hours_set_time(p_client_id uuid, p_entry_id uuid, p_minutes integer, p_revision integer, p_nature text,
  p_worked_at timestamptz, p_now timestamptz, p_actor text, p_reason text,
  out op_seq integer, out is_new boolean, out available_minutes integer, out owed_minutes integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  v_account hour_account := hours_lock_account(p_client_id);
  v_now timestamptz := hours_now(v_account, p_now);
  v_request bytea := sha256(convert_to(json_build_array(p_minutes, p_nature, extract(epoch from p_worked_at), p_actor)::text, 'UTF8'));
  v_subject text := 'te:' || p_entry_id;
  v_known record;
  v_change integer;
  v_owed_before integer;
  v_lines hour_transfer[] := '{}';
begin
  select o.revision, o.minutes into v_known from hour_op o
  where o.client_id = p_client_id and o.subject = v_subject and o.revision is not null
  order by o.revision desc limit 1;

  if p_revision <= coalesce(v_known.revision, 0) then
    select o.seq into op_seq from hour_op o
    where o.client_id = p_client_id and o.subject = v_subject and o.revision = p_revision and o.request_hash = v_request;
    if not found then
      raise exception 'Entry % is at revision %: revision % was taken by another edit', p_entry_id, v_known.revision, p_revision using errcode = 'TG001';
    end if;
    is_new := false;
    available_minutes := v_account.available_minutes;
    owed_minutes := v_account.owed_minutes;
    return;
  end if;
  if p_revision > coalesce(v_known.revision, 0) + 1 then
    raise exception 'Entry % is at revision %, not at %', p_entry_id, coalesce(v_known.revision, 0), p_revision - 1 using errcode = 'TG001';
  end if;
  if p_minutes < 0 then
    raise exception 'An entry can''t have % minutes', p_minutes using errcode = 'TG006';
  end if;

  v_change := p_minutes - coalesce(v_known.minutes, 0);
  is_new := true;
  if v_account.next_expiry_at <= v_now then
    v_account := hours_expire_step(v_account, v_now);
  end if;
  if v_change > 0 then
    v_lines := hours_take(v_account, v_subject, v_change, p_worked_at, v_now);
  elsif v_change < 0 then
    v_lines := hours_give_back(v_account, p_entry_id, -v_change, v_now);
    if v_account.owed_minutes > 0 then
      v_lines := v_lines || hours_settle(p_client_id, v_now);
    end if;
  end if;

  v_owed_before := v_account.owed_minutes;
  v_account := hours_post(v_account, row(p_client_id, v_account.seq + 1, 'time', null, v_request, v_subject, p_revision, p_minutes,
    p_nature::hour_nature, p_worked_at, v_now, p_actor, p_reason, null, null)::hour_op, v_lines);
  -- Only a new entry is refused: one that was accepted may be corrected, whatever the balance is by now.
  if p_revision = 1 and v_account.owed_minutes > v_owed_before then
    if (select s.overage_policy from hour_setting s where s.client_id = p_client_id) = 'refuse' then
      raise exception 'Client % accepts no work beyond its balance', p_client_id using errcode = 'TG003';
    end if;
  end if;

  op_seq := v_account.seq;
  available_minutes := v_account.available_minutes;
  owed_minutes := v_account.owed_minutes;
end $$;
revoke execute on function hours_set_time from public;
grant execute on function hours_set_time to tegoed_app;
