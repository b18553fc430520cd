-- The bank account that an invoice is to be paid to, as Stripe gave it when the invoice went out.
alter table block_order
  add column bank_iban text check (bank_iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  add column bank_bic text check (bank_bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
  add column bank_holder text check (length(bank_holder) between 1 and 200),
  add constraint block_order_bank_whole check ((bank_iban is null) = (bank_holder is null));
