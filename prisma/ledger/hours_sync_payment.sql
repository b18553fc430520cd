-- Brings the ledger to what Stripe says of a payment now: p_refunded_minor is gone for good (refunds that succeeded, disputes lost), p_disputed_minor
-- is in open disputes; both with VAT, and together never more than the payment. Applies them only when p_version (from
-- hours_number_payment_read, asked for before Stripe was) is newer than the version applied last, and posts the difference; the same figures again
-- post nothing (op_seq null).
-- reversed_minutes and held_minutes are the minutes taken back and held for this payment in all, after the act.
create or replace function hours_sync_payment(p_client_id uuid, p_payment_id uuid, p_version bigint, p_refunded_minor integer, p_disputed_minor integer,
  p_now timestamptz, p_actor text, p_reason text default null,
  out applied boolean, out op_seq integer, out reversed_minutes integer, out held_minutes integer, out available_minutes integer, out owed_minutes integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  v_account hour_account := hours_lock_account(p_client_id);
  v_now timestamptz := hours_now(v_account, p_now);
  v_payment hour_payment;
  v_refunded integer;
  v_disputed integer;
  v_lot_minutes integer;
  v_due_minutes integer;
  v_lines hour_transfer[] := '{}';
begin
  select p.* into v_payment from hour_payment p where p.client_id = p_client_id and p.id = p_payment_id;
  if not found then
    raise exception 'Client % has no payment %', p_client_id, p_payment_id using errcode = 'TG004';
  elsif least(p_refunded_minor, p_disputed_minor) < 0 then
    raise exception 'Payment % of client % can''t be refunded % and disputed %', p_payment_id, p_client_id, p_refunded_minor, p_disputed_minor
      using errcode = 'TG006';
  end if;
  select coalesce(sum(r.minutes), 0) into reversed_minutes from hours_reversed_pieces(p_client_id, p_payment_id) r;
  applied := p_version > v_payment.applied_version;
  if applied then
    if v_account.next_expiry_at <= v_now then
      v_account := hours_expire_step(v_account, v_now);
    end if;
    v_refunded := least(p_refunded_minor, v_payment.gross_minor);
    v_disputed := least(p_disputed_minor, v_payment.gross_minor - v_refunded);
    select l.minutes into v_lot_minutes from hour_lot l where l.client_id = p_client_id and l.payment_id = p_payment_id;
    v_due_minutes := hours_share(v_lot_minutes, v_refunded, v_payment.gross_minor);
    if v_due_minutes > reversed_minutes then
      v_lines := hours_reverse(v_account, p_payment_id, v_due_minutes - reversed_minutes);
    elsif v_due_minutes < reversed_minutes then
      v_lines := hours_unreverse(v_account, p_payment_id, reversed_minutes - v_due_minutes, v_now);
    end if;
    reversed_minutes := v_due_minutes;
    v_lines := v_lines || hours_hold(v_account, p_payment_id, hours_share(v_lot_minutes, v_disputed, v_payment.gross_minor), v_now);
    update hour_payment
    set refunded_minor = v_refunded, disputed_minor = v_disputed, applied_version = p_version, asked_version = greatest(asked_version, p_version)
    where client_id = p_client_id and id = p_payment_id;
  end if;
  select coalesce(sum(l.held_minutes), 0) into held_minutes from hours_lot_tree(p_client_id, p_payment_id) l;

  if cardinality(v_lines) > 0 or (v_refunded, v_disputed) <> (v_payment.refunded_minor, v_payment.disputed_minor) then
    v_lines := v_lines || hours_settle(p_client_id, v_now);
    v_account := hours_post(v_account, row(p_client_id, v_account.seq + 1, 'payment', null,
      sha256(convert_to(json_build_array(p_version, v_refunded, v_disputed)::text, 'UTF8')), 'pay:' || p_payment_id, p_version::integer, reversed_minutes, null,
      v_now, v_now, p_actor, p_reason, null, null)::hour_op, v_lines);
    insert into hour_payment_state (client_id, payment_id, seq, version, refunded_minor, disputed_minor, reversed_minutes, held_minutes)
    values (p_client_id, p_payment_id, v_account.seq, p_version, v_refunded, v_disputed, reversed_minutes, held_minutes);
    op_seq := v_account.seq;
  elsif applied and v_account.available_minutes - v_account.owed_minutes <= v_account.active_threshold then
    perform hours_topup_open(v_account, v_now);
  end if;
  available_minutes := v_account.available_minutes;
  owed_minutes := v_account.owed_minutes;
end $$;
revoke execute on function hours_sync_payment from public;
grant execute on function hours_sync_payment to tegoed_app;
