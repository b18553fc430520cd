-- By which look at Stripe (stripe_look) a month's invoice was brought to its state: an answer of an older look changes nothing.
alter table month_invoice add column look bigint not null default 0;
