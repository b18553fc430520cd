-- What an op's hash is taken over: a JSON array (", " between items, instants in microseconds since 1970), followed by its lines' texts.
create or replace function hours_op_text(p_client_id uuid, p_seq integer, p_kind hour_op_kind, p_idem_key text, p_request_hash bytea, p_subject text,
  p_revision integer, p_minutes integer, p_nature hour_nature, p_effective_at timestamptz, p_recorded_at timestamptz, p_actor text, p_reason text,
  p_net_after integer) returns text
language sql stable as $$
  select json_build_array(p_client_id, p_seq, p_kind, p_idem_key, encode(p_request_hash, 'hex'), p_subject, p_revision, p_minutes, p_nature,
    (extract(epoch from p_effective_at) * 1000000)::bigint, (extract(epoch from p_recorded_at) * 1000000)::bigint, p_actor, p_reason, p_net_after)::text
$$;
