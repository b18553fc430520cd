-- What becomes of the money of a month's invoice after Stripe's invoice was paid: a bank took it back by a dispute, gave it back, or it was
-- paid again on a page of its own. Each by its id at Stripe, once and for good: the same news settles nothing twice.
create table month_payment_event (
  client_id uuid not null,
  invoice_id uuid not null,
  kind text not null check (kind in ('paid_again', 'taken_back', 'given_back')),
  stripe_id text not null,
  noted_at timestamptz not null,
  primary key (client_id, kind, stripe_id),
  foreign key (client_id, invoice_id) references month_invoice (client_id, id)
);
create index on month_payment_event (client_id, invoice_id);
call protect_client_table('month_payment_event', false);
grant select, insert on month_payment_event to tegoed_app;

select set_config('app.scope', 'system', true);
insert into month_payment_event (client_id, invoice_id, kind, stripe_id, noted_at)
  select client_id, id, 'taken_back', dispute, updated_at from month_invoice where dispute is not null
  union all
  select client_id, id, case when repaid_by = dispute then 'given_back' else 'paid_again' end, repaid_by, updated_at
  from month_invoice where repaid_by is not null;
alter table month_invoice drop column repaid_by;
