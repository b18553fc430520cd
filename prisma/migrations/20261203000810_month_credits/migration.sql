-- A month whose invoice was voided can get another; the void one stays as it was.
alter table month_invoice drop constraint month_invoice_client_id_month_key;
create unique index month_invoice_one_a_month on month_invoice (client_id, month) where state <> 'void';
alter table month_invoice add column overdue_at timestamptz;

-- What of a closed month's corrections went out as a credit note at once, instead of with the next month's invoice.
create table contract_credit (
  client_id uuid not null,
  id uuid not null,
  month text not null,
  line_key uuid not null,
  amount_minor integer not null check (amount_minor <> 0),
  made_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (client_id, id, line_key),
  foreign key (client_id, month) references contract_month (client_id, month)
);
call protect_client_table('contract_credit', false);
grant select, insert, update on contract_credit to tegoed_app;

create table month_credit_note (
  client_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  month text not null,
  net_minor integer not null check (net_minor > 0),
  vat_minor integer not null check (vat_minor >= 0),
  gross_minor integer not null,
  reason text not null check (btrim(reason) <> ''),
  state text not null default 'asked' check (state in ('asked', 'issued', 'refused')),
  attempt integer not null default 1,
  failure text,
  stripe_credit_note text unique,
  number text,
  pdf text,
  asked_by uuid not null references "user",
  asked_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, invoice_id) references month_invoice (client_id, id),
  check (gross_minor = net_minor + vat_minor)
);
create index on month_credit_note (state, updated_at);
call protect_client_table('month_credit_note', false);
grant select, insert, update on month_credit_note to tegoed_app;
