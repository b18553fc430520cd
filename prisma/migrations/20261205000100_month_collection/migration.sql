-- How a month's invoice is collected by the client's mandate: planned for a day, handed to Stripe, under way at the bank, or failed
-- and to be paid by its link. Null where the invoice is sent to be paid.
alter table month_invoice
  add column collection text check (collection in ('planned', 'charging', 'processing', 'failed')),
  add column collect_at timestamptz,
  add column collect_method uuid,
  add column collect_failure text check (collect_failure in ('declined', 'no-method', 'turned-off', 'disputed')),
  -- A bank took the payment of the invoice back; Stripe's invoice stays paid, the money comes again by a payment page of its own.
  add column dispute text,
  add column repaid_by text,
  add foreign key (client_id, collect_method) references saved_method (client_id, id),
  add constraint month_invoice_charges_a_method check (collection is distinct from 'charging' or collect_method is not null),
  add constraint month_invoice_failure_has_a_reason check ((collection is not distinct from 'failed') = (collect_failure is not null));
create index month_invoice_to_collect on month_invoice (collect_at) where state = 'open' and collection in ('planned', 'charging');
