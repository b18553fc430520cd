-- The only writer of the journal: completes one op (balance after it, hash), appends it with its lines, and changes the account's sums by them.
create or replace function hours_post(p_account hour_account, p_op hour_op, p_lines hour_transfer[]) returns hour_account
language plpgsql as $$
declare
  v_line hour_transfer;
  v_number smallint := 0;
  v_available integer := p_account.available_minutes;
  v_owed integer := p_account.owed_minutes;
  v_held integer := p_account.held_minutes;
  v_was_low boolean := p_account.available_minutes - p_account.owed_minutes <= p_account.active_threshold;
begin
  foreach v_line in array p_lines loop
    v_available := v_available + case when v_line.dst = 'lot' then v_line.minutes when v_line.src = 'lot' then -v_line.minutes else 0 end;
    -- A line out of 'debt' makes debt (debt -> lot: a payment of it is undone), a line into it settles or cancels debt.
    v_owed := v_owed + case when v_line.src = 'debt' then v_line.minutes when v_line.dst = 'debt' then -v_line.minutes else 0 end;
    v_held := v_held + case when v_line.dst = 'held' then v_line.minutes when v_line.src = 'held' then -v_line.minutes else 0 end;
  end loop;
  p_op.net_after := v_available - v_owed;
  p_op.hash := hours_op_hash(p_account.last_hash, p_op, p_lines);

  insert into hour_op values (p_op.*);
  foreach v_line in array p_lines loop
    v_number := v_number + 1;
    insert into hour_transfer (client_id, seq, line, src, dst, minutes, value_minor, lot_id, debt_id, subject)
    values (p_op.client_id, p_op.seq, v_number, v_line.src, v_line.dst, v_line.minutes, v_line.value_minor, v_line.lot_id, v_line.debt_id, v_line.subject);
  end loop;
  update hour_account
  set seq = p_op.seq, available_minutes = v_available, owed_minutes = v_owed, held_minutes = v_held, last_hash = p_op.hash, last_at = p_op.recorded_at
  where client_id = p_op.client_id
  returning * into p_account;
  -- Not after an expire op: the act that posted it checks the threshold itself.
  if v_available - v_owed <= p_account.active_threshold and p_op.kind <> 'expire' then
    perform hours_topup_open(p_account, p_op.recorded_at);
  -- Above the threshold again: no cap holds a top-up back now, and the next time that one does, the client is written to again.
  elsif v_was_low and v_available - v_owed > p_account.active_threshold then
    update hour_setting set topup_capped_at = null where client_id = p_op.client_id and topup_capped_at is not null;
  end if;
  return p_account;
end $$;
revoke execute on function hours_post from public;
