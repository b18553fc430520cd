-- The months of a client that were counted for good: an invoice goes out on them, so what becomes known later is a line of a later month.
create table contract_month (
  client_id uuid not null references client,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  currency char(3) not null,
  total_minor integer not null,
  closed_by uuid not null references "user",
  closed_at timestamptz not null,
  primary key (client_id, month)
);
call protect_client_table('contract_month', false);
create trigger append_only before update or delete or truncate on contract_month for each statement execute function refuse_change();
grant select, insert on contract_month to tegoed_app;

-- The lines of a closed month, with everything that was counted: who, from when to when, at which price.
create table contract_month_line (
  client_id uuid not null,
  month text not null,
  position smallint not null check (position >= 0),
  kind text not null check (kind in ('count', 'correction', 'adjustment', 'carry')),
  contract_id uuid,
  line_key uuid,
  corrects_month text,
  label text not null,
  amount_minor integer not null,
  detail jsonb not null,
  primary key (client_id, month, position),
  foreign key (client_id, month) references contract_month,
  foreign key (client_id, contract_id) references contract,
  check ((kind in ('count', 'correction')) = (line_key is not null)),
  check ((kind = 'correction') = (corrects_month is not null)),
  check (corrects_month < month)
);
create unique index contract_month_line_counted_once on contract_month_line (client_id, line_key, month) where kind = 'count';
create unique index contract_month_line_corrected_once on contract_month_line (client_id, line_key, corrects_month, month)
  where kind = 'correction';
call protect_client_table('contract_month_line', false);
create trigger append_only before update or delete or truncate on contract_month_line for each statement execute function refuse_change();
grant select, insert on contract_month_line to tegoed_app;

-- What finance adds to, or takes off, a month that is not closed, and why.
create table contract_adjustment (
  client_id uuid not null references client,
  id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  amount_minor integer not null check (amount_minor <> 0),
  reason text not null check (btrim(reason) <> ''),
  made_by uuid not null references "user",
  made_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (client_id, id)
);
call protect_staff_table('contract_adjustment');
grant select, insert, update on contract_adjustment to tegoed_app;
