-- The hash of one op: over the previous op's hash, this op's text and its lines' texts; anybody can compute it again outside the database.
create or replace function hours_op_hash(p_previous bytea, p_op hour_op, p_lines hour_transfer[]) returns bytea
language plpgsql stable as $$
declare
  v_line hour_transfer;
  v_text text := hours_op_text(p_op.client_id, p_op.seq, p_op.kind, p_op.idem_key, p_op.request_hash, p_op.subject, p_op.revision, p_op.minutes, p_op.nature,
    p_op.effective_at, p_op.recorded_at, p_op.actor, p_op.reason, p_op.net_after);
begin
  foreach v_line in array p_lines loop
    v_text := v_text || hours_line_text(v_line.src, v_line.dst, v_line.minutes, v_line.value_minor, v_line.lot_id, v_line.debt_id, v_line.subject);
  end loop;
  return sha256(p_previous || convert_to(v_text, 'UTF8'));
end $$;
