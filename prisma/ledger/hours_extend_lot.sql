-- Gives what is left of a lot (open, or expired and not re-granted) a later expiry, once a key: it expires in that lot and is re-granted until
-- p_expires_at in a correction lot with the value it carried. The lot itself keeps the expiry that it was sold with. Pays open debts at once.
create or replace function hours_extend_lot(p_client_id uuid, p_idem_key text, p_lot_id integer, p_expires_at timestamptz, p_reason text, p_now timestamptz,
  p_actor text, out lot_id integer, out minutes integer, out op_seq integer, out is_new boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  v_account hour_account := hours_lock_account(p_client_id);
  v_now timestamptz := hours_now(v_account, p_now);
  v_request bytea := sha256(convert_to(json_build_array('extend', p_lot_id, extract(epoch from p_expires_at))::text, 'UTF8'));
  v_known hour_op := hours_known_op(p_client_id, p_idem_key, v_request);
  v_lot hour_lot;
  v_lines hour_transfer[] := '{}';
begin
  if v_known.seq is not null then
    select l.id, l.minutes into lot_id, minutes from hour_lot l where l.client_id = p_client_id and l.opened_seq = v_known.seq;
    op_seq := v_known.seq;
    is_new := false;
    return;
  end if;
  if v_account.next_expiry_at <= v_now then
    v_account := hours_expire_step(v_account, v_now);
  end if;
  select l.* into v_lot from hour_lot l where l.client_id = p_client_id and l.id = p_lot_id;
  minutes := v_lot.remaining_minutes + v_lot.expired_minutes - v_lot.reissued_minutes;
  if p_idem_key is null or minutes is null then
    raise exception 'An extension needs a key and a lot: client % has no lot %', p_client_id, p_lot_id using errcode = 'TG006';
  elsif minutes = 0 then
    raise exception 'Lot % of client % has nothing left to extend', p_lot_id, p_client_id using errcode = 'TG006';
  elsif p_expires_at is null or p_expires_at <= greatest(v_now, v_lot.expires_at) then
    raise exception 'Lot % of client % can''t be extended until %: it expires at %', p_lot_id, p_client_id, p_expires_at, v_lot.expires_at using errcode = 'TG006';
  end if;
  if v_lot.remaining_minutes > 0 then
    v_lines := v_lines || hours_line('lot', 'expired', v_lot.remaining_minutes, 0, v_lot.id, null, null);
  end if;
  update hour_lot l
  set remaining_minutes = 0, expired_minutes = l.expired_minutes + l.remaining_minutes, reissued_minutes = l.expired_minutes + l.remaining_minutes
  where l.client_id = p_client_id and l.id = p_lot_id;
  select max(l.id) + 1 into lot_id from hour_lot l where l.client_id = p_client_id;
  insert into hour_lot (client_id, id, source, parent_lot_id, minutes, price_minor, currency, remaining_minutes, priority, effective_at, expires_at, opened_seq)
  values (p_client_id, lot_id, 'correction', p_lot_id, minutes,
    hours_value(v_lot.price_minor, v_lot.minutes, v_lot.used_minutes + minutes) - hours_value(v_lot.price_minor, v_lot.minutes, v_lot.used_minutes),
    v_lot.currency, minutes, v_lot.priority, v_now, p_expires_at, v_account.seq + 1);
  v_lines := v_lines || hours_line('source', 'lot', minutes, 0, lot_id, null, null);
  update hour_account set next_expiry_at = least(next_expiry_at, p_expires_at) where client_id = p_client_id;
  if v_account.owed_minutes > 0 then
    v_lines := v_lines || hours_settle(p_client_id, v_now);
  end if;
  v_account := hours_post(v_account, row(p_client_id, v_account.seq + 1, 'adjust', p_idem_key, v_request, 'lot:' || p_lot_id, null, minutes, null,
    v_now, v_now, p_actor, p_reason, null, null)::hour_op, v_lines);
  op_seq := v_account.seq;
  is_new := true;
end $$;
revoke execute on function hours_extend_lot from public;
grant execute on function hours_extend_lot to tegoed_app;
