-- Under the lock: posts what is left of each lot that is due as expired: one op a lot, effective at the lot's expiry.
create or replace function hours_expire_step(p_account hour_account, p_now timestamptz) returns hour_account
language plpgsql as $$
declare
  v_lot record;
  v_expired_at timestamptz;
begin
  for v_lot in
    select id, remaining_minutes, expires_at from hour_lot
    where client_id = p_account.client_id and is_open and expires_at <= p_now
    order by expires_at, id
  loop
    update hour_lot set remaining_minutes = 0, expired_minutes = expired_minutes + v_lot.remaining_minutes
    where client_id = p_account.client_id and id = v_lot.id;
    v_expired_at := greatest(p_account.last_expired_at, v_lot.expires_at);
    p_account := hours_post(p_account, row(p_account.client_id, p_account.seq + 1, 'expire', null, null, 'lot:' || v_lot.id, null, v_lot.remaining_minutes,
      null, v_lot.expires_at, p_now, 'system', null, null, null)::hour_op,
      array[hours_line('lot', 'expired', v_lot.remaining_minutes, 0, v_lot.id, null, null)]);
    p_account.last_expired_at := v_expired_at;
  end loop;

  update hour_account
  set last_expired_at = p_account.last_expired_at,
    next_expiry_at = coalesce((select min(l.expires_at) from hour_lot l where l.client_id = p_account.client_id and l.is_open), 'infinity')
  where client_id = p_account.client_id
  returning * into p_account;
  return p_account;
end $$;
revoke execute on function hours_expire_step from public;
