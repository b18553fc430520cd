-- A payment is named by its payment intent or, where Stripe made none, by its invoice or its checkout: each in a column of its own.
select set_config('app.scope', 'system', true);
update hour_payment set stripe_payment_intent = null,
  stripe_invoice = coalesce(stripe_invoice, case when stripe_payment_intent like 'in\_%' then stripe_payment_intent end)
where stripe_payment_intent like 'in\_%' or stripe_payment_intent like 'cs\_%' or stripe_payment_intent ~ '^[0-9a-f]{8}-';
update block_order set stripe_payment_intent = null where stripe_payment_intent not like 'pi\_%';
alter table block_order add constraint block_order_payment_intent check (stripe_payment_intent like 'pi\_%');

-- Each question to Stripe about an order takes the next number before it is asked. An answer to an older question than the last one that was applied changes nothing.
create sequence stripe_look;
grant usage on sequence stripe_look to tegoed_app;
alter table block_order add column look bigint not null default 0;
alter table saved_method add column look bigint not null default 0;
