-- Moves minutes to another client's account, once a key: they leave the open lots in drawing order, and what leaves one lot (a piece) arrives as a lot
-- with its value (hours_value_of_piece), expiry and priority; what is owed there is paid at once. One act, an op in each account. It never makes a debt:
-- more minutes than the open lots hold raise TG006, as do hours of another currency than the receiver's. Both accounts are locked in the order of their
-- ids, so that two moves in opposite directions don't wait for each other for ever.
create or replace function hours_move(p_from uuid, p_to uuid, p_idem_key text, p_minutes integer, p_reason text, p_now timestamptz, p_actor text,
  out from_seq integer, out to_seq integer, out is_new boolean, out from_available integer, out from_owed integer, out to_available integer,
  out to_owed integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  v_from hour_account;
  v_to hour_account;
  v_now timestamptz;
  v_request bytea := sha256(convert_to(json_build_array('move', p_from, p_to, p_minutes)::text, 'UTF8'));
  v_currency text := (select c.currency from client_facts c where c.id = p_to);
  v_lot hour_lot;
  v_new_id integer;
  v_part integer;
  v_value integer;
  v_left integer := p_minutes;
  v_first_expiry timestamptz := 'infinity';
  v_out hour_transfer[] := '{}';
  v_in hour_transfer[] := '{}';
begin
  if p_from < p_to then
    v_from := hours_lock_account(p_from);
    v_to := hours_lock_account(p_to);
  else
    v_to := hours_lock_account(p_to);
    v_from := hours_lock_account(p_from);
  end if;
  v_now := greatest(hours_now(v_from, p_now), v_to.last_at);
  from_seq := (hours_known_op(p_from, p_idem_key, v_request)).seq;
  to_seq := (hours_known_op(p_to, p_idem_key, v_request)).seq;
  is_new := from_seq is null;
  if is_new then
    if p_from = p_to or p_idem_key is null or p_minutes is null or p_minutes <= 0 or coalesce(p_reason, '') = '' then
      raise exception 'A move needs two accounts, a key, a reason and minutes above zero' using errcode = 'TG006';
    end if;
    if v_from.next_expiry_at <= v_now then
      v_from := hours_expire_step(v_from, v_now);
    end if;
    if v_to.next_expiry_at <= v_now then
      v_to := hours_expire_step(v_to, v_now);
    end if;
    select coalesce(max(l.id), 0) into v_new_id from hour_lot l where l.client_id = p_to;
    for v_lot in
      select l.* from hour_lot l
      where l.client_id = p_from and l.is_open and l.effective_at <= v_now and l.expires_at > v_now order by l.priority, l.expires_at, l.id
    loop
      exit when v_left = 0;
      if v_lot.currency <> v_currency then
        raise exception 'Lot % of client % is in %, client % pays in %', v_lot.id, p_from, v_lot.currency, p_to, v_currency using errcode = 'TG006';
      end if;
      v_part := least(v_left, v_lot.remaining_minutes);
      v_value := hours_value_of_piece(p_from, v_lot.id, v_part, v_out);
      update hour_lot set remaining_minutes = remaining_minutes - v_part, reversed_minutes = reversed_minutes + v_part
      where client_id = p_from and id = v_lot.id;
      v_out := v_out || hours_line('lot', 'reversed', v_part, v_value, v_lot.id, null, null);
      v_new_id := v_new_id + 1;
      insert into hour_lot (client_id, id, source, minutes, price_minor, currency, remaining_minutes, priority, effective_at, expires_at, opened_seq)
      values (p_to, v_new_id, 'moved', v_part, v_value, v_lot.currency, v_part, v_lot.priority, v_now, v_lot.expires_at, v_to.seq + 1);
      v_in := v_in || hours_line('source', 'lot', v_part, 0, v_new_id, null, null);
      v_first_expiry := least(v_first_expiry, v_lot.expires_at);
      v_left := v_left - v_part;
    end loop;
    if v_left > 0 then
      raise exception 'Client % has % minutes fewer than are to be moved', p_from, v_left using errcode = 'TG006';
    end if;
    update hour_account set next_expiry_at = least(next_expiry_at, v_first_expiry) where client_id = p_to;
    if v_to.owed_minutes > 0 then
      v_in := v_in || hours_settle(p_to, v_now);
    end if;
    v_from := hours_post(v_from, row(p_from, v_from.seq + 1, 'move', p_idem_key, v_request, 'move:' || p_idem_key, null, -p_minutes, null,
      v_now, v_now, p_actor, p_reason, null, null)::hour_op, v_out);
    v_to := hours_post(v_to, row(p_to, v_to.seq + 1, 'move', p_idem_key, v_request, 'move:' || p_idem_key, null, p_minutes, null,
      v_now, v_now, p_actor, p_reason, null, null)::hour_op, v_in);
    from_seq := v_from.seq;
    to_seq := v_to.seq;
    insert into hour_move (client_id, seq, other_client_id, other_seq) values (p_from, from_seq, p_to, to_seq), (p_to, to_seq, p_from, from_seq);
  end if;
  from_available := v_from.available_minutes;
  from_owed := v_from.owed_minutes;
  to_available := v_to.available_minutes;
  to_owed := v_to.owed_minutes;
end $$;
revoke execute on function hours_move from public;
grant execute on function hours_move to tegoed_app;
