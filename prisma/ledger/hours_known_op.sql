-- Under the lock: the op that was made with this key, or a null row. The same key with another request raises TG002.
create or replace function hours_known_op(p_client_id uuid, p_idem_key text, p_request bytea) returns hour_op
language plpgsql as $$
declare
  v_known hour_op;
begin
  select * into v_known from hour_op where client_id = p_client_id and idem_key = p_idem_key;
  if v_known.request_hash <> p_request then
    raise exception 'Key % of client % was used for another request', p_idem_key, p_client_id using errcode = 'TG002';
  end if;
  return v_known;
end $$;
revoke execute on function hours_known_op from public;
