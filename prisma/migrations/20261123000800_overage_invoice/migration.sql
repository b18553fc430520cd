-- Work below zero of a client that is invoiced for it: each month's is an order of its own, which nobody placed. It names the month that it goes up to.
alter table block_order drop constraint block_order_origin_check;
alter table block_order add constraint block_order_origin_check check (origin in ('checkout', 'auto_topup', 'topup_invoice', 'bank_invoice', 'overage_invoice'));
alter table block_order add column covers_month text check (covers_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$');
alter table block_order add constraint block_order_overage_month check ((origin = 'overage_invoice') = (covers_month is not null));
create unique index block_order_one_overage on block_order (client_id, covers_month) where covers_month is not null;
