-- The hash of one op and its lines after the hash before it. The text is a JSON array (", " between items, instants in
-- microseconds since 1970), so that anybody can compute it again outside the database.
create or replace function hours_op_hash(p_previous bytea, p_op hour_op, p_lines hour_transfer[]) returns bytea
language sql stable as $$
  select sha256(p_previous || convert_to(json_build_array(
    p_op.client_id, p_op.seq, p_op.kind, p_op.idem_key, encode(p_op.request_hash, 'hex'), p_op.subject, p_op.revision, p_op.minutes, p_op.nature,
    (extract(epoch from p_op.effective_at) * 1000000)::bigint, (extract(epoch from p_op.recorded_at) * 1000000)::bigint,
    p_op.actor, p_op.reason, p_op.net_after,
    (select json_agg(json_build_array(l.src, l.dst, l.minutes, l.value_minor, l.lot_id, l.debt_id, l.subject)) from unnest(p_lines) l))::text, 'UTF8'))
$$;
