-- Orders by bank transfer that go to the MSP's own account without Stripe: it makes the invoice in its own bookkeeping, and notes the money by hand.
alter table msp add column transfers_by_hand boolean not null default false;
alter table block_order
  add column by_hand boolean not null default false,
  -- the day on which the money came to the MSP's own account
  add column received_on date,
  add constraint block_order_by_hand check (not by_hand or (origin = 'bank_invoice' and stripe_invoice is null and not on_trust));
