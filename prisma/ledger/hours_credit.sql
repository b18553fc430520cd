-- Adds a lot, exactly once: keyed by the payment (its id, payment intent or invoice) or, for grants, goodwill and imports, by p_idem_key.
-- A repeated request returns the same lot; one with the same key that differs in source, minutes, price, currency or gross amount raises TG002 (expiry,
-- priority and p_work_until are not compared). Pays open debts at once, oldest first;
-- with p_work_until, those of work up to that day before all others.
-- Amounts in minor units; p_price_minor is the lot's price without VAT; p_expires_at null = never.
create or replace function hours_credit(p_client_id uuid, p_source text, p_minutes integer, p_price_minor integer, p_currency text,
  p_expires_at timestamptz, p_now timestamptz, p_actor text, p_reason text default null, p_idem_key text default null,
  p_payment_id uuid default null, p_stripe_payment_intent text default null, p_stripe_invoice text default null, p_gross_minor integer default null,
  p_priority smallint default null, p_work_until date default null,
  out lot_id integer, out is_new boolean, out op_seq integer, out available_minutes integer, out owed_minutes integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  v_account hour_account := hours_lock_account(p_client_id);
  v_now timestamptz := hours_now(v_account, p_now);
  v_expires_at timestamptz := coalesce(p_expires_at, 'infinity');
  v_request bytea := sha256(convert_to(json_build_array(p_source, p_minutes, p_price_minor, p_currency, p_gross_minor)::text, 'UTF8'));
  v_payment hour_payment;
  v_payment_id uuid;
  v_key text := p_idem_key;
  v_known hour_op;
  v_lines hour_transfer[];
begin
  if p_payment_id is not null then
    -- one Stripe payment is one payment, whatever id the caller made up for it: one known by Stripe's ids goes before one known by p_payment_id alone
    -- (false sorts first)
    select p.* into v_payment from hour_payment p
    where p.client_id = p_client_id
      and (p.id = p_payment_id or p.stripe_payment_intent = p_stripe_payment_intent or p.stripe_invoice = p_stripe_invoice)
    order by p.id = p_payment_id, p.id limit 1;
    if v_payment.stripe_payment_intent <> p_stripe_payment_intent or v_payment.stripe_invoice <> p_stripe_invoice then
      raise exception 'Payment % of client % belongs to another payment intent or invoice', v_payment.id, p_client_id using errcode = 'TG002';
    end if;
    v_payment_id := coalesce(v_payment.id, p_payment_id);
    v_key := 'pay:' || v_payment_id;
  end if;

  v_known := hours_known_op(p_client_id, v_key, v_request);
  if v_known.seq is not null then
    select l.id into lot_id from hour_lot l where l.client_id = p_client_id and l.opened_seq = v_known.seq and l.source <> 'correction';
    is_new := false;
    op_seq := v_known.seq;
    available_minutes := v_account.available_minutes;
    owed_minutes := v_account.owed_minutes;
    return;
  end if;
  if p_minutes is null or p_minutes <= 0 or v_expires_at <= v_now or p_source = 'correction' or v_key is null then
    raise exception 'A credit needs a key, minutes above zero and an expiry to come' using errcode = 'TG006';
  end if;

  if v_account.next_expiry_at <= v_now then
    v_account := hours_expire_step(v_account, v_now);
  end if;
  if p_payment_id is not null then
    insert into hour_payment (client_id, id, stripe_payment_intent, stripe_invoice, gross_minor, net_minor, currency)
    values (p_client_id, v_payment_id, p_stripe_payment_intent, p_stripe_invoice, coalesce(p_gross_minor, p_price_minor), p_price_minor, p_currency)
    on conflict (client_id, id) do nothing;
  end if;
  select coalesce(max(l.id), 0) + 1 into lot_id from hour_lot l where l.client_id = p_client_id;
  insert into hour_lot (client_id, id, payment_id, source, minutes, price_minor, currency, remaining_minutes, priority, effective_at, expires_at, opened_seq)
  values (p_client_id, lot_id, v_payment_id, p_source::hour_source, p_minutes, p_price_minor, p_currency, p_minutes,
    coalesce(p_priority, case when p_source in ('grant', 'goodwill') then 40 else 50 end), v_now, v_expires_at, v_account.seq + 1);
  if v_expires_at < v_account.next_expiry_at then
    update hour_account set next_expiry_at = v_expires_at where client_id = p_client_id;
  end if;
  v_lines := array[hours_line('source', 'lot', p_minutes, 0, lot_id, null, null)];
  if v_account.owed_minutes > 0 then
    v_lines := v_lines || hours_settle(p_client_id, v_now, p_work_until);
  end if;

  v_account := hours_post(v_account, row(p_client_id, v_account.seq + 1, 'credit', v_key, v_request, coalesce('pay:' || v_payment_id, 'lot:' || lot_id),
    null, p_minutes, null, v_now, v_now, p_actor, p_reason, null, null)::hour_op, v_lines);
  is_new := true;
  op_seq := v_account.seq;
  available_minutes := v_account.available_minutes;
  owed_minutes := v_account.owed_minutes;
end $$;
revoke execute on function hours_credit from public;
grant execute on function hours_credit to tegoed_app;
