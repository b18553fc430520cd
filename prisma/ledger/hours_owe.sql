-- Under the lock: makes a debt of minutes that no lot has, for work (p_dst: used) or for minutes that are taken back (reversed). Returns its number
-- within the client.
create or replace function hours_owe(p_account hour_account, p_subject text, p_dst hour_bucket, p_minutes integer) returns integer
language sql as $$
  insert into hour_debt (client_id, id, subject, dst, minutes, open_minutes, opened_seq)
  select p_account.client_id, coalesce(max(d.id), 0) + 1, p_subject, p_dst, p_minutes, p_minutes, p_account.seq + 1
  from hour_debt d where d.client_id = p_account.client_id
  returning id
$$;
revoke execute on function hours_owe from public;
