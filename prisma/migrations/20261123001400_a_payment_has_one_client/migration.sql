-- What was paid once is nobody else's: Stripe's names of a payment stand in one client's books only, whichever client a mistake would name.
alter table hour_payment drop constraint hour_payment_client_id_stripe_payment_intent_key, drop constraint hour_payment_client_id_stripe_invoice_key;
create unique index hour_payment_one_intent on hour_payment (stripe_payment_intent);
create unique index hour_payment_one_invoice on hour_payment (stripe_invoice);
