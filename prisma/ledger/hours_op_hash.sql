-- The hash of one op and its lines after the hash before it. The text is JSON arrays (", " between items, instants in microseconds
-- since 1970), the op's first, then each line's, so that anybody can compute it again outside the database.
create or replace function hours_op_hash(p_previous bytea, p_op hour_op, p_lines hour_transfer[]) returns bytea
language plpgsql immutable as $$
declare
  v_line hour_transfer;
  v_text text := json_build_array(p_op.client_id, p_op.seq, p_op.kind, p_op.idem_key, encode(p_op.request_hash, 'hex'), p_op.subject, p_op.revision,
    p_op.minutes, p_op.nature, (extract(epoch from p_op.effective_at) * 1000000)::bigint, (extract(epoch from p_op.recorded_at) * 1000000)::bigint,
    p_op.actor, p_op.reason, p_op.net_after)::text;
begin
  foreach v_line in array p_lines loop
    v_text := v_text || json_build_array(v_line.src, v_line.dst, v_line.minutes, v_line.value_minor, v_line.lot_id, v_line.debt_id, v_line.subject)::text;
  end loop;
  return sha256(p_previous || convert_to(v_text, 'UTF8'));
end $$;
