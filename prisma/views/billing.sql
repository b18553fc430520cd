-- What other modules may read of orders and of the invoices of contracts' months. Amounts are in minor units.
-- Each view runs with the rights and the row policies of the role that reads it.

create view block_order_facts with (security_invoker = true) as
  select client_id, id, number, buyer_id, form_key, hour_block_id, minutes, price_per_hour_minor,
    valid_months, currency, net_minor, vat_kind, vat_rate_bp, vat_minor, gross_minor, vat_number,
    vat_consultation, state, failure, terms_version, terms_accepted_at, attempt, stripe_checkout_id,
    stripe_payment_intent, stripe_invoice, checkout_url, payment_method, invoice_number, invoice_url,
    invoice_pdf, lot_id, created_at, updated_at, paid_at, origin, on_trust, due_at, paid_minor,
    overdue_at, covers_month
  from block_order;
grant select on block_order_facts to tegoed_app;

-- `open_minor` is what is still to be paid by `openOf` (rules/collection.ts): without what came in, and without what is credited.
create view month_invoice_facts with (security_invoker = true) as
  select i.client_id, i.id, i.month, i.invoice_number, i.currency, i.state, i.collection, i.due_at,
    i.gross_minor - i.paid_minor - coalesce((select sum(n.gross_minor) from month_credit_note n
      where n.client_id = i.client_id and n.invoice_id = i.id and n.state = 'issued' and i.dispute is null), 0)::int as open_minor
  from month_invoice i;
grant select on month_invoice_facts to tegoed_app;

-- How a contract's months are paid: by invoice (transfer) or by mandate.
create view contract_payment_facts with (security_invoker = true) as
  select p.client_id, p.contract_id, p.way from contract_payment p;
grant select on contract_payment_facts to tegoed_app;

-- The clients with a saved way to pay whose mandate covers contracts' months.
create view contract_method_facts with (security_invoker = true) as
  select v.client_id from saved_method v join method_setup s on s.client_id = v.client_id and s.id = v.setup_id
  where v.removed_at is null and s.purpose = 'contract';
grant select on contract_method_facts to tegoed_app;
