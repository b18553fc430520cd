-- Closes a prepaid agreement's hours for a managed contract, once a key, in the way that was agreed. 'keep' leaves every minute where it is. 'credit' takes
-- the open minutes of each lot that has a price, each piece with its value (hours_value_of_piece), to be credited on the contract's first invoices.
-- 'refund' takes, in the same way, only lots without a payment in this account (imported, moved here): those can't be refunded. A payment's hours stay
-- until its refund takes them (hours_sync_payment). Gifts, what a dispute holds and the hours of p_excluded_payments stay: the
-- conversion passes those that were bought with another VAT than the contract's invoices bear. It never makes a debt. A key that was used before returns
-- what was done then; only p_way is compared.
create or replace function hours_convert(p_client_id uuid, p_idem_key text, p_way text, p_reason text, p_now timestamptz, p_actor text,
  p_excluded_payments uuid[] default '{}',
  out op_seq integer, out is_new boolean, out taken_minutes integer, out value_minor integer, out available_minutes integer, out owed_minutes integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  v_account hour_account := hours_lock_account(p_client_id);
  v_now timestamptz := hours_now(v_account, p_now);
  v_request bytea := sha256(convert_to(json_build_array('convert', p_way)::text, 'UTF8'));
  v_known hour_op := hours_known_op(p_client_id, p_idem_key, v_request);
  v_lot record;
  v_value integer;
  v_taken integer := 0;
  v_lines hour_transfer[] := '{}';
begin
  is_new := v_known.seq is null;
  if is_new then
    if p_idem_key is null or p_way is null or p_way not in ('keep', 'credit', 'refund') or coalesce(p_reason, '') = '' then
      raise exception 'A conversion needs a key, a way and a reason' using errcode = 'TG006';
    end if;
    if v_account.next_expiry_at <= v_now then
      v_account := hours_expire_step(v_account, v_now);
    end if;
    for v_lot in
      with recursive tree as (
        select l.id, l.payment_id, l.price_minor from hour_lot l where l.client_id = p_client_id and l.parent_lot_id is null
        union all
        select c.id, t.payment_id, t.price_minor from tree t join hour_lot c on c.client_id = p_client_id and c.parent_lot_id = t.id
      )
      select l.id, l.remaining_minutes from hour_lot l join tree t on t.id = l.id
      where l.client_id = p_client_id and l.is_open and l.effective_at <= v_now and l.expires_at > v_now and t.price_minor > 0
        and (t.payment_id is null or t.payment_id <> all (p_excluded_payments))
        and (p_way = 'credit' or (p_way = 'refund' and t.payment_id is null))
      order by l.priority, l.expires_at, l.id
    loop
      v_value := hours_value_of_piece(p_client_id, v_lot.id, v_lot.remaining_minutes, v_lines);
      update hour_lot set remaining_minutes = 0, reversed_minutes = reversed_minutes + v_lot.remaining_minutes
      where client_id = p_client_id and id = v_lot.id;
      v_lines := v_lines || hours_line('lot', 'reversed', v_lot.remaining_minutes, v_value, v_lot.id, null, null);
      v_taken := v_taken + v_lot.remaining_minutes;
    end loop;
    v_account := hours_post(v_account, row(p_client_id, v_account.seq + 1, 'convert', p_idem_key, v_request, 'convert:' || p_idem_key, null, v_taken, null,
      v_now, v_now, p_actor, p_reason, null, null)::hour_op, v_lines);
  end if;
  op_seq := coalesce(v_known.seq, v_account.seq);
  select coalesce(sum(t.minutes), 0), coalesce(sum(t.value_minor), 0) into taken_minutes, value_minor
  from hour_transfer t where t.client_id = p_client_id and t.seq = op_seq;
  available_minutes := v_account.available_minutes;
  owed_minutes := v_account.owed_minutes;
end $$;
revoke execute on function hours_convert from public;
grant execute on function hours_convert to tegoed_app;
