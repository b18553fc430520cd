-- The only writer of the journal: numbers, hashes and appends one op with its lines, and moves the account's sums by them.
create or replace function hours_post(p_account hour_account, p_op hour_op, p_lines hour_transfer[]) returns hour_account
language plpgsql as $$
declare
  v_line hour_transfer;
  v_number smallint := 0;
begin
  foreach v_line in array p_lines loop
    case v_line.src
      when 'lot' then p_account.available_minutes := p_account.available_minutes - v_line.minutes;
      when 'debt' then p_account.owed_minutes := p_account.owed_minutes + v_line.minutes;
      when 'held' then p_account.held_minutes := p_account.held_minutes - v_line.minutes;
      else null;
    end case;
    case v_line.dst
      when 'lot' then p_account.available_minutes := p_account.available_minutes + v_line.minutes;
      when 'debt' then p_account.owed_minutes := p_account.owed_minutes - v_line.minutes;
      when 'held' then p_account.held_minutes := p_account.held_minutes + v_line.minutes;
      else null;
    end case;
  end loop;

  p_account.seq := p_account.seq + 1;
  p_account.last_at := p_op.recorded_at;
  p_op.client_id := p_account.client_id;
  p_op.seq := p_account.seq;
  p_op.net_after := p_account.available_minutes - p_account.owed_minutes;
  p_op.hash := hours_op_hash(p_account.last_hash, p_op, p_lines);
  p_account.last_hash := p_op.hash;

  insert into hour_op values (p_op.*);
  foreach v_line in array p_lines loop
    v_number := v_number + 1;
    insert into hour_transfer (client_id, seq, line, src, dst, minutes, value_minor, lot_id, debt_id, subject)
    values (p_op.client_id, p_op.seq, v_number, v_line.src, v_line.dst, v_line.minutes, v_line.value_minor, v_line.lot_id, v_line.debt_id, v_line.subject);
  end loop;
  update hour_account
  set seq = p_account.seq, available_minutes = p_account.available_minutes, owed_minutes = p_account.owed_minutes,
    held_minutes = p_account.held_minutes, last_hash = p_account.last_hash, last_at = p_account.last_at
  where client_id = p_account.client_id;
  return p_account;
end $$;
revoke execute on function hours_post from public;
