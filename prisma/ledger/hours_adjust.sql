-- Takes minutes away for a reason that staff give, once a key: from the open lots in drawing order, and what they don't have becomes a debt.
-- Minutes are given by hours_credit.
create or replace function hours_adjust(p_client_id uuid, p_idem_key text, p_minutes integer, p_reason text, p_now timestamptz, p_actor text,
  out op_seq integer, out is_new boolean, out available_minutes integer, out owed_minutes integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  v_account hour_account := hours_lock_account(p_client_id);
  v_now timestamptz := hours_now(v_account, p_now);
  v_request bytea := sha256(convert_to(json_build_array('adjust', p_minutes)::text, 'UTF8'));
  v_known hour_op := hours_known_op(p_client_id, p_idem_key, v_request);
  v_lot record;
  v_part integer;
  v_left integer := p_minutes;
  v_lines hour_transfer[] := '{}';
begin
  is_new := v_known.seq is null;
  if is_new then
    if p_idem_key is null or p_minutes is null or p_minutes <= 0 or coalesce(p_reason, '') = '' then
      raise exception 'An adjustment needs a key, a reason and minutes above zero' using errcode = 'TG006';
    end if;
    if v_account.next_expiry_at <= v_now then
      v_account := hours_expire_step(v_account, v_now);
    end if;
    for v_lot in
      select l.id, l.remaining_minutes from hour_lot l
      where l.client_id = p_client_id and l.is_open and l.effective_at <= v_now and l.expires_at > v_now order by l.priority, l.expires_at, l.id
    loop
      exit when v_left = 0;
      v_part := least(v_left, v_lot.remaining_minutes);
      update hour_lot set remaining_minutes = remaining_minutes - v_part, reversed_minutes = reversed_minutes + v_part
      where client_id = p_client_id and id = v_lot.id;
      v_lines := v_lines || hours_line('lot', 'reversed', v_part, 0, v_lot.id, null, null);
      v_left := v_left - v_part;
    end loop;
    if v_left > 0 then
      v_lines := v_lines || hours_line('debt', 'reversed', v_left, 0, null, hours_owe(v_account, 'adj:' || p_idem_key, 'reversed', v_left), null);
    end if;
    v_account := hours_post(v_account, row(p_client_id, v_account.seq + 1, 'adjust', p_idem_key, v_request, 'adj:' || p_idem_key, null, p_minutes, null,
      v_now, v_now, p_actor, p_reason, null, null)::hour_op, v_lines);
  end if;
  op_seq := coalesce(v_known.seq, v_account.seq);
  available_minutes := v_account.available_minutes;
  owed_minutes := v_account.owed_minutes;
end $$;
revoke execute on function hours_adjust from public;
grant execute on function hours_adjust to tegoed_app;
